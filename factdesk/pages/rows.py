"""Lines of lists: verdict, claim, claimant, date. A claim in many lists is printed once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum

from markupsafe import Markup, escape

from factdesk.claims.claim import ClaimSummary
from factdesk.claims.verdicts import Verdict
from factdesk.claims.vocabulary import Status
from factdesk.pages.lines import name_of
from factdesk.pages.page_context import PageContext
from factdesk.pages.site import Row
from factdesk.pages.urls import claim_address
from factdesk.text.html import trusted

#: Stands for a slug where a link is cut; no address holds it.
_OPEN = "\x00"


class Dated(Enum):
    """Which date a line shows."""

    CLAIM = "claimed_on"
    REVIEW = "published_on"
    NEVER = ""


def claim_rows(
    claims: Iterable[ClaimSummary],
    context: PageContext,
    dated: Dated = Dated.CLAIM,
    beneath: Callable[[ClaimSummary, str], str] | None = None,
) -> Markup:
    """Return a list's items; ``beneath`` makes HTML for the end of each, given the claim's link.

    The lines speak the site's language, also on the page of a claim that speaks another.
    """
    pieces: list[str] = []
    rows = context.site.rows.setdefault(dated.name, {})
    start, _, end = context.link(claim_address(_OPEN)).partition(_OPEN)
    for claim in claims:
        row = rows.get(claim.slug)
        if row is None:
            row = rows[claim.slug] = _print_row(claim, PageContext(context.site, ""), dated)
        if row.tone is not None:
            context.draw(row.tone)
        link = f"{start}{claim.slug}{end}"
        pieces += (row.before, link, row.after, beneath(claim, link) if beneath else "", "</li>")
    return trusted("".join(pieces))


def _print_row(claim: ClaimSummary, context: PageContext, dated: Dated) -> Row:
    verdict = context.site.shown_verdict(claim)
    stands = verdict is not None and claim.status is Status.PUBLISHED
    shade = f" fd-v--{verdict.tone}" if verdict else ""
    # A list in reading order, which shows no dates, can be filtered by its legend.
    filtered = dated is Dated.NEVER and stands
    place = f' data-v="{context.site.places[verdict.name]}"' if verdict and filtered else ""
    date = getattr(claim, dated.value) if dated.value else None
    return Row(
        f'<li class="fd-row{shade}"{place}>{_tag(claim, verdict, context)}'
        f'<span class="fd-row__claim"{context.lang(claim.language)}><a href="',
        f'">{escape(claim.claim)}</a></span>{_by(claim, context)}'
        f"{context.time(date, 'short') if date else ''}",
        verdict.tone if verdict else None,
    )


def _tag(claim: ClaimSummary, verdict: Verdict | None, context: PageContext) -> str:
    if verdict is None:
        state = "state.draft" if claim.status is Status.DRAFT else "state.in_review"
        return f'<span class="fd-tag fd-tag--open"><span>{context.texts[state]}</span></span>'
    if claim.status is Status.WITHDRAWN:
        return f'<s class="fd-tag">{context.icon(verdict)}{context.label(verdict)}</s>'
    return context.tag(verdict)


def _by(claim: ClaimSummary, context: PageContext) -> str:
    if not (name := name_of(claim.claimant, context)):
        return ""
    state = f"{context.texts['state.withdrawn']} · " if claim.status is Status.WITHDRAWN else ""
    return f'<span class="fd-row__by">{state}<bdi>{escape(name)}</bdi></span>'
