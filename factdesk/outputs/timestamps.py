"""Days of claims, and days as formats that know only moments write them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from factdesk.claims.claim import ClaimSummary
from factdesk.text.dates import PartialDate


def start_of(day: dt.date | PartialDate) -> str:
    """Return the first moment of a whole day, in UTC, as RFC 3339 writes it."""
    return f"{day}T00:00:00Z"


def latest_change(claims: Iterable[ClaimSummary]) -> str | None:
    """Return the day on which one of these claims last changed in public, if any did."""
    days = [claim.modified_on for claim in claims if claim.modified_on]
    return max(days).isoformat() if days else None
