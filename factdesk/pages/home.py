"""The home page below its own sentence: selected claims and the latest changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from factdesk.claims.claim import ClaimSummary
from factdesk.collection.collection import Change, CheckedArticle, Group
from factdesk.pages.articles import render_reading
from factdesk.pages.corrections import linked_entry
from factdesk.pages.lines import by_line
from factdesk.pages.page_context import PageContext
from factdesk.pages.rows import Dated, claim_rows
from factdesk.pages.site import Site
from factdesk.pages.templating import render_macro
from factdesk.pages.urls import claim_address
from factdesk.pages.verdict_bar import render_verdict_bar, verdict_counts
from factdesk.text.html import NO_HTML, Html

#: The number of items of each kind; everything is on its own page.
READING, SHORT_READING, ARTICLES, ROWS, NEWEST, CORRECTED, TOPICS = 30, 12, 5, 5, 5, 3, 12


def render_home(site: Site, address: str = "") -> Html:
    """Return the body of the home page, or of the page at another address.

    A site of one article shows its claims in reading order. Other sites show the newest reviews,
    and the first claims of each article.
    """
    context = PageContext(site, address)
    collection = site.collection
    articles = _newest_first([checked for checked in collection.articles if checked.claims])
    published = [claim for claim in collection.claims if claim.is_published]
    is_one_article = len(articles) == 1 and len(articles[0].claims) >= len(published)
    counts = verdict_counts(published, site)
    return render_macro(
        "home.html",
        "page",
        [_feature(claim, context) for claim in collection.featured if claim.is_published],
        _leading(articles[0], context) if is_one_article else NO_HTML,
        [] if is_one_article else [render_reading(a, context, ROWS) for a in articles[:ARTICLES]],
        len(articles),
        counts,
        render_verdict_bar(counts, site),
        claim_rows(published[:NEWEST], context, Dated.REVIEW, pictures=True),
        [linked_entry(change, context) for change in _newest_changes(collection.changes)],
        len(published),
        _largest(collection.topics),
        context,
    )


def _newest_changes(changes: Sequence[Change]) -> list[Change]:
    """Return the newest change of each of the claims that were changed last, given newest first."""
    newest: dict[str, Change] = {}
    for change in changes:
        if len(newest) == CORRECTED:
            break
        newest.setdefault(change.claim.slug, change)
    return list(newest.values())


def _newest_first(articles: Sequence[CheckedArticle]) -> list[CheckedArticle]:
    """Return the articles with the newest review first, otherwise in their order."""

    def newest(checked: CheckedArticle) -> dt.date:
        return max((c.published_on for c in checked.claims if c.published_on), default=dt.date.min)

    return sorted(articles, key=newest, reverse=True)


def _largest(topics: Sequence[Group]) -> list[Group]:
    """Return the topics with the most claims, in the order of the list of topics."""
    chosen = sorted(topics, key=lambda topic: -len(topic.claims))[:TOPICS]
    return [topic for topic in topics if topic in chosen]


def _feature(claim: ClaimSummary, context: PageContext) -> Html:
    """Return a featured claim."""
    verdict, link = context.site.shown_verdict(claim), context.link(claim_address(claim.slug))
    by = by_line(claim, context)
    return render_macro("home.html", "feature", claim, verdict, by, link, context)


def _leading(article: CheckedArticle, context: PageContext) -> Html:
    """Return an article with its claims, or with the first of them if there are many."""
    is_short = len(article.claims) <= READING
    return render_reading(article, context, READING if is_short else SHORT_READING)
