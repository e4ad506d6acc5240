"""Rows of lists: verdict, claim, claimant, date. Rows in several lists are rendered once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum

from factdesk.claims.claim import ClaimSummary
from factdesk.claims.vocabulary import Status
from factdesk.pages.page_context import PageContext
from factdesk.pages.pictures import thumbnail
from factdesk.pages.site import Row
from factdesk.pages.templating import render_macro
from factdesk.pages.urls import claim_address
from factdesk.text.html import Html, escape, join_html

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
        pieces += (row.before, start, row.slug, end, row.after)
        if pictures and row.picture:
            pieces += (row.picture[0], root, row.picture[1])
        if beneath:
            pieces.append(beneath(claim, f"{start}{claim.slug}{end}"))
        pieces.append(row.end)
    return join_html(pieces)


def render_badge(claim: ClaimSummary, href: str, context: PageContext) -> Html:
    """Return the verdict of a claim as a link, for a written page."""
    verdict = context.site.shown_verdict(claim)
    return render_macro("rows.html", "badge", claim, verdict, href, context)


def _row(claim: ClaimSummary, context: PageContext, dated: Dated) -> Row:
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
    before, after, end = html.split(_CUT)
    slug = escape(claim.slug)
    small = thumbnail(claim, context.site)
    if small is None:
        return Row(before, slug, after, end, None)
    start, _, rest = render_macro("rows.html", "picture", small, _CUT).partition(_CUT)
    return Row(before, slug, after, end, (start, rest))
