"""Typical mistakes: names, links and translations across files, the site's address."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.check_samples import check, write_claims

from factdesk.checks.run import check_site
from factdesk.config.mkdocs_yml import ConfigError, read_mkdocs_yml
from factdesk.config.reader import parse_config, read_config, validate


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


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jeanne D'Arc", "Jeanne D`Arc"),
        ("Jeanne D'Arc", "Jeanne D´Arc"),
        ("Jean-Luc", "Jean\u2010Luc"),
        ("Jean-Luc", "Jean\u2011Luc"),
        ("Søren", "Soren"),
        ("Łódź", "Lodz"),
        ("ʿAlī", "Ali"),
    ],
)
def test_names_of_one_person_in_two_notations_are_reported(
    tmp_path: Path, one: str, other: str
) -> None:
    claims: dict[str, dict[str, object]] = {"a": {"claimant": one}, "b": {"claimant": other}}

    assert len(found(tmp_path, claims, "FD512")) == 1


def test_forms_of_the_apostrophe_make_one_claimant(tmp_path: Path) -> None:
    from factdesk.text.slugs import readable_slug

    assert len({readable_slug(f"Niamh O{mark}Brien") for mark in "'’‘ʼʻ"}) == 1


def test_a_link_to_an_unknown_claim_is_reported_with_its_line(tmp_path: Path) -> None:
    analysis = "One [a](claim:b) and\ntwo [c](claim:nope#x), `[d](claim:code)`.\n"

    problems = check(tmp_path, {"a": {"analysis": analysis}, "b": {}}).problems

    [problem] = [p for p in problems if p.code == "FD513"]
    assert problem.message == "the claim 'nope' does not exist"
    assert problem.place.line > 1


def test_a_link_to_a_page_that_the_site_does_not_have_is_reported(tmp_path: Path) -> None:
    (tmp_path / "docs" / "team").mkdir(parents=True)
    (tmp_path / "docs" / "about.md").write_text("# About\n", "utf-8")
    (tmp_path / "docs" / "team" / "index.md").write_text("# Team\n", "utf-8")
    analysis = (
        "[a](/about/#us) [b](/team/) [c](/) [d](/claims/b/) [e](/claims/old/) [f](/feed.xml)\n"
        "[g](/abuot/) [h](/claims/none/) `[i](/code/)` [j](//host.example/)\n"
    )

    claims = {"a": {"analysis": analysis}, "b": {"aliases": ["old"]}}

    assert [message for _, message in found(tmp_path, claims, "FD221")] == [
        "this site has no page '/abuot/'",
        "this site has no page '/claims/none/'",
        "'//host.example/' does not become a link: an address begins with https:// or http://",
    ]


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("[the **plan** [1]](ftp://host.example/y)", "links to 'ftp:' are not allowed"),
        ("[two\nlines](magnet:x)", "links to 'magnet:' are not allowed"),
        ("![picture](data:text/html,x)", "links to 'data:' are not allowed"),
        ("[by reference][r]\n\n[r]: javascript:alert(1)", "links to 'javascript:' are not allowed"),
        ("[mail](mailto:)", "this is not an e-mail address"),
        ("f[40]('/etc/passwd')", "it is relative"),
        ("[place](#nowhere)", "a claim page has no place '#nowhere'"),
    ],
)
def test_a_link_that_the_page_shows_as_typed_is_reported(
    tmp_path: Path, link: str, reason: str
) -> None:
    [(_, message)] = found(tmp_path, {"a": {"analysis": f"See {link}\n"}}, "FD221")

    assert reason in message


def test_links_that_work_are_not_reported(tmp_path: Path) -> None:
    analysis = (
        "[a](https://a.example/(x)) [b](mailto:a@b.example) [c](#source-s1) [d](#history) "
        "[e](claim:a) `[f](ftp://x)` \\[g](../up/)\n"
    )

    assert found(tmp_path, {"a": {"analysis": analysis}}, "FD221") == []


ANSWERABLE = "publisher: {name: A, contact: a@a.example, responsible: A}"


def test_pages_of_the_site_may_name_claims_that_another_folder_lacks(tmp_path: Path) -> None:
    write_claims(tmp_path, {"bridge": {}})
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("[one](claim:bridge) [two](claim:no)", "utf-8")
    (tmp_path / "other").mkdir()
    file = tmp_path / "mkdocs.yml"
    file.write_text(
        f"site_name: A\nplugins: [{{factdesk: {{{ANSWERABLE}, featured: [bridge]}}}}]\n", "utf-8"
    )

    own = check_site(read_config(file)).problems
    elsewhere = read_mkdocs_yml(file).with_options(claims_dir=str(tmp_path / "other"))
    other = check_site(validate(elsewhere)).problems

    assert [(p.code, p.severity) for p in own] == [("FD505", "error")]
    assert [(p.code, p.severity) for p in other] == [
        ("FD505", "warning"),
        ("FD505", "warning"),
        ("FD506", "warning"),
    ]


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
