"""HTML that the program inserts into written pages, and shows on top of pages in a preview."""

from typing import NamedTuple

from support.html import read
from support.page_samples import claim, site

from factdesk.checks.codes import CODES
from factdesk.claims.problem import Place, Problem, Severity
from factdesk.pages.aliases import render_aliases
from factdesk.pages.assets import asset_address
from factdesk.pages.fragments import (
    render_checks,
    render_not_found,
    render_problems,
    render_scale,
)


class _Check(NamedTuple):
    code: str
    severity: Severity
    rule: str
    why: str
    hint: str


CHECKS = [
    _Check("FD203", Severity.WARNING, "A rule <b>.", "A reason.", "A hint."),
    _Check("FD001", Severity.ERROR, "Another rule.", "Because.", "Do this."),
]


def test_the_scale_gives_each_verdict_with_its_definition_and_sign():
    page = read(render_scale(site()))

    assert page.all("div")[1].line == (
        "True Accurate on the best public evidence; nothing significant is missing."
    )
    assert len(page.all("i")) == 8


def test_checks_are_listed_by_family_each_with_an_address():
    page = read(render_checks(CHECKS, site()))

    assert [heading.line for heading in page.all("h2")] == ["The file", "Sources"]
    assert page.ids == ["fd001", "fd203"]
    assert page.one("#fd203").line == "FD203 warning A rule <b>. A reason. A hint."


def test_every_check_of_the_program_has_a_family_with_a_name():
    page = read(render_checks(CODES.values(), site(language="de")))

    assert len(page.ids) == len(CODES)
    assert page.all("dd")[0].attributes == {}
    french = read(render_checks(CODES.values(), site(language="fr")))
    assert french.all("dd")[0].attributes == {"lang": "en"}


def test_problems_say_where_what_and_what_to_do():
    problems = [
        Problem(
            "FD105",
            Severity.ERROR,
            "unknown verdict '<b>'",
            Place("claims/a.yml", 9, 10),
            "did you mean",
        ),
        Problem("FD210", Severity.NOTE, "no archived copy", Place("claims/b.yml")),
    ]

    page = read(render_problems(problems, site()))

    assert (
        page.one("p").line
        == "2 problems in the claim files. This page shows the last version without errors."
    )
    assert [item.line for item in page.all("li")] == [
        "claims/a.yml:9:10 FD105 unknown verdict '<b>' did you mean",
        "claims/b.yml:1:1 FD210 no archived copy",
    ]


def test_without_problems_there_is_nothing_to_show():
    assert render_problems([], site()) == ""


def test_a_page_that_does_not_exist_leads_back_from_any_depth():
    assert read(render_not_found(site(), "/desk/")).hrefs == [
        "/desk/",
        "/desk/claims/",
        "/desk/corrections/",
    ]
    assert read(render_not_found(site(offline=True), "")).hrefs[1] == "claims/index.html"


def test_a_former_address_leads_to_the_present_one():
    ((path, content),) = render_aliases(site(claim(aliases=["old-bridge"], claim="A <b> & c")))

    assert path == "claims/old-bridge/index.html"
    assert content.decode().replace("\n", "") == (
        '<!doctype html><html lang="en" dir="ltr"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; script-src 'self'; base-uri 'none'; form-action 'none'\">"
        '<meta name="robots" content="noindex">'
        f'<script src="../../{asset_address("moved.js")}"'
        ' data-to="../../claims/bridge/"></script>'
        '<noscript><meta http-equiv="refresh" content="0; url=../../claims/bridge/"></noscript>'
        '<link rel="canonical" href="https://facts.example/desk/claims/bridge/">'
        "<title>A &lt;b&gt; &amp; c</title>"
        '<p>This review has moved: <a href="../../claims/bridge/">A &lt;b&gt; &amp; c</a></p>'
        "</html>"
    )


def test_a_former_address_works_from_disk_and_without_an_address_of_the_site():
    ((_, content),) = render_aliases(site(claim(aliases=["old"]), offline=True, site_url=""))

    assert b"url=../../claims/bridge/index.html" in content
    assert b"canonical" not in content
