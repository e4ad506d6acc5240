"""What the first page shows below its own sentence: the claims that matter, and how we work."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from markupsafe import Markup

from factdesk.claims.claim import ClaimSummary
from factdesk.collection.collection import CheckedArticle
from factdesk.pages.articles import render_outline, render_reading
from factdesk.pages.corrections import told
from factdesk.pages.lines import by_line
from factdesk.pages.page_context import PageContext
from factdesk.pages.rows import Dated, claim_rows
from factdesk.pages.site import Site
from factdesk.pages.templating import render_macro
from factdesk.pages.urls import claim_address
from factdesk.pages.verdict_bar import render_verdict_bar, verdict_counts

#: How much of each the page shows; the whole stands on pages of its own.
READING, SHORT_READING, ARTICLES, NEWEST, CORRECTED, FIRST = 30, 12, 5, 5, 3, 12


def render_home(site: Site, lede: Markup | str = "", address: str = "") -> Markup:
    """Return the body of the first page, or of another one at an address.

    ``lede`` is the sentence that says what the site is; without one, the written page says it.
    """
    context = PageContext(site, address)
    collection = site.collection
    articles = [checked for checked in collection.articles if checked.claims]
    published = [claim for claim in collection.claims if claim.is_published]
    counted = verdict_counts(published, site)
    return render_macro(
        "home.html",
        "page",
        lede,
        [_feature(claim, context) for claim in collection.featured if claim.is_published],
        _leading(articles, context),
        [render_outline(checked, context) for checked in articles[1:ARTICLES]],
        counted,
        render_verdict_bar(counted, site),
        claim_rows(published[:FIRST], context, Dated.NEVER) if not articles else Markup(""),
        claim_rows(published[:NEWEST], context, Dated.REVIEW) if articles else Markup(""),
        [told(change, context) for change in islice(collection.changes, CORRECTED)],
        len(published),
        context.own_page(site.config.publisher.ethics_policy),
        context,
    )


def _feature(claim: ClaimSummary, context: PageContext) -> Markup:
    """Return a claim as the first page puts it first."""
    verdict, link = context.site.shown_verdict(claim), context.link(claim_address(claim.slug))
    return render_macro(
        "home.html", "feature", claim, verdict, by_line(claim, context), link, context
    )


def _leading(articles: Sequence[CheckedArticle], context: PageContext) -> Markup:
    """Return the first article with its claims, or with the first of them when they are many."""
    if not articles:
        return Markup("")
    most = READING if len(articles[0].claims) <= READING else SHORT_READING
    return render_reading(articles[0], context, most)
