"""Problems on a terminal: where, what, the line, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path

from factdesk.claims.problem import Place, Problem, Severity
from factdesk.reports.excerpts import Excerpts, excerpt
from factdesk.text.characters import visible

_WIDTH = 100
_NUMBER = 5
_ROOM_FOR_HINTS = 140

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_NAMES = {
    Severity.ERROR: ("problem", "problems"),
    Severity.WARNING: ("warning", "warnings"),
    Severity.NOTE: ("note", "notes"),
}


def report(
    problems: Sequence[Problem],
    *,
    files: Collection[str],
    root: Path = Path(),
    ending: str = "",
    colour: bool = False,
) -> str:
    """Return the report of a run: every problem, and a last line that counts them.

    ``files`` are the names of the claim files that were checked, relative to ``root``; ``ending``
    is said at the very end when something is wrong ("Nothing was built; …").
    """
    excerpts = Excerpts(root)
    blocks = ["\n".join(_lines(problem, excerpts, colour)) for problem in problems]
    text = "\n".join([*blocks, *([""] if blocks else []), summary(problems, files, ending)])
    # GitHub's runner obeys this anywhere in a line of a log.
    return text.replace("##[", "#\\x23[")


def summary(problems: Iterable[Problem], files: Collection[str], ending: str = "") -> str:
    """Return the line that counts, as in ``2 problems in 1 of 42 claim files.``."""
    counts = Counter(problem.severity for problem in problems)
    total = _counted(len(files), "claim file", "claim files")
    if not counts:
        return f"No problems in {total}."
    kinds = [_counted(counts[kind], *_NAMES[kind]) for kind in Severity if counts[kind]]
    concerned = {problem.place.path for problem in problems}
    inside, others = len(concerned & set(files)), len(concerned - set(files))
    other_files = _counted(others, "other file", "other files")
    if not others:
        where = f"in {inside} of {total}"
    elif inside:
        where = f"in {inside} of {total} and {other_files}"
    else:
        where = f"in {other_files}, none in {total}"
    sentence = f"{', '.join(kinds)} {where}."
    return f"{sentence} {ending}" if ending else sentence


def _counted(n: int, one: str, many: str) -> str:
    return f"{n} {one if n == 1 else many}"


def _lines(problem: Problem, excerpts: Excerpts, colour: bool) -> Iterator[str]:
    paint = _COLOURS[problem.severity] if colour else ""
    kind = "" if problem.severity is Severity.ERROR else f" ({problem.severity})"
    where = visible(_where(problem.place))
    code = _painted(problem.code + kind, paint)
    yield f"{_bold(where, colour)}: {code} {visible(problem.message)}"
    hint = visible(problem.hint)
    line = excerpts.line(problem.place)
    if line is not None:
        shown, carets = excerpt(line, problem.place, _WIDTH - _NUMBER - 3)
        yield f"{problem.place.line:>{_NUMBER}} | {shown}"
        beside = hint if len(carets) + len(hint) < _ROOM_FOR_HINTS else ""
        yield f"{'':{_NUMBER}} | {_painted(carets, paint)} {beside}".rstrip()
        hint = "" if beside else hint
    if hint:
        yield f"{'':{_NUMBER}} = {hint}"
    for other in problem.also:
        yield f"{'':{_NUMBER}} = the other is at {visible(_where(other))}"


def _where(place: Place) -> str:
    return f"{place.path}:{place.line}:{place.column}"


def _painted(text: str, colour: str) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if colour else text


def _bold(text: str, colour: bool) -> str:
    return f"\x1b[1m{text}\x1b[0m" if colour else text
