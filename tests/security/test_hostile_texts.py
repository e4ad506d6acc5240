"""No text of a claim is executed anywhere, and each one appears as typed."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Error, expect
from security.conftest import Victim, texts_of
from security.payloads import PAYLOADS, REFUSED
from support.built_site import BuiltSite
from support.site_folder import SiteFolder

Claims = dict[str, dict[str, Any]]


def plain(text: str) -> str:
    """A text with white space as a browser shows it."""
    return " ".join(text.split())


def strings(value: Any) -> Iterator[str]:
    """Every text in a JSON document."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)


def test_the_collection_is_large_enough_and_every_text_is_used(hostile_claims: Claims) -> None:
    used = {text for claim in hostile_claims.values() for _, text in texts_of(claim)}
    joined = "\n".join(claim["analysis"] for claim in hostile_claims.values())
    assert len(PAYLOADS) >= 300
    assert [text for text in PAYLOADS if text not in used and text not in joined] == []


@pytest.mark.parametrize(
    "text",
    [
        "<script>__pwned=1</script>",
        "<img src=x onerror=alert(1)>",
        "<iframe srcdoc='<script>parent.__pwned=1</script>'></iframe>",
        "<img src=https://evil.example/p.png>",
        "<meta http-equiv=refresh content='0;url=https://evil.example/'>",
        "<a href='javascript:alert(1)'>x</a>",
        "<div style='position:fixed;inset:0'>x</div>",
        "<base href=//evil.example/>",
    ],
)
def test_the_trap_catches_what_runs(
    text: str, victim: Victim, page_with: Callable[[str], str]
) -> None:
    """Otherwise, the tests below would prove nothing."""
    victim.page.goto(page_with(text), wait_until="commit")
    victim.page.wait_for_timeout(300)
    # After navigation, the page cannot be inspected, but the request is recorded.
    with suppress(Error):
        if not victim.noted:
            victim.look()
    victim.page.wait_for_timeout(100)
    assert victim.noted


def test_nothing_runs_on_any_page(victim: Victim, hostile: BuiltSite, hostile_address: str) -> None:
    """Without the content policy, which is additional protection and must not be the only one."""
    for path in sorted(hostile.pages):
        if not path.startswith("sources/source"):
            victim.visit(hostile_address + path)
    victim.page.wait_for_timeout(300)
    assert victim.noted == []


def test_nothing_runs_where_feeds_and_data_are_opened(
    victim: Victim, hostile: BuiltSite, hostile_address: str
) -> None:
    for path in ("feed.xml", "changes.xml", "feed.json", "api/claims.json", "api/claimreview.json",
                 "api/claims/p0.json", "api/oembed/p0.json", "sitemap.xml"):  # fmt: skip
        assert path in hostile.files
        victim.page.goto(hostile_address + path)
    victim.page.wait_for_timeout(200)
    assert victim.noted == []


@pytest.mark.parametrize("words", ["script", "alert", "onerror", "javascript", "evil example"])
def test_nothing_runs_in_what_the_search_finds(
    words: str, victim: Victim, hostile_address: str
) -> None:
    victim.page.goto(hostile_address)
    victim.page.keyboard.press("/")
    victim.page.keyboard.type(words)
    expect(victim.page.get_by_role("option").first).to_be_visible()
    victim.look()
    for option in victim.page.get_by_role("option").all():
        option.hover()
    assert victim.noted == []


@pytest.mark.parametrize(
    "text",
    [
        "<img src=x onerror=alert(1)>",
        '"><svg onload=alert(1)>',
        "{{constructor.constructor('alert(1)')()}}",
        "</script><script>alert(1)</script>",
        "javascript:alert(1)",
        "\\u003cimg src=x onerror=alert(1)\\u003e",
        "__proto__",
    ],
)
def test_nothing_runs_that_a_reader_types_or_follows(
    text: str, victim: Victim, hostile_address: str
) -> None:
    """Anyone can send a link to a search or to a view of the explorer."""
    page = victim.page
    filters = ("topic", "verdict", "claimant", "year", "kind", "status", "source", "sort", "n")
    for parameters in (("q",), filters):
        view = "&".join(f"{parameter}={quote(text)}" for parameter in parameters)
        page.goto(f"{hostile_address}claims/?{view}")
        page.wait_for_function("document.readyState === 'complete'")
        victim.look()
    page.goto(f"{hostile_address}claims/?q={quote(text)}#{quote(text)}")
    page.keyboard.press("/")
    page.keyboard.type(text)
    page.wait_for_timeout(300)
    victim.look()
    assert victim.noted == []


def test_nothing_runs_in_the_explorer(victim: Victim, hostile_address: str) -> None:
    victim.page.goto(f"{hostile_address}claims/?q=script")
    victim.page.wait_for_timeout(500)
    victim.look()
    for box in victim.page.locator("#content details > summary, #content button:visible").all()[
        :20
    ]:
        if box.is_visible():
            box.click()
    victim.look()
    assert victim.noted == []


def test_every_text_appears_on_the_claim_page_as_typed(
    hostile: BuiltSite, hostile_claims: Claims
) -> None:
    missing = []
    for slug, claim in hostile_claims.items():
        shown = plain(hostile.at(f"claims/{slug}/").text)
        for place, text in texts_of(claim):
            # The analysis is Markdown; the text around a passage only helps to find it.
            if not place.endswith((".analysis", ".prefix", ".suffix")) and plain(text) not in shown:
                missing.append((slug, place, text))
    assert missing == []


def test_every_text_is_in_the_data_as_it_was_typed(
    hostile: BuiltSite, hostile_claims: Claims
) -> None:
    for slug, claim in hostile_claims.items():
        found = set(strings(hostile.json(f"api/claims/{slug}.json")))
        assert [(place, text) for place, text in texts_of(claim) if text not in found] == []


def test_lists_feeds_and_markup_have_the_claim_as_it_was_typed(
    hostile: BuiltSite, hostile_claims: Claims
) -> None:
    everything = json.dumps(hostile.json("api/claims.json"), ensure_ascii=False)
    for slug, claim in hostile_claims.items():
        assert json.dumps(claim["claim"], ensure_ascii=False) in everything
        [review] = hostile.at(f"claims/{slug}/").data
        assert review["claimReviewed"] == claim["claim"]
        assert review["itemReviewed"]["author"]["name"] == claim["claimant"]["name"]
        embedded = plain(hostile.at(f"embed/{slug}/").text)
        assert plain(claim["claim"]) in embedded


def test_the_feeds_are_complete_and_have_the_newest_texts(
    hostile: BuiltSite, hostile_claims: Claims
) -> None:
    for path in ("feed.xml", "changes.xml"):
        ET.parse(hostile.folder / path)
    entries = hostile.json("feed.json")["items"]
    assert len(entries) == min(50, len(hostile_claims))
    for entry in entries:
        claim = hostile_claims[re.search(r"claims/(p\d+)/", entry["url"])[1]]
        assert plain(claim["claim"]) in plain(entry["title"])
        assert plain(claim["summary"]) in plain(" ".join(strings(entry)))


def test_no_cell_of_the_table_is_a_formula(hostile: BuiltSite, hostile_claims: Claims) -> None:
    text = (hostile.folder / "api/claims.csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len(rows) == 1 + len(hostile_claims)
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [
        cell for row in rows for cell in row if re.match(r"[=+\-@\t\r|]|[＝＋－＠]", cell)
    ] == []
    cells = {cell.removeprefix("'") for row in rows for cell in row}
    for claim in hostile_claims.values():
        assert claim["claim"].removeprefix("'") in cells


def test_no_slot_and_no_directive_is_filled_in_a_text(
    hostile: BuiltSite, hostile_claims: Claims
) -> None:
    """Our own placeholders are plain text in a claim."""
    for path, page in hostile.pages.items():
        assert page.html.count("<html") == 1 or path.startswith("embed/"), path
        assert page.html.count('<div id="content">') <= 1, path
        assert "fd-home" not in page.html or path == "index.html", path


@pytest.mark.parametrize("text", REFUSED, ids=ascii)
def test_invisible_characters_are_refused(
    text: str, site: SiteFolder, bridge: dict[str, Any]
) -> None:
    for field in ("claim", "summary", "analysis", "would_change_if"):
        site.write_claim("bridge", bridge | {field: text})
        result = site.run("check")
        assert result.exit_status == 1, (field, result)
        assert re.search(r"claims/bridge\.yml:\d+:\d+: FD0", result.out)
        assert not re.search(
            r"[^\n\x20-\x7e\xa0-\ud7ff\ue000-\U0010ffff]|[\u202a-\u202e\u2066-\u2069]", result.out
        )
