"""The status of a review in a few words, for cards, embedded frames and link previews."""

from __future__ import annotations

from unicode_segmentation_rs import graphemes

from factdesk.claims.claim import ClaimSummary
from factdesk.claims.vocabulary import Status
from factdesk.config.site_config import SiteConfig
from factdesk.site_texts.texts import SiteTexts

#: In characters. Longer reasons are truncated; the claim page shows the full reason.
_LONGEST_REASON = 500


def name_with_state(name: str, config: SiteConfig, texts: SiteTexts) -> str:
    """Return a name of the site or its publisher, followed by "Demonstration" if it is one."""
    if config.publisher.is_answerable:
        return name
    return f"{name} ({texts('banner.demonstration')})"


def summary_of(claim: ClaimSummary, texts: SiteTexts) -> str:
    """Return the text below the claim: the summary, or why there is none."""
    if claim.withdrawn and claim.status is Status.WITHDRAWN:
        return texts("card.withdrawn_because", reason=short_reason(claim))
    has_summary = claim.shows_verdict or claim.status is Status.EXPLAINED
    return (claim.summary or "") if has_summary else texts("card.checking")


def short_reason(claim: ClaimSummary) -> str:
    """Return why a review was withdrawn; empty for all others."""
    return shortened(claim.withdrawn.reason, _LONGEST_REASON) if claim.withdrawn else ""


def shortened(text: str, most: int) -> str:
    """Return at most ``most`` characters of a text, with an ellipsis if it was truncated."""
    if len(text) <= most:
        return text
    kept = ""
    for cluster in graphemes(text[: 2 * most], True):
        if len(kept) + len(cluster) >= most:
            break
        kept += cluster
    return kept.rstrip() + "…"
