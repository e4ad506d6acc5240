"""The word that precedes a claim in lists and links."""

from __future__ import annotations

from factdesk.claims.claim import ClaimSummary
from factdesk.claims.vocabulary import Status
from factdesk.config.site_config import SiteConfig
from factdesk.i18n.messages import Messages


def verdict_word(claim: ClaimSummary, config: SiteConfig, messages: Messages) -> str:
    """Return the verdict that a review shows, or its status if it shows none."""
    if claim.status is Status.WITHDRAWN:
        return messages("state.withdrawn")
    if claim.status is Status.EXPLAINED:
        return messages("state.explained")
    if claim.shows_verdict and claim.verdict:
        return config.scale[claim.verdict].label_in(config.language)
    return messages("state.draft" if claim.status is Status.DRAFT else "state.in_review")
