"""A report on a terminal: location, message, the line and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from factdesk.checks.codes import CODES
from factdesk.claims.problem import Place, Problem, Severity
from factdesk.messages.catalogue import tr, tr_count, tr_noop
from factdesk.reports.excerpts import Excerpts, excerpt
from factdesk.reports.report import Report
from factdesk.text.characters import visible

_WIDTH = 100
_NUMBER = 5
_ROOM_FOR_HINTS = 140
#: The maximum number of problems of one check that are shown; the others are counted.
_SHOWN = 10

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_COUNTS = {
    Severity.ERROR: (tr_noop("{n} error"), tr_noop("{n} errors")),
    Severity.WARNING: (tr_noop("{n} warning"), tr_noop("{n} warnings")),
    Severity.NOTE: (tr_noop("{n} note"), tr_noop("{n} notes")),
}

#: Why a site cannot be published, by the severities of its problems.
_REASONS = {
    frozenset([Severity.ERROR]): tr_noop("there are errors."),
    frozenset([Severity.WARNING]): tr_noop("publishing treats warnings as errors."),
    frozenset([Severity.ERROR, Severity.WARNING]): tr_noop(
        "there are errors, and publishing treats warnings as errors."
    ),
}


def render_text(
    report: Report, *, colour: bool = False, notes: bool = False, verbose: bool = False
) -> str:
    """Return the report for a terminal; its last lines contain the most important information.

    Notes come first, then warnings, then errors. For each check, ten problems are shown and the
    others counted; notes are only counted. ``notes`` shows notes as well, ``verbose`` everything.
    """
    excerpts = Excerpts(report.root)
    blocks: list[str] = []
    for severity in reversed(Severity):
        problems = [problem for problem in report.problems if problem.severity is severity]
        if severity is Severity.NOTE and not (notes or verbose):
            blocks += _count_of_notes(problems)
            continue
        limit = len(problems) if verbose else _SHOWN
        blocks += _blocks(problems, limit, excerpts, colour)
    text = "\n".join([*blocks, *([""] if blocks else []), *_last_lines(report)])
    # GitHub's runner interprets this anywhere in a line of a log.
    return text.replace("##[", "#\\x23[")


def _blocks(
    problems: Sequence[Problem], limit: int, excerpts: Excerpts, colour: bool
) -> Iterator[str]:
    shown: Counter[str] = Counter()
    for problem in problems:
        shown[problem.code] += 1
        if shown[problem.code] <= limit:
            yield "\n".join(_lines(problem, excerpts, colour))
    for code, n in sorted(shown.items()):
        if n > limit:
            yield tr(
                "and {n} more of {code} ({name}); --verbose shows them all",
                n=n - limit,
                code=code,
                name=tr(CODES[code].name),
            )


def _count_of_notes(problems: Sequence[Problem]) -> Iterator[str]:
    counts = Counter(problem.code for problem in problems)
    if counts:
        kinds = [f"{n} {code} ({tr(CODES[code].name)})" for code, n in sorted(counts.items())]
        total = tr_count(*_COUNTS[Severity.NOTE], len(problems))
        yield tr("{total}: {kinds}; --notes shows them", total=total, kinds=", ".join(kinds))


def _last_lines(report: Report) -> Iterator[str]:
    yield summary(report.problems, report.files, report.ending)
    if report.changes:
        yield report.changes.as_sentence()
    serious = [p for p in report.problems if p.severity is not Severity.NOTE]
    if serious and not report.ending:
        reason = tr(_REASONS[frozenset(p.severity for p in serious)])
        n = len({p.place.path for p in serious} & set(report.files))
        yield (
            tr_count(
                "{n} claim cannot be published yet: {reason}",
                "{n} claims cannot be published yet: {reason}",
                n,
                reason=reason,
            )
            if n
            else tr("The site cannot be published yet: {reason}", reason=reason)
        )


def summary(problems: Iterable[Problem], files: Collection[str], ending: str = "") -> str:
    """Return the line with the counts, as in ``2 errors in 1 of 42 claim files.``."""
    counts = Counter(problem.severity for problem in problems)
    total = tr_count("{n} claim file", "{n} claim files", len(files))
    if not counts:
        return tr("No problems in {total}.", total=total)
    kinds = [tr_count(*_COUNTS[kind], counts[kind]) for kind in Severity if counts[kind]]
    concerned = {problem.place.path for problem in problems}
    inside, others = len(concerned & set(files)), len(concerned - set(files))
    other_files = tr_count("{n} other file", "{n} other files", others)
    if not others:
        where = tr("in {inside} of {total}", inside=inside, total=total)
    elif inside:
        where = tr(
            "in {inside} of {total} and {other_files}",
            inside=inside,
            total=total,
            other_files=other_files,
        )
    else:
        where = tr("in {other_files}, none in {total}", other_files=other_files, total=total)
    sentence = f"{', '.join(kinds)} {where}."
    return f"{sentence} {ending}" if ending else sentence


def _lines(problem: Problem, excerpts: Excerpts, colour: bool) -> Iterator[str]:
    paint = _COLOURS[problem.severity] if colour else ""
    kind = "" if problem.severity is Severity.ERROR else f" ({tr(problem.severity)})"
    where = visible(_where(problem.place))
    code = _painted(problem.code + kind, paint)
    yield f"{_bold(where, colour)}: {code} {visible(problem.message)}"
    hint = visible(problem.hint)
    line = excerpts.line(problem.place)
    if line is not None:
        shown, carets = excerpt(line, problem.place, _WIDTH - _NUMBER - 3)
        yield f"{problem.place.line:>{_NUMBER}} | {shown}"
        inline = hint if len(carets) + len(hint) < _ROOM_FOR_HINTS else ""
        yield f"{'':{_NUMBER}} | {_painted(carets, paint)} {inline}".rstrip()
        hint = "" if inline else hint
    if hint:
        yield f"{'':{_NUMBER}} = {hint}"
    for pasted in problem.paste.splitlines():
        yield f"{'':{_NUMBER}}   {visible(pasted)}"
    for other in problem.also:
        found_at = tr("the other is at {place}", place=visible(_where(other)))
        yield f"{'':{_NUMBER}} = {found_at}"


def _where(place: Place) -> str:
    return f"{place.path}:{place.line}:{place.column}"


def _painted(text: str, colour: str) -> str:
    return f"\x1b[{colour}m{text}\x1b[0m" if colour else text


def _bold(text: str, colour: bool) -> str:
    return f"\x1b[1m{text}\x1b[0m" if colour else text
