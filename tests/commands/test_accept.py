"""``factdesk accept`` writes an acceptance into a claim file and changes nothing else."""

from __future__ import annotations

import pytest
from support.site_folder import SiteFolder

CLAIM = """\
# The bridge.
claim: "The bridge cost twice its budget"
claimant: Example Gazette
verdict: mostly-true
summary: The final account is 1.9 times the budget.
published_on:   2026-03-01
sources:
- title: Final account   # the only one
  url: https://www.bridge.example/account
  kind: primary

# Related claims.
related: []
"""
REASON = "The council's account is the only record: nobody else counted."


@pytest.fixture
def desk(site: SiteFolder) -> SiteFolder:
    site.write("claims/works/bridge.yml", CLAIM)
    return site


def text(desk: SiteFolder) -> str:
    return (desk.root / "claims/works/bridge.yml").read_text("utf-8")


def test_an_acceptance_is_written_and_the_rest_of_the_file_stays(desk: SiteFolder) -> None:
    result = desk.run("accept", "fd208", "bridge", "--reason", REASON)

    assert (result.exit_status, result.err) == (0, "")
    assert result.out == (
        "Wrote to claims/works/bridge.yml:\n"
        "   11 | accepted:\n"
        "   12 |   - check: FD208\n"
        f'   13 |     reason: "{REASON}"\n'
        "The claim page shows the reason.\n"
    )
    lines = text(desk).splitlines(keepends=True)
    assert "".join(lines[:10] + lines[13:]) == CLAIM
    assert desk.run("check", "--strict").exit_status == 0


@pytest.mark.parametrize("name", ["bridge", "claims/works/bridge.yml"])
def test_a_claim_is_named_by_its_slug_or_its_file(
    desk: SiteFolder, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.root)

    assert desk.run("accept", "FD208", name, "--reason", REASON).exit_status == 0


@pytest.mark.parametrize(
    ("code", "claim", "reason", "message"),
    [
        ("FD301", "bridge", REASON, "FD301 (bad date) is an error, which has to be fixed"),
        ("FD210", "bridge", REASON, "FD210 (no archived copy) is a note, which needs no"),
        ("FD509", "bridge", REASON, "is a warning that is not about one claim"),
        ("FD999", "bridge", REASON, "unknown check 'FD999'"),
        ("FD212", "bridge", REASON, "bridge.yml does not have the warning FD212"),
        ("FD208", "brigde", REASON, "there is no claim 'brigde'; did you mean 'bridge'?"),
        ("FD208", "bridge", " ", "--reason: 'reason' is empty"),
        ("FD208", "bridge", "a \u202e b", "--reason: U+202E"),
    ],
)
def test_what_cannot_be_accepted_is_refused(
    desk: SiteFolder, code: str, claim: str, reason: str, message: str
) -> None:
    result = desk.run("accept", code, claim, "--reason", reason)

    assert result.exit_status == 2
    assert message in result.err
    assert text(desk) == CLAIM


def test_the_same_warning_is_not_accepted_twice(desk: SiteFolder) -> None:
    desk.run("accept", "FD208", "bridge", "--reason", REASON)
    written = text(desk)
    result = desk.run("accept", "FD208", "bridge", "--reason", "Another.")

    assert result.exit_status == 2
    assert "claims/works/bridge.yml accepts FD208 already, in line 12" in result.err
    assert text(desk) == written


def test_a_draft_has_fewer_warnings_and_says_so(desk: SiteFolder) -> None:
    desk.write("claims/works/bridge.yml", CLAIM + "status: draft\n")

    result = desk.run("accept", "FD208", "bridge", "--reason", REASON)
    assert "with the status 'draft', not all checks apply" in result.err
