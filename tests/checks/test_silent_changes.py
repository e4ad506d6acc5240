"""A published review changes only with a correction, no matter how the change is made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml
from support.check_samples import config_in, write_claims
from support.repository import git

from factdesk.checks.history import compare_since
from factdesk.checks.run import check_claims
from factdesk.claims.problem import Problem, Severity

TODAY = dt.date(2026, 5, 4)

#: Claim files by path; None deletes one.
State: TypeAlias = Mapping[str, Mapping[str, Any] | None]

pytestmark = pytest.mark.usefixtures("needs_git")


def correction(severity: str, previous: str | None = None, made_on: str = "2026-05-01") -> dict:
    named = {} if previous is None else {"previous_verdict": previous}
    return {"made_on": made_on, "severity": severity, **named, "note": "We misread the account."}


MIXED = {"claim": "The bridge cost too much", "verdict": "mixed"}
TRUE = {**MIXED, "verdict": "true"}
WITHDRAWN = {**MIXED, "status": "withdrawn", "withdrawn": {"on": "2026-05-01", "reason": "No."}}
IN_REVIEW, DRAFT = {**MIXED, "status": "in-review"}, {**MIXED, "status": "draft"}
EXPLAINED = {**MIXED, "status": "explained"}
CORRECTED = {**TRUE, "corrections": [correction("verdict", "mixed")]}
UPDATED = {"corrections": [correction("update")]}
PARTS = [{"claim": "It cost 2 m", "verdict": "true"}, {"claim": "It was new", "verdict": "false"}]


def put(root: Path, state: State) -> None:
    write_claims(root, {path: claim for path, claim in state.items() if claim is not None})
    for path in (path for path, claim in state.items() if claim is None):
        (root / f"claims/{path}.yml").unlink()


def problems(root: Path, *states: State) -> list[Problem]:
    """Commit all states but the last, and compare the last one with the commit before it."""
    root.mkdir(exist_ok=True)
    git(root, "init", "--quiet")
    for state in states[:-1]:
        put(root, state)
        git(root, "add", "--all", ".")
        git(root, "commit", "--quiet", "--allow-empty", "-m", "x")
    put(root, states[-1])
    files = check_claims(config_in(root)).files
    return compare_since(root, root / "claims", "HEAD", files, TODAY).problems


SILENT: dict[str, tuple[list[State], list[str]]] = {
    "a verdict in its place": ([{"one": MIXED}, {"one": TRUE}], ["FD314"]),
    "the verdict of a moved file": (
        [{"one": MIXED}, {"one": None, "harbour/one": TRUE}], ["FD314"],
    ),
    "the verdict of a renamed file": (
        [{"one": MIXED}, {"one": None, "two": {**TRUE, "aliases": ["one"]}}], ["FD314"],
    ),
    "a verdict with another correction": (
        [{"one": MIXED}, {"one": {**TRUE, **UPDATED}}], ["FD314"],
    ),
    "a verdict with an old correction": (
        [{"one": CORRECTED}, {"one": {**CORRECTED, "verdict": "mixed"}}], ["FD314"],
    ),
    "a verdict by way of a draft": (
        [{"one": MIXED}, {"one": DRAFT}, {"one": TRUE}], ["FD314"],
    ),
    "a verdict by way of a review in a moved file": (
        [{"one": MIXED}, {"one": None, "a/one": IN_REVIEW}, {"a/one": None, "one": TRUE}],
        ["FD314"],
    ),
    "a verdict by way of a deletion": ([{"one": MIXED}, {"one": None}, {"one": TRUE}], ["FD314"]),
    "a verdict by way of a deletion and a rename": (
        [{"one": MIXED}, {"one": None}, {"two": {**TRUE, "aliases": ["one"]}}], ["FD314"],
    ),
    "a verdict that is hidden": ([{"one": MIXED}, {"one": IN_REVIEW}], ["FD314"]),
    "a verdict that becomes an explanation": ([{"one": MIXED}, {"one": EXPLAINED}], ["FD314"]),
    "an explanation that becomes a verdict": ([{"one": EXPLAINED}, {"one": MIXED}], ["FD314"]),
    "the verdict of a withdrawn review": (
        [{"one": MIXED}, {"one": {**WITHDRAWN, "verdict": "false"}}], ["FD314"],
    ),
    "the verdict of a part": (
        [{"one": {**MIXED, "parts": PARTS}},
         {"one": {**MIXED, "parts": [PARTS[0], {**PARTS[1], "verdict": "true"}]}}],
        ["FD314"],
    ),
    "a review that another one replaces": (
        [{"one": MIXED, "two": TRUE}, {"one": None, "two": {**TRUE, "aliases": ["one"]}}],
        ["FD314"],
    ),
    "a previous verdict that nobody saw": (
        [{"one": MIXED}, {"one": {**TRUE, "corrections": [correction("verdict", "false")]}}],
        ["FD317"],
    ),
    "a correction of a verdict that nobody saw": (
        [{"one": MIXED}, {"one": {**MIXED, "corrections": [correction("verdict", "false")]}}],
        ["FD317"],
    ),
    "a correction that is gone": ([{"one": CORRECTED}, {"one": TRUE}], ["FD316"]),
    "a correction with another date": (
        [{"one": MIXED}, {"one": CORRECTED},
         {"one": {**TRUE, "corrections": [correction("verdict", "mixed", "2026-03-02")]}}],
        ["FD316"],
    ),
    "a correction that is gone with a rename": (
        [{"one": CORRECTED}, {"one": None, "two": {**TRUE, "aliases": ["one"]}}], ["FD316"],
    ),
    "a summary": ([{"one": MIXED}, {"one": {**MIXED, "summary": "It did not."}}], ["FD315"]),
    "the wording of a claim": ([{"one": MIXED}, {"one": {**MIXED, "claim": "It was"}}], ["FD315"]),
    "a summary of an explanation": (
        [{"one": EXPLAINED}, {"one": {**EXPLAINED, "summary": "It did not."}}], ["FD315"],
    ),
    "a withdrawal": ([{"one": WITHDRAWN}, {"one": MIXED}], ["FD318"]),
    "a withdrawal by way of a review": (
        [{"one": WITHDRAWN}, {"one": {**IN_REVIEW, **UPDATED}},
         {"one": {**MIXED, "corrections": []}}],
        ["FD318"],
    ),
    "a former address": (
        [{"one": {**MIXED, "aliases": ["old"]}}, {"one": MIXED}], ["FD507"],
    ),
    "a claim": ([{"one": MIXED}, {"one": None}], ["FD507"]),
    "a page that becomes a draft": ([{"one": MIXED}, {"one": DRAFT}], ["FD507"]),
    "a renamed claim without an alias": ([{"one": MIXED}, {"one": None, "two": MIXED}], ["FD507"]),
}  # fmt: skip


@pytest.mark.parametrize("name", SILENT)
def test_nothing_of_a_review_changes_silently(tmp_path: Path, name: str) -> None:
    states, codes = SILENT[name]

    found = problems(tmp_path / "desk", *states)

    assert [(problem.code, problem.severity) for problem in found] == [
        (code, Severity.ERROR) for code in codes
    ]


SAID: dict[str, list[State]] = {
    "a corrected verdict": [{"one": MIXED}, {"one": CORRECTED}],
    "a corrected verdict of a moved and renamed file": [
        {"one": MIXED}, {"one": None, "a/two": {**CORRECTED, "aliases": ["one"]}},
    ],
    "a corrected verdict by way of a review": [
        {"one": MIXED}, {"one": {**IN_REVIEW, **UPDATED}},
        {"one": {**TRUE, "corrections": [correction("update"), correction("verdict", "mixed")]}},
    ],
    "a corrected summary": [
        {"one": MIXED},
        {"one": {**MIXED, "summary": "No.", "corrections": [correction("clarification")]}},
    ],
    "a summary with other line breaks": [
        {"one": {**MIXED, "summary": "It cost\ntoo much."}},
        {"one": {**MIXED, "summary": "It  cost too much."}},
    ],
    "a note that is reworded": [
        {"one": CORRECTED},
        {"one": {**TRUE, "corrections": [{**correction("verdict", "mixed"), "note": "Better."}]}},
    ],
    "a correction that is added late": [
        {"one": MIXED}, {"one": TRUE}, {"one": CORRECTED},
    ],
    "two changes of a verdict": [
        {"one": MIXED}, {"one": CORRECTED},
        {"one": {**MIXED, "corrections": [
            correction("verdict", "mixed"), correction("verdict", "true"),
        ]}},
    ],
    "a withdrawal": [{"one": MIXED}, {"one": {**WITHDRAWN, "summary": "Withdrawn."}}],
    "a withdrawal taken back with a reason": [{"one": WITHDRAWN}, {"one": {**MIXED, **UPDATED}}],
    "a draft that is published": [{"one": DRAFT}, {"one": MIXED}],
    "a renamed draft": [{"one": DRAFT}, {"one": None, "two": DRAFT}],
    "a claim in review that is judged": [{"one": IN_REVIEW}, {"one": {**TRUE, "summary": "No."}}],
    "an analysis": [{"one": MIXED}, {"one": {**MIXED, "analysis": "More."}}],
    "a new claim": [{"one": MIXED}, {"two": {**TRUE, "claim": "Something else"}}],
    "a claim that was never readable": [{"one": {"claim": ["x"]}}, {"one": {"claim": ["y"]}}],
}  # fmt: skip


@pytest.mark.parametrize("name", SAID)
def test_what_a_correction_says_is_not_a_problem(tmp_path: Path, name: str) -> None:
    assert problems(tmp_path / "desk", *SAID[name]) == []


def test_a_claim_that_was_only_in_review_may_go_with_a_warning(tmp_path: Path) -> None:
    found = problems(tmp_path / "desk", {"one": IN_REVIEW}, {"one": None})

    assert [(problem.code, problem.severity) for problem in found] == [("FD507", Severity.WARNING)]


def test_the_missing_entry_is_ready_to_paste(tmp_path: Path) -> None:
    root = tmp_path / "desk"
    [found] = problems(root, {"one": MIXED}, {"one": TRUE})
    assert found.paste == (
        "corrections:\n"
        "  - made_on: 2026-05-04\n"
        "    severity: verdict\n"
        "    previous_verdict: mixed\n"
        "    note: # what was wrong or missing, and what this page says now"
    )
    file = root / "claims/one.yml"
    with file.open("a") as stream:
        stream.write(found.paste + "\n")

    unfinished = check_claims(config_in(root))
    file.write_text(file.read_text().replace("note: #", "note: We misread it #"))
    files = check_claims(config_in(root)).files

    assert [problem.code for problem in unfinished.problems] == ["FD101"]
    assert files[0].is_valid
    assert compare_since(root, root / "claims", "HEAD", files, TODAY).problems == []


def test_an_entry_follows_those_that_exist(tmp_path: Path) -> None:
    later = {**MIXED, "verdict": "true", "corrections": [correction("fact", None, "2026-06-01")]}
    [found] = problems(tmp_path / "desk", {"one": later}, {"one": {**later, "verdict": "false"}})

    entry = yaml.load(f"corrections:\n{found.paste}", Loader=yaml.BaseLoader)["corrections"][0]
    assert entry | {"note": ""} == {
        "made_on": "2026-06-01",
        "severity": "verdict",
        "previous_verdict": "true",
        "note": "",
    }
    assert 'previous_verdict: "true"' in found.paste


def test_a_renamed_claim_is_offered_its_old_slug(tmp_path: Path) -> None:
    [found] = problems(tmp_path / "desk", {"one": MIXED}, {"one": None, "two": MIXED})

    assert "claims/two.yml" in found.hint
    assert found.paste == "aliases:\n  - one"


def test_states_of_a_branch_were_not_published(tmp_path: Path) -> None:
    """Two verdicts are tried on a branch; only the state of main is compared."""
    root = tmp_path / "desk"
    problems(root, {"one": DRAFT}, {"one": DRAFT})
    git(root, "branch", "published")

    assert problems(root, {"one": MIXED}, {"one": TRUE})
    files = check_claims(config_in(root)).files
    assert compare_since(root, root / "claims", "published", files, TODAY).problems == []


def test_an_incomplete_history_causes_no_errors(tmp_path: Path) -> None:
    root = tmp_path / "desk"
    problems(root, {"one": MIXED}, {"one": TRUE}, {"one": TRUE})
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth=1", root.as_uri(), str(clone))

    assert problems(clone, {"one": CORRECTED}) == []
