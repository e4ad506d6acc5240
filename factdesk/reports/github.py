"""Problems on GitHub: annotations on the lines of a pull request, and a summary of the job.

An annotation is a command to GitHub's runner, so all text from claims must be escaped:
https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

import re

from factdesk.checks.codes import CODES
from factdesk.claims.problem import Problem, Severity
from factdesk.messages.catalogue import tr
from factdesk.reports.report import Report
from factdesk.reports.text import summary
from factdesk.text.characters import visible

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
#: A step shows ten annotations of a kind; the summary of a job is limited to one megabyte.
_MOST_IN_SUMMARY = 500
_BREAK = "%0A"
_NOT_PLAIN = re.compile(r"[^\w\s]", re.ASCII)


def render_commands(report: Report) -> str:
    """Return the workflow commands for all problems, one per line, and a line with the counts."""
    last = summary(report.problems, report.files, report.ending)
    return "\n".join([*map(_annotation, report.problems), last])


def render_job_summary(report: Report) -> str:
    """Return the report as Markdown for the file that ``GITHUB_STEP_SUMMARY`` names."""
    lines = [f"### {_inert(summary(report.problems, report.files, report.ending))}", ""]
    # Errors first, because a long summary is truncated at its end.
    problems = sorted(report.problems, key=lambda problem: list(Severity).index(problem.severity))
    if problems:
        lines += [tr("| Where | Check | What | What to do |"), "| --- | --- | --- | --- |"]
        lines += [_row(problem) for problem in problems[:_MOST_IN_SUMMARY]]
    lines += [_pasted(problem) for problem in problems[:_MOST_IN_SUMMARY] if problem.paste]
    if len(problems) > _MOST_IN_SUMMARY:
        lines += ["", tr("And {n} more; the log has them all.", n=len(problems) - _MOST_IN_SUMMARY)]
    return "\n".join(lines) + "\n"


def _annotation(problem: Problem) -> str:
    place = problem.place
    properties = {
        "file": place.path,
        "line": str(place.line),
        "col": str(place.column),
        "endColumn": str(place.column + place.length),
        "title": f"{problem.code} {tr(CODES[problem.code].name)}",
    }
    written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    others = [
        tr("the other is at {place}", place=f"{o.path}:{o.line}:{o.column}") for o in problem.also
    ]
    pasted = problem.paste.splitlines()
    texts = [problem.message, *([problem.hint] if problem.hint else []), *pasted, *others]
    return f"::{_COMMANDS[problem.severity]} {written}::{_BREAK.join(map(_data, texts))}"


def _data(text: str) -> str:
    """Escape the text of a command as GitHub requires, and make hidden characters visible."""
    return visible(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _row(problem: Problem) -> str:
    place = problem.place
    cells = (
        f"{place.path}:{place.line}:{place.column}",
        f"{problem.code} ({tr(problem.severity)})",
        problem.message,
        problem.hint,
    )
    return f"| {' | '.join(map(_inert, cells))} |"


def _pasted(problem: Problem) -> str:
    """Return lines to paste, with their indentation."""
    shown = "\n".join(map(_inert_line, problem.paste.splitlines()))
    heading = tr("For {path}:", path=_inert(problem.place.path))
    return f"\n{heading}\n\n<pre>{shown}</pre>"


def _inert(text: str) -> str:
    """Return the text with all special characters of Markdown and HTML escaped."""
    return _inert_line(" ".join(visible(text).split()))


def _inert_line(line: str) -> str:
    return _NOT_PLAIN.sub(lambda match: f"&#{ord(match[0])};", visible(line))
