"""What one claim contributes to the documents of the whole site, serialised once."""

from __future__ import annotations

from dataclasses import dataclass

from factdesk.claims.claim import Claim
from factdesk.reuse.api import claim_row
from factdesk.reuse.claimreview import claimreview
from factdesk.reuse.claims_search import found_claim
from factdesk.reuse.json_text import json_bytes, script_safe
from factdesk.reuse.table import claim_cells, csv_row
from factdesk.settings import Settings


@dataclass(frozen=True, slots=True)
class ClaimPieces:
    """A claim's share of each document, in UTF-8.

    ``row`` goes into the compact document of all claims, ``csv`` into the table. ``review`` is the
    ClaimReview, safe inside a script element, so that page and DataFeed carry the same text, and
    ``search`` the claim in the shape of ``claims:search``; both are None for a claim without
    ClaimReview.
    """

    row: bytes
    csv: bytes
    review: bytes | None
    search: bytes | None


def pieces(claim: Claim, settings: Settings) -> ClaimPieces:
    """Return a claim's pieces; they depend on nothing but the claim and the settings."""
    found = found_claim(claim, settings)
    return ClaimPieces(
        row=json_bytes(claim_row(claim, settings)),
        csv=csv_row(claim_cells(claim, settings)),
        review=review_text(claim, settings),
        search=None if found is None else json_bytes(found),
    )


def review_text(claim: Claim, settings: Settings) -> bytes | None:
    """Return the ClaimReview of a claim, if it has one, as JSON that is safe inside a script."""
    review = claimreview(claim, settings)
    return None if review is None else script_safe(json_bytes(review))
