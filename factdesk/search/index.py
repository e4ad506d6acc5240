"""The files of the index: an entry, the words in alphabetical chunks, and the results in chunks.

A browser loads the entry, the chunks with the words of the query, and the chunks with the documents
that it shows. It loads texts only for a phrase, and the list of all words only for an unknown word.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from hashlib import blake2b
from typing import NamedTuple, Protocol

import msgspec

from factdesk.cache.chunks import in_chunks
from factdesk.cache.fingerprint import fingerprint
from factdesk.config.site_config import SiteConfig
from factdesk.pages.data_scripts import (
    File,
    WritePiece,
    chunk_name,
    chunk_script,
    entry_script,
    wording,
)
from factdesk.search.document import is_handbook
from factdesk.search.indexed import IndexedDocument
from factdesk.search.postings import Postings
from factdesk.site_texts.texts import SiteTexts
from factdesk.text.packing import pack

FOLDER = "assets/search"

#: The approximate number of documents in a chunk: a result also loads its neighbours, and every
#: chunk is a file.
SHOWN_TOGETHER = 16
_SHORTEST = 4  # letters of a word in the vocabulary


class Listed(NamedTuple):
    """A document of the index: its address, and the fingerprint of its inputs."""

    address: str
    key: str


class Documents(Protocol):
    """The documents of an index, in order: written pages, then claims, oldest review first.

    So adding a claim changes no number of another document.
    """

    @property
    def listed(self) -> Sequence[Listed]: ...

    def load(self, documents: Sequence[Listed]) -> Iterable[IndexedDocument]:
        """Yield these documents, in their order."""
        ...


class Index(msgspec.Struct, frozen=True):
    """The documents of an index and its words."""

    documents: Sequence[Listed]
    postings: Postings


#: The maximum number of changed documents for an update; beyond it, a full build is faster.
_FEW = 8


def make_index(documents: Documents, last: Index | None = None) -> Index:
    """Return the index of these documents, updated from the last one if only a few have changed."""
    listed = documents.listed
    if last and (postings := _updated(documents, last)):
        return Index(listed, postings)
    return Index(listed, Postings.of(map(_levels, documents.load(listed))))


def _updated(documents: Documents, last: Index) -> Postings | None:
    """Return the updated postings of the last index, or None if too much has changed."""
    listed, before = set(documents.listed), set(last.documents)
    gone = [n for n, each in enumerate(last.documents) if each not in listed]
    new = {n: each for n, each in enumerate(documents.listed) if each not in before}
    kept = [each for each in last.documents if each in listed]
    if max(len(gone), len(new)) > _FEW or kept != [e for e in documents.listed if e in before]:
        return None
    postings = last.postings.without(gone)
    if len(new) != len(gone) or list(new) != gone:
        places = {each: n for n, each in enumerate(documents.listed)}
        numbers = [places.get(each, -1) for each in last.documents]
        postings = postings.renumbered(numbers)
    loaded = documents.load(list(new.values()))
    return postings.having(dict(zip(new, map(_levels, loaded), strict=True)))


def _levels(document: IndexedDocument) -> Iterator[tuple[str, int]]:
    return zip(document.words.split(), document.levels, strict=True)


def index_files(
    index: Index,
    documents: Documents,
    write: WritePiece,
    config: SiteConfig,
    texts: SiteTexts,
) -> Iterator[File]:
    """Write the chunks of the index, and yield its entry; all are in one folder.

    Claims rank above pages, and pages above the handbook. Among equally good results, the newest
    review comes first.
    """
    listed = index.documents
    count = len(listed)
    pages = sum(not each.address.startswith("claims/") for each in listed)
    parts = list(in_chunks(listed, lambda each: each.address, SHOWN_TOGETHER))
    shown, phrases = [], []
    for part in parts:
        key = fingerprint(" ".join([each.key for each in part]))
        shown.append(write(f"shown {key}", partial(_results, documents, part, "shown")))
        phrases.append(write(f"texts {key}", partial(_results, documents, part, "phrases")))
    words, begins = [], []
    for chunk in index.postings.chunks(count):  # one at a time: they are copies
        words.append(write(_words_key(chunk, count), partial(_words, chunk, count)))
        begins.append(chunk.words[0])
    vocabulary = fingerprint(" ".join(index.postings.words))
    entry = {
        "documents": count,
        "pages": pages,
        "before_handbook": sum(not is_handbook(each.address) for each in listed[:pages]),
        "sizes": pack(map(len, parts)),
        "shown": _list_of("shown", shown, write),
        "texts": _list_of("texts", phrases, write),
        "words": _names(words),
        "begins": " ".join(begins),
        "vocabulary": chunk_name(write(f"vocabulary {vocabulary}", partial(_vocabulary, index))),
        "verdicts": [
            [verdict.tone, verdict.label_in(config.language)] for verdict in config.scale.each()
        ],
        "wording": wording(texts, "search"),
    }
    yield entry_script(FOLDER, entry)


def _results(documents: Documents, part: Sequence[Listed], what: str) -> File:
    kind = "texts" if what == "phrases" else what
    rows = [getattr(document, what) for document in documents.load(part)]
    return chunk_script(FOLDER, kind, rows)


def _list_of(kind: str, paths: Sequence[str], write: WritePiece) -> str:
    """Write the names of many chunks as a separate chunk, and return its name."""
    names = _names(paths)
    made = partial(chunk_script, FOLDER, "list", names)
    return chunk_name(write(f"{kind} list {fingerprint(names)}", made))


def _names(paths: Iterable[str]) -> str:
    return " ".join(map(chunk_name, paths))


def _words(chunk: Postings, documents: int) -> File:
    return chunk_script(FOLDER, "words", [" ".join(chunk.words), " ".join(chunk.packed(documents))])


def _words_key(chunk: Postings, documents: int) -> str:
    digest = blake2b(" ".join(chunk.words).encode(), digest_size=20)
    digest.update(chunk.starts)
    digest.update(chunk.entries)
    return f"words {digest.hexdigest()} {chunk.common(documents)}"


def _vocabulary(index: Index) -> File:
    words = " ".join(filter(_is_guessed, index.postings.words))
    return chunk_script(FOLDER, "vocabulary", words)


def _is_guessed(word: str) -> bool:
    """Return whether a misspelled word or the last part of a compound may mean this word."""
    # A Korean syllable is two or three letters.
    is_long = len(word) >= _SHORTEST or "\uac00" <= word[0] <= "\ud7a3"
    return is_long and not word[0].isdigit()
