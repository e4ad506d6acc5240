"""Checked articles: the claims of each in reading order, with their verdicts down the margin."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from factdesk.collection.collection import CheckedArticle
from factdesk.render.addresses import list_address
from factdesk.render.bar import render_bar, shares
from factdesk.render.macros import print_macro
from factdesk.render.page import Page
from factdesk.render.rows import Dated, claim_rows
from factdesk.render.sheet import Sheet
from factdesk.render.site import Site

#: The filter works by style rules, one a verdict; see ``factdesk.css``.
MOST_FILTERED = 12


def article_address(checked: CheckedArticle) -> str:
    """Return the address of a checked article's page."""
    return list_address(f"articles/{checked.article.slug}")


def render_articles(site: Site) -> Iterator[Page]:
    """Yield the page of each checked article, and an index where there are several."""
    articles = site.collection.articles
    if len(articles) > 1:
        yield _index(articles, site)
    for checked in articles:
        yield _article(checked, site)


def _article(checked: CheckedArticle, site: Site) -> Page:
    sheet = Sheet(site, article_address(checked))
    title = site.words("claim.quoted", text=checked.article.title)
    return Page(
        address=article_address(checked),
        section="articles/" if len(site.collection.articles) > 1 else article_address(checked),
        title=title,
        description=site.words(
            "article.described", n=len(checked.claims), article=checked.article.title
        ),
        body=print_macro("article.html", "page", render_reading(checked, sheet, "h1"), sheet),
    )


def _index(articles: tuple[CheckedArticle, ...], site: Site) -> Page:
    sheet = Sheet(site, "articles/")
    body = print_macro(
        "article.html", "index", [outline(checked, sheet) for checked in articles], sheet
    )
    return Page(
        address="articles/",
        section="articles/",
        title=site.words("article.articles"),
        description=site.words("article.articles_described", site=site.settings.site_name),
        body=body,
    )


def render_reading(
    checked: CheckedArticle, sheet: Sheet, heading: str, most: int | None = None
) -> Markup:
    """Return an article with its claims; only the first ``most`` of them, with a way to all."""
    claims = checked.claims
    counted = shares(claims, sheet)
    is_whole = most is None or len(claims) <= most
    return print_macro(
        "article.html", "reading", checked, heading, counted, render_bar(counted, sheet),
        claim_rows(claims if is_whole else claims[:most], sheet, Dated.NEVER),
        is_whole, is_whole and len(sheet.site.settings.scale) <= MOST_FILTERED,
        sheet.link(article_address(checked)), sheet,
    )  # fmt: skip


def outline(checked: CheckedArticle, sheet: Sheet) -> Markup:
    """Return an article in a few lines, with its bar."""
    bar = render_bar(shares(checked.claims, sheet), sheet)
    return print_macro(
        "article.html", "outline", checked, bar, sheet.link(article_address(checked)), sheet
    )
