"""Checked articles: the claims of each in reading order, with their verdicts down the margin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from factdesk.claims.claim import ClaimSummary
from factdesk.collection.collection import CheckedArticle
from factdesk.pages.page import Page
from factdesk.pages.page_context import PageContext
from factdesk.pages.paging import numbered, slices
from factdesk.pages.rows import Dated, claim_rows
from factdesk.pages.site import Site
from factdesk.pages.templating import render_macro
from factdesk.pages.urls import list_address
from factdesk.pages.verdict_bar import VerdictCount, render_verdict_bar, verdict_counts

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
        context = PageContext(site, list_address("articles", place.number))
        outlines = [render_outline(checked, context) for checked in part]
        yield Page(
            address=list_address("articles", place.number),
            section="articles/",
            title=numbered(site.messages("article.articles"), place.number, site),
            description=site.messages("article.articles_described", site=site.config.site_name),
            body=render_macro("article.html", "index", outlines, place, context),
        )


def _article(checked: CheckedArticle, site: Site) -> Iterator[Page]:
    article, count = checked.article, len(checked.claims)
    is_alone = len(site.collection.articles) == 1
    counted = verdict_counts(checked.claims, site)
    for place, part in slices(checked.claims, MOST_ON_A_PAGE):
        context = PageContext(site, article_address(checked, place.number))
        reading = _reading(checked, part, counted, "h1", context)
        yield Page(
            address=article_address(checked, place.number),
            section=article_address(checked) if is_alone else "articles/",
            title=numbered(site.messages("claim.quoted", text=article.title), place.number, site),
            description=site.messages("article.described", n=count, article=article.title),
            body=render_macro("article.html", "page", article, reading, place, context),
        )


def render_reading(checked: CheckedArticle, context: PageContext, most: int) -> Markup:
    """Return an article with the first of its claims, and a way to all of them."""
    counted = verdict_counts(checked.claims, context.site)
    return _reading(checked, checked.claims[:most], counted, "h2", context)


def _reading(
    checked: CheckedArticle,
    claims: Sequence[ClaimSummary],
    counted: list[VerdictCount],
    heading: str,
    context: PageContext,
) -> Markup:
    is_whole = len(claims) == len(checked.claims)
    filters = is_whole and len(context.site.config.scale) <= MOST_FILTERED
    return render_macro(
        "article.html", "reading", checked, heading, counted,
        render_verdict_bar(counted, context.site),
        claim_rows(claims, context, Dated.NEVER), is_whole, filters,
        context.link(article_address(checked)), context,
    )  # fmt: skip


def render_outline(checked: CheckedArticle, context: PageContext) -> Markup:
    """Return an article in a few lines, with its bar."""
    bar = render_verdict_bar(verdict_counts(checked.claims, context.site), context.site)
    link = context.link(article_address(checked))
    return render_macro("article.html", "outline", checked, bar, link, context)
