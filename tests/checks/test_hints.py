"""The hints for dates, addresses and words say what was probably meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.check_samples import check, sources

from factdesk.checks.address_hints import corrected_address, redirected, stray_end
from factdesk.checks.context import Context
from factdesk.checks.date_hints import date_hint
from factdesk.checks.fixes import fix_text
from factdesk.text.urls import is_example_host


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("2026‑02‑01", "write 2026-02-01 with ordinary hyphens"),
        ("“2026-02-01”", "write 2026-02-01"),
        ("2026-02-01T10:30:00Z", "write 2026-02-01"),
        ("1. Februar 2026 um 10.30 Uhr", "write 2026-02-01"),
        ("2026-01-14 to 2026-01-16", "write 2026-01-14"),
        ("20260114", "write 2026-01-14"),
        ("2026-31-01", "write 2026-01-31"),
        ("2026-06-31", "this month has 30 days"),
        ("January 20", "add the year"),
        ("Feb 2026", "add the day: 2026-02-DD"),
        ("today", "write year, month and day as numbers with hyphens: YYYY-MM-DD"),
    ],
)
def test_a_wrong_day_has_a_hint(written: str, hint: str) -> None:
    assert date_hint(written, wants_day=True) == hint


@pytest.mark.parametrize("written", ["Q1 2026", "spring 2026", "about 2026"])
def test_a_date_without_month_may_be_a_year(written: str) -> None:
    assert date_hint(written, wants_day=False) == "write 2026, or the month: 2026-MM"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("„https://a.net/x“", "https://a.net/x"),
        ("https:/a.net/x", "https://a.net/x"),
        ("htps://a.net/x", "https://a.net/x"),
        ("http//a.net/x", "https://a.net/x"),
        ("<https://a.net/x>", "https://a.net/x"),
        ("https://a.net/x", None),
        ("https://a.net/x https://b.net", None),
        ("host:a.net", None),
    ],
)
def test_an_address_is_corrected_where_it_is_certain(written: str, meant: str | None) -> None:
    assert corrected_address(written) == meant


@pytest.mark.parametrize(
    ("address", "target"),
    [
        ("https://www.google.com/url?q=https://a.net/x&sa=D", "https://a.net/x"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fa.net%2Fx&h=1", "https://a.net/x"),
        ("https://eu.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.net", "https://a.net"),
        ("https://a.net/url?q=https://b.net", None),
        ("https://www.google.com/search?q=bridge", None),
    ],
)
def test_a_redirection_names_its_target(address: str, target: str | None) -> None:
    assert redirected(address) == target


@pytest.mark.parametrize(
    ("address", "end"),
    [
        ("https://a.net/x.html.", "."),
        ("https://a.net/x)", ")"),
        ("https://a.net/x”", "”"),
        ("https://en.wikipedia.org/wiki/Apple_Inc.", None),
        ("https://en.wikipedia.org/wiki/Bridge_(game)", None),
    ],
)
def test_the_end_of_a_sentence_is_not_part_of_an_address(address: str, end: str | None) -> None:
    assert stray_end(address) == end


@pytest.mark.parametrize("host", ["example.org", "www.example.com", "town.example", "EXAMPLE.net"])
def test_domains_for_examples_are_known(host: str) -> None:
    assert is_example_host(host)
    assert not is_example_host(f"{host}-desk.net")


@pytest.mark.parametrize(
    ("contact", "is_reported"), [("desk@gazette.net", True), ("desk@gazette.example", False)]
)
def test_a_real_site_cites_no_domain_for_examples(
    tmp_path: Path, contact: str, *, is_reported: bool
) -> None:
    real = [{**each, "url": f"https://real.net/{n}"} for n, each in enumerate(sources("a"))]
    claims = {
        "a": {"sources": [{**real[0], "url": "https://example.org/a"}, real[1]]},
        "b": {"sources": real, "analysis": "See [it](https://www.example.com/b)."},
        "c": {"sources": sources("c"), "status": "draft"},
    }

    problems = check(tmp_path, claims, publisher={"name": "Gazette", "contact": contact}).problems

    reserved = {p.place.path for p in problems if "'example" in p.message or "'www" in p.message}
    assert reserved == ({"claims/a.yml", "claims/b.yml"} if is_reported else set())


def test_what_a_word_processor_changed_is_corrected() -> None:
    text = (
        "claim: The bridge was dear\nverdict： „mostly–true“\nkind: “statistic”,\n"
        "claimed_on: 2026‑02‑01\nsum\u00admary: It was.\nstatus: draft\n"
    )

    fixed, changes = fix_text(text, "a.yml", Context(), lambda *_: False)

    assert fixed == (
        "claim: The bridge was dear\nverdict: mostly-true\nkind: statistic\n"
        "claimed_on: 2026-02-01\nsummary: It was.\nstatus: draft\n"
    )
    assert len(changes) == 5


def test_a_claim_outside_the_folder_of_claims_is_reported(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    for name in ("bridge.yml", "docs/road.yaml"):
        (tmp_path / name).write_text("claim: The bridge was dear\n", "utf-8")
    (tmp_path / "docs/data.yml").write_text("title: claim\n", "utf-8")

    problems = check(tmp_path, {"a": {}}).problems

    assert [(p.place.path, p.hint) for p in problems if p.code == "FD012"] == [
        ("bridge.yml", "move it into the folder 'claims'"),
        ("docs/road.yaml", "move it into the folder 'claims'"),
    ]
