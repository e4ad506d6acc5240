"""The part of each document in the index, computed independently and cached between builds.

Splitting texts into words takes most of the time of indexing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from factdesk.config.site_config import SiteConfig
from factdesk.search.document import Document
from factdesk.search.weights import levels
from factdesk.site_texts.languages import direction
from factdesk.text.searchable import plain_words


class IndexedDocument(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One document of the index.

    ``words`` are its words, separated by spaces, and ``levels`` has one byte for the level of each.
    ``shown`` is the data of a result. Phrases are found in ``phrases``.
    """

    words: str
    levels: bytes
    shown: list[Any]
    phrases: str


def index_documents(documents: Iterable[Document], config: SiteConfig) -> Iterator[IndexedDocument]:
    """Yield the part of each document in the index."""
    positions = {verdict.name: n for n, verdict in enumerate(config.scale.each(), 1)}
    several = list(documents)
    # Step by step for all documents: the code of one step stays in the processor's cache.
    for document, weighed in zip(several, list(map(levels, several)), strict=True):
        yield IndexedDocument(
            " ".join(weighed),
            bytes(weighed.values()),
            _shown(document, config.language, positions),
            _phrases(document),
        )


def encode_indexed(documents: Iterable[IndexedDocument]) -> bytes:
    """Encode documents for the cache."""
    return msgspec.msgpack.encode(list(documents))


def decode_indexed(encoded: bytes) -> list[IndexedDocument]:
    """Decode the documents that ``encode_indexed`` encoded."""
    return _DECODER.decode(encoded)


_DECODER = msgspec.msgpack.Decoder(list[IndexedDocument])


def _phrases(document: Document) -> str:
    """Return the words of a document's fields, in which phrases are found."""
    fields = (document.title, document.lead, document.quote, document.names, document.text)
    return "|".join(plain_words(field) for field in fields if field)


def _shown(document: Document, language: str, positions: dict[str, int]) -> list[Any]:
    is_foreign = document.language != language
    return [
        document.address,
        document.title,
        document.lead,
        document.by,
        document.on,
        positions.get(document.verdict, 0),
        document.status,
        *((document.language, direction(document.language)) if is_foreign else ()),
    ]
