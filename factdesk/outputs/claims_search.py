"""Reviews in the response format of ``claims:search`` of Google's Fact Check Tools API.

https://developers.google.com/fact-check/tools/api/reference/rest/v1alpha1/claims: dates are RFC
3339 timestamps, so a date that is only a month or a year is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from factdesk.claims.claim import Claim
from factdesk.config.site_config import SiteConfig
from factdesk.outputs.claimreview import has_claimreview
from factdesk.outputs.timestamps import start_of
from factdesk.outputs.urls import page_url
from factdesk.text.json_text import with_items
from factdesk.text.urls import host_of

CLAIMS_SEARCH_ADDRESS = "api/claims-search.json"


def found_claim(claim: Claim, config: SiteConfig) -> dict[str, Any] | None:
    """Return a claim in this format; None if it has no ClaimReview."""
    if not has_claimreview(claim, config):
        return None
    assert claim.verdict is not None
    assert claim.published_on is not None
    found: dict[str, Any] = {"text": claim.claim}
    if claim.claimant and not claim.claimant.is_unknown:
        found["claimant"] = claim.claimant.name
    if claim.claimed_on and claim.claimed_on.day:
        found["claimDate"] = start_of(claim.claimed_on)
    found["claimReview"] = [
        {
            "publisher": {"name": config.publisher.name, "site": _host(config.site_url)},
            "url": page_url(claim.slug, config),
            "title": claim.claim,
            "reviewDate": start_of(claim.published_on),
            "textualRating": config.scale[claim.verdict].label_in(config.language),
            "languageCode": claim.language or config.language,
        }
    ]
    return found


_host = lru_cache(host_of)


def claims_search(found: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the response with all of these claims in fragments."""
    return with_items({}, "claims", found)
