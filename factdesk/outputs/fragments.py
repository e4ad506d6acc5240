"""The fragments that each claim contributes to the documents of all claims, serialised once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from factdesk.claims.claim import Claim
from factdesk.config.site_config import SiteConfig
from factdesk.outputs.api import claim_row, is_public
from factdesk.outputs.claimreview import claimreview
from factdesk.outputs.claims_search import found_claim
from factdesk.outputs.datafeed import feed_item
from factdesk.outputs.table import claim_cells, csv_row
from factdesk.text.html import script_safe
from factdesk.text.json_text import BETWEEN, json_bytes

_EXACT_WORDS = re.compile(rb',"text":"(?:[^"\\]|\\.)*"(?=\}$)')


class ClaimFragments(NamedTuple):
    """The fragments of some claims for each document, concatenated, in UTF-8.

    ``rows`` is for the compact document of all claims, ``table`` for the CSV, ``reviews`` for the
    DataFeed, and ``found`` for the response format of ``claims:search``. The build adds
    ``indexed``, for the full-text index. A fragment is empty if the claims contribute nothing, such
    as drafts.
    """

    rows: bytes
    table: bytes
    reviews: bytes
    found: bytes
    indexed: bytes = b""


def claim_fragments(
    claims: Iterable[Claim], config: SiteConfig, reviews: Mapping[str, bytes] | None = None
) -> ClaimFragments:
    """Return the fragments of these claims; they depend only on the claims and the configuration.

    ``reviews`` are their serialised ClaimReviews by slug, if they exist already.
    """
    public = [claim for claim in claims if is_public(claim)]
    if reviews is None:
        reviews = review_texts(public, config)
    found = (found_claim(claim, config) for claim in public)
    return ClaimFragments(
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
    """Return the serialised ClaimReviews by slug, of the claims that have one."""
    texts = ((claim.slug, review_text(claim, config)) for claim in claims)
    return {slug: text for slug, text in texts if text is not None}


def review_text(claim: Claim, config: SiteConfig) -> bytes | None:
    """Return the ClaimReview of a claim as JSON that is safe inside a script; None without one."""
    review = claimreview(claim, config)
    return None if review is None else script_safe(json_bytes(review))


def page_review_text(review: bytes) -> bytes:
    """Return a serialised ClaimReview as it is on the page: without what the page itself lists.

    These are the sources, the corrections, the exact words, and data about the site. The DataFeed
    contains them, under the same ``@id``. Inside a JSON string, quotation marks are escaped with a
    backslash, so no text can contain a marker at which the JSON is cut.
    """
    return _EXACT_WORDS.sub(b"", review.partition(b',"isPartOf":')[0]) + b"}"
