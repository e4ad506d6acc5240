"""What a date in another notation probably means, as a hint for FD301."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from factdesk.translation.catalogue import tr

_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl")
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ]+(\d{1,2})(?:[-/. ]+(\d{1,2}))?\.?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4}|\d{2})\.?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/. ]+(\d{4})")
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_NUMBER = re.compile(r"\d+")
_THIS_CENTURY = 2000


def date_hint(text: str, *, wants_day: bool) -> str:
    """Return what to write instead of a date that cannot be read."""
    dates = [
        date for date in _meant(text.strip()) if len(date) == len("2026-03-01") or not wants_day
    ]
    if len(dates) > 1:
        return tr(
            "write the year first: {day_first} or {month_first}",
            day_first=dates[0],
            month_first=dates[1],
        )
    if dates:
        return tr("write {dates}", dates=dates[0])
    if wants_day:
        return tr("write year, month and day as numbers with hyphens: YYYY-MM-DD")
    return tr("write year, month and day as numbers with hyphens: YYYY-MM-DD, YYYY-MM or YYYY")


def _meant(text: str) -> list[str]:
    """Return the dates that a text can mean, the day before the month first."""
    if match := _YEAR_FIRST.fullmatch(text):
        return _dates([(match[1], match[2], match[3])])
    if match := _YEAR_LAST.fullmatch(text):
        year = match[3] if len(match[3]) > len("26") else str(_THIS_CENTURY + int(match[3]))
        day_first, month_first = (year, match[2], match[1]), (year, match[1], match[2])
        # With dots, everybody writes the day first.
        return _dates([day_first] if "." in text else [day_first, month_first])
    if match := _MONTH_YEAR.fullmatch(text):
        return _dates([(match[2], match[1], None)])
    months = {_months().get(word.casefold()) for word in _WORD.findall(text)} - {None}
    numbers = _NUMBER.findall(text)
    years = [number for number in numbers if len(number) == len("2026")]
    days = [number for number in numbers if len(number) <= len("31")]
    if len(months) == 1 and len(years) == 1 and len(days) <= 1 and len(numbers) <= len(days) + 1:
        return _dates([(years[0], str(months.pop()), days[0] if days else None)])
    return []


def _dates(parts: list[tuple[str, str, str | None]]) -> list[str]:
    dates: dict[str, None] = {}
    for year, month, day in parts:
        try:
            date = dt.date(int(year), int(month), int(day or 1))
        except ValueError:
            continue
        dates[date.isoformat() if day else date.isoformat()[: len("2026-03")]] = None
    return list(dates)


@cache
def _months() -> dict[str, int]:
    from babel.dates import get_month_names  # only a wrong date needs it

    names: dict[str, int] = {}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    names.setdefault(name.casefold().rstrip("."), number)
    return names | {"sept": 9, "jänner": 1}
