"""An example row for each kind of row, which a script copies and fills with texts.

So the rows that the script adds are the same as those that the program prints.
"""

from __future__ import annotations

from factdesk.claims.claim import Claim, ClaimSummary
from factdesk.claims.vocabulary import Status
from factdesk.pages.page_context import PageContext
from factdesk.pages.rows import claim_rows
from factdesk.pages.site import Site
from factdesk.text.html import Html

#: A row's verdict by name, and its status.
RowKind = tuple[str | None, Status]


def row_kind(claim: ClaimSummary) -> RowKind:
    """Return the kind of a claim's row."""
    return (claim.verdict if claim.shows_verdict else None, claim.status)


def row_kinds(site: Site) -> list[RowKind]:
    """Return every kind of row that claims of this site can have."""
    verdicts = [verdict.name for verdict in site.config.scale.each()]
    with_verdict = (Status.PUBLISHED, Status.WITHDRAWN)
    without = (Status.IN_REVIEW, Status.DRAFT, Status.EXPLAINED)
    return [(verdict, status) for status in with_verdict for verdict in verdicts] + [
        (None, status) for status in without
    ]


def row_models(site: Site, context: PageContext) -> Html:
    """Return an example row of each kind, in order."""
    models = (_model(n, *kind) for n, kind in enumerate(row_kinds(site)))
    return claim_rows(models, context)


def _model(n: int, verdict: str | None, status: Status) -> ClaimSummary:
    return Claim.from_fields(
        {
            "slug": f"({n})",  # no claim has this slug
            "path": "",
            "claim": "…",
            "claimant": "…",
            "published_on": "2000-01-01",
            "verdict": verdict,
            "status": status,
        }
    )
