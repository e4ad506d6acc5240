"""Directives, links and reports of written pages."""

from __future__ import annotations

from markupsafe import Markup
from support.page_samples import claim, site

from factdesk.pages.written import fill_directives, link_claims, unlink


def test_a_directive_is_replaced_and_an_unknown_one_vanishes() -> None:
    html = "a<!-- factdesk:scale -->b<!--factdesk:other-->c<!-- note -->"

    filled = fill_directives(html, {"scale": lambda: Markup("<p>1</p>")})

    assert filled == "a<p>1</p>bc<!-- note -->"


def test_a_link_leads_to_its_claim_or_to_the_list() -> None:
    html = (
        '<a href="claim:bridge">1</a> <a href="claim:bridge#sources">2</a> '
        '<a href="claim:x#y">3</a>'
    )

    assert link_claims(html, "about/", site(claim())) == (
        '<a href="../claims/bridge/">1</a> <a href="../claims/bridge/#sources">2</a> '
        '<a href="../claims/">3</a>'
    )


def test_a_link_to_what_is_absent_is_its_own_text() -> None:
    html = '<a href="../topics/">Topics</a>, <a href="../claims/" class="x">Claims</a>'

    assert unlink(html, "about/", ["topics"]) == (
        'Topics, <a href="../claims/" class="x">Claims</a>'
    )
    assert unlink(html, "about/", []) == html
