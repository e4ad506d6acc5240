"""The report for other programs."""

from __future__ import annotations

import json

from factdesk.checks.history import Changes
from factdesk.claims.problem import Place, Problem, Severity
from factdesk.reports.json import render_json
from factdesk.reports.report import Report


def test_the_shape_is_this_one() -> None:
    """Scripts rely on it: a change needs a new version."""
    place, other = Place("claims/bridge.yml", 9, 10, 11), Place("claims/tower.yml", 1, 8, 3)
    found = Problem(
        "FD504", Severity.WARNING, "nearly the same", place, "name it", (other,), ("claim",)
    )

    assert json.loads(render_json(Report((found,), [""] * 42))) == {
        "version": 1,
        "files": 42,
        "counts": {"error": 0, "warning": 1, "note": 0},
        "problems": [
            {
                "code": "FD504",
                "name": "similar to another claim",
                "severity": "warning",
                "message": "nearly the same",
                "hint": "name it",
                "field": ["claim"],
                "path": "claims/bridge.yml",
                "line": 9,
                "column": 10,
                "length": 11,
                "also": [{"path": "claims/tower.yml", "line": 1, "column": 8, "length": 3}],
            }
        ],
    }


def test_nothing_in_it_can_be_obeyed_by_a_terminal() -> None:
    found = Problem("FD103", Severity.ERROR, "\x1b[2J\u202e", Place("a.yml"))

    said = render_json(Report((found,), ["a.yml"]))
    assert said.isascii()
    assert "\x1b" not in said


def test_changes_since_a_revision_are_included() -> None:
    said = render_json(Report((), [], changes=Changes("abc", new=["claims/a.yml"])))

    assert json.loads(said)["since"]["new"] == ["claims/a.yml"]
