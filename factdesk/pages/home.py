"""What the first page shows below its own sentence: the claims that matter, and how we work."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from markupsafe import Markup

from factdesk.claims.outline import Listed
from factdesk.collection.collection import CheckedArticle
from factdesk.pages.articles import render_outline, render_reading
from factdesk.pages.bar import render_bar, shares
from factdesk.pages.corrections import told
from factdesk.pages.lines import by_line
from factdesk.pages.page_context import Sheet
from factdesk.pages.rows import Dated, claim_rows
from factdesk.pages.site import Site
from factdesk.pages.templates_env import print_macro
from factdesk.pages.urls import claim_address

#: How much of each the page shows; the whole stands on pages of its own.
READING, SHORT_READING, ARTICLES, NEWEST, CORRECTED, FIRST = 30, 12, 5, 5, 3, 12


def render_home(site: Site, lede: Markup | str = "", address: str = "") -> Markup:
    """Return the body of the first page, or of another one at an address.

    ``lede`` is the sentence that says what the site is; without one, the written page says it.
    """
    sheet = Sheet(site, address)
    collection = site.collection
    articles = [checked for checked in collection.articles if checked.claims]
    published = [claim for claim in collection.claims if claim.is_published]
    counted = shares(published, site)
    return print_macro(
        "home.html",
        "page",
        lede,
        [_feature(claim, sheet) for claim in collection.featured if claim.is_published],
        _leading(articles, sheet),
        [render_outline(checked, sheet) for checked in articles[1:ARTICLES]],
        counted,
        render_bar(counted, site),
        claim_rows(published[:FIRST], sheet, Dated.NEVER) if not articles else Markup(""),
        claim_rows(published[:NEWEST], sheet, Dated.REVIEW) if articles else Markup(""),
        [told(change, sheet) for change in islice(collection.changes, CORRECTED)],
        len(published),
        sheet.own_page(site.config.publisher.ethics_policy),
        sheet,
    )


def _feature(claim: Listed, sheet: Sheet) -> Markup:
    """Return a claim as the first page puts it first."""
    verdict, link = sheet.site.shown_verdict(claim), sheet.link(claim_address(claim.slug))
    return print_macro("home.html", "feature", claim, verdict, by_line(claim, sheet), link, sheet)


def _leading(articles: Sequence[CheckedArticle], sheet: Sheet) -> Markup:
    """Return the first article with its claims, or with the first of them when they are many."""
    if not articles:
        return Markup("")
    most = READING if len(articles[0].claims) <= READING else SHORT_READING
    return render_reading(articles[0], sheet, most)
