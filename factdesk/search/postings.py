"""Collect the postings (which documents have which words), and split them into alphabetical chunks.

An entry is the number of a document times ``LEVELS``, plus the level of the word in it.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from zlib import crc32

import msgspec

from factdesk.search.weights import LEVELS
from factdesk.text.packing import pack

#: The number of characters in a chunk; words with the same first letters are kept together if
#: possible.
LARGEST = 32_000
TOGETHER = 3

#: A word in more than a quarter of the documents does not distinguish them. Only documents that
#: have it in the claim, its names or its summary are kept.
_COMMON, _AT_LEAST, _SAYS_SOMETHING = 4, 400, 3

#: The maximum distance between two documents for an entry of one character, or two.
_ONE_CHARACTER, _TWO_CHARACTERS = 5, 242


class Postings(msgspec.Struct, frozen=True):
    """The words of all documents in the order of ``script_order``, each with its entries.

    The entries of word ``n`` are ``entries[starts[n]:starts[n + 1]]``, in ascending order.
    """

    words: list[str]
    starts: array[int]
    entries: array[int]

    @classmethod
    def of(cls, documents: Iterable[Iterable[tuple[str, int]]]) -> Postings:
        """Return the postings of these documents: the words of each, with their levels."""
        found: dict[str, array[int]] = defaultdict(lambda: array("I"))
        for n, levels in enumerate(documents):
            for word, level in levels:
                found[word].append(n * LEVELS + level)
        words = sorted(found, key=script_order)
        entries = array("I")
        starts = array("I", [0])
        for word in words:
            entries.extend(found.pop(word))
            starts.append(len(entries))
        return cls(words, starts, entries)

    def without(self, documents: Iterable[int]) -> Postings:
        """Return the postings without these documents; the others keep their numbers."""
        starts, entries = self.starts, self.entries
        counts = array("I", [end - start for start, end in pairwise(starts)])
        gone = []
        for first in (number * LEVELS for number in documents):
            for n in range(len(counts)):
                at = bisect_left(entries, first, starts[n], starts[n + 1])
                if at < starts[n + 1] and entries[at] < first + LEVELS:
                    gone.append(at)
                    counts[n] -= 1
        kept = array("I")
        for start, end in pairwise([-1, *sorted(gone), len(entries)]):
            kept.extend(entries[start + 1 : end])
        words = [word for word, count in zip(self.words, counts, strict=True) if count]
        return Postings(words, array("I", accumulate(filter(None, counts), initial=0)), kept)

    def renumbered(self, numbers: Sequence[int]) -> Postings:
        """Return the postings with new numbers, which must be in the order of the old ones."""
        moved = [max(new, 0) * LEVELS + level for new in numbers for level in range(LEVELS)]
        entries = array("I", map(moved.__getitem__, self.entries))
        return Postings(self.words, self.starts, entries)

    def having(self, documents: Mapping[int, Iterable[tuple[str, int]]]) -> Postings:
        """Return the postings with these documents added, by numbers that are free."""
        new: dict[str, list[int]] = defaultdict(list)
        for number, levels in sorted(documents.items()):
            for word, level in levels:
                new[word].append(number * LEVELS + level)
        words, entries, starts = [], array("I"), array("I", [0])
        done = 0  # words
        for word in sorted(new, key=script_order):
            at = bisect_left(self.words, script_order(word), done, key=script_order)
            is_known = at < len(self.words) and self.words[at] == word
            end = self.starts[at]
            words += [*self.words[done:at], word]
            offset = len(entries) - self.starts[done]
            starts.extend([start + offset for start in self.starts[done + 1 : at + 1]])
            entries.extend(self.entries[self.starts[done] : end])
            own = self.entries[end : self.starts[at + 1]] if is_known else array("I")
            for entry in new[word]:
                insort(own, entry)
            entries.extend(own)
            starts.append(len(entries))
            done = at + is_known
        words += self.words[done:]
        offset = len(entries) - self.starts[done]
        starts.extend([start + offset for start in self.starts[done + 1 :]])
        entries.extend(self.entries[self.starts[done] :])
        return Postings(words, starts, entries)

    def chunks(self, documents: int) -> Iterator[Postings]:
        """Yield the words in alphabetical chunks; ``documents`` is the number of all documents.

        A change of a few words moves only the boundaries next to it.
        """
        for start, end in pairwise(_boundaries(self.words, self._sizes(documents))):
            first, last = self.starts[start], self.starts[end]
            starts = array("I", [at - first for at in self.starts[start : end + 1]])
            yield Postings(self.words[start:end], starts, self.entries[first:last])

    def _sizes(self, documents: int) -> Iterator[int]:
        """Yield the approximate number of characters of each word with its entries."""
        most = _most(documents)
        for word, (start, end) in zip(self.words, pairwise(self.starts), strict=True):
            count = end - start
            if count > most:
                count //= 10
            distance = documents // (count or 1)
            each = 1 if distance <= _ONE_CHARACTER else 2 if distance <= _TWO_CHARACTERS else 3
            yield len(word) + 2 + count * each

    def packed(self, documents: int) -> Iterator[str]:
        """Yield the entries of each word, packed.

        A common word whose documents are incomplete is preceded by ``*``.
        """
        most = _most(documents)
        for start, end in pairwise(self.starts):
            found: Sequence[int] = self.entries[start:end]
            if end - start > most:
                told = [entry for entry in found if entry % LEVELS >= _SAYS_SOMETHING]
                yield "*" + pack(_differences(told))
            else:
                yield pack(_differences(found))

    def common(self, documents: int) -> list[int]:
        """Return the indexes of the common words."""
        most = _most(documents)
        counted = enumerate(pairwise(self.starts))
        return [n for n, (start, end) in counted if end - start > most]


def _most(documents: int) -> int:
    """Return the maximum number of documents with a word that is not common."""
    return max(documents // _COMMON, _AT_LEAST)


def script_order(word: str) -> bytes:
    """Return the key by which JavaScript compares strings: their UTF-16 units."""
    return word.encode("utf-16-be")


def _differences(found: Sequence[int]) -> list[int]:
    """Return each entry with the distance of its document from the previous one, and its level."""
    return [entry - before // LEVELS * LEVELS for before, entry in pairwise([0, *found])]


def _boundaries(words: Sequence[str], sizes: Iterable[int]) -> list[int]:
    """Return the indexes of the words at which chunks begin, and the number of words."""
    ends = array("Q", accumulate(sizes, initial=0))
    heads = [
        n for n in range(len(words)) if not n or words[n][:TOGETHER] != words[n - 1][:TOGETHER]
    ]
    found = []
    for start, end in pairwise(_split([*heads, len(words)], words, ends, TOGETHER)):
        found += _split([*range(start, end), end], words, ends)[:-1]
    return [*found, len(words)] if words else []


def _split(
    starts: Sequence[int], words: Sequence[str], ends: Sequence[int], letters: int | None = None
) -> list[int]:
    """Return a selection of these boundaries that leaves no chunk too large, if possible.

    A chunk is divided in its middle half, at the boundary whose first letters have the smallest
    hash, so that changes in size nearly always lead to the same boundary.
    """
    chosen = [starts[0]]

    def hash_at(n: int) -> int:
        return crc32(words[starts[n]][:letters].encode())

    def divide(first: int, last: int) -> None:
        begin, end = ends[starts[first]], ends[starts[last]]
        if end - begin > LARGEST and last - first > 1:
            quarter = (end - begin) // 4
            low = bisect_left(starts, begin + quarter, first + 1, last - 1, key=ends.__getitem__)
            high = bisect_left(starts, end - quarter, low, last - 1, key=ends.__getitem__)
            at = min(range(low, max(high, low + 1)), key=hash_at)
            divide(first, at)
            chosen.append(starts[at])
            divide(at, last)

    divide(0, len(starts) - 1)
    return [*chosen, starts[-1]]
