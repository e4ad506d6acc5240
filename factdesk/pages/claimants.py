"""The words that tell readers who makes a claim, and whom the claimant quotes."""

from __future__ import annotations

from factdesk.claims.claim import Claimant, ClaimSummary
from factdesk.i18n.messages import Messages


def claimant_name(claimant: Claimant | None, messages: Messages) -> str:
    """Return the name to show: empty for no claimant, a message for an unknown one."""
    if claimant is None:
        return ""
    return messages("state.unknown_claimant") if claimant.is_unknown else claimant.name


def attribution(claim: ClaimSummary, messages: Messages) -> str:
    """Return who makes a claim, as in "ANI, quoting Charlie Weimers"; empty for nobody."""
    name = claimant_name(claim.claimant, messages)
    if claim.attributed_to is None:
        return name
    quoted = claimant_name(claim.attributed_to, messages)
    return messages("claim.quoting", claimant=name, quoted=quoted) if name else quoted


def attribution_role(claim: ClaimSummary) -> str:
    """Return the role of the last name in ``attribution``; empty if unknown."""
    named = claim.attributed_to or claim.claimant
    return named.role or "" if named and not named.is_unknown else ""


def attribution_with_role(claim: ClaimSummary, messages: Messages) -> str:
    """Return who makes a claim, followed by the role if it is known."""
    named = (attribution(claim, messages), attribution_role(claim))
    return messages("list.comma").join(filter(None, named))
