"""``factdesk export``: the same data as on the site, without the site."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from factdesk.cli import run
from factdesk.outputs.table import CSV_COLUMNS

CONFIG = """
site_name: Example Facts
plugins:
  - factdesk:
      publisher: {name: Example Fact-Checkers}
"""

BRIDGE = """
claim: The town's new bridge cost twice its budget
claimant: Example Gazette
verdict: mostly-true
summary: The final account is 1.9 times the budget that the council voted in 2019.
published_on: 2026-03-01
sources:
  - title: Final account of the bridge works
    url: https://example.org/final-account.pdf
"""

SITE_URL = "https://facts.example/"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with one published claim, one in review and one draft; the current folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SITE_URL", raising=False)
    (tmp_path / "mkdocs.yml").write_text(CONFIG)
    claims = tmp_path / "claims"
    claims.mkdir()
    (claims / "bridge.yml").write_text(BRIDGE)
    (claims / "open.yml").write_text(
        BRIDGE.replace("bridge cost", "tunnel cost") + "status: in-review\n"
    )
    (claims / "draft.yml").write_text("claim: A secret until it is checked\nstatus: draft\n")
    return tmp_path


def _export(format_: str, *more: str) -> int:
    return run(["export", "--format", format_, *more, "out"])


def test_claimreview_is_a_list_of_the_reviews_that_stand(desk):
    assert _export("claimreview", "--site-url", SITE_URL) == 0

    reviews = json.loads((desk / "out").read_text())
    assert [(review["@type"], review["url"]) for review in reviews] == [
        ("ClaimReview", "https://facts.example/claims/bridge/")
    ]


def test_datafeed(desk):
    assert _export("datafeed", "--site-url", SITE_URL) == 0

    feed = json.loads((desk / "out").read_text())
    assert feed["@type"] == "DataFeed"
    assert [item["url"] for item in feed["dataFeedElement"]] == [
        "https://facts.example/claims/bridge/"
    ]


def test_claims_search(desk):
    assert _export("claims-search", "--site-url", SITE_URL) == 0

    found = json.loads((desk / "out").read_text())
    assert [each["text"] for each in found["claims"]] == [
        "The town's new bridge cost twice its budget"
    ]


def test_csv(desk):
    assert _export("csv") == 0

    lines = (desk / "out").read_text("utf-8-sig").splitlines()
    assert [line.split(",")[1] for line in lines] == ["slug", "bridge", "open"]


def test_csv_for_spreadsheets_with_a_decimal_comma(desk):
    assert _export("csv", "--delimiter", ";") == 0

    lines = (desk / "out").read_text("utf-8-sig").splitlines()
    rows = list(csv.reader(lines, delimiter=";"))
    assert [row[1] for row in rows] == ["slug", "bridge", "open"]
    assert {len(row) for row in rows} == {len(CSV_COLUMNS)}


def test_only_csv_has_a_delimiter(desk):
    assert _export("jsonl", "--delimiter", ";") == 2


def test_jsonl_is_a_line_a_claim(desk):
    assert _export("jsonl") == 0

    claims = [json.loads(line) for line in (desk / "out").read_text().splitlines()]
    assert [(claim["slug"], claim["status"]) for claim in claims] == [
        ("bridge", "published"),
        ("open", "in-review"),
    ]


def test_the_address_may_come_from_the_environment(desk, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://other.example")

    assert _export("claimreview") == 0
    assert b"https://other.example/claims/bridge/" in (desk / "out").read_bytes()


def test_without_an_address_the_user_is_told_what_to_add(desk, capsys):
    assert _export("datafeed") == 2

    assert "pass --site-url or set site_url in mkdocs.yml" in capsys.readouterr().err
    assert not (desk / "out").exists()


def test_a_wrong_address_is_refused(desk, capsys):
    assert _export("csv", "--site-url", "javascript:alert(1)") == 2

    assert "this address is not http or https" in capsys.readouterr().err


def test_one_wrong_file_and_the_former_export_stays(desk, capsys):
    (desk / "out").write_text("the former export")
    (desk / "claims" / "wrong.yml").write_text(BRIDGE.replace("mostly-true", "mostly-ture"))

    assert _export("csv") == 1

    err = capsys.readouterr().err
    assert "claims/wrong.yml:4:10" in err
    assert err.rstrip().endswith("Nothing was exported.")
    assert (desk / "out").read_text() == "the former export"


def test_a_place_that_cannot_be_written_is_named(desk, capsys):
    assert run(["export", "--format", "csv", str(desk / "nowhere" / "out")]) == 2

    assert "nowhere" in capsys.readouterr().err


def _piped(desk: Path, command: str) -> subprocess.CompletedProcess[bytes]:
    root = Path(__file__).parents[2]
    return subprocess.run(
        ["sh", "-c", command.replace("factdesk", f"'{sys.executable}' -m factdesk")],
        cwd=desk,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        check=False,
    )


def test_a_hyphen_writes_to_standard_output_and_nothing_else_does(desk):
    done = _piped(desk, "factdesk export --format jsonl -")

    assert [json.loads(line)["slug"] for line in done.stdout.splitlines()] == ["bridge", "open"]
    assert done.stderr == b""


def test_a_reader_that_stops_early_is_not_a_failure(desk):
    for n in range(300):
        (desk / "claims" / f"claim-{n}.yml").write_text(BRIDGE.replace("twice", f"{n} times"))

    done = _piped(desk, "(factdesk export --format jsonl -; echo $? >&2) | head -c 1")

    assert done.stdout == b"{"
    assert done.stderr == b"0\n"


def test_the_table_of_fact_check_insights_has_its_57_columns(desk):
    assert _export("insights") == 2  # it contains the address of each review
    assert _export("insights", "--site-url", SITE_URL) == 0

    with (desk / "out").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [len(row) for row in rows] == [57]
    assert rows[0]["url"] == "https://facts.example/claims/bridge/"
    assert rows[0]["author.name"] == "Example Fact-Checkers"
    assert rows[0]["reviewRating.alternateName"] == "Mostly true"
