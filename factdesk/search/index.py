"""The index as files: an entry, the words in alphabetical pieces, and what results show, in pieces.

A reader's browser loads the entry, the pieces with the words that it looks for, and the pieces with
the documents that it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from factdesk.config.site_config import SiteConfig
from factdesk.i18n.languages import direction
from factdesk.i18n.messages import Messages
from factdesk.pages.data_scripts import File, data_scripts, wording
from factdesk.pages.symbols import symbols
from factdesk.search.document import Document
from factdesk.search.postings import Postings
from factdesk.search.weights import levels

FOLDER = "assets/search"

#: Documents in a piece: a result costs its neighbours too, and every piece is a file.
SHOWN_TOGETHER = 16


def index_files(
    documents: Iterable[Document], config: SiteConfig, messages: Messages
) -> Iterator[File]:
    """Yield the files of the index, which lie in one folder; the documents are read once, in order.

    Of documents that fit a search equally well, the first one given is shown first.
    """
    postings, shown = Postings(), []
    positions = {verdict.name: n for n, verdict in enumerate(config.scale.each(), 1)}
    for document in documents:
        postings.add(levels(document))
        shown.append(_shown(document, config.language, positions))
    pieces = list(postings.pieces())
    texts: dict[str, Any] = {
        f"words-{n}": [" ".join(piece.words), " ".join(piece.documents)]
        for n, piece in enumerate(pieces)
    }
    texts |= {f"shown-{n}": rows for n, rows in enumerate(_in_pieces(shown, SHOWN_TOGETHER))}
    entry = {
        "documents": len(shown),
        "together": SHOWN_TOGETHER,
        "begins": " ".join(piece.words[0] for piece in pieces),
        "verdicts": [
            [verdict.tone, verdict.label_in(config.language)] for verdict in config.scale.each()
        ],
        "symbols": symbols(verdict.tone for verdict in config.scale.each()),
        "wording": wording(messages, "search"),
    }
    yield from data_scripts(FOLDER, entry, texts)


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


def _in_pieces(rows: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))
