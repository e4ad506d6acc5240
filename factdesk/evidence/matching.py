"""Find a quotation in the text of its source: exactly, or after folding typography.

A similarity score must not verify a quotation: with "not" inserted into a sentence the score was
0.9 to 0.98, and with a changed number 0.98 to 0.997. The most similar passage is used only to show
the editor a word-by-word difference.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

import msgspec
from msgspec import structs

from factdesk.claims.proof import MatchKind
from factdesk.evidence.normalise import Normalised, normalise
from factdesk.evidence.word_boundaries import has_whole_words

#: An omission marked by the editor; the parts around it must appear in this order.
OMISSION = re.compile(r"\s*(?:\[\s*(?:…|\.\s?\.\s?\.)\s*\]|\(\s*(?:…|\.\.\.)\s*\)|…|\.\.\.)\s*")
#: The maximum number of characters of the source that an omission can stand for.
LONGEST_OMISSION = 400
#: How much of a long text is searched for the nearest passage, and the minimum similarity (0 to
#: 100).
_NEAR_LIMIT, _NEAR_SCORE = 400_000, 60

#: A hyphen at the end of a line, with the line break and the indentation of the next line.
_LINE_HYPHEN = re.compile(r"(?<=\w)[-\u2010\u00ad]\s*\n\s*(?=\w)")
_SPACE = re.compile(r"\s+")


class Match(msgspec.Struct, frozen=True):
    """A passage of a source that matches the quotation: ``text[start:end]``.

    ``is_ambiguous`` if the quotation matches other passages too, and neither prefix nor suffix
    decides between them.
    """

    kind: MatchKind
    start: int
    end: int
    is_ambiguous: bool = False


class NoMatch(msgspec.Struct, frozen=True):
    """No match. ``nearest`` is the most similar passage of the source, if any."""

    nearest: str = ""


class SourceText:
    """The text of one source, prepared once for many quotations.

    Runs of white space count as one space. A hyphen at a line end may come from typesetting, so a
    quotation may omit it.
    """

    def __init__(self, text: str) -> None:
        """Prepare a text. Line breaks matter only after a hyphen."""
        self.text, self._line_hyphens = _join_lines(text)

    @cached_property
    def _folded(self) -> Normalised:
        return normalise(self.text)

    def find(self, quotation: str, prefix: str = "", suffix: str = "") -> Match | NoMatch:
        """Find a quotation; ``prefix`` and ``suffix`` decide between several passages.

        An omission ("…", "[…]", "[...]") splits it into parts that must appear in order.
        """
        quotation = _one_line(quotation)
        has_omission = "…" in quotation or quotation.count(".") > 2
        parts = [p for p in OMISSION.split(quotation) if p] if has_omission else [quotation]
        for search in (self._exact, self._normalised, self._across_lines):
            passages = [
                match
                for match in search(parts)
                if has_whole_words(self.text, match.start, match.end)
            ]
            if passages:
                return self._choose(passages, prefix, suffix)
        return NoMatch(self._nearest(quotation))

    def _exact(self, parts: list[str]) -> Iterator[Match]:
        for start, end in _passages(self.text, parts, re.escape):
            yield Match(MatchKind.EXACT, start, end)

    def _normalised(self, parts: list[str]) -> Iterator[Match]:
        text, offsets = self._folded
        return self._in_original(text, offsets, _folded(parts), re.escape)

    def _across_lines(self, parts: list[str]) -> Iterator[Match]:
        """Yield passages that match the quotation if line-end hyphens are optional."""
        if not self._line_hyphens:
            return iter(())
        text, offsets = self._folded
        places = zip(text, offsets, strict=False)
        marked = (_OPTIONAL if at in self._line_hyphens else letter for letter, at in places)
        return self._in_original("".join(marked), offsets, _folded(parts), _with_line_hyphens)

    @staticmethod
    def _in_original(
        text: str, offsets: Sequence[int], parts: list[str], escape: Callable[[str], str]
    ) -> Iterator[Match]:
        for start, end in _passages(text, parts, escape, any_case=True):
            yield Match(MatchKind.NORMALISED, offsets[start], offsets[end])

    def _choose(self, passages: list[Match], prefix: str, suffix: str) -> Match:
        if len(passages) == 1:
            return passages[0]
        before, after = normalise(prefix).text.strip(), normalise(suffix).text.strip()
        reach = 2 * (len(prefix) + len(suffix)) + 20
        fitting = [
            match
            for match in passages
            if _context(self.text, match.start - reach, match.start).endswith(before)
            and _context(self.text, match.end, match.end + reach).startswith(after)
        ]
        if (before or after) and len(fitting) == 1:
            return fitting[0]
        return structs.replace((fitting or passages)[0], is_ambiguous=True)

    def _nearest(self, quotation: str) -> str:
        text = self.text[:_NEAR_LIMIT]
        if not text or len(quotation) > len(text):
            return text
        from rapidfuzz.fuzz import partial_ratio_alignment

        near = partial_ratio_alignment(quotation, text, score_cutoff=_NEAR_SCORE)
        if near is None:
            return ""
        start = text.rfind(" ", 0, near.dest_start + 1) + 1
        end = text.find(" ", near.dest_end)
        return text[start : len(text) if end < 0 else end]


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _folded(parts: Iterable[str]) -> list[str]:
    return [normalise(part).text.strip() for part in parts]


def _context(text: str, start: int, end: int) -> str:
    return normalise(text[max(0, start) : end]).text.strip()


def _join_lines(text: str) -> tuple[str, frozenset[int]]:
    """Return the text on one line, and the positions of line-end hyphens."""
    if "\n" not in text:
        return _one_line(text), frozenset()
    lines = _LINE_HYPHEN.split(text)
    joined, places, length = [], [], 0
    for n, line in enumerate(lines):
        piece = _SPACE.sub(" ", line)
        if n == 0:
            piece = piece.lstrip(" ")
        if n < len(lines) - 1:
            piece += "-"
            places.append(length + len(piece) - 1)
        joined.append(piece)
        length += len(piece)
    return "".join(joined).rstrip(" "), frozenset(places)


#: Replaces a hyphen at the end of a line. No source has it: extraction drops such characters.
_OPTIONAL = "\ue000"


def _with_line_hyphens(text: str) -> str:
    """Return a pattern for a text in which line-end hyphens are optional."""
    letters = (f"[-{_OPTIONAL}]" if letter == "-" else re.escape(letter) for letter in text)
    return f"{_OPTIONAL}?".join(letters)


def _passages(
    text: str, parts: Sequence[str], escape: Callable[[str], str], *, any_case: bool = False
) -> Iterator[tuple[int, int]]:
    """Yield the bounds of each passage with all parts in order; passages may overlap.

    With ``any_case``, the first letter may differ in case, because editors capitalise a quotation
    that begins within a sentence.
    """
    if not parts or not all(parts):
        return
    first = parts[0]
    at = next((n for n, letter in enumerate(first) if letter.isalnum()), 0)
    cases = sorted({first[at].lower(), first[at].upper()}) if any_case else [first[at]]
    if len(parts) == 1 and escape is re.escape:
        # Most quotations have one part, and compiling a pattern takes longer than a search.
        yield from _occurrences(text, [f"{first[:at]}{case}{first[at + 1 :]}" for case in cases])
        return
    patterns = [escape(part) for part in parts]
    if any_case:
        either = "|".join(map(re.escape, cases))
        patterns[0] = f"{escape(first[:at])}(?:{either}){escape(first[at + 1 :])}"
    joined = f".{{0,{LONGEST_OMISSION}}}?".join(patterns)
    for match in re.finditer(f"(?=({joined}))", text, re.DOTALL):
        yield match.span(1)


def _occurrences(text: str, forms: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield the bounds of each occurrence of any of the forms, in order; they may overlap."""
    found = []
    for form in forms:
        start = text.find(form)
        while start >= 0:
            found.append((start, start + len(form)))
            start = text.find(form, start + 1)
    yield from sorted(found)
