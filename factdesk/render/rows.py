"""Lines of lists: verdict, claim, claimant, date. A claim in many lists is printed once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import Enum

from markupsafe import Markup

from factdesk.claims.claim import Claim, Status
from factdesk.render.addresses import claim_address
from factdesk.render.lines import name_of
from factdesk.render.macros import print_macro
from factdesk.render.sheet import Sheet
from factdesk.render.site import Row, Site
from factdesk.text.html import trusted

#: Stands in a printed line where the link goes; no text holds it.
_OPEN = Markup("\x00")


class Dated(Enum):
    """Which date a line shows."""

    CLAIM = "claimed_on"
    REVIEW = "published_on"
    NEVER = ""


def claim_rows(
    claims: Iterable[Claim],
    sheet: Sheet,
    dated: Dated = Dated.CLAIM,
    beneath: Callable[[Claim], str] | None = None,
) -> Markup:
    """Return a list's items; ``beneath`` adds HTML at the end of each.

    The lines speak the site's language, also on the page of a claim that speaks another.
    """
    pieces: list[str] = []
    for claim in claims:
        row = _row(claim, sheet.site, dated)
        if row.tone is not None:
            sheet.draw(row.tone)
        link = sheet.link(claim_address(claim.slug))
        pieces += (row.before, link, row.after, beneath(claim) if beneath else "", "</li>")
    return trusted("".join(pieces))


def _row(claim: Claim, site: Site, dated: Dated) -> Row:
    key = (claim.slug, dated.value)
    if (row := site.rows.get(key)) is None:
        row = site.rows[key] = _print_row(claim, Sheet(site, ""), dated)
    return row


def _print_row(claim: Claim, sheet: Sheet, dated: Dated) -> Row:
    verdict = sheet.site.shown_verdict(claim)
    stands = verdict is not None and claim.status is Status.PUBLISHED
    place = sheet.site.places[verdict.name] if verdict is not None and stands else None
    date = getattr(claim, dated.value) if dated.value else None
    by = name_of(claim.claimant, sheet)
    html = print_macro("rows.html", "row", claim, verdict, place, by, date, _OPEN, sheet)
    before, _, after = str(html).partition(_OPEN)
    return Row(before, after, verdict.tone if verdict else None)
