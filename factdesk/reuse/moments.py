"""Days as formats that know only moments write them."""

from __future__ import annotations

import datetime as dt

from factdesk.text.dates import PartialDate


def start_of(day: dt.date | PartialDate) -> str:
    """Return the first moment of a whole day, in UTC, as RFC 3339 writes it."""
    return f"{day}T00:00:00Z"
