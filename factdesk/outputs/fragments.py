"""What claims contribute to the documents of the whole site, serialised once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from factdesk.claims.claim import Claim
from factdesk.config.site_config import SiteConfig
from factdesk.outputs.api import claim_row, is_public
from factdesk.outputs.claimreview import claimreview
from factdesk.outputs.claims_search import found_claim
from factdesk.outputs.datafeed import feed_item
from factdesk.outputs.json_text import BETWEEN, json_bytes
from factdesk.outputs.table import claim_cells, csv_row
from factdesk.text.html import script_safe


class Pieces(NamedTuple):
    """A piece of each document, in UTF-8: what some claims contribute, one after the other.

    ``rows`` goes into the compact document of all claims, ``table`` into the CSV, ``reviews`` into
    the DataFeed, and ``found`` into the answer in the shape of ``claims:search``. Where claims have
    nothing to contribute, such as drafts, the piece is empty.
    """

    rows: bytes
    table: bytes
    reviews: bytes
    found: bytes


def pieces(
    claims: Iterable[Claim], config: SiteConfig, reviews: Mapping[str, bytes] | None = None
) -> Pieces:
    """Return the pieces of these claims; they depend on nothing but the claims and the config.

    ``reviews`` are their ClaimReviews by slug, as texts, if they have been made already.
    """
    public = [claim for claim in claims if is_public(claim)]
    if reviews is None:
        reviews = review_texts(public, config)
    found = (found_claim(claim, config) for claim in public)
    return Pieces(
        rows=BETWEEN.join(json_bytes(claim_row(claim, config)) for claim in public),
        table=b"".join(csv_row(claim_cells(claim, config)) for claim in public),
        reviews=BETWEEN.join(
            feed_item(claim, reviews[claim.slug], config)
            for claim in public
            if claim.slug in reviews
        ),
        found=BETWEEN.join(json_bytes(claim) for claim in found if claim is not None),
    )


def review_texts(claims: Iterable[Claim], config: SiteConfig) -> dict[str, bytes]:
    """Return the ClaimReviews of these claims by slug, of those that have one."""
    texts = ((claim.slug, review_text(claim, config)) for claim in claims)
    return {slug: text for slug, text in texts if text is not None}


def review_text(claim: Claim, config: SiteConfig) -> bytes | None:
    """Return the ClaimReview of a claim, if it has one, as JSON that is safe inside a script.

    Page and DataFeed carry the same text.
    """
    review = claimreview(claim, config)
    return None if review is None else script_safe(json_bytes(review))
