"""Calendar dates in claim files: days, and dates known only to the month or year."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import NamedTuple

from factdesk.messages.catalogue import tr

_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


class PartialDate(NamedTuple):
    """A date with its precision; ``month`` and ``day`` are 0 if they are unknown."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        """Return ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``."""
        return _written(self)

    @property
    def earliest(self) -> dt.date:
        """The first day that this date can mean."""
        return dt.date(self.year, self.month or 1, self.day or 1)


@lru_cache(maxsize=4096)
def _written(date: PartialDate) -> str:
    known = [f"{part:02}" for part in (date.month, date.day) if part]
    return "-".join([f"{date.year:04}", *known])


def parse_day(text: str) -> dt.date:
    """Return the day written as ``YYYY-MM-DD``.

    Raises:
        ValueError: the text has another format, or there is no such day.
    """
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(tr("a date is written YYYY-MM-DD"))
    return dt.date(int(match[1]), int(match[2]), int(match[3]))


@lru_cache(maxsize=65536)
def parse_partial(text: str) -> PartialDate:
    """Return the date written as ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``.

    Raises:
        ValueError: the text has another format, or there is no such date.
    """
    match = DATE.fullmatch(text)
    if match is None:
        raise ValueError(tr("a date is written YYYY-MM-DD, YYYY-MM or YYYY"))
    date = PartialDate(int(match[1]), int(match[2] or 0), int(match[3] or 0))
    dt.date(date.year, date.month if match[2] else 1, date.day if match[3] else 1)
    return date
