"""Read unambiguous dates, and dates in a format from the mapping file.

Nothing is guessed: ``1/5/2020`` is not a date until a format says which number is the month.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from email.utils import parsedate_to_datetime
from functools import lru_cache

from factdesk.importing.raw import ImportRefusal
from factdesk.messages.catalogue import tr
from factdesk.text.dates import PartialDate

# The time is ignored; the day is taken as written, in its own time zone.
_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}(?::?\d{2}(?::?\d{2}(?:[.,]\d{1,9})?)?)?"
    r"(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?))?)?",
    re.ASCII | re.IGNORECASE,
)
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?", re.ASCII)
_MAIL = re.compile(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}.*", re.ASCII)
_CODES: Mapping[str, str] = {
    "Y": r"(?P<Y>\d{4})",
    "m": r"(?P<m>\d{1,2})",
    "d": r"(?P<d>\d{1,2})",
    "H": r"\d{1,2}",
    "I": r"\d{1,2}",
    "M": r"\d{2}",
    "S": r"\d{2}",
    "p": r"[AaPp]\.?[Mm]\.?",
    "z": r"(?:Z|[+-]\d{2}:?\d{2})",
    "f": r"\d+",
    "s": r"(?P<s>-?\d{1,12})",
    "%": "%",
}
_SHAPE = str.maketrans(dict.fromkeys("0123456789", "9"))


class DateFormats:
    """The formats of a mapping file, such as ``%d/%m/%Y`` or ``%B %d, %Y``."""

    def __init__(self, formats: Iterable[str] = (), language: str = "en") -> None:
        """Compile the formats; month names are in the language and in English.

        Raises:
            ImportRefusal: a format is unknown or contains no day.
        """
        self.formats = tuple(formats)
        self._months = _months(language)
        self._patterns = [(each, self._compile(each)) for each in self.formats]

    def read(self, text: str) -> PartialDate | None:
        """Return the date that a text means; None if it is unreadable or ambiguous."""
        text = " ".join(text.split())
        if match := _ISO.fullmatch(text):
            return _date(match[1], match[2], match[3])
        if match := _PARTIAL.fullmatch(text):
            return _date(match[1], match[2], None)
        found = {date for _, pattern in self._patterns if (date := self._match(pattern, text))}
        if len(found) == 1:
            return found.pop()
        if not found and _MAIL.fullmatch(text):
            try:
                day = parsedate_to_datetime(text)
            except ValueError:
                return None
            return PartialDate(day.year, day.month, day.day)
        return None

    def is_impossible(self, text: str) -> bool:
        """Return whether a text has the form of a date that is not in the calendar."""
        text = " ".join(text.split())
        own = [pattern for _, pattern in self._patterns]
        if any(self._match(pattern, text) for pattern in own):  # one day, or two readings
            return False
        has_form = any(pattern.fullmatch(text) for pattern in (_ISO, _PARTIAL, *own))
        return has_form and self.read(text) is None

    def _compile(self, format_: str) -> re.Pattern[str]:
        pieces: list[str] = []
        for piece in re.findall(r"%.|[^%]+", " ".join(format_.split()), re.DOTALL):
            code = piece[1:]
            if not piece.startswith("%"):
                pieces.append(re.escape(piece))
            elif code in ("B", "b"):
                names = sorted(self._months, key=len, reverse=True)
                pieces.append(f"(?P<B>{'|'.join(map(re.escape, names))})\\.?")
            elif code in ("A", "a"):
                pieces.append(r"\w+\.?")
            elif code in _CODES:
                pieces.append(_CODES[code])
            else:
                raise ImportRefusal(
                    tr(
                        "the date format '{format}' has the unknown code '{piece}'",
                        format=format_,
                        piece=piece,
                    )
                )
        try:
            pattern = re.compile("".join(pieces), re.IGNORECASE)
        except re.error as error:
            raise ImportRefusal(
                tr("the date format '{format}' has a code twice", format=format_)
            ) from error
        if not {"Y", "s"} & set(pattern.groupindex):
            raise ImportRefusal(tr("the date format '{format}' has no year (%Y)", format=format_))
        return pattern

    def _match(self, pattern: re.Pattern[str], text: str) -> PartialDate | None:
        match = pattern.fullmatch(text)
        if match is None:
            return None
        found = match.groupdict()
        if seconds := found.get("s"):
            day = dt.datetime.fromtimestamp(int(seconds), dt.UTC)
            return PartialDate(day.year, day.month, day.day)
        name = found.get("B")
        month = str(self._months[name.casefold()]) if name else found.get("m")
        return _date(found["Y"], month, found.get("d"))


def _date(year: str, month: str | None, day: str | None) -> PartialDate | None:
    try:
        dt.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return PartialDate(int(year), int(month or 0), int(day or 0))


@lru_cache(maxsize=16)
def _months(language: str) -> dict[str, int]:
    from babel import Locale, UnknownLocaleError  # needed only for dates with month names

    names: dict[str, int] = {}
    for tag in (language.replace("-", "_"), "en"):
        try:
            months = Locale.parse(tag).months
        except (UnknownLocaleError, ValueError):
            continue
        for style in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[style][width].items():
                    names.setdefault(name.casefold().rstrip("."), int(number))
    return names


def date_shape(text: str) -> str:
    """Return the pattern of a date: its digits as 9, and its words as ``word``."""
    digits = " ".join(text.split()).translate(_SHAPE)
    return re.sub(r"[^\W\d_]{2,}", tr("word"), digits)[:60]
