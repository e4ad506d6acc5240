"""The written page of a checked article: ordinary Markdown in the layout of an article."""

from __future__ import annotations

from markupsafe import Markup
from support.html import Element, read
from support.page_samples import claim, site

from factdesk.pages.article_layout import lay_out_article
from factdesk.pages.urls import Linker
from factdesk.pages.written import fill_directives, link_claims

ADDRESS = "articles/council-night/"


def _page(html: str) -> Element:
    laid_out = lay_out_article(html, "13 November 2025", Linker.at(ADDRESS))
    reviews = site(claim(), claim(slug="open", status="in-review"))
    html = link_claims(laid_out, ADDRESS, reviews)
    return read(fill_directives(html, {"claims": lambda: Markup("<p>Rows</p>")}))


def test_the_first_paragraph_says_who_published_the_article() -> None:
    page = _page("<h1 id=x>The title</h1>\n<p>Gazette, 2025</p>\n<p>More</p>\n<h2>A</h2>\n<p>b</p>")

    assert page.one("h1").attributes["class"] == "fd-article__title"
    assert page.one(".fd-article__by").line == "Gazette, 2025"
    assert page.line == "The title Gazette, 2025 More A b"


def test_takeaways_have_the_current_verdicts_of_their_claims() -> None:
    page = _page(
        "<h2>Right and wrong</h2>\n<ol>\n"
        '<li><a href="claim:bridge"></a> <strong>Not twice.</strong> Nearly.</li>\n'
        '<li><p><a href="claim:open"></a> <strong>Open.</strong></p></li>\n'
        "<li><em>Not found</em> <strong>A statement.</strong></li>\n"
        "</ol>\n<p>A note</p>"
    )

    take = page.one(".fd-take")
    assert [item.line for item in take.all("li")] == [
        "Mostly true Not twice. Nearly.", "In review Open.", "Not found A statement.",
    ]  # fmt: skip
    assert take.hrefs == ["../../claims/bridge/", "../../claims/open/"]
    assert len(take.all(".fd-v--mostly-true")) == 1
    assert take.line.endswith("A note")


def test_a_table_of_two_texts_with_marked_changes_is_a_comparison() -> None:
    table = (
        "<table><thead><tr><th><strong>A</strong> 2025</th><th>B</th></tr></thead>"
        "<tbody><tr><td>One <del>two</del></td><td>One <ins>2</ins></td></tr></tbody></table>"
    )
    page = _page(
        f"<h2>Sources</h2>\n<p>Key</p>\n<h3>First</h3>\n{table}\n<p>Changed</p>\n<h3>Other</h3>"
        f"\n{table.replace('del>', 'b>').replace('ins>', 'b>')}"
    )

    (comparison,) = page.all(".fd-compare")
    assert comparison.line == "First A 2025 One two B One 2 Changed"
    assert [figure.one("blockquote").line for figure in comparison.all("figure")] == [
        "One two", "One 2",
    ]  # fmt: skip
    assert len(page.all("table")) == 1


def test_a_list_with_a_date_in_each_item_is_a_timeline() -> None:
    page = _page(
        "<h2>Timeline</h2>\n<ul>\n<li><strong>1 May 2025:</strong> Before.</li>\n"
        "<li><strong>13 November 2025:</strong> It appears.</li>\n</ul>\n"
        "<ul><li><strong>Not dated</strong></li><li>x</li></ul>"
    )

    (timeline,) = page.all(".fd-time")
    assert [item.line for item in timeline.all("li")] == [
        "1 May 2025 Before.", "13 November 2025 It appears.",
    ]  # fmt: skip
    assert page.one(".fd-time__here").line.startswith("13 November 2025")
    assert len(page.all("ul")) == 1


def test_what_has_no_known_structure_stays_as_it_is() -> None:
    page = _page(
        "<p>Text</p><h2>Claims</h2>\n<!-- factdesk:claims -->\n<h2>More</h2><ol><li>a</li></ol>"
    )

    assert page.line == "Text Claims Rows More a"
    assert page.one(".fd-article").one("h2").line == "Claims"
    assert page.one(".fd-band").one("ol").line == "a"
