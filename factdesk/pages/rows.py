"""Rows of lists: verdict, claim, claimant, date. Rows in several lists are rendered once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum

from factdesk.claims.claim import ClaimSummary
from factdesk.claims.vocabulary import Status
from factdesk.pages.page_context import PageContext
from factdesk.pages.pictures import thumbnail
from factdesk.pages.site import Site
from factdesk.pages.templating import render_macro
from factdesk.pages.urls import claim_address
from factdesk.text.html import Html, escape, join_html, split_html

#: Marks the position of the link in a row; no address contains it.
_CUT = "\x00"


class Dated(Enum):
    """The date that a row shows."""

    REVIEW = "published_on"
    NEVER = ""


def claim_rows(
    claims: Iterable[ClaimSummary],
    context: PageContext,
    dated: Dated = Dated.REVIEW,
    beneath: Callable[[ClaimSummary, str], Html] | None = None,
    *,
    pictures: bool = False,
) -> Html:
    """Return a list's items; ``beneath`` adds to the end of each, given the claim's link.

    With ``pictures``, a claim about a picture has a thumbnail of it, with its verdict across it.
    The rows are in the site's language, even on the page of a claim in another one.
    """
    pieces: list[Html] = []
    rows = context.site.rows.setdefault(dated.name, {})
    root = escape("../" * context.link.depth)
    start, _, end = escape(context.link(claim_address(_CUT))).partition(_CUT)
    at_root = PageContext(context.site, "")
    for claim in claims:
        row = rows.get(claim.slug)
        if row is None:
            row = rows[claim.slug] = _row(claim, at_root, dated)
        before, after, *picture, row_end = split_html(row, _CUT)
        pieces += (before, start, escape(claim.slug), end, after)
        if pictures and picture:
            pieces += (picture[0], root, picture[1])
        if beneath:
            pieces.append(beneath(claim, f"{start}{claim.slug}{end}"))
        pieces.append(row_end)
    return join_html(pieces)


def render_rows(site: Site) -> None:
    """Render the rows of all claims, before workers are forked."""
    claim_rows(site.collection, PageContext(site, ""))


def render_badge(claim: ClaimSummary, href: str, context: PageContext) -> Html:
    """Return the verdict of a claim as a link, for a written page."""
    verdict = context.site.shown_verdict(claim)
    return render_macro("rows.html", "badge", claim, verdict, href, context)


def _row(claim: ClaimSummary, context: PageContext, dated: Dated) -> Html:
    """Return a claim's row, with marks where its link and the HTML at its end are inserted.

    In between, it may have a picture, with a mark where the path to the site's root is inserted.
    """
    verdict = context.site.shown_verdict(claim)
    # A list in reading order, which shows no dates, can be filtered by its legend.
    is_filtered = dated is Dated.NEVER and verdict and claim.status is Status.PUBLISHED
    index: int | str | None = None
    if verdict and is_filtered:
        index = context.site.positions[verdict.name]
    if dated is Dated.NEVER and claim.status is Status.EXPLAINED:
        index = "explained"
    date = getattr(claim, dated.value) if dated.value else None
    html = render_macro("rows.html", "row", claim, verdict, index, date, _CUT, context)
    small = thumbnail(claim, context.site)
    if small is None:
        return html
    before, after, end = split_html(html, _CUT)
    return join_html([before, after, render_macro("rows.html", "picture", small, _CUT), end], _CUT)
