"""The handbook's script for taking over an archive does what the page says."""

import csv
import re
import subprocess
import sys
from pathlib import Path

from build_site import HERE

PAGE = (HERE / "docs" / "handbook" / "archive.md").read_text("utf-8")
FULL = {
    "slug": "Bridge_cost",
    "claim": 'The bridge: "twice" its budget #1',
    "claimant": "Example Gazette",
    "said_on": "2019-05",
    "seen_at": "https://example.org/gazette",
    "rating": "Half true",
    "teaser": "It cost 1.9 times its budget.\n",
    "text": "The account [is public](https://example.org/account).\n\nTwo paragraphs: yes.\n",
    "sources": "The account|https://example.org/account\nThe minutes|https://example.net/minutes",
    "tags": "Bridges, Money",
    "published": "2019-06-01T08:00:00Z",
}


def archive(folder: Path, *rows: dict[str, str]) -> subprocess.CompletedProcess[str]:
    [script] = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    with (folder / "reviews.csv").open("w", encoding="utf-8", newline="") as table:
        writer = csv.DictWriter(table, FULL, restval="")
        writer.writeheader()
        writer.writerows(rows)
    (folder / "import_reviews.py").write_text(script, "utf-8")
    return subprocess.run(
        [sys.executable, "import_reviews.py"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_every_review_becomes_a_claim_file_that_passes_the_check(site) -> None:
    draft = {
        "slug": "tower",
        "claim": "The tower is taller than the church",
        "published": "2018-01-01",
    }

    assert archive(site.root, FULL, draft).returncode == 0

    assert (
        (site.root / "claims/archive/bridge-cost.yml").read_text("utf-8")
        == """\
claim: "The bridge: \\"twice\\" its budget #1"
claimant: "Example Gazette"
claimed_on: "2019-05"
appearances:
  - url: "https://example.org/gazette"
verdict: "mixed"
summary: "It cost 1.9 times its budget."
analysis: |
  The account [is public](https://example.org/account).

  Two paragraphs: yes.
sources:
  - title: "The account"
    url: "https://example.org/account"
  - title: "The minutes"
    url: "https://example.net/minutes"
topics:
  - "Bridges"
  - "Money"
published_on: "2019-06-01"
"""
    )
    check = site.run("check")
    assert check.exit_status == 0
    assert "problem" not in check.out
    assert site.run("list").out.count("The tower is taller") == 1


def test_a_second_review_of_the_same_name_stops_the_script(site) -> None:
    result = archive(site.root, FULL, FULL)

    assert "FileExistsError" in result.stderr


def test_the_page_speaks_of_fields_that_there_are() -> None:
    from factdesk.claims.claim import Claim
    from factdesk.claims.descriptions import names_in_order

    [table] = re.findall(r"\| your data .*?\n\n", PAGE, re.DOTALL)
    named = {
        re.match(r"`(\w+)`", cells[3].strip())
        for line in table.splitlines()[2:]
        if (cells := line.split("|"))[3:]
    }
    assert {match[1] for match in named if match} <= set(names_in_order(Claim))
    assert len(named) > 8
