"""The MediaReviews of a claim: schema.org's markup for pictures and videos.

Terms are those of https://schema.org/MediaReview. Each is a separate document on the claim page,
next to the ClaimReview to which it refers.
"""

from __future__ import annotations

from typing import Any

from factdesk.claims.claim import Claim
from factdesk.claims.media import MediaItem
from factdesk.claims.vocabulary import MediaCategory, MediaKind
from factdesk.config.site_config import SiteConfig
from factdesk.outputs.claimreview import has_claimreview, review_authors
from factdesk.outputs.urls import page_url
from factdesk.text.html import script_safe
from factdesk.text.json_text import json_bytes

#: The members of https://schema.org/MediaManipulationRatingEnumeration.
_CATEGORIES = {
    MediaCategory.ORIGINAL: "OriginalMediaContent",
    MediaCategory.DECONTEXTUALIZED: "DecontextualizedContent",
    MediaCategory.EDITED: "EditedOrCroppedContent",
    MediaCategory.TRANSFORMED: "TransformedContent",
    MediaCategory.STAGED: "StagedContent",
    MediaCategory.SATIRE: "SatireOrParodyContent",
    # By its definition, synthetic media are transformed.
    MediaCategory.GENERATED: "TransformedContent",
}


def media_reviews(claim: Claim, config: SiteConfig) -> list[dict[str, Any]]:
    """Return the MediaReviews of a claim; none if it has no ClaimReview."""
    if not has_claimreview(claim, config):
        return []
    return [_review(claim, n, item, config) for n, item in enumerate(claim.media, 1)]


def media_review_texts(claim: Claim, config: SiteConfig) -> list[bytes]:
    """Return the MediaReviews of a claim as JSON that is safe inside a script."""
    return [script_safe(json_bytes(review)) for review in media_reviews(claim, config)]


def _review(claim: Claim, n: int, item: MediaItem, config: SiteConfig) -> dict[str, Any]:
    url = page_url(claim.slug, config)
    modified_on = claim.modified_on
    media = {
        "@type": "VideoObject" if item.kind is MediaKind.VIDEO else "ImageObject",
        "description": item.description,
        "url": item.url,
        "archivedAt": item.archived_url,
        "creditText": item.credit,
        "interpretedAsClaim": {"@type": "Claim", "text": claim.claim},
    }
    review = {
        "@context": "https://schema.org",
        "@type": "MediaReview",
        "@id": f"{url}#mediareview-{n}",
        "url": url,
        "mediaAuthenticityCategory": f"https://schema.org/{_CATEGORIES[item.category]}",
        "originalMediaContextDescription": item.context,
        "author": review_authors(claim, config),
        "datePublished": claim.published_on and claim.published_on.isoformat(),
        "dateModified": modified_on and modified_on.isoformat(),
        "inLanguage": claim.language or config.language,
        "itemReviewed": {"@type": "MediaReviewItem", "mediaItemAppearance": _known(media)},
        "associatedClaimReview": {"@type": "Review", "@id": f"{url}#claimreview"},
    }
    return _known(review)


def _known(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in properties.items() if value}
