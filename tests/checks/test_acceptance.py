"""Warnings that a claim accepts, with a public reason."""

from __future__ import annotations

from pathlib import Path

from support.check_samples import check, said, sources


def accepted(*codes: str) -> list[dict[str, str]]:
    return [{"check": code, "reason": "The evidence is what it is."} for code in codes]


def test_an_accepted_warning_is_not_reported_and_stays_on_the_claim(tmp_path: Path) -> None:
    one_source = sources("bridge")[:1]

    checked = check(tmp_path, {"bridge": {"sources": one_source, "accepted": accepted("FD208")}})

    assert checked.problems == ()
    (claim,) = checked.claims
    assert claim.accepted[0].check == "FD208"
    assert claim.accepted[0].reason == "The evidence is what it is."


def test_an_acceptance_concerns_its_own_claim_only(tmp_path: Path) -> None:
    one = {"sources": [{**sources("x")[0], "url": "https://example.org/one"}]}
    two = {"sources": [{**sources("x")[0], "url": "https://example.org/two"}]}

    checked = check(tmp_path, {"a": {**one, "accepted": accepted("FD208")}, "b": two})

    assert [(p.code, p.place.path) for p in checked.problems] == [("FD208", "claims/b.yml")]


def test_an_acceptance_that_nothing_triggers_is_a_warning(tmp_path: Path) -> None:
    checked = check(tmp_path, {"bridge": {"accepted": accepted("FD208", "FD501")}})

    assert said(checked.problems) == [
        "claims/bridge.yml:16:10 FD111 nothing here triggers FD208",
        "claims/bridge.yml:18:10 FD111 nothing here triggers FD501",
    ]


def test_the_second_acceptance_of_the_same_is_needless(tmp_path: Path) -> None:
    claim = {"sources": sources("bridge")[:1], "accepted": accepted("FD208", "FD208")}

    checked = check(tmp_path, {"bridge": claim})

    assert [(p.code, p.place.line) for p in checked.problems] == [("FD111", 14)]


def test_what_two_files_are_at_odds_over_is_accepted_by_either(tmp_path: Path) -> None:
    same = {"claim": "The bridge cost twice its budget"}
    for first, second in ((accepted("FD504"), []), ([], accepted("FD504"))):
        checked = check(
            tmp_path, {"a": {**same, "accepted": first}, "b": {**same, "accepted": second}}
        )
        assert checked.problems == ()


def test_a_draft_may_accept_what_is_not_looked_at_yet(tmp_path: Path) -> None:
    """The evidence of a draft is not checked, so nothing triggers the warning yet."""
    checked = check(tmp_path, {"bridge": {"status": "draft", "accepted": accepted("FD208")}})

    assert checked.problems == ()


def test_errors_and_notes_cannot_be_accepted(tmp_path: Path) -> None:
    claim = {"verdict": "half-true", "accepted": accepted("FD103", "FD210", "FD1", "FD111")}

    checked = check(tmp_path, {"bridge": claim})

    assert said(checked.problems) == [
        "claims/bridge.yml:3:10 FD103 unknown verdict 'half-true'",
        (
            "claims/bridge.yml:16:10 FD112 FD103 (verdict not on the scale) cannot be accepted: "
            "it is an error"
        ),
        "claims/bridge.yml:18:10 FD112 FD210 (no archived copy) cannot be accepted: it is a note",
        "claims/bridge.yml:20:10 FD112 there is no check 'FD1'",
        (
            "claims/bridge.yml:22:10 FD112 FD111 (unnecessary acceptance) cannot be accepted: "
            "it is not about one claim"
        ),
    ]
