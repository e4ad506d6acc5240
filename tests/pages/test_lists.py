"""Lists of claims: their claims, rows and pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.html import read
from support.page_samples import DRAFT, IN_REVIEW, WITHDRAWN, claim, everything, site, whole

from factdesk.pages.lists import (
    render_claimants,
    render_claims,
    render_hosts,
    render_topics,
    render_verdicts,
)
from factdesk.pages.paging import Slice, slices


def _pages(render, of):
    return {page.address: page for page in render(of)}


def _read(render, of):
    return {address: read(page.body) for address, page in _pages(render, of).items()}


def test_a_line_says_verdict_claim_claimant_and_date_of_the_review():
    """The date by which the list is sorted, under a heading."""
    page = _read(render_claims, site(claim()))["claims/"]
    row = page.one(".fd-list").one("li")

    assert [part.text for part in row.children if not isinstance(part, str)] == [
        "Mostly true",
        "The town's new bridge cost twice its budget",
        "Example Gazette",
        "1 Mar 2026",
    ]
    assert "fd-v--mostly-true" in row.classes
    assert page.one(".fd-list__head").all("span")[-1].text == "Reviewed"


def test_what_is_in_review_in_draft_or_withdrawn_is_marked():
    of = site(claim(**IN_REVIEW), claim(**DRAFT), claim(**WITHDRAWN), preview=True)
    rows = {
        row.one("a").attributes["href"]: row
        for row in _read(render_claims, of)["claims/"].one(".fd-list").all("li")
    }

    assert rows["../claims/in-review/"].one(".fd-tag").text == "In review"
    assert rows["../claims/draft/"].one(".fd-tag").text == "Draft"
    withdrawn = rows["../claims/withdrawn/"]
    assert withdrawn.one("s").text == "Mostly true"
    assert withdrawn.one(".fd-row__by").text == "Withdrawn · Example Gazette"
    assert not [
        name
        for row in rows.values()
        if row is not withdrawn
        for name in row.classes
        if "fd-v--" in name
    ]


def test_a_claim_in_another_language_keeps_it_in_a_list():
    of = site(claim(language="ar", claim="كلف الجسر ضعف الميزانية"))
    row = _read(render_claims, of)["claims/"].one(".fd-list").one("li")

    assert row.one(".fd-row__claim").attributes == {
        "class": "fd-row__claim",
        "lang": "ar",
        "dir": "rtl",
    }


def test_lists_have_pages_and_every_claim_is_on_one_of_them():
    of = everything()
    pages = _read(render_claims, of)

    assert list(pages) == ["claims/", *(f"claims/page/{n}/" for n in range(2, 8))]
    shown = [row.one("a").text for page in pages.values() for row in page.one(".fd-list").all("li")]
    assert shown == [each.claim for each in of.collection]
    second = pages["claims/page/2/"].one(".fd-pages")
    assert [link.attributes["href"] for link in second.all("a")] == [
        "../../../claims/",
        "../../../claims/",
        "../../../claims/page/2/",
        "../../../claims/page/3/",
        "../../../claims/page/7/",
        "../../../claims/page/3/",
    ]
    assert second.line == "Previous 1 2 3 … 7 Next"
    assert [link.text for link in second.all("a") if "aria-current" in link.attributes] == ["2"]


def test_later_pages_say_so_in_their_title():
    titles = [page.title for page in render_claims(everything())]

    assert titles[:2] == ["All claims", "All claims, page 2"]


@given(st.integers(0, 400), st.integers(5, 50))
def test_slices_contain_every_item_once_and_none_too_many(count, size):
    parts = list(slices(range(count), size))

    assert [item for _, part in parts for item in part] == list(range(count))
    assert all(len(part) <= size for _, part in parts)
    assert [place.number for place, _ in parts] == list(range(1, parts[0][0].last + 1))


@pytest.mark.parametrize(
    ("number", "last", "near"),
    [
        (1, 1, [1]),
        (1, 3, [1, 2, 3]),
        (1, 9, [1, 2, 0, 9]),
        (4, 9, [1, 2, 3, 4, 5, 0, 9]),
        (5, 9, [1, 0, 4, 5, 6, 0, 9]),
        (7, 9, [1, 0, 6, 7, 8, 9]),
        (9, 9, [1, 0, 8, 9]),
    ],
)
def test_a_long_row_of_pages_is_shortened_where_it_saves_something(number, last, near):
    assert Slice(number, last).near == near


def test_the_scale_is_an_index_with_definitions_and_counts():
    pages = _read(render_verdicts, site(claim(), claim(slug="two"), claim(**WITHDRAWN)))

    steps = [
        f"{step.one('dt').line}: {step.one('dd').line}"
        for step in pages["verdicts/"].one("dl").all("div")
    ]
    assert steps[:2] == [
        "True: Accurate on the best public evidence; nothing significant is missing. 0 claims.",
        (
            "Mostly true: The core is accurate; an imprecision or an omission does not change the "
            "conclusion. 2 claims."
        ),
    ]
    assert len(steps) == 8


def test_a_verdict_introduces_its_claims_by_its_definition():
    page = _read(render_verdicts, site(claim()))["verdicts/mostly-true/"]

    assert page.one("h1").line == "Mostly true"
    assert page.one(".fd-list__intro").line == (
        "The core is accurate; an imprecision or an omission does not change the conclusion. "
        "1 claim. Newest review first."
    )
    assert len(page.one(".fd-list").all("li")) == 1


def test_a_verdict_without_a_claim_has_a_page_that_says_so():
    assert "There are no claims here yet." in _read(render_verdicts, site())["verdicts/false/"].line


def test_topics_are_listed_by_name_with_their_counts():
    of = site(claim(topics=["Zebras", "Ähren"]), claim(slug="two", topics=["zebras"]))
    pages = _read(render_topics, of)

    assert [item.line for item in pages["topics/"].one(".fd-index").all("li")] == [
        "Zebras 2",
        "Ähren 1",
    ]
    assert "topics/zebras/" in pages


def test_long_indexes_come_in_pages():
    of = site(*(claim(slug=f"c{n}", topics=[f"Topic {n}"]) for n in range(21)), page_size=5)
    pages = _read(render_topics, of)

    assert len(pages["topics/"].one(".fd-index").all("li")) == 20
    assert len(pages["topics/page/2/"].one(".fd-index").all("li")) == 1


def test_a_topic_s_pages_carry_the_head_that_is_passed():
    from markupsafe import Markup

    pages = list(
        render_topics(
            site(claim(topics=["Bridges"])), lambda topic, link: Markup(link("x/") + topic.slug)
        )
    )

    assert {page.address: page.head for page in pages} == {
        "topics/": "",
        "topics/bridges/": "../../x/bridges",
    }


def test_a_claimant_has_no_score():
    page = _read(render_claimants, site(whole(), claim()))["claimants/example-gazette/"]

    assert page.one(".fd-list__intro").line == (
        "newspaper · gazette.example Each verdict rates one statement. "
        "We do not score people or outlets. 2 claims. Newest review first."
    )
    assert not page.all(".fd-bar")


def test_a_host_lists_what_was_cited_from_it_and_with_what_stance():
    sources = [
        {"id": "a", "title": "Account", "url": "https://www.example.org/a", "stance": "supports"},
        {"id": "b", "title": "Book", "url": "https://example.org/b", "stance": "contradicts"},
        {"id": "c", "title": "Elsewhere", "url": "https://other.example/c"},
    ]
    pages = _read(render_hosts, site(claim(sources=sources)))

    cited = pages["sources/example.org/"].one(".fd-row__cited")
    assert [item.line for item in cited.all("li")] == [
        "Account · supports the claim",
        "Book · contradicts the claim",
    ]
    assert cited.hrefs == ["../../claims/bridge/#source-a", "../../claims/bridge/#source-b"]


def test_the_bar_s_shares_are_counts_and_can_be_read():
    of = site(
        claim(verdict="true"), claim(slug="b", verdict="true"), claim(slug="c", verdict="unproven"),
        claim(**WITHDRAWN), claim(**IN_REVIEW),
    )  # fmt: skip
    page = _read(render_claims, of)["claims/"]

    bar = page.one(".fd-bar")
    assert bar.attributes["viewbox"] == "0 0 3 1"
    assert bar.attributes["aria-label"] == "Verdicts: True 2, Unproven 1"
    assert [(r.attributes["x"], r.attributes["width"]) for r in bar.all("rect")] == [
        ("0", "2"),
        ("2.006", "0.988"),
    ]
    assert page.one(".fd-legend").line == "True 2 Unproven 1"
