"""`evidence` on the command line, against realistic sites."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from support.site_folder import Result, SiteFolder
from support.web import FakeArchive, Reply, Web, bomb

from factdesk.evidence.record_file import decode_record

PAGE = """<!doctype html><html><head><title>Minutes</title><style>p{{}}</style></head><body>
<h1>Minutes of the council</h1><p>{}</p><p>{}</p></body></html>"""
VOTE = "On 12 June the council voted “a budget of 12.0 million” for the bridge."
FILLER = "The meeting began at nine, and went on until the evening without a break. " * 12


def claim(*sources: dict[str, Any]) -> dict[str, Any]:
    return {
        "claim": "The town's new bridge cost twice its budget",
        "claimant": "Example Gazette",
        "verdict": "mostly-true",
        "summary": "The final account is 1.9 times the budget.",
        "published_on": "2026-03-01",
        "sources": list(sources),
    }


def source(url: str, *quotes: str, **fields: Any) -> dict[str, Any]:
    quoted = {"quotes": [{"exact": quote} for quote in quotes]} if quotes else {}
    return {"title": "Minutes", "url": url, **fields, **quoted}


def capture(site: SiteFolder, *options: str) -> tuple[Result, dict[str, Any]]:
    report = site.root / "report.json"
    result = site.run(
        "evidence", "capture", "--allow-host", "localhost", "--pause", "0",
        "--report", str(report), *options,
    )  # fmt: skip
    return result, json.loads(report.read_bytes()) if report.exists() else {}


def outcomes(report: dict[str, Any]) -> dict[str, int]:
    return {name: count for name, count in report["outcomes"].items() if count}


def record_of(site: SiteFolder, slug: str = "bridge") -> Any:
    file = site.root / "claims" / "_evidence" / f"{slug}.yml"
    return decode_record(file.read_bytes(), file.name)


def test_a_captured_quotation_is_verified_offline(site: SiteFolder, web: Web) -> None:
    url = web.page("/minutes", PAGE.format(VOTE, FILLER))
    site.write_claim("bridge", claim(source(url, "a budget of 12.0 million", id="vote")))

    result, report = capture(site)
    verified = site.run("evidence", "verify")
    shown = site.run("evidence", "show", "bridge")

    assert result.exit_status == 0, result.err
    assert outcomes(report) == {"captured": 1}
    (quote,) = record_of(site).sources["vote"].quotes
    assert "a budget of 12.0 million" in quote.window
    assert len(quote.window) <= 400 + len(quote.exact)
    assert verified.exit_status == 0
    assert "1 verified" in verified.out
    assert "found on" in shown.out


def test_windows_stay_within_a_tenth_of_the_text(site: SiteFolder, web: Web) -> None:
    url = web.page("/minutes", PAGE.format(VOTE, FILLER))
    site.write_claim("bridge", claim(source(url, "On 12 June", "for the bridge", id="vote")))

    capture(site)

    windows = [quote.window for quote in record_of(site).sources["vote"].quotes]
    assert sum(map(len, windows)) <= (len(VOTE) + len(FILLER) + 30) / 10


def test_every_outcome_is_counted_and_none_is_fatal(site: SiteFolder, web: Web) -> None:
    web.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private")
    twice = f"{VOTE} {VOTE}"
    urls = {
        "captured": web.page("/a", PAGE.format(VOTE, FILLER)),
        "quotation missing": web.page("/b", PAGE.format("Nothing of the kind.", FILLER)),
        "ambiguous": web.page("/c", PAGE.format(twice, FILLER)),
        "no text": web.page("/d", "GIF89a", content_type="image/gif"),
        "blocked": web.page("/e", "no robots", status=403),
        "needs a browser": web.page("/f", "<body><div id=app></div><script src=a.js></script>"),
        "refused by robots": f"{web.address}/private/a",
        "gone": f"{web.address}/nothing",
        "unreachable": "http://127.0.0.1:9/closed",
    }
    quote = "On 12 June the council voted “a budget of 12.0 million”"
    site.write_claim(
        "bridge", claim(*(source(url, quote, id=f"x{n}") for n, url in enumerate(urls.values())))
    )

    result, report = capture(site)

    assert result.exit_status == 0, result.err
    assert outcomes(report) == dict.fromkeys(urls, 1)
    by_url = {each["url"]: each["outcome"] for each in report["sources"]}
    assert by_url == {url: outcome for outcome, url in urls.items()}
    assert all(each["reason"] for each in report["sources"] if each["outcome"] != "captured")


def test_a_bot_wall_counts_as_blocked(site: SiteFolder, web: Web) -> None:
    wall = "<html><title>Just a moment...</title><body>Just a moment...<script>x()</script>"
    site.write_claim("bridge", claim(source(web.page("/wall", wall), "a quotation")))

    _, report = capture(site)

    assert outcomes(report) == {"blocked": 1}


def test_a_second_run_sends_no_requests(site: SiteFolder, web: Web) -> None:
    url = web.page("/minutes", PAGE.format(VOTE, FILLER))
    site.write_claim("bridge", claim(source(url, "a budget of 12.0 million")))
    capture(site)
    web.requests.clear()
    before = (site.root / "claims/_evidence/bridge.yml").read_bytes()

    _, report = capture(site)

    assert web.requests == []
    assert report["sources"] == []
    assert (site.root / "claims/_evidence/bridge.yml").read_bytes() == before


def test_a_new_quotation_and_a_new_address_are_captured(site: SiteFolder, web: Web) -> None:
    url = web.page("/minutes", PAGE.format(VOTE, FILLER))
    other = web.page("/other", PAGE.format(VOTE, FILLER))
    site.write_claim("bridge", claim(source(url, "12.0 million"), source(url, "On 12 June")))
    capture(site)
    site.write_claim(
        "bridge", claim(source(url, "12.0 million", "the council"), source(other, "On 12 June"))
    )

    _, report = capture(site)

    assert [each["id"] for each in report["sources"]] == ["s1", "s2"]


def test_an_address_that_two_claims_cite_is_fetched_once(site: SiteFolder, web: Web) -> None:
    url = web.page("/minutes", PAGE.format(VOTE, FILLER))
    site.write_claim("one", claim(source(url, "On 12 June")))
    site.write_claim("two", claim(source(url, "for the bridge")))

    _, report = capture(site)

    assert outcomes(report) == {"captured": 2}
    assert len(web.asked("/minutes")) == 1


def test_the_day_of_reading_is_written_without_touching_another_line(
    site: SiteFolder, web: Web
) -> None:
    url = web.page("/minutes", PAGE.format(VOTE, FILLER))
    text = (
        "# a note\nclaim: The bridge cost twice its budget\nclaimant:   Example Gazette # who\n"
        "verdict: 'mostly-true'\nsummary: It did.\npublished_on: 2026-03-01\nsources:\n"
        f"    - url: {url}   # the minutes\n      title: Minutes\n"
    )
    file = site.root / "claims" / "bridge.yml"
    file.write_bytes(text.replace("\n", "\r\n").encode())

    capture(site)

    lines = file.read_bytes().decode().split("\r\n")
    (added,) = [line for line in lines if "accessed_on" in line]
    lines.remove(added)
    assert "\r\n".join(lines) == text.replace("\n", "\r\n")


def test_an_archived_copy_proves_what_a_dead_page_said(site: SiteFolder, web: Web) -> None:
    copy = web.page("/web/20260220101403/minutes", PAGE.format(VOTE, FILLER))
    gone = f"{web.address}/gone"
    site.write_claim("bridge", claim(source(gone, "12.0 million", id="vote", archived_url=copy)))

    _, report = capture(site)

    assert outcomes(report) == {"captured": 1}
    assert record_of(site).sources["vote"].via == "archived_copy"


def test_archive_finds_a_near_copy_and_writes_it_into_the_claim(site: SiteFolder, web: Web) -> None:
    archive = FakeArchive(web)
    url = web.page("/minutes", PAGE.format(VOTE, FILLER))
    copy = archive.keep(url, "20260310000000", PAGE.format(VOTE, FILLER))
    site.write_claim("bridge", claim(source(url, "12.0 million", accessed_on="2026-03-01")))

    capture(site, "--archive", "--archive-service", web.address)

    assert f"archived_url: {copy}" in (site.root / "claims/bridge.yml").read_text("utf-8")
    assert web.asked("/save") == []


def test_archive_requests_a_copy_where_there_is_none(
    site: SiteFolder, web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ARCHIVE_ACCESS_KEY", "key")
    monkeypatch.setenv("ARCHIVE_SECRET_KEY", "word")
    archive = FakeArchive(web)
    url = web.page("/minutes", PAGE.format(VOTE, FILLER))
    archive.to_be_saved[url] = PAGE.format(VOTE, FILLER)
    monkeypatch.setattr("factdesk.evidence.archive.POLL_SECONDS", 0.01)
    site.write_claim("bridge", claim(source(url, "12.0 million")))

    capture(site, "--archive", "--archive-service", web.address)

    assert "archived_url:" in (site.root / "claims/bridge.yml").read_text("utf-8")
    assert web.asked("/save")[0].headers["Authorization"] == "LOW key:word"


def test_a_copy_without_the_quotation_is_not_written(site: SiteFolder, web: Web) -> None:
    archive = FakeArchive(web)
    url = web.page("/minutes", PAGE.format(VOTE, FILLER))
    archive.keep(url, "20260310000000", PAGE.format("An older text.", FILLER))
    site.write_claim("bridge", claim(source(url, "12.0 million", accessed_on="2026-03-01")))

    result, _ = capture(site, "--archive", "--archive-service", web.address)

    assert "archived_url" not in (site.root / "claims/bridge.yml").read_text("utf-8")
    assert "does not have the quotations" in result.err


def test_without_keys_and_without_a_copy_archive_says_what_it_needs(
    site: SiteFolder, web: Web
) -> None:
    FakeArchive(web)
    url = web.page("/minutes", PAGE.format(VOTE, FILLER))
    site.write_claim("bridge", claim(source(url, "12.0 million")))

    result, _ = capture(site, "--archive", "--archive-service", web.address)

    assert "ARCHIVE_ACCESS_KEY" in result.err


def test_a_saved_file_is_recorded_as_one(site: SiteFolder, tmp_path: Path) -> None:
    saved = tmp_path / "page.html"
    saved.write_text(PAGE.format(VOTE, FILLER), "utf-8")
    url = "https://blocked.example.net/minutes"
    appearance = {"url": "https://paper.example.net/bridge"}
    site.write_claim(
        "bridge",
        {**claim(source(url, "12.0 million", id="vote")), "appearances": [appearance],
         "quote": "the council voted"},
    )  # fmt: skip

    added = site.run("evidence", "add", str(saved), "bridge", "--source", "vote")
    also = site.run("evidence", "add", str(saved), "bridge", "--source", appearance["url"])
    wrong = site.run("evidence", "add", str(saved), "bridge", "--source", "nobody")

    assert (added.exit_status, also.exit_status, wrong.exit_status) == (0, 0, 2)
    record = record_of(site)
    assert record.sources["vote"].via == "saved_file"
    assert record.appearances[appearance["url"]].quotes[0].exact == "the council voted"


def test_a_hostile_source_does_no_harm(site: SiteFolder, web: Web) -> None:
    line = "<p>" + "word " * 200_000 + "the end of it." + "</p>"
    evil = PAGE.format("<b>It</b> said &lt;script&gt;alert(1)&lt;/script&gt; \u202eso.", FILLER)
    web.pages["/bomb"] = bomb(64)
    sources = [
        source(web.page("/line", line), "the end of it", id="line"),
        source(f"{web.address}/bomb", "a a", id="bomb"),
        source(web.page("/evil", evil), "said <script>alert(1)</script>", id="evil"),
        source(web.page("/deep", "<div>" * 3000 + "so deep"), "so deep", id="deep"),
        source(web.page("/pdf", "%PDF-1.7 rubbish", content_type="application/pdf"), "x", id="pdf"),
    ]
    site.write_claim("bridge", claim(*sources))

    result, report = capture(site)

    assert result.exit_status == 0, result.err
    found = {each["id"]: each["outcome"] for each in report["sources"]}
    assert found == {
        "line": "captured",
        "bomb": "unreachable",
        "evil": "captured",
        "deep": "captured",
        "pdf": "no text",
    }
    file = site.root / "claims/_evidence/bridge.yml"
    assert file.stat().st_size <= 64 << 10
    assert "\u202e" not in file.read_text("utf-8")


def test_a_record_edited_by_hand_is_found(site: SiteFolder, web: Web) -> None:
    url = web.page("/minutes", PAGE.format(VOTE, FILLER))
    site.write_claim("bridge", claim(source(url, "12.0 million")))
    capture(site)
    file = site.root / "claims/_evidence/bridge.yml"
    assert site.run("evidence", "verify").exit_status == 0
    file.write_text(
        file.read_text("utf-8").replace("voted “a budget", "refused “a budget"), "utf-8"
    )

    result = site.run("evidence", "verify")
    unchanged = site.run("evidence", "verify")

    assert result.exit_status == 1
    assert "1 tampered" in result.out
    assert unchanged == result
