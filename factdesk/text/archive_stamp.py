"""Read when an archived copy was made from the time stamp in its address."""

from __future__ import annotations

import datetime as dt
import re

# Memento archives write 20260201101500, archive.today also 2026.02.01-101500.
_STAMP = re.compile(
    r"/(?:(\d{14})(?:[a-z]{2}_)?|(\d{4}\.\d\d\.\d\d-\d{6}))/(?=https?:|www\.|\w+\.)", re.ASCII
)


def archive_moment(url: str) -> dt.datetime | None:
    """Return when an archived copy was made, or None if its address does not say."""
    match = _STAMP.search(url)
    if match is None:
        return None
    digits = (match[1] or match[2]).replace(".", "").replace("-", "")
    try:
        return dt.datetime.strptime(f"{digits}+0000", "%Y%m%d%H%M%S%z")
    except ValueError:
        return None


def archive_day(url: str) -> dt.date | None:
    """Return the day on which an archived copy was made, or None if its address does not say."""
    moment = archive_moment(url)
    return moment.date() if moment else None
