"""Hints for FD301: what a date in another notation probably means."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import cache

from factdesk.messages.catalogue import tr

_LANGUAGES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl")
_YEAR_FIRST = re.compile(r"(\d{4})[-/. ]+(\d{1,2})(?:[-/. ]+(\d{1,2}))?\.?")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4}|\d{2})\.?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/. ]+(\d{4})")
_WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
_NUMBER = re.compile(r"\d+")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_ISO_MONTH = re.compile(r"\d{4}-\d\d")
_DAY_MONTH = re.compile(r"\d{1,2}[./-]\s?\d{1,2}\.?")
_DASH = re.compile("[\u2010-\u2015\u2212]")
_AROUND = " \u00a0\u2007\u202f“”„‟«»‘’‚'\",;."
_TIME = re.compile(r"(?:T|,?\s+(?:um\s+|at\s+)?)\d{1,2}[:.]\d\d.*$")
_RANGE = re.compile(r"\s+(?:to|until|and|or|bis|und|oder|-)\s+|\s*/\s*(?=\d{4})", re.IGNORECASE)
_THIS_CENTURY, _MONTHS, _LONGEST_MONTH = 2000, 12, 31


def date_hint(text: str, *, wants_day: bool) -> str:
    """Return what to write instead of a date that cannot be read."""
    written = _DASH.sub("-", text).strip(_AROUND)
    dates = _meant(_TIME.sub("", written)) or _first_of_range(written)
    if full := [date for date in dates if len(date) == len("2026-03-01") or not wants_day]:
        if len(full) > 1:
            return tr(
                "write the year first: {day_first} or {month_first}",
                day_first=full[0],
                month_first=full[1],
            )
        if full[0] == written and _DASH.search(text):
            return tr("write {date} with ordinary hyphens", date=full[0])
        return tr("write {dates}", dates=full[0])
    if dates:
        return tr("add the day: {month}-DD", month=dates[0])
    return _unclear(written, wants_day=wants_day)


def _unclear(text: str, *, wants_day: bool) -> str:
    """Return a hint for a text that cannot be converted to a date."""
    if match := _ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
        if year > 0 and 0 < month <= _MONTHS < day <= _LONGEST_MONTH:
            return tr("this month has {n} days", n=calendar.monthrange(year, month)[1])
        if 0 < day <= _MONTHS < month <= _LONGEST_MONTH and year > 0:
            return tr("write {dates}", dates=f"{match[1]}-{match[3]}-{match[2]}")
    if _ISO_MONTH.fullmatch(text):
        return tr("write the month as a number from 01 to 12")
    years = [number for number in _NUMBER.findall(text) if len(number) == len("2026")]
    if not years and _NUMBER.search(text) and (_names_month(text) or _DAY_MONTH.fullmatch(text)):
        return tr("add the year")
    if len(years) == 1 and not wants_day:
        return tr("write {year}, or the month: {year}-MM", year=years[0])
    if wants_day:
        return tr("write year, month and day as numbers with hyphens: YYYY-MM-DD")
    return tr("write year, month and day as numbers with hyphens: YYYY-MM-DD, YYYY-MM or YYYY")


def _first_of_range(text: str) -> list[str]:
    """Return the first date of a range, which a field cannot contain."""
    first, *others = _RANGE.split(text)
    return _meant(first.strip()) if others else []


def _names_month(text: str) -> bool:
    return any(word.casefold() in _months() for word in _WORD.findall(text))


def _meant(text: str) -> list[str]:
    """Return the dates that a text can mean, day before month first."""
    if match := _COMPACT.fullmatch(text):
        return _dates([(match[1], match[2], match[3])])
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
    from babel.dates import get_month_names  # needed only for wrong dates

    names: dict[str, int] = {}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    names.setdefault(name.casefold().rstrip("."), number)
    return names | {"sept": 9, "jänner": 1}
