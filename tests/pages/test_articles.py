"""Checked articles: claims in reading order, and a filter that needs no script."""

from support.html import read
from support.page_samples import ARTICLE, IN_REVIEW, claim, site

from factdesk.pages.articles import render_articles, render_reading
from factdesk.pages.page_context import PageContext

TWO = [
    {"slug": "one", "title": "One", "addresses": ["https://one.example/"]},
    {
        "slug": "two",
        "title": "Two",
        "addresses": ["https://two.example/"],
        "language": "fr",
        "note": "A note.",
    },
]


def _claims():
    at = [{"url": ARTICLE, "position": n} for n in (3, 1, 2)]
    return (
        claim(slug="third", claim="Third", verdict="false", appearances=[at[0]]),
        claim(slug="first", claim="First", verdict="true", appearances=[at[1]]),
        claim(**{**IN_REVIEW, "slug": "second"}, claim="Second", appearances=[at[2]]),
    )


def _article(*claims, **options):
    _index, page = render_articles(site(*claims, **options))
    return page, read(page.body)


def test_the_claims_stand_in_reading_order_without_dates():
    _, page = _article(*_claims())

    assert [row.line for row in page.one(".fd-reading").all("li")] == [
        "TrueFirst Example Gazette".replace(" Example", "Example"),
        "In reviewSecondExample Gazette",
        "FalseThirdExample Gazette",
    ]


def test_an_article_says_who_published_it_and_leads_there():
    page, read_page = _article(*_claims())

    assert page.title == "1 True, 1 False: Gazette, “A night in the council”"
    assert page.description == "We checked 3 claims in “A night in the council”, one by one."
    assert read_page.one("h1").line == "“A night in the council”"
    assert read_page.one(".fd-article__by").line == (
        "Gazette · 13 November 2025 · 3 claims checked · The article"
    )
    assert ARTICLE in read_page.hrefs


def test_the_filter_knows_the_places_of_the_verdicts_on_the_scale():
    _, page = _article(*_claims())

    assert [(i.attributes["value"], "checked" in i.attributes) for i in page.all("input")] == [
        ("", True),
        ("0", False),
        ("5", False),
    ]
    assert [row.attributes.get("data-v") for row in page.one(".fd-reading").all("li")] == [
        "0",
        None,
        "5",
    ]
    assert [rect.attributes["data-v"] for rect in page.one(".fd-bar").all("rect")] == ["0", "5"]


def test_an_explainer_can_be_pointed_out_and_is_not_in_the_bar():
    explained = claim(slug="e", status="explained", verdict=None, appearances=[{"url": ARTICLE}])
    _, page = _article(*_claims(), explained)
    assert page.all("input")[-1].attributes["value"] == "explained"
    assert page.one(".fd-reading").all("li")[-1].attributes["data-v"] == "explained"
    assert len(page.one(".fd-bar").all("rect")) == 2


def test_a_scale_of_more_steps_than_the_filter_knows_gets_links_instead():
    scale = [{"name": f"v{n}", "tone": "true", "label": f"V{n}"} for n in range(13)]
    place = [{"url": ARTICLE}]

    _, page = _article(claim(verdict="v12", appearances=place), scale=scale)

    assert not page.all("input")
    assert page.one(".fd-legend").hrefs[0] == "../../verdicts/v12/"


def test_an_article_of_many_claims_is_shortened_with_a_link_to_all():
    of = site(*(claim(slug=f"c{n}", appearances=[{"url": ARTICLE}]) for n in range(9)))
    reading = read(render_reading(of.collection.articles[0], PageContext(of, ""), most=4))

    assert len(reading.one(".fd-reading").all("li")) == 4
    assert reading.one(".fd-more").line == "All 9 claims from this article"
    assert reading.one(".fd-more").hrefs == ["articles/council-night/"]
    assert not reading.all("input")


def test_several_articles_have_an_index():
    pages = {page.address: page for page in render_articles(site(articles=TWO))}

    assert list(pages) == ["articles/", "articles/one/", "articles/two/"]
    index = read(pages["articles/"].body)
    assert [heading.line for heading in index.all("h2")] == ["“One”", "“Two”"]
    assert pages["articles/two/"].section == "articles/"
    two = read(pages["articles/two/"].body)
    assert two.one("h1").attributes["lang"] == "fr"
    assert "A note." in two.line


def test_one_article_has_a_page_and_an_index():
    index, page = render_articles(site())

    assert (index.address, index.section) == ("articles/", "articles/")
    assert (page.address, page.section) == ("articles/council-night/", "articles/council-night/")


def test_an_article_of_hundreds_of_claims_comes_in_pages():
    at = [{"url": ARTICLE, "position": n} for n in range(201)]
    of = site(*(claim(slug=f"c{n}", appearances=[place]) for n, place in enumerate(at)))
    pages = {page.address: read(page.body) for page in render_articles(of)}
    del pages["articles/"]

    assert [len(page.one(".fd-reading").all("li")) for page in pages.values()] == [200, 1]
    assert list(pages)[1] == "articles/council-night/page/2/"
    assert not pages["articles/council-night/"].all("input")
    assert pages["articles/council-night/"].one(".fd-pages").line == "1 2 Next"


def test_many_articles_come_in_pages():
    articles = [
        {"slug": f"a{n}", "title": f"A{n}", "addresses": [f"https://x.example/{n}"]}
        for n in range(6)
    ]
    index = [
        page.address
        for page in render_articles(site(articles=articles, page_size=5))
        if page.address.startswith(("articles/page", "articles/")) and page.address.count("/") != 2
    ]

    assert index == ["articles/", "articles/page/2/"]
