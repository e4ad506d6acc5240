"""Dates of claims, and timestamps for formats that have no dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from factdesk.claims.claim import ClaimSummary
from factdesk.text.dates import PartialDate


def start_of(day: dt.date | PartialDate) -> str:
    """Return the start of a day in UTC, in the format of RFC 3339."""
    return f"{day}T00:00:00Z"


def written_moment(moment: dt.datetime) -> str:
    """Return a time in UTC in the format of the data: 2026-02-20T10:14:03Z."""
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def changed_at(claim: ClaimSummary) -> dt.datetime | None:
    """Return the time of a review's latest public change, or None.

    Claim files have only dates. The time is midnight UTC, plus one second for each earlier change
    on that day. Otherwise, a correction on the day of publication would have the same time as the
    publication, and programs that compare times would never show it.
    """
    return max(change_moments(claim), default=None)


def change_moments(claim: ClaimSummary) -> list[dt.datetime]:
    """Return the times of a review's public changes: published, corrected, withdrawn."""
    days = [claim.published_on] if claim.published_on else []
    days += [correction.made_on for correction in claim.corrections]
    days += [claim.withdrawn.on] if claim.withdrawn else []
    return [
        dt.datetime.combine(day, dt.time(), dt.UTC) + dt.timedelta(seconds=days[:n].count(day))
        for n, day in enumerate(days)
    ]


def latest_change(claims: Iterable[ClaimSummary]) -> str | None:
    """Return the date of the latest public change of these claims, or None."""
    days = [claim.modified_on for claim in claims if claim.modified_on]
    return max(days).isoformat() if days else None
