"""The day of a copy in a web archive, from the stamp in its address."""

from __future__ import annotations

import datetime as dt
import re

# Memento archives write 20260201101500, archive.today also 2026.02.01-101500.
_STAMP = re.compile(r"/(\d{4})\.?(\d\d)\.?(\d\d)-?\d{6}(?:[a-z]{2}_)?/", re.ASCII)


def archive_day(url: str) -> dt.date | None:
    """Return the day on which an archived copy was made; None if its address does not say."""
    if match := _STAMP.search(url):
        year, month, day = map(int, match.groups())
        try:
            return dt.date(year, month, day)
        except ValueError:
            return None
    return None
