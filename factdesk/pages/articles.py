"""Checked articles: the claims of each in reading order, with their verdicts in the margin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

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
from factdesk.text.html import NO_HTML, Html

#: The filter uses style rules, one for each verdict; see ``factdesk.css``.
MOST_FILTERED = 12
#: Articles with more claims are split into pages.
MOST_ON_A_PAGE = 200


def article_address(checked: CheckedArticle, page: int = 1) -> str:
    """Return the address of a checked article's page."""
    return list_address(f"articles/{checked.article.slug}", page)


def render_articles(site: Site) -> Iterator[Page]:
    """Yield an index of the checked articles, and the pages of each."""
    articles = site.collection.articles
    if articles:
        yield from _index(articles, site)
    for checked in articles:
        yield from _article(checked, site)


def _index(articles: Sequence[CheckedArticle], site: Site) -> Iterator[Page]:
    for slice_, part in slices(articles, site.config.page_size):
        address = list_address("articles", slice_.number)
        context = PageContext(site, address)
        outlines = [render_outline(checked, context) for checked in part]
        yield Page(
            address=address,
            section="articles/",
            title=numbered(site.texts("home.all_articles"), slice_.number, site),
            description=site.texts("article.articles_described", site=site.config.site_name),
            body=render_macro("article.html", "index", outlines, slice_, context),
        )


def article_title(address: str, site: Site) -> str:
    """Return the title of the article's page at an address: its verdicts, outlet and headline.

    Empty for any other page. Without the verdicts, a tab or a search result would spread a false
    headline.
    """
    for checked in site.collection.articles:
        if article_address(checked) == address:
            return _title(checked, site)
    return ""


def _title(checked: CheckedArticle, site: Site) -> str:
    article, texts, language = checked.article, site.texts, site.config.language
    comma = texts("list.comma")
    named = [
        f"{texts.number(each.count)} {each.verdict.label_in(language)}"
        for each in verdict_counts(checked.claims, site)
    ]
    names = [article.publisher, texts("claim.quoted", text=article.title)]
    title = comma.join(filter(None, names))
    return texts("list.colon").join(filter(None, [comma.join(named), title]))


def _article(checked: CheckedArticle, site: Site) -> Iterator[Page]:
    article, count, texts = checked.article, len(checked.claims), site.texts
    is_alone = len(site.collection.articles) == 1
    counts = verdict_counts(checked.claims, site)
    for slice_, part in slices(checked.claims, MOST_ON_A_PAGE):
        address = article_address(checked, slice_.number)
        context = PageContext(site, address)
        reading = _reading(checked, part, counts, "h1", context)
        yield Page(
            address=address,
            section=article_address(checked) if is_alone else "articles/",
            title=numbered(_title(checked, site), slice_.number, site),
            description=texts("article.described", n=count, article=article.title),
            body=render_macro("article.html", "page", article, reading, slice_, context),
        )


def render_article_claims(site: Site, address: str) -> Html:
    """Return the claims of the article whose written page has this address, without its title.

    On any other page, nothing is returned.
    """
    for checked in site.collection.articles:
        if article_address(checked) == address:
            context = PageContext(site, address)
            counts = verdict_counts(checked.claims, site)
            reading = _reading(checked, checked.claims, counts, "", context)
            return render_macro("article.html", "claims", reading, context)
    return NO_HTML


def render_reading(checked: CheckedArticle, context: PageContext, most: int) -> Html:
    """Return an article with its first claims, and a link to all of them."""
    counts = verdict_counts(checked.claims, context.site)
    return _reading(checked, checked.claims[:most], counts, "h2", context)


def _reading(
    checked: CheckedArticle,
    claims: Sequence[ClaimSummary],
    counts: Sequence[VerdictCount],
    heading: str,
    context: PageContext,
) -> Html:
    is_complete = len(claims) == len(checked.claims)
    has_filter = is_complete and len(context.site.config.scale) <= MOST_FILTERED
    bar = render_verdict_bar(counts, context.site)
    rows = claim_rows(claims, context, Dated.NEVER, pictures=True)
    href = context.link(article_address(checked))
    return render_macro(
        "article.html", "reading",
        checked, heading, counts, bar, rows, is_complete, has_filter, href, context,
    )  # fmt: skip


def render_outline(checked: CheckedArticle, context: PageContext) -> Html:
    """Return an article in a few lines, with its verdict bar."""
    bar = render_verdict_bar(verdict_counts(checked.claims, context.site), context.site)
    href = context.link(article_address(checked))
    return render_macro("article.html", "outline", checked, bar, href, context)
