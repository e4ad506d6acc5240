"""All pages of a site: complete and linked, in every language and build mode."""

from itertools import pairwise
from urllib.parse import urldefrag, urljoin

import pytest
from support.html import read
from support.page_samples import everything, render_pages, site

from factdesk.pages.home import render_home

#: Created elsewhere: written pages, data, assets.
ELSEWHERE = ("https:", "mailto:", "api/", "assets/", "methodology/", "corrections-policy/")

BUILDS = [
    pytest.param({}, id="plain"),
    pytest.param({"offline": True}, id="offline"),
    pytest.param({"language": "de"}, id="german"),
    pytest.param({"language": "ar"}, id="a language without words of its own, from right to left"),
    pytest.param({"articles": []}, id="without an article"),
    pytest.param({"page_size": 500}, id="on one page"),
]


def _pages(of):
    pages = {page.address: read(page.body) for page in render_pages(of)}
    return {**pages, "": read(render_home(of))}


@pytest.mark.parametrize("build", BUILDS)
def test_every_link_leads_to_a_page_and_a_place_on_it(build):
    pages = _pages(everything(**build))

    for address, page in pages.items():
        for href in page.hrefs:
            target, place = urldefrag(urljoin(f"http://here/{address}", href))
            target = target.partition("?")[0]
            target = target.removeprefix("http://here/").removesuffix("index.html")
            if not target.startswith(ELSEWHERE):
                assert target in pages, f"{address}: {href}"
                assert not place or place in pages[target].ids, f"{address}: {href}"


@pytest.mark.parametrize("build", BUILDS)
def test_every_page_has_one_heading_of_the_first_order_and_none_is_skipped(build):
    for address, page in _pages(everything(**build)).items():
        levels = [int(e.tag[1]) for e in page if e.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]
        if address:  # the first page's own heading is in the written page
            assert levels.count(1) == 1, address
            assert levels[0] == 1, address
        for before, after in pairwise(levels):
            assert after <= before + 1, address


def test_every_page_says_what_it_is():
    pages = list(render_pages(everything()))

    assert all(page.title.strip() and page.description.strip() for page in pages)
    # In the navigation, the form belongs to the claims.
    assert all(page.address.startswith(page.section) for page in pages if page.address != "edit/")
    addresses = [page.address for page in pages]
    assert len(addresses) == len(set(addresses))


def test_a_site_without_claims_is_complete():
    pages = _pages(site())

    assert "No claims have been published yet." in pages["claims/"].line
    assert "We have not corrected or withdrawn any review yet." in pages["corrections/"].line
    council_night = pages["articles/council-night/"].line
    assert "No claims from this article have been published yet." in council_night
    assert "No claims have been published yet." in pages[""].line


def test_pages_depend_on_nothing_but_what_is_passed():
    """The same bytes twice, whatever was rendered before."""
    first = [(page.address, page.body) for page in render_pages(everything())]
    again = everything()
    list(render_pages(again))

    assert [(page.address, page.body) for page in render_pages(again)] == first
