"""Readers see which quotations were found in their sources, how and when."""

from __future__ import annotations

import json
from pathlib import Path

from support.site_folder import SiteFolder

TEXT = "<p>The council voted a budget of 12.0 million.</p>" + "<p>Filler text.</p>" * 40
CLAIM = """\
claim: The bridge cost twice its budget
claimant: Example Gazette
quote: The council voted
appearances:
  - url: https://paper.example.net/bridge
verdict: mostly-true
summary: The final account is 1.9 times the budget.
published_on: 2026-03-01
sources:
  - id: vote
    title: Minutes
    url: https://council.example.net/minutes
    quotes:
      - exact: a budget of 12.0 million
      - exact: the council voted a budget
  - title: Another
    url: https://other.example.net/
    quotes:
      - exact: never captured
"""


def with_records(site: SiteFolder, tmp_path: Path) -> None:
    saved = tmp_path / "saved.html"
    saved.write_text(TEXT, "utf-8")
    site.write_claim("bridge", CLAIM)
    for source in ("vote", "https://paper.example.net/bridge"):
        added = site.run("evidence", "add", str(saved), "bridge", "--source", source)
        assert added.exit_status == 0, added.err


def test_each_quotation_says_whether_it_was_found(site: SiteFolder, tmp_path: Path) -> None:
    with_records(site, tmp_path)

    result = site.build()
    page = site.page("claims/bridge/")

    assert result.exit_status == 0, result.err
    assert page.count("Found word for word in a saved file on") == 3
    assert page.count("Not compared with the source yet") == 1
    assert "2 of 3 compared with the source" in page
    assert "same words, different typography" in page


def test_data_say_how_a_quotation_was_verified(site: SiteFolder, tmp_path: Path) -> None:
    with_records(site, tmp_path)
    site.build()

    claim = json.loads((site.root / "site/api/claims/bridge.json").read_bytes())
    first, second = claim["sources"][0]["quotes"]

    assert first["verified"]["match"] == "exact"
    assert second["verified"]["match"] == "normalised"
    assert first["verified"].keys() == {"match", "via", "at", "sha256"}
    assert claim["appearances"][0]["verified"]["via"] == "saved_file"
    assert "verified" not in claim["sources"][1]["quotes"][0]


def test_a_quotation_that_was_changed_stops_the_build(site: SiteFolder, tmp_path: Path) -> None:
    with_records(site, tmp_path)
    site.build()
    before = site.files()
    site.write_claim("bridge", CLAIM.replace("budget of 12.0", "budget of 12.4"))

    result = site.build()

    assert result.exit_status == 1
    assert "FD602" in result.err
    assert "the source says '12.0', the file says '12.4'" in result.err
    assert site.files() == before


def test_a_new_record_is_on_the_page_of_the_next_build(site: SiteFolder, tmp_path: Path) -> None:
    site.write_claim("bridge", CLAIM)
    site.build()
    assert "0 of 3 compared with the source" in site.page("claims/bridge/")

    with_records(site, tmp_path)
    site.build()

    assert "2 of 3 compared with the source" in site.page("claims/bridge/")


def test_unrecorded_quotations_are_advice_then_a_warning_then_an_error(
    site: SiteFolder, tmp_path: Path
) -> None:
    site.write_claim("bridge", CLAIM)
    advice = json.loads(site.run("check", "--format", "json").out)
    with_records(site, tmp_path)
    warning = json.loads(site.run("check", "--format", "json").out)
    require_evidence(site)
    error = json.loads(site.run("check", "--format", "json").out)

    found = [
        {p["severity"] for p in report["problems"] if p["code"] == "FD601"}
        for report in (advice, warning, error)
    ]
    assert found == [{"note"}, {"warning"}, {"error"}]


ACCEPTED = """\
accepted:
  - check: FD601
    reason: The archive lends its file to nobody.
"""


def problems_of(site: SiteFolder, *options: str) -> list[tuple[str, str, str]]:
    report = json.loads(site.run("check", "--format", "json", *options).out)
    return [(p["code"], p["severity"], p["hint"]) for p in report["problems"]]


def require_evidence(site: SiteFolder) -> None:
    config = site.root / "mkdocs.yml"
    required = "  - factdesk:\n      evidence: {required: true}\n"
    config.write_text(config.read_text("utf-8").replace("  - factdesk:\n", required), "utf-8")


def test_a_quotation_without_record_can_be_accepted(site: SiteFolder, tmp_path: Path) -> None:
    with_records(site, tmp_path)
    before = [code for code, *_ in problems_of(site)]
    site.write_claim("bridge", CLAIM + ACCEPTED)

    after = [code for code, *_ in problems_of(site)]

    assert "FD601" in before
    assert after == [code for code in before if code != "FD601"]


def test_an_acceptance_does_not_replace_required_evidence(site: SiteFolder) -> None:
    """Otherwise the claim would be left out without any message."""
    site.write_claim("bridge", CLAIM + ACCEPTED)
    require_evidence(site)

    assert {severity for code, severity, _ in problems_of(site) if code == "FD601"} == {"error"}
    assert site.build().exit_status == 1


def test_a_record_without_a_claim_is_a_note(site: SiteFolder, tmp_path: Path) -> None:
    with_records(site, tmp_path)
    (site.root / "claims/_evidence/_health.json").write_text("{}", "utf-8")
    assert "FD607" not in {code for code, *_ in problems_of(site)}

    (site.root / "claims/bridge.yml").rename(site.root / "claims/bridge-cost.yml")
    site.write_claim("bridge-cost", CLAIM)
    removed = [(severity, hint) for code, severity, hint in problems_of(site) if code == "FD607"]
    site.write_claim("bridge-cost", f"{CLAIM}aliases: [bridge]\n")
    renamed = [(severity, hint) for code, severity, hint in problems_of(site) if code == "FD607"]

    assert removed == [("note", "give the record the name of its claim, or delete it")]
    new_name = "the claim is called 'bridge-cost' now: rename this file to 'bridge-cost.yml'"
    assert renamed == [("note", new_name)]


def test_a_health_report_that_cannot_be_read_is_a_warning(site: SiteFolder) -> None:
    site.write_claim("bridge", CLAIM)
    report = site.write("claims/_evidence/_health.json", '{"version": 1, "sources": {')

    (found,) = [each for each in problems_of(site) if each[0] == "FD608"]
    refused = site.run("evidence", "health")

    assert found[1] == "warning"
    assert refused.exit_status == 2
    assert "_health.json cannot be read" in refused.err
    assert report.read_text("utf-8") == '{"version": 1, "sources": {'
