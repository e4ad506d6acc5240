"""Problems for programs: one JSON document a run.

The shape is stable; ``version`` changes when it does. ``path`` is as in the text report; lines and
columns count from 1, in characters; ``also`` is where the other half of a problem stands.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from factdesk.checks.codes import CODES
from factdesk.claims.problem import Place, Problem, Severity

VERSION = 1


def report(
    problems: Sequence[Problem], *, files: int, extra: Mapping[str, Any] | None = None
) -> str:
    """Return the document; ``files`` is the number of claim files that were checked."""
    counts = Counter(problem.severity for problem in problems)
    document = {
        "version": VERSION,
        "files": files,
        "counts": {severity.value: counts[severity] for severity in Severity},
        "problems": [_problem(problem) for problem in problems],
        **(extra or {}),
    }
    return json.dumps(document, ensure_ascii=True, indent=2)


def _problem(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "name": CODES[problem.code].name,
        "severity": problem.severity.value,
        "message": problem.message,
        "hint": problem.hint,
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
