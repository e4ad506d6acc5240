"""The word that precedes a claim in lists and links."""

from __future__ import annotations

from factdesk.claims.claim import ClaimSummary
from factdesk.claims.vocabulary import Status
from factdesk.config.site_config import SiteConfig
from factdesk.site_texts.texts import SiteTexts


def verdict_word(claim: ClaimSummary, config: SiteConfig, texts: SiteTexts) -> str:
    """Return the verdict that a review shows, or its status if it shows none."""
    if claim.status is Status.WITHDRAWN:
        return texts("state.withdrawn")
    if claim.status is Status.EXPLAINED:
        return texts("state.explained")
    if claim.shows_verdict and claim.verdict:
        return config.scale[claim.verdict].label_in(config.language)
    return texts("state.draft" if claim.status is Status.DRAFT else "state.in_review")
