"""The analysis of a claim: its headings and links."""

import pytest
from support.page_samples import claim, page, whole

SOURCES = [
    {
        "id": f"s{n}",
        "title": f"Title {n}",
        "url": f"https://example.org/{n}",
        "publisher": f"Publisher {n}",
        "published_on": "2026-01-02",
    }
    for n in range(1, 5)
]


def _check(analysis, *others, **fields):
    return page(claim(analysis=analysis, sources=SOURCES, **fields), *others).one("#check")


def test_the_headings_of_a_check_stand_below_those_of_the_page():
    check = _check("# Big\n\ntext\n\n### Small")

    assert [heading.tag for heading in check if heading.tag[0] == "h"] == ["h2", "h3", "h5"]


@pytest.mark.parametrize(
    ("href", "link"),
    [
        ("claim:whole", "../../claims/whole/"),
        ("claim:whole#history", "../../claims/whole/#history"),
        ("/methodology/", "../../methodology/"),
        ("/about/#people", "../../about/#people"),
        ("/", "../../"),
        ("#history", "#history"),
        ("https://example.org/?a=1&b=2", "https://example.org/?a=1&b=2"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
    ],
)
def test_a_check_may_link_to_the_web_and_to_this_site(href, link):
    assert link in _check(f"[words]({href})", whole()).hrefs


@pytest.mark.parametrize(
    "href",
    [
        "claim:nowhere", "//evil.example/", "/../up/", "/a/..//b", "../up/", "page/",
        "javascript:alert(1)", "data:text/html,x", "vbscript:x", "ftp://example.org/", "file:///etc",
        "https://user:pass@example.org/", "https://", "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
    ],
)  # fmt: skip
def test_a_link_that_leads_elsewhere_is_text_without_a_link(href):
    check = _check(f"[the words]({href})", whole())

    assert "the words" in check.line
    assert check.hrefs == []
