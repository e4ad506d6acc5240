"""The name under which readers see a claimant."""

from __future__ import annotations

from factdesk.claims.claim import Claimant
from factdesk.i18n.messages import Messages


def claimant_name(claimant: Claimant | None, messages: Messages) -> str:
    """Return the name to show: empty for no claimant, a message for an unknown one."""
    if claimant is None:
        return ""
    return messages("state.unknown_claimant") if claimant.is_unknown else claimant.name


def claimant_with_role(claimant: Claimant | None, messages: Messages) -> str:
    """Return the name to show, followed by the claimant's role if it is known."""
    name = claimant_name(claimant, messages)
    if claimant is None or claimant.is_unknown or not claimant.role:
        return name
    return f"{name}, {claimant.role}"
