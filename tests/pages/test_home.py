"""The home page: the most important content first, for sites of every size."""

from support.html import read
from support.page_samples import ARTICLE, WITHDRAWN, claim, everything, site, whole

from factdesk.pages.home import render_home


def _home(of, **how):
    return read(render_home(of, **how))


def _headings(page):
    return [heading.line for heading in page.all("h2")]


def test_with_one_article_its_claims_come_first_and_then_the_newest():
    home = _home(site(whole()))

    assert _headings(home) == [
        "“A night in the council”",
        "Newest reviews",
        "Corrected",
        "Topics",
    ]
    assert len(home.one(".fd-reading").all("li")) == 1
    assert len(home.all(".fd-legend")) == 1


def test_with_more_than_one_article_the_newest_reviews_come_first_and_five_claims_of_each():
    pages = [f"https://paper.example/{name}" for name in "ab"]
    articles = [
        {"slug": name, "title": name.upper(), "addresses": [page]}
        for name, page in zip("ab", pages, strict=True)
    ]
    claims = [
        claim(
            slug=f"c{n}",
            published_on=f"2026-03-{n + 1:02}",
            appearances=[{"url": pages[n % 2], "position": n}],
        )
        for n in range(14)
    ]
    home = _home(site(*claims, articles=articles))

    assert _headings(home) == [
        "14 claims checked", "Newest reviews", "Corrected", "“B”", "“A”",
    ]  # fmt: skip
    assert home.one(".fd-pair").all("a")[0].attributes["href"] == "claims/c13/"
    assert [len(part.all("li")) for part in home.all(".fd-reading")] == [5, 5]
    assert "All 7 claims from this article" in home.line


def test_a_first_time_reader_knows_who_publishes():
    publisher = {"name": "Town Press", "url": "https://press.example/", "responsible": "A. Editor"}
    line = _home(site(claim(), publisher=publisher)).one(".fd-home__by").line

    assert line == "Published by Town Press · Responsible: A. Editor · How we work"


def test_without_an_article_the_newest_claims_and_all_verdicts_stand_there():
    home = _home(site(claim(), claim(slug="two", verdict="false"), articles=[]))

    assert _headings(home) == ["2 claims checked", "Newest reviews", "Corrected"]
    assert home.one(".fd-legend").line == "Mostly true 1 False 1"
    assert home.all(".fd-more")[0].hrefs == ["claims/"]


def test_an_article_without_claims_is_not_shown():
    assert _headings(_home(site(claim())))[0] == "1 claim checked"


def test_featured_claims_come_before_all_else():
    home = _home(site(whole(), claim(), featured=["bridge"]))

    feature = home.one(".fd-feature")
    assert feature.line == (
        "Mostly true The town's new bridge cost twice its budget "
        "Example Gazette, newspaper · 13 November 2025 The final account is 1.9 times the budget."
    )
    assert feature.hrefs[-1] == "claims/bridge/"
    assert _headings(home)[0] == "The town's new bridge cost twice its budget"


def test_a_withdrawn_claim_is_not_featured():
    assert not _home(site(claim(**WITHDRAWN), featured=["withdrawn"])).all(".fd-feature")


def test_the_newest_correction_of_each_claim_shows_what_the_verdict_was():
    home = _home(site(whole(), claim()))
    corrections = home.one(".fd-pair").all("ol")[-1]

    assert [row.line for row in corrections.all("li")] == [
        "Mostly trueThe town's new bridge cost twice its budget was True 7 Mar 2026"
    ]


def test_newest_reviews_carry_the_date_of_the_review():
    home = _home(site(claim(appearances=[{"url": ARTICLE}])))

    assert home.one(".fd-pair").all("time")[0].text == "1 Mar 2026"


def test_the_page_does_not_grow_with_the_collection():
    small = render_home(everything())
    large = render_home(
        site(
            *(
                claim(slug=f"c{n}", appearances=[{"url": ARTICLE, "position": n}])
                for n in range(400)
            )
        )
    )

    assert len(large) < 2 * len(small)


def test_the_program_says_nothing_about_the_publisher():
    """A publisher's promises are in ``docs/index.md``, where the publisher can keep them true."""
    assert "ask" not in _home(site()).line
