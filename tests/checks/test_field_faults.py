"""Faults that fact-checkers met: names, links and translations across files, the site's address."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.check_samples import check

from factdesk.config.mkdocs_yml import ConfigError
from factdesk.config.reader import parse_config


def found(root: Path, claims: dict[str, dict[str, object]], code: str) -> list[tuple[str, str]]:
    problems = check(root, claims).problems
    return [(p.place.path, p.message) for p in problems if p.code == code]


def test_names_that_differ_by_an_apostrophe_or_an_accent_are_reported(tmp_path: Path) -> None:
    claims = {
        "a": {"claimant": "Niamh O'Brien", "topics": ["Orbán"]},
        "b": {"claimant": "Niamh O’Brien", "topics": ["Orban"]},
        "c": {"claimant": "Niamh OʻBrien"},
        "d": {"claimant": "niamh o'brien"},
        "e": {"claimant": "Another"},
    }

    assert found(tmp_path, claims, "FD512") == [
        ("claims/b.yml", "'Niamh O’Brien' is spelled 'Niamh O'Brien' in claims/a.yml"),
        ("claims/b.yml", "'Orban' is spelled 'Orbán' in claims/a.yml"),
        ("claims/c.yml", "'Niamh OʻBrien' is spelled 'Niamh O'Brien' in claims/a.yml"),
    ]


def test_forms_of_the_apostrophe_make_one_claimant(tmp_path: Path) -> None:
    from factdesk.text.slugs import readable_slug

    assert len({readable_slug(f"Niamh O{mark}Brien") for mark in "'’‘ʼʻ"}) == 1


def test_a_link_to_an_unknown_claim_is_reported_with_its_line(tmp_path: Path) -> None:
    analysis = "One [a](claim:b) and\ntwo [c](claim:nope#x), `[d](claim:code)`.\n"

    problems = check(tmp_path, {"a": {"analysis": analysis}, "b": {}}).problems

    [problem] = [p for p in problems if p.code == "FD513"]
    assert problem.message == "the claim 'nope' does not exist"
    assert problem.place.line > 1


def test_a_translation_names_its_original_and_is_up_to_date(tmp_path: Path) -> None:
    update = {"made_on": "2026-05-01", "severity": "update", "note": "A floor more."}
    claims = {
        "a": {"corrections": [update]},
        "b": {"translation_of": "a"},
        "c": {"translation_of": "nope"},
        "d": {"translation_of": "d"},
    }

    assert found(tmp_path, claims, "FD514") == [
        ("claims/c.yml", "there is no claim 'nope'"),
        ("claims/d.yml", "this claim is a translation of itself"),
    ]
    [(path, _)] = found(tmp_path, claims, "FD515")
    assert path == "claims/b.yml"


def test_one_source_in_two_notations_is_described_alike(tmp_path: Path) -> None:
    one = {"title": "The log", "url": "https://source.example/log.pdf#page=4"}
    other = {"title": "A list", "url": "http://www.source.example/log.pdf?utm_source=x"}

    [(path, message)] = found(
        tmp_path, {"a": {"sources": [one]}, "b": {"sources": [other]}}, "FD501"
    )

    assert path == "claims/b.yml"
    assert "claims/a.yml" in message


@pytest.mark.parametrize(
    "url",
    ["https://a.example/?x=1", "https://a.example/#x", "https://a.example/site/index.html"],
)
def test_the_address_of_a_page_is_not_that_of_a_site(url: str) -> None:
    with pytest.raises(ConfigError, match="site_url"):
        parse_config({"site_name": "A", "site_url": url, "plugins": ["factdesk"]})


def test_an_encoded_tilde_in_the_address_is_a_tilde() -> None:
    options = {"site_name": "A", "site_url": "https://a.example/%7Eada", "plugins": ["factdesk"]}

    assert parse_config(options).site_url == "https://a.example/~ada/"
