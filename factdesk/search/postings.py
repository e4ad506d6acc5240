"""Collect which documents have which words, and split the words into alphabetical pieces."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from factdesk.search.weights import LEVELS
from factdesk.text.packing import pack

#: Characters in a piece; words with the same first letters are kept together where possible.
LARGEST = 24_000
TOGETHER = 3

#: A word in more than a quarter of the documents tells little about them. Only documents that have
#: it in the claim, its names or its summary are kept.
_COMMON, _AT_LEAST, _SAYS_SOMETHING = 4, 400, 3


@dataclass(frozen=True, slots=True)
class Piece:
    """Words in alphabetical order, each with the documents that have it, packed.

    A common word whose documents are incomplete has ``*`` before them.
    """

    words: tuple[str, ...]
    documents: tuple[str, ...]


class Postings:
    """The words of all documents, each with the numbers and levels of its documents."""

    def __init__(self) -> None:
        """Create an empty collection."""
        self._found: dict[str, array[int]] = defaultdict(lambda: array("I"))
        self._count = 0

    def add(self, levels: Iterable[tuple[str, int]]) -> None:
        """Add the next document: its words, each with its level."""
        found, first = self._found, self._count * LEVELS
        for word, level in levels:
            found[word].append(first + level)
        self._count += 1

    def pieces(self) -> Iterator[Piece]:
        """Yield the words in alphabetical pieces."""
        words: list[str] = []
        documents: list[str] = []
        size = 0
        for word in sorted(self._found, key=_as_scripts_sort):
            packed = self._packed(word)
            full = size + len(packed) > LARGEST
            if words and full and (size > 2 * LARGEST or word[:TOGETHER] != words[-1][:TOGETHER]):
                yield Piece(tuple(words), tuple(documents))
                words, documents, size = [], [], 0
            words.append(word)
            documents.append(packed)
            size += len(word) + len(packed) + 2
        if words:
            yield Piece(tuple(words), tuple(documents))

    def _packed(self, word: str) -> str:
        found = self._found[word]
        is_common = len(found) > max(self._count // _COMMON, _AT_LEAST)
        if is_common:
            found = array("I", (each for each in found if each % LEVELS >= _SAYS_SOMETHING))
        return ("*" if is_common else "") + pack(_differences(found))


def _as_scripts_sort(word: str) -> bytes:
    """Return the key by which JavaScript compares strings: their UTF-16 units."""
    return word.encode("utf-16-be")


def _differences(found: Iterable[int]) -> Iterator[int]:
    """Yield each entry with the distance of its document from the previous one, and its level."""
    before = 0
    for each in found:
        document, level = divmod(each, LEVELS)
        yield (document - before) * LEVELS + level
        before = document
