"""Checked articles: the claims of each in reading order, with their verdicts down the margin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from factdesk.claims.outline import Listed
from factdesk.collection.collection import CheckedArticle
from factdesk.pages.bar import Share, render_bar, shares
from factdesk.pages.page import Page
from factdesk.pages.page_context import Sheet
from factdesk.pages.paging import numbered, slices
from factdesk.pages.rows import Dated, claim_rows
from factdesk.pages.site import Site
from factdesk.pages.templates_env import print_macro
from factdesk.pages.urls import list_address

#: The filter works by style rules, one a verdict; see ``factdesk.css``.
MOST_FILTERED = 12
#: An article is read in one piece, unless it has more claims than anybody reads so.
MOST_ON_A_PAGE = 200


def article_address(checked: CheckedArticle, page: int = 1) -> str:
    """Return the address of a checked article's page."""
    return list_address(f"articles/{checked.article.slug}", page)


def render_articles(site: Site) -> Iterator[Page]:
    """Yield the pages of each checked article, and an index where there are several."""
    articles = site.collection.articles
    if len(articles) > 1:
        yield from _index(articles, site)
    for checked in articles:
        yield from _article(checked, site)


def _index(articles: Sequence[CheckedArticle], site: Site) -> Iterator[Page]:
    for place, part in slices(articles, site.config.page_size):
        sheet = Sheet(site, list_address("articles", place.number))
        outlines = [render_outline(checked, sheet) for checked in part]
        yield Page(
            address=list_address("articles", place.number),
            section="articles/",
            title=numbered(site.messages("article.articles"), place.number, site),
            description=site.messages("article.articles_described", site=site.config.site_name),
            body=print_macro("article.html", "index", outlines, place, sheet),
        )


def _article(checked: CheckedArticle, site: Site) -> Iterator[Page]:
    article, count = checked.article, len(checked.claims)
    is_alone = len(site.collection.articles) == 1
    counted = shares(checked.claims, site)
    for place, part in slices(checked.claims, MOST_ON_A_PAGE):
        sheet = Sheet(site, article_address(checked, place.number))
        reading = _reading(checked, part, counted, "h1", sheet)
        yield Page(
            address=article_address(checked, place.number),
            section=article_address(checked) if is_alone else "articles/",
            title=numbered(site.messages("claim.quoted", text=article.title), place.number, site),
            description=site.messages("article.described", n=count, article=article.title),
            body=print_macro("article.html", "page", article, reading, place, sheet),
        )


def render_reading(checked: CheckedArticle, sheet: Sheet, most: int) -> Markup:
    """Return an article with the first of its claims, and a way to all of them."""
    counted = shares(checked.claims, sheet.site)
    return _reading(checked, checked.claims[:most], counted, "h2", sheet)


def _reading(
    checked: CheckedArticle,
    claims: Sequence[Listed],
    counted: list[Share],
    heading: str,
    sheet: Sheet,
) -> Markup:
    is_whole = len(claims) == len(checked.claims)
    filters = is_whole and len(sheet.site.config.scale) <= MOST_FILTERED
    return print_macro(
        "article.html", "reading", checked, heading, counted, render_bar(counted, sheet.site),
        claim_rows(claims, sheet, Dated.NEVER), is_whole, filters,
        sheet.link(article_address(checked)), sheet,
    )  # fmt: skip


def render_outline(checked: CheckedArticle, sheet: Sheet) -> Markup:
    """Return an article in a few lines, with its bar."""
    bar = render_bar(shares(checked.claims, sheet.site), sheet.site)
    link = sheet.link(article_address(checked))
    return print_macro("article.html", "outline", checked, bar, link, sheet)
