"""The words that tell readers who makes a claim, and whom the claimant quotes."""

from __future__ import annotations

from factdesk.claims.claim import Claimant, ClaimSummary
from factdesk.site_texts.texts import SiteTexts


def claimant_name(claimant: Claimant | None, texts: SiteTexts) -> str:
    """Return the name to show: empty for no claimant, a message for an unknown one."""
    if claimant is None:
        return ""
    return texts("state.unknown_claimant") if claimant.is_unknown else claimant.name


def attribution(claim: ClaimSummary, texts: SiteTexts) -> str:
    """Return who makes a claim, as in "ANI, quoting Charlie Weimers"; empty for nobody."""
    name = claimant_name(claim.claimant, texts)
    if claim.attributed_to is None:
        return name
    quoted = claimant_name(claim.attributed_to, texts)
    return texts("claim.quoting", claimant=name, quoted=quoted) if name else quoted


def attribution_role(claim: ClaimSummary) -> str:
    """Return the role of the last name in ``attribution``; empty if unknown."""
    named = claim.attributed_to or claim.claimant
    return named.role or "" if named and not named.is_unknown else ""


def attribution_with_role(claim: ClaimSummary, texts: SiteTexts) -> str:
    """Return who makes a claim, followed by the role if it is known."""
    named = (attribution(claim, texts), attribution_role(claim))
    return texts("list.comma").join(filter(None, named))
