"""Correct mistakes that need no judgement in a claim file, without changing any other byte.

A correction is kept only if it removes its problem and causes no new warning that is worse.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from factdesk.checks.address_hints import (
    MARKDOWN_LINK,
    QUOTES,
    corrected_address,
    without_scheme,
)
from factdesk.checks.context import Context
from factdesk.checks.file import check_file
from factdesk.claims.problem import Problem, Severity
from factdesk.editing.errors import EditError
from factdesk.editing.value_edits import set_value
from factdesk.messages.catalogue import tr, tr_noop
from factdesk.reading.claim_file import ClaimFile, as_claim_file
from factdesk.reading.faults import Fault, Reason
from factdesk.reading.nodes import plain
from factdesk.text.documents import without_tracking

_MOST = 500
_SPACES = " \u00a0\u2007\u202f\u3000\u200b\u2060\ufeff"
_SPECIAL_SPACE = re.compile("[\u00a0\u2007\u202f\u3000]")
_INVISIBLE = "\u200b\u2060\ufeff"
_NO_WIDTH = re.compile("[\u00ad\u200b\u2060\ufeff]")
_DASH = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_CORRECTED = tr_noop("removed characters that a word processor added")


class Fix(NamedTuple):
    """One correction: the problem that it removes, and the line before and after it."""

    code: str
    line: int
    what: str
    before: str
    after: str


class FixedText(NamedTuple):
    """The corrected text of a file, and a list of the corrections."""

    text: str
    changes: list[Fix]


#: Asks the editor whether a correction is right: the problem, the value, and the new value.
Confirm: TypeAlias = Callable[[Problem, str, str], bool]


def fix_text(
    text: str, path: str, context: Context, confirm: Confirm, record: bytes | Fault | None = None
) -> FixedText:
    """Return the text of a claim file with all corrections that need no judgement.

    Args:
        text: the text of the file, without a byte order mark.
        path: the name of the file in messages.
        context: the context of the checks.
        confirm: asked before a correction that could be wrong.
        record: the evidence record of the claim.
    """
    return _Fixer(path, context, confirm, record).fix(text)


class _Fixer:
    def __init__(
        self, path: str, context: Context, confirm: Confirm, record: bytes | Fault | None
    ) -> None:
        self._path = path
        self._context = context
        self._confirm = confirm
        self._record = record

    def fix(self, text: str) -> FixedText:
        text, changes = self._readable(text)
        tried: set[tuple[str, str]] = set()
        while len(changes) < _MOST:
            file = self._read(text)
            problems = check_file(file, self._context).problems
            step = self._next(text, file, problems, tried)
            if step is None:
                return FixedText(text, changes)
            problem, what, edited = step
            changes.append(_change(text, edited, problem.code, what))
            text = edited
        return FixedText(text, changes)

    def _readable(self, text: str) -> FixedText:
        """Correct mistakes that make a file unreadable, if the reader suggests a correction."""
        changes: list[Fix] = []
        latest, made = text, changes
        for _ in range(_MOST):
            fault = self._syntax_fault(latest)
            if fault is None or fault.repair is None:
                break
            start, end, written = fault.repair
            edited = latest[:start] + written + latest[end:]
            made = [*made, _change(latest, edited, "FD005", fault.message)]
            line, latest = _line_of(latest, fault.start), edited
            now = self._syntax_fault(latest)
            # If the reader does not get further after a correction, it was a wrong guess.
            if now is None or _line_of(latest, now.start) > line:
                text, changes = latest, made
            elif _line_of(latest, now.start) < line:
                break
        return FixedText(text, changes)

    def _syntax_fault(self, text: str) -> Fault | None:
        faults = (each for each in self._read(text).faults if each.reason is Reason.NOT_YAML)
        return next(faults, None)

    def _next(
        self,
        text: str,
        file: ClaimFile,
        problems: tuple[Problem, ...],
        tried: set[tuple[str, str]],
    ) -> tuple[Problem, str, str] | None:
        """Return the next correction: the problem, a description, and the corrected text."""
        for problem in problems:
            key = (problem.code, f"{problem.field} {problem.message}")
            if problem.code not in _FIXES or key in tried:
                continue
            tried.add(key)
            for what, edited in _FIXES[problem.code](_At(text, file, problem, self._confirm)):
                after = check_file(self._read(edited), self._context).problems
                if _is_better(problem.code, problems, after):
                    return problem, what, edited
        return None

    def _read(self, text: str) -> ClaimFile:
        return as_claim_file(text.encode(), self._path, self._record)


class _At(NamedTuple):
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


def _trimmed(at: _At) -> Iterator[_Step]:
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


def _field_name(at: _At) -> Iterator[_Step]:
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


def _invisible(at: _At) -> Iterator[_Step]:
    """Delete a zero-width character that is not allowed."""
    line, column = at.problem.place.line, at.problem.place.column
    starts = [0, *(match.end() for match in re.finditer(r"\r\n?|\n", at.text))]
    offset = starts[line - 1] + column - 1
    if at.text[offset : offset + 1] in tuple(_INVISIBLE):
        yield (
            tr("deleted an invisible character"),
            at.text[:offset] + at.text[offset + 1 :],
        )


def _tracking(at: _At) -> Iterator[_Step]:
    what = tr("removed a text fragment") if ":~:" in at.value else tr("removed tracking parameters")
    for edited in at.with_value(without_tracking(at.value)):
        yield what, edited


def _address(at: _At) -> Iterator[_Step]:
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


_FIXES: Mapping[str, Callable[[_At], Iterator[_Step]]] = {
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


def _is_better(code: str, before: tuple[Problem, ...], after: tuple[Problem, ...]) -> bool:
    """Return whether a correction removes its problem and leaves fewer errors, or no new warning.

    For example, an evidence record belongs to one address: changing the notation of the address is
    not worth losing the proof.
    """
    old, new = (Counter(each.code for each in problems) for problems in (before, after))
    if new[code] >= old[code]:
        return False
    errors = [sum(each.severity is Severity.ERROR for each in side) for side in (before, after)]
    notes = {each.code for each in after if each.severity is Severity.NOTE}
    return errors[1] < errors[0] or not set(new - old) - notes


def _line_of(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def _change(before: str, after: str, code: str, what: str) -> Fix:
    """Return the change from one text to another, with the first line that differs."""
    old, new = before.splitlines(), after.splitlines()
    at = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), len(new))
    line = old[at] if at < len(old) else ""
    is_deleted = len(new) < len(old)
    return Fix(code, at + 1, what, line, "" if is_deleted or at >= len(new) else new[at])
