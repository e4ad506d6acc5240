"""Dates of claims, also as timestamps for formats that have no dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from factdesk.claims.claim import ClaimSummary
from factdesk.text.dates import PartialDate


def start_of(day: dt.date | PartialDate) -> str:
    """Return the start of a day in UTC, in the format of RFC 3339."""
    return f"{day}T00:00:00Z"


def latest_change(claims: Iterable[ClaimSummary]) -> str | None:
    """Return the day of the latest public change of these claims; None without one."""
    days = [claim.modified_on for claim in claims if claim.modified_on]
    return max(days).isoformat() if days else None
