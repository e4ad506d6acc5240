"""``check``: its output for editors, scripts and pull requests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.repository import git

from factdesk.cli import run

WHOLE = """\
claim: The town's new bridge cost twice its budget
claimant: Example Gazette
verdict: mostly-true
summary: The final account is 1.9 times the budget.
published_on: 2026-03-01
sources:
  - title: Final account
    url: https://example.org/account
    archived_url: https://archive.example/account
    kind: primary
  - title: Minutes
    url: https://example.org/minutes
    archived_url: https://archive.example/minutes
"""


def test_a_good_site_says_so(site: Any) -> None:
    site.write_claim("bridge", WHOLE)

    result = site.run("check", "--strict")

    assert (result.exit_status, result.out) == (0, "No problems in 1 claim file.\n")


def test_an_error_is_exit_status_one(site: Any) -> None:
    site.write_claim("money/bridge", WHOLE.replace("mostly-true", "mostly-ture"))

    result = site.run("check")

    assert result.exit_status == 1
    assert result.out == (
        "claims/money/bridge.yml:3:10: FD103 unknown verdict 'mostly-ture'\n"
        "    3 | verdict: mostly-ture\n"
        "      |          ^^^^^^^^^^^ did you mean 'mostly-true'?\n"
        "\n"
        "1 error in 1 of 1 claim file.\n"
        "1 claim cannot be published yet: there are errors.\n"
    )


def test_a_warning_is_an_error_on_request(site: Any) -> None:
    site.write_claim("bridge", WHOLE.replace("    kind: primary\n", ""))

    assert site.run("check").exit_status == 0
    assert site.run("check", "--strict").exit_status == 1


def test_the_day_can_be_given(site: Any) -> None:
    site.write_claim("bridge", WHOLE + "review_by: 2026-06-01\n")

    assert "FD305" not in site.run("check", "--today", "2026-06-01").out
    assert "FD305" in site.run("check", "--today", "2026-06-02").out
    assert "FD305" not in site.run("check", "--today", "2026-06-01", "--strict").out


def test_json_is_for_programs(site: Any) -> None:
    site.write_claim("bridge", WHOLE.replace("mostly-true", "x"))

    result = site.run("check", "--format", "json")

    document = json.loads(result.out)
    assert result.exit_status == 1
    assert document["counts"] == {"error": 1, "warning": 0, "note": 0}
    assert document["problems"][0]["path"] == "claims/bridge.yml"


def test_github_gets_annotations_and_a_summary(
    site: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write_claim("bridge", WHOLE.replace("mostly-true", "'x%0A::error::'"))
    (tmp_path / "summary.md").write_text("Before\n")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))

    result = site.run("check", "--format", "github")

    first, last = result.out.splitlines()
    assert first.startswith("::error file=claims/bridge.yml,line=3,col=10,")
    assert "x%250A::error::" in first
    assert last == "1 error in 1 of 1 claim file."
    assert (tmp_path / "summary.md").read_text().startswith("Before\n### 1 error in 1 of 1")


def test_names_can_be_clicked_on_from_where_one_is(
    site: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    site.write_claim("bridge", "claim: [")
    monkeypatch.chdir(site.root.parent)
    capsys.readouterr()

    status = run(["check", "--config-file", f"{site.root.name}/mkdocs.yml"])
    said = capsys.readouterr().out

    assert status == 1
    assert said.startswith(f"{site.root.name}/claims/bridge.yml:1:8: FD005 ")
    assert "    1 | claim: [\n" in said


def test_names_are_short_where_the_configuration_is_named_in_full(site: Any) -> None:
    """GitHub needs file names relative to the repository."""
    site.write_claim("bridge", "claim: [")

    result = site.run("check", "--config-file", str(site.root / "mkdocs.yml"))

    assert result.out.startswith("claims/bridge.yml:1:8: FD005 ")


def test_another_folder_of_claims_can_be_named(site: Any) -> None:
    site.write("facts/bridge.yml", "claim: [")

    result = site.run("check", "--claims", "facts")

    assert result.out.startswith("facts/bridge.yml:1:8: FD005 ")


def test_written_pages_are_looked_at_too(site: Any) -> None:
    site.write_claim("bridge", WHOLE)
    site.write("docs/about.md", "See [it](claim:bridge) and [that](claim:tower).\n")

    result = site.run("check")

    assert result.exit_status == 1
    assert result.out.startswith("docs/about.md:1:41: FD505 there is no claim 'tower'\n")


def test_only_requested_files_are_reported(site: Any) -> None:
    site.write_claim("bridge", WHOLE.replace("mostly-true", "x"))
    site.write_claim("tower", "claim: [")

    result = site.run("check", "claims/tower.yml")

    assert "claims/bridge.yml" not in result.out
    assert "\n1 error in 1 of 1 claim file.\n" in result.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--today", "tomorrow"], "'tomorrow' is not a day: write it as 2026-11-24"),
        (["--format", "xml"], "'xml' is not one of"),
        (["claims/none.yml"], "does not exist"),
        (["--config-file", "none.yml"], "none.yml: this file cannot be read"),
        (["--since", "main"], "--since: "),
    ],
)
def test_wrong_usage_is_exit_status_two(site: Any, arguments: list[str], said: str) -> None:
    site.write_claim("bridge", WHOLE)

    result = site.run("check", *arguments)

    assert result.exit_status == 2
    assert said in result.err
    assert "Traceback" not in result.err


def test_wrong_configuration_is_exit_status_two(site: Any) -> None:
    site.write("mkdocs.yml", "site_name: A\nplugins:\n  - factdesk:\n      featurd: [a]\n")

    result = site.run("check")

    assert result.exit_status == 2
    assert "featurd: unknown option; did you mean 'featured'?" in result.err


@pytest.mark.usefixtures("needs_git")
def test_what_vanished_since_a_revision_is_named(site: Any) -> None:
    site.write_claim("bridge", WHOLE)
    site.write_claim(
        "tower", WHOLE.replace("bridge", "tower").replace("example.org", "example.net")
    )
    for arguments in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "First"]):
        git(site.root, *arguments)
    (site.root / "claims/tower.yml").unlink()

    result = site.run("check", "--since", "HEAD")
    as_json = json.loads(site.run("check", "--since", "HEAD", "--format", "json").out)

    assert "claims/tower.yml:1:1: FD507 the claim 'tower' was removed" in result.out
    assert result.out.splitlines()[-2].endswith(": 0 new, 0 changed, 1 removed.")
    assert result.exit_status == 1
    assert as_json["since"]["gone"] == ["claims/tower.yml"]


def test_a_pipe_gets_no_colours(site: Any) -> None:
    site.write_claim("bridge", "claim: [")

    assert "\x1b" not in site.run("check").out


def test_a_second_run_says_the_same_and_a_change_is_seen(site: Any) -> None:
    """Results are cached by content alone."""
    site.write_claim("bridge", WHOLE.replace("mostly-true", "x"))
    site.write_claim("tower", "claim: [")

    first, second = site.run("check"), site.run("check")
    site.write_claim("tower", "claim: The tower is high\nstatus: draft\n")
    third = site.run("check")
    site.write_claim("tower", "claim: [")
    fourth = site.run("check")

    assert (second.exit_status, second.out) == (first.exit_status, first.out)
    assert "claims/tower.yml" not in third.out
    assert fourth.out == first.out


@pytest.mark.parametrize(
    "arguments", [["--format", "json"], ["--strict"], ["--today", "2026-02-01"]], ids=" ".join
)
def test_another_request_is_not_answered_from_the_cache(site: Any, arguments: list[str]) -> None:
    site.write_claim("bridge", WHOLE.replace("    kind: primary\n", ""))
    alone = site.run("check", *arguments)
    (site.root / ".factdesk/cache.sqlite").unlink()
    plain = site.run("check")

    assert site.run("check", *arguments) == alone != plain
