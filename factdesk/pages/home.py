"""What the home page shows below its own sentence: selected claims and the latest changes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from factdesk.claims.claim import ClaimSummary
from factdesk.collection.collection import CheckedArticle
from factdesk.pages.articles import render_outline, render_reading
from factdesk.pages.corrections import linked_entry
from factdesk.pages.lines import by_line
from factdesk.pages.page_context import PageContext
from factdesk.pages.rows import Dated, claim_rows
from factdesk.pages.site import Site
from factdesk.pages.templating import render_macro
from factdesk.pages.urls import claim_address
from factdesk.pages.verdict_bar import render_verdict_bar, verdict_counts
from factdesk.text.html import NO_HTML, Html

#: How much of each the page shows; everything is on pages of its own.
READING, SHORT_READING, ARTICLES, NEWEST, CORRECTED, FIRST = 30, 12, 5, 5, 3, 12


def render_home(site: Site, lede: str = "", address: str = "") -> Html:
    """Return the body of the home page, or of the page at another address.

    ``lede`` is the sentence that says what the site is; without one, the written page has it.
    """
    context = PageContext(site, address)
    collection = site.collection
    articles = [checked for checked in collection.articles if checked.claims]
    published = [claim for claim in collection.claims if claim.is_published]
    counts = verdict_counts(published, site)
    first = claim_rows(published[:FIRST], context, Dated.NEVER) if not articles else NO_HTML
    newest = claim_rows(published[:NEWEST], context, Dated.REVIEW) if articles else NO_HTML
    return render_macro(
        "home.html",
        "page",
        lede,
        [_feature(claim, context) for claim in collection.featured if claim.is_published],
        _leading(articles, context),
        [render_outline(checked, context) for checked in articles[1:ARTICLES]],
        counts,
        render_verdict_bar(counts, site),
        first,
        newest,
        [linked_entry(change, context) for change in islice(collection.changes, CORRECTED)],
        len(published),
        context,
    )


def _feature(claim: ClaimSummary, context: PageContext) -> Html:
    """Return a featured claim."""
    verdict, link = context.site.shown_verdict(claim), context.link(claim_address(claim.slug))
    by = by_line(claim, context)
    return render_macro("home.html", "feature", claim, verdict, by, link, context)


def _leading(articles: Sequence[CheckedArticle], context: PageContext) -> Html:
    """Return the first article with its claims, or with the first of them if there are many."""
    if not articles:
        return NO_HTML
    most = READING if len(articles[0].claims) <= READING else SHORT_READING
    return render_reading(articles[0], context, most)
