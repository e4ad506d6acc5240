"""Correct single problems that need no judgement: each function yields the corrected text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from factdesk.checks.address_hints import (
    MARKDOWN_LINK,
    QUOTES,
    corrected_address,
    without_scheme,
)
from factdesk.claims.problem import Problem
from factdesk.editing.errors import EditError
from factdesk.editing.value_edits import set_value
from factdesk.messages.catalogue import tr, tr_noop
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.nodes import plain
from factdesk.text.documents import without_tracking

_SPACES = " \u00a0\u2007\u202f\u3000\u200b\u2060\ufeff"
_SPECIAL_SPACE = re.compile("[\u00a0\u2007\u202f\u3000]")
_INVISIBLE = "\u200b\u2060\ufeff"
_NO_WIDTH = re.compile("[\u00ad\u200b\u2060\ufeff]")
_DASH = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_CORRECTED = tr_noop("removed characters that a word processor added")


#: Asks the editor whether a correction is right: the problem, the value, and the new value.
Confirm: TypeAlias = Callable[[Problem, str, str], bool]


class ProblemInText(NamedTuple):
    """A problem in a text."""

    text: str
    file: ClaimFile
    problem: Problem
    confirm: Confirm

    @property
    def value(self) -> str:
        """The text of the field that the problem is about, or an empty string if it is not text."""
        at: Any = plain(self.file.root)
        for step in self.problem.field:
            if isinstance(at, Mapping) and step in at:
                at = at[str(step)]
            elif isinstance(at, list) and isinstance(step, int):
                at = at[step]
            else:
                return ""
        return at if isinstance(at, str) else ""

    def with_value(self, value: str) -> Iterator[str]:
        """Yield the text with another value in the field, if it can be edited."""
        try:
            yield set_value(self.text, self.problem.field, value)
        except EditError:
            return


#: A description of the correction, and the corrected text.
_Step: TypeAlias = tuple[str, str]


def _trimmed(at: ProblemInText) -> Iterator[_Step]:
    """Remove characters that word processors add to a fixed word, a date or an address.

    These are special spaces, quotation marks and commas around the value, other dashes than
    hyphens, and zero-width characters.
    """
    value = at.value
    plain_value = _NO_WIDTH.sub("", _DASH.sub("-", value.strip(f"{_SPACES}{QUOTES},;")))
    if plain_value and plain_value != value:
        is_trimmed = plain_value == value.strip(_SPACES)
        what = tr("removed the spaces around the value") if is_trimmed else tr(_CORRECTED)
        for edited in at.with_value(plain_value):
            yield what, edited


def _field_name(at: ProblemInText) -> Iterator[_Step]:
    """Replace special spaces around the name of a field."""
    name = str(at.problem.field[-1])
    key = next((each for each in at.file.scalars if each.value == name and each.plain), None)
    if key is None:
        return
    written = at.text[key.start : key.end]
    around = _SPECIAL_SPACE.sub(" ", written)
    around = _NO_WIDTH.sub("", around)
    if around != written:
        edited = at.text[: key.start] + around + at.text[key.end :]
        is_space = _SPECIAL_SPACE.search(written) is not None
        what = tr("replaced no-break spaces with ordinary ones") if is_space else tr(_CORRECTED)
        yield what, edited


def _invisible(at: ProblemInText) -> Iterator[_Step]:
    """Delete a zero-width character that is not allowed."""
    line, column = at.problem.place.line, at.problem.place.column
    starts = [0, *(match.end() for match in re.finditer(r"\r\n?|\n", at.text))]
    offset = starts[line - 1] + column - 1
    if at.text[offset : offset + 1] in tuple(_INVISIBLE):
        yield (
            tr("deleted an invisible character"),
            at.text[:offset] + at.text[offset + 1 :],
        )


def _tracking(at: ProblemInText) -> Iterator[_Step]:
    what = tr("removed a text fragment") if ":~:" in at.value else tr("removed tracking parameters")
    for edited in at.with_value(without_tracking(at.value)):
        yield what, edited


def _address(at: ProblemInText) -> Iterator[_Step]:
    """Replace a Markdown link by its address and, if the editor agrees, add a missing https://."""
    value = at.value.strip(_SPACES)
    if address := corrected_address(value):
        is_link = MARKDOWN_LINK.fullmatch(value)
        what = tr("extracted the address from a Markdown link") if is_link else _CORRECTED
        for edited in at.with_value(address):
            yield tr(what), edited
    elif value != at.value:
        yield from _trimmed(at)
    elif (address := without_scheme(value)) and at.confirm(at.problem, value, address):
        for edited in at.with_value(address):
            yield tr("added https://"), edited


#: The correction of each problem, by the code of the check.
CORRECTIONS: Mapping[str, Callable[[ProblemInText], Iterator[_Step]]] = {
    "FD004": _invisible,
    "FD008": _field_name,
    "FD103": _trimmed,
    "FD110": _trimmed,
    "FD112": _trimmed,
    "FD114": _trimmed,
    "FD115": _trimmed,
    "FD118": _trimmed,
    "FD201": _address,
    "FD204": _trimmed,
    "FD206": _trimmed,
    "FD220": _tracking,
    "FD301": _trimmed,
}
