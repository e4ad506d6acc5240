"""A small site that uses all of it: captured, verified, built, watched for four weeks."""

from __future__ import annotations

import json
import re
import socket
from typing import Any

import pytest
from support.site_folder import Result, SiteFolder
from support.web import Reply, Web

HOSTS = ("council.example.net", "paper.example.net", "archive.example.net", "closed.example.net")
FILLER = "<p>The meeting began at nine and went on until the evening.</p>" * 40
MINUTES = f"<h1>Minutes</h1><p>The council voted “a budget of 12.0 million”.</p>{FILLER}"
PAPER = f"<h1>The bridge</h1><p>The bridge cost twice its budget, says the town.</p>{FILLER}"
CLAIM = """\
claim: The bridge cost twice its budget
claimant: Example Gazette
claimed_on: 2026-02-01
quote: The bridge cost twice its budget, says the town
appearances:
  - url: {paper}
    title: The bridge
verdict: mostly-true
summary: The final account is 1.9 times the budget.
published_on: 2026-03-01
analysis: |
  The council voted it. [@vote] The accounts say so too. [@accounts]
sources:
  - id: vote
    title: Minutes of the council
    url: {minutes}
    archived_url: {copy}
    accessed_on: 2026-02-25
    kind: primary
    basis: document
    stance: supports
    quotes:
      - exact: '"a budget of 12.0 million"'
  - id: accounts
    title: Accounts of the town
    url: {closed}
    accessed_on: 2026-02-25
    kind: primary
    basis: document
    stance: supports
    quotes:
      - exact: 22.8 million were paid
accepted:
  - check: FD601
    reason: The town shows its accounts on paper only.
"""


class Example:
    """The site with its sources, whose addresses lead to a local server."""

    def __init__(self, site: SiteFolder, web: Web) -> None:
        self.site, self.web = site, web
        port = web.address.rpartition(":")[2]
        self.minutes = f"http://council.example.net:{port}/minutes"
        self.paper = f"http://paper.example.net:{port}/bridge"
        closed = f"http://closed.example.net:{port}/accounts"
        copy = f"/web/20260220101403/{self.minutes}"
        self.copy = f"http://archive.example.net:{port}{copy}"
        web.page("/minutes", MINUTES)
        web.page("/bridge", PAPER)
        web.page(copy, MINUTES)
        web.pages["/accounts"] = Reply(b"no programs", 403)
        claim = CLAIM.format(paper=self.paper, minutes=self.minutes, copy=self.copy, closed=closed)
        site.write_claim("bridge", claim)

    def network(self, command: str, *options: str) -> Result:
        hosts = [option for host in HOSTS for option in ("--allow-host", host)]
        result = self.site.run("evidence", command, *hosts, "--pause", "0", *options)
        assert result.exit_status == 0, result.err
        return result

    def page(self, address: str = "claims/bridge/") -> str:
        result = self.site.build("--strict")
        assert result.exit_status == 0, result.err
        return self.site.page(address)

    def claim(self) -> Any:
        return json.loads((self.site.root / "site/api/claims/bridge.json").read_bytes())

    def weeks(self, *days: str) -> None:
        for day in days:
            self.network("health", "--now", f"{day}T06:00:00+00:00")


@pytest.fixture
def example(site: SiteFolder, web: Web, monkeypatch: pytest.MonkeyPatch) -> Example:
    resolve = socket.getaddrinfo

    def here(host: Any, *arguments: Any, **options: Any) -> Any:
        return resolve("127.0.0.1" if host in HOSTS else host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", here)
    return Example(site, web)


def test_captured_quotations_are_verified_on_the_page_and_in_the_data(example: Example) -> None:
    report = example.site.root / "report.json"
    example.network("capture", "--report", str(report))
    outcomes = json.loads(report.read_bytes())["outcomes"]
    page = example.page()
    verified = example.site.run("evidence", "verify")

    assert {name: n for name, n in outcomes.items() if n} == {"captured": 2, "blocked": 1}
    assert "2 verified" in verified.out
    assert "1 unrecorded" in verified.out
    assert "1 of 2 compared with the source" in page
    assert page.count("Found word for word in the source on") == 2
    assert page.count("Not compared with the source yet") == 1
    vote, accounts = example.claim()["sources"]
    assert vote["quotes"][0]["verified"]["match"] == "normalised"
    assert "verified" not in accounts["quotes"][0]


def test_links_say_which_copy_was_made_when(example: Example) -> None:
    example.network("capture")

    link = _link_to(example.minutes, example.page())

    assert f'data-originalurl="{example.minutes}"' in link
    assert f'data-versionurl="{example.copy}"' in link
    assert 'data-versiondate="2026-02-20"' in link


def test_a_source_that_is_gone_leads_to_its_copy(example: Example) -> None:
    example.network("capture")
    example.page()
    example.web.pages["/minutes"] = Reply(b"gone", 410)

    example.weeks("2026-03-02", "2026-03-06")
    assert "fd-source__gone" not in example.page()
    example.weeks("2026-03-09")
    page = example.page()

    assert f'class=fd-source__gone><b>Gone:</b> <a href="{example.minutes}"' in page
    assert "Minutes of the council" in _link_to(example.copy, page)
    assert page.count(f'href="{example.minutes}') == 1
    assert "1 of 2 compared with the source" in page


def test_a_source_that_is_gone_without_a_copy_has_no_link_but_the_mark(example: Example) -> None:
    file = example.site.root / "claims/bridge.yml"
    file.write_text(re.sub("    archived_url: .*\n", "", file.read_text("utf-8")), "utf-8")
    example.network("capture")
    example.web.pages["/minutes"] = Reply(b"gone", 410)
    example.weeks("2026-03-02", "2026-03-06", "2026-03-09")

    page = example.page()

    assert page.count(f'href="{example.minutes}') == 1
    assert "<p>Minutes of the council</p>" in page


def test_the_health_page_counts_every_state(example: Example) -> None:
    example.network("capture")
    assert "Health of the sources" not in example.page("sources/")
    assert not (example.site.root / "site/sources/health").exists()
    example.web.page("/bridge", PAPER.replace("twice", "half"))
    example.weeks("2026-03-02")

    index, page = example.page("sources/"), example.page("sources/health/")

    assert 'href="../sources/health/"' in index
    counts = re.findall(r"<dt>([\w ]+): <span class=fd-num>(\d+)</span>", page)
    assert counts == [
        ("Changed at the quotation", "1"),
        ("Gone", "0"),
        ("Unreachable", "0"),
        ("Blocked", "0"),
        ("Moved", "0"),
        ("Changed", "0"),
        ("Alive", "1"),
    ]
    assert "Last check:" in page
    rows = page[page.rindex("<dl class=fd-scale>") :]
    assert rows.count("<span class=fd-quiet>Since ") == 1
    assert example.paper in rows
    assert "../../claims/bridge/" in rows


def test_a_report_shows_nothing_that_the_site_does_not_cite(example: Example) -> None:
    example.network("capture")
    example.weeks("2026-03-02")
    report = example.site.root / "claims/_evidence/_health.json"
    entries = json.loads(report.read_bytes())
    entries["sources"]["javascript:alert(1)"] = {
        **entries["sources"][example.paper],
        "url": "javascript:alert(1)",
        "state": "gone",
    }
    report.write_text(json.dumps(entries), "utf-8")

    assert "javascript" not in example.page("sources/health/").partition("<tbody>")[2]


def _link_to(url: str, page: str) -> str:
    match = re.search(
        rf'<a href="{re.escape(url)}(?:#:~:text=[^"]*)?" [^>]*data-[^>]*>[^<]*</a>', page
    )
    assert match, page
    return match[0]
