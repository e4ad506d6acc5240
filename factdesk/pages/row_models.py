"""One line of a list for each way in which lines differ, for a script to copy and fill with texts.

So the lines that a script draws are those that the program prints.
"""

from __future__ import annotations

from markupsafe import Markup

from factdesk.claims.claim import Claim, ClaimSummary
from factdesk.claims.vocabulary import Status
from factdesk.pages.page_context import PageContext
from factdesk.pages.rows import claim_rows
from factdesk.pages.site import Site

#: A line's verdict by name, and its status.
Sort = tuple[str | None, Status]


def sort_of(claim: ClaimSummary) -> Sort:
    """Return the sort of line that a claim has."""
    return (claim.verdict if claim.shows_verdict else None, claim.status)


def sorts(site: Site) -> list[Sort]:
    """Return every sort of line that claims of this site can have."""
    verdicts = [verdict.name for verdict in site.config.scale.each()]
    with_verdict = (Status.PUBLISHED, Status.WITHDRAWN)
    without = (Status.IN_REVIEW, Status.DRAFT)
    return [(verdict, status) for status in with_verdict for verdict in verdicts] + [
        (None, status) for status in without
    ]


def row_models(site: Site, context: PageContext) -> Markup:
    """Return a line of each sort, in order, with a claim that is nobody's."""
    return claim_rows((_model(n, *sort) for n, sort in enumerate(sorts(site))), context)


def _model(n: int, verdict: str | None, status: Status) -> ClaimSummary:
    return Claim.from_fields(
        {
            "slug": f"({n})",  # no claim has such a slug
            "path": "",
            "claim": "…",
            "claimant": "…",
            "claimed_on": "2000",
            "verdict": verdict,
            "status": status,
        }
    )
