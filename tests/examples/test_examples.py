"""Valid and invalid claim files: each file in one of the two folders is a test."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from factdesk.checks.context import Context
from factdesk.checks.file import check_file
from factdesk.claims.problem import Problem, Severity
from factdesk.reading.claim_file import parse_claim_file

FOLDER = Path(__file__).parent
GOOD = sorted((FOLDER / "positive").glob("*.yml"))
BAD = sorted((FOLDER / "negative").glob("*.yml"))
TODAY = Context(today=dt.date(2026, 11, 24))


def _name(file: Path) -> str:
    return file.stem


def _said(problem: Problem) -> str:
    place = problem.place
    kind = "" if problem.severity is Severity.ERROR else f" ({problem.severity})"
    others = "".join(f" [{other.line}:{other.column}]" for other in problem.also)
    said = f"{place.line}:{place.column}+{place.length} {problem.code}{kind} {problem.message}"
    return f"{said}{others} | {problem.hint}"


@pytest.mark.parametrize("file", GOOD, ids=_name)
def test_a_good_file_is_a_claim(file: Path) -> None:
    checked = check_file(parse_claim_file(file.read_bytes(), file.name), TODAY)

    accepted = {acceptance.check for acceptance in checked.summary.accepted}
    assert {p.code for p in checked.problems if p.severity is not Severity.NOTE} == accepted
    assert checked.claim is not None
    assert checked.claim.slug == file.stem


@pytest.mark.parametrize("file", BAD, ids=_name)
def test_a_bad_file_is_refused_with_these_words(file: Path) -> None:
    """The expected messages are in a text file next to it: place, code, message, hint."""
    checked = check_file(parse_claim_file(file.read_bytes(), file.name), TODAY)

    expected = file.with_suffix(".txt").read_text("utf-8").splitlines()
    assert [_said(problem) for problem in checked.problems] == expected
