"""Correct mistakes that need no judgement in a claim file, without changing any other byte.

A correction is kept only if it removes its problem and causes no new warning that is worse.
"""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from factdesk.checks.context import Context
from factdesk.checks.corrections import CORRECTIONS, Confirm, ProblemInText
from factdesk.checks.file import check_file
from factdesk.claims.problem import Problem, Severity
from factdesk.reading.claim_file import ClaimFile, as_claim_file
from factdesk.reading.faults import Fault, Reason

_MOST = 500


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
            if problem.code not in CORRECTIONS or key in tried:
                continue
            tried.add(key)
            for what, edited in CORRECTIONS[problem.code](
                ProblemInText(text, file, problem, self._confirm)
            ):
                after = check_file(self._read(edited), self._context).problems
                if _is_better(problem.code, problems, after):
                    return problem, what, edited
        return None

    def _read(self, text: str) -> ClaimFile:
        return as_claim_file(text.encode(), self._path, self._record)


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
