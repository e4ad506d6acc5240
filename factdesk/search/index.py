"""The index as files: an entry, the words in alphabetical pieces, and data of results in pieces.

A browser loads the entry, the pieces with the words of the query, and the pieces with the documents
that it shows. Only for a phrase it loads texts, and only for a word that no document has, the list
of all words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from factdesk.config.site_config import SiteConfig
from factdesk.i18n.messages import Messages
from factdesk.pages.data_scripts import File, data_scripts, wording
from factdesk.pages.symbols import symbols
from factdesk.search.document import is_handbook
from factdesk.search.indexed import IndexedDocument
from factdesk.search.postings import Piece, Postings

FOLDER = "assets/search"

#: Documents in a piece: a result costs its neighbours too, and every piece is a file.
SHOWN_TOGETHER = 16
_SHORTEST = 4  # letters of a word in the vocabulary


def index_files(
    documents: Iterable[IndexedDocument], config: SiteConfig, messages: Messages
) -> Iterator[File]:
    """Yield the files of the index, all in one folder; the documents are read once.

    Claims come before pages, and those before the handbook. Of documents that fit a search equally
    well, the first is shown first.
    """
    postings, shown, texts = Postings(), [], []
    for document in documents:
        postings.add(zip(document.words.split(), document.levels, strict=True))
        shown.append(document.shown)
        texts.append(document.phrases)
    pieces = list(postings.pieces())
    files: dict[str, Any] = {
        f"words-{n}": [" ".join(piece.words), " ".join(piece.documents)]
        for n, piece in enumerate(pieces)
    }
    files |= {f"shown-{n}": rows for n, rows in enumerate(_in_pieces(shown, SHOWN_TOGETHER))}
    files |= {f"texts-{n}": rows for n, rows in enumerate(_in_pieces(texts, SHOWN_TOGETHER))}
    files["vocabulary"] = " ".join(_vocabulary(pieces))
    entry = {
        "documents": len(shown),
        "claims": sum(row[0].startswith("claims/") for row in shown),
        "before_handbook": sum(not is_handbook(row[0]) for row in shown),
        "together": SHOWN_TOGETHER,
        "begins": " ".join(piece.words[0] for piece in pieces),
        "verdicts": [
            [verdict.tone, verdict.label_in(config.language)] for verdict in config.scale.each()
        ],
        "symbols": symbols(verdict.tone for verdict in config.scale.each()),
        "wording": wording(messages, "search"),
    }
    yield from data_scripts(FOLDER, entry, files)


def _vocabulary(pieces: Iterable[Piece]) -> Iterator[str]:
    """Yield the words that a misspelled word, or the last part of a compound, may mean."""
    for piece in pieces:
        for word in piece.words:
            # A Korean syllable is two or three letters.
            is_long = len(word) >= _SHORTEST or "\uac00" <= word[0] <= "\ud7a3"
            if is_long and not word[0].isdigit():
                yield word


def _in_pieces(rows: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    return (rows[start : start + size] for start in range(0, len(rows), size))
