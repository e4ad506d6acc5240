"""``list``: the claims as a table."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

BRIDGE = {
    "claim": "The bridge cost twice its budget",
    "claimant": "Example Gazette",
    "verdict": "mostly-true",
    "summary": "1.9 times.",
    "published_on": "2026-03-01",
    "topics": ["Public works", "Money"],
    "sources": [{"title": "Account", "url": "https://example.org/account"}],
}


@pytest.fixture
def desk(site: Any) -> Any:
    """A site with three claims and a broken one."""
    site.write_claim("bridge", BRIDGE)
    site.write_claim(
        "tower",
        BRIDGE
        | {
            "claim": "=cmd()",
            "claimant": "市长",
            "published_on": "2026-04-01",
            "verdict": "false",
            "topics": [],
        },
    )
    site.write_claim("idea", {"claim": "An\x07idea".replace("\x07", " "), "status": "draft"})
    site.write_claim("broken", "claim: [")
    return site


def test_a_claim_is_a_line_newest_review_first(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)

    result = desk.run("list")

    assert result.exit_status == 0
    assert result.out.splitlines() == [
        "tower   false        2026-04-01         市长             =cmd()",
        "bridge  mostly-true  2026-03-01         Example Gazette  The bridge cost twice its budget",
        "idea    –            –           draft  –                An idea",
        "3 claims",
    ]
    assert result.err == "1 file has errors and is left out; run 'check' to list the errors.\n"


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--verdict", "false"], ["tower"]),
        (["--verdict", "false", "--verdict", "mostly-true"], ["tower", "bridge"]),
        (["--topic", "public works"], ["bridge"]),
        (["--topic", "public-works"], ["bridge"]),
        (["--claimant", "市长"], ["tower"]),
        (["--status", "draft"], ["idea"]),
        (["--status", "published", "--topic", "money"], ["bridge"]),
        (["--topic", "nothing"], []),
    ],
)
def test_filters_leave_matching_claims(desk: Any, arguments: list[str], found: list[str]) -> None:
    rows = json.loads(desk.run("list", "--format", "json", *arguments).out)

    assert [row["slug"] for row in rows] == found


def test_a_row_has_these_columns(desk: Any) -> None:
    (row,) = json.loads(desk.run("list", "--format", "json", "--topic", "money").out)

    assert row == {
        "slug": "bridge",
        "claim": "The bridge cost twice its budget",
        "claimant": "Example Gazette",
        "verdict": "mostly-true",
        "status": "published",
        "claimed_on": None,
        "published_on": "2026-03-01",
        "topics": ["Public works", "Money"],
        "path": "claims/bridge.yml",
    }


def test_a_spreadsheet_computes_nothing(desk: Any) -> None:
    rows = list(csv.DictReader(io.StringIO(desk.run("list", "--format", "csv").out)))

    assert [row["claim"] for row in rows] == [
        "'=cmd()",
        "The bridge cost twice its budget",
        "An idea",
    ]
    assert rows[1]["topics"] == "Public works; Money"


def test_a_narrow_terminal_gets_cut_lines(desk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "68")

    lines = desk.run("list").out.splitlines()

    assert lines[1] == "bridge  mostly-true  2026-03-01         Example Gazette  The bridge…"
    assert all(len(line) <= 68 for line in lines)


def test_a_terminal_without_space_for_claims_shows_their_slugs(
    desk: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")

    lines = desk.run("list").out.splitlines()

    assert lines[1] == "bridge  mostly-true  2026-03-01         Example Gazette"
    assert all(len(line) <= 60 for line in lines)


def test_nothing_in_a_claim_reaches_the_terminal_as_a_command(site: Any) -> None:
    site.write_claim("bridge", BRIDGE | {"claimant": "a\u2067b\u2069"})

    assert r"a\u2067b\u2069" in site.run("list").out


def test_an_unknown_verdict_is_wrong_usage(desk: Any) -> None:
    result = desk.run("list", "--verdict", "half-true")

    assert result.exit_status == 2
    assert "'half-true' is not on the scale: true, mostly-true" in result.err
