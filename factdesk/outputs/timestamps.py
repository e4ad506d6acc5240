"""Dates of claims, also as timestamps for formats that have no dates."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from factdesk.claims.claim import ClaimSummary
from factdesk.text.dates import PartialDate


def start_of(day: dt.date | PartialDate) -> str:
    """Return the start of a day in UTC, in the format of RFC 3339."""
    return f"{day}T00:00:00Z"


def written_moment(moment: dt.datetime) -> str:
    """Return a moment in UTC as data write it: 2026-02-20T10:14:03Z."""
    return f"{moment.astimezone(dt.UTC):%Y-%m-%dT%H:%M:%SZ}"


def changed_at(claim: ClaimSummary) -> dt.datetime | None:
    """Return the moment of a review's latest public change; None without one.

    Claim files have days. The moment is midnight UTC, plus one second for each earlier change of
    that day: a correction on the day of publication must have another moment than the publication,
    or programs that compare moments would never show it.
    """
    return max(change_moments(claim), default=None)


def change_moments(claim: ClaimSummary) -> list[dt.datetime]:
    """Return the moments of a review's public changes: published, corrected, withdrawn."""
    days = [claim.published_on] if claim.published_on else []
    days += [correction.made_on for correction in claim.corrections]
    days += [claim.withdrawn.on] if claim.withdrawn else []
    return [
        dt.datetime.combine(day, dt.time(), dt.UTC) + dt.timedelta(seconds=days[:n].count(day))
        for n, day in enumerate(days)
    ]


def latest_change(claims: Iterable[ClaimSummary]) -> str | None:
    """Return the day of the latest public change of these claims; None without one."""
    days = [claim.modified_on for claim in claims if claim.modified_on]
    return max(days).isoformat() if days else None
