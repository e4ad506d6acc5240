"""A report for programs: one JSON document with every problem.

The format is stable; ``version`` changes when it does. ``path`` is as in the text report; lines and
columns start at 1, in characters; ``field`` is the path of the field, as in ``["sources", 0,
"url"]``, or empty; ``also`` has the other locations of a problem. ``paste``, if it exists, has
lines that solve the problem when they are added to the file.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from factdesk.checks.codes import CODES
from factdesk.claims.problem import Place, Problem, Severity
from factdesk.messages.catalogue import tr
from factdesk.reports.report import Report

REPORT_VERSION = 1


def render_json(report: Report) -> str:
    """Return the document."""
    counts = Counter(problem.severity for problem in report.problems)
    document = {
        "version": REPORT_VERSION,
        "files": len(report.files),
        "counts": {severity.value: counts[severity] for severity in Severity},
        "problems": [_problem(problem) for problem in report.problems],
        **({"since": report.changes.as_dict()} if report.changes else {}),
    }
    return json.dumps(document, ensure_ascii=True, indent=2)


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "name": tr(CODES[problem.code].name),
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
        **({"paste": problem.paste} if problem.paste else {}),
        "field": list(problem.field),
        **_place(problem.place),
        "also": [_place(place) for place in problem.also],
    }


def _place(place: Place) -> dict[str, Any]:
    return {
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "length": place.length,
    }
