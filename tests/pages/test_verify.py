"""The page about verification claims only what readers can verify."""

from __future__ import annotations

from typing import Any

import pytest
from support.html import Element, read
from support.page_samples import claim, config

from factdesk.collection.collection import Collection
from factdesk.git.changes import Commit
from factdesk.pages.claim import render_claim
from factdesk.pages.site import Site
from factdesk.pages.verify import render_verify
from factdesk.transparency.entries import LogEntry
from factdesk.transparency.log import TransparencyLog
from factdesk.transparency.public_record import NO_RECORD, PublicRecord

CLAIM = LogEntry("claim/v1", "claims/bridge.yml", "ab" * 32, Commit("cd" * 20, 1_768_122_000))
RECORD = LogEntry("evidence/v1", "claims/_evidence/bridge.yml", "ab" * 32, CLAIM.commit)
LATER = LogEntry("claim/v1", "claims/bridge.yml", "", Commit("ef" * 20, 1_788_340_440))


def shown(*entries: LogEntry, **options: Any) -> Element:
    record = PublicRecord(log=TransparencyLog(entries)) if entries else NO_RECORD
    site = Site(Collection([claim()], config(**options)), record=record)
    (page,) = render_verify(site)
    return read(page.body)


def headings(page: Element) -> list[str]:
    return [heading.text for heading in page.all("h2")]


def test_the_log_is_shown_with_its_commands() -> None:
    page = shown(CLAIM, RECORD, LATER)

    assert [value.text for value in page.one(".fd-log").all("dd")] == [
        "3",
        TransparencyLog((CLAIM, RECORD, LATER)).checkpoint("").root_text,
        "2 September 2026, 09:14 UTC",
    ]
    assert [command.text.splitlines()[-1] for command in page.all("pre")] == [
        "gh attestation verify SHA256SUMS --repo example/facts",
        "python3 build_site.py verify --log https://facts.example/desk/",
        "python3 build_site.py evidence verify",
    ]
    assert "11 January 2026" in page.one("#not-proven").text
    assert headings(page) == [
        "What you can prove",
        "What this does not prove",
        "Commands",
        "Check it yourself in five minutes",
    ]


@pytest.mark.parametrize(
    ("entries", "options", "commands"),
    [
        ([CLAIM], {}, 2),
        ([CLAIM], {"repository": ""}, 0),
        ([CLAIM], {"outputs": []}, 1),
        ([CLAIM], {"site_url": ""}, 0),
        ([], {}, 1),
    ],
)
def test_only_verifiable_statements_are_promised(
    entries: list[LogEntry], options: dict[str, Any], commands: int
) -> None:
    page = shown(*entries, **options)

    assert len(page.all("pre")) == commands
    assert len(page.one("#proven").all("li")) >= 1
    assert "saved copies" not in " ".join(heading.text for heading in page.all("h3"))
    wants_log = options.get("outputs") != [] and options.get("site_url") != ""
    assert len(page.all(".fd-log")) == int(bool(entries) and wants_log)


def test_on_another_host_readers_build_the_site_again() -> None:
    page = shown(CLAIM, repository="https://gitlab.example/desk/facts.git")

    assert page.all("pre")[0].text.splitlines() == [
        "git clone https://gitlab.example/desk/facts.git",
        "cd facts",
        "SITE_URL=https://facts.example/desk/ python3 build_site.py build",
        "python3 build_site.py verify https://facts.example/desk/ --against site",
    ]


def test_a_restart_is_shown_with_its_reason() -> None:
    restart = {"restarted_on": "2026-05-01", "size": 9, "root": "AAAA", "reason": "<b>Court</b>"}

    text = shown(CLAIM, log={"restarts": [restart]}).one("#restarts").text

    assert "1 May 2026" in text
    assert "9 entries and the root AAAA. Our reason: <b>Court</b>" in text


def test_every_claim_leads_to_the_page() -> None:
    site = Site(Collection([claim()], config()))

    page = read(render_claim(claim(), site).body)

    assert [
        link.attributes["href"] for link in page.all("a") if link.text == "Verify this site"
    ] == ["../../verify/"]
