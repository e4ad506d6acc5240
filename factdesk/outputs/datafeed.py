"""All ClaimReviews in one schema.org DataFeed, the format of Data Commons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factdesk.claims.claim import Claim
from factdesk.config.site_config import SiteConfig
from factdesk.outputs.urls import page_url
from factdesk.text.json_text import json_bytes, with_items

DATAFEED_ADDRESS = "api/claimreview.json"


def datafeed(
    items: Iterable[bytes], modified_on: str | None, config: SiteConfig
) -> Iterator[bytes]:
    """Yield the DataFeed of these items in fragments.

    ``modified_on`` is the latest date on which one of their claims changed.
    """
    head = {
        "@context": "https://schema.org",
        "@type": "DataFeed",
        "name": config.site_name,
        "url": config.site_url + DATAFEED_ADDRESS,
    }
    if modified_on:
        head["dateModified"] = modified_on
    if config.license:
        head["license"] = config.license.url
    yield from with_items(head, "dataFeedElement", items)


def feed_item(claim: Claim, review: bytes, config: SiteConfig) -> bytes:
    """Return a claim's item of the DataFeed, given its ClaimReview."""
    head = {
        "@type": "DataFeedItem",
        "dateCreated": str(claim.published_on),
        "dateModified": str(claim.modified_on),
        "url": page_url(claim.slug, config),
    }
    return json_bytes(head)[:-1] + b',"item":[' + review + b"]}"
