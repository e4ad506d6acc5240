"""The texts of the interface, in one file for each language.

``en.yml`` has every key. Another language is added by a file with the same keys; where a key is
missing, the English text is used. A text that depends on a count has the plural forms of CLDR
(``one``, ``other``, …) instead of a single string.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

import yaml
from babel.dates import DateTimeFormat, format_skeleton, get_date_format

from factdesk.i18n.languages import locale_of
from factdesk.text.dates import PartialDate
from factdesk.text.html import Html, escape, join_html


class Messages:
    """The texts of the interface in one language, and its formats for numbers and dates."""

    def __init__(self, language: str) -> None:
        """Load the texts for a BCP 47 tag, for its primary language, or in English."""
        self.language = language
        self.locale = locale_of(language)
        self._texts = _texts(language)

    def __call__(self, key: str, /, **values: Any) -> str:
        """Return the text for a key such as ``claim.published``, with its placeholders filled in.

        ``n`` selects the plural form and is formatted as a number of the language.
        """
        text = self._form(key, values)
        return text.format(**values) if values else text

    def html(self, key: str, /, **values: Any) -> Html:
        """Return the text as HTML: escaped, with values that are not Html escaped as well."""
        return self._filled(key, values) if values else self._plain(key)

    @cache  # noqa: B019  # there is one object for each language, for the lifetime of the program
    def _plain(self, key: str) -> Html:
        return self._filled(key, {})

    def _filled(self, key: str, values: dict[str, Any]) -> Html:
        pieces: list[Html] = []
        for literal, name in _parsed(self._form(key, values)):
            pieces.append(literal)
            if name:
                pieces.append(escape(values[name]))
        return join_html(pieces)

    @cache  # noqa: B019
    def count(self, key: str, n: int) -> Html:
        """Return as HTML a text whose only value is a count: ``5 sources``."""
        return self.html(key, n=n)

    def section(self, name: str) -> dict[str, str | dict[str, str]]:
        """Return the texts of a section by key, with all plural forms, for use in a script."""
        start = f"{name}."
        return {
            key.removeprefix(start): text
            for key, text in self._texts.items()
            if key.startswith(start)
        }

    def _form(self, key: str, values: dict[str, Any]) -> str:
        """Return the text, in the plural form for ``n``; replace ``n`` by the formatted number."""
        text: str | dict[str, str] = self._texts[key]
        if isinstance(text, dict):
            text = text.get(self._plural(values["n"])) or text["other"]
        if "n" in values:
            values["n"] = self.number(values["n"])
        return text

    @cache  # noqa: B019
    def _plural(self, n: int) -> str:
        return str(self.locale.plural_form(n))

    def number(self, n: int) -> str:
        """Return a whole number in the format of the language: ``12,836`` or ``12.836``."""
        separator = self.locale.number_symbols["latn"]["group"]
        return f"{n:,}".replace(",", separator) if n >= 10_000 else str(n)

    @cache  # noqa: B019
    def date(self, date: PartialDate | dt.date, length: str = "long") -> str:
        """Return a date in the format of the language, as precise as the date itself.

        ``length`` is ``long`` (13 November 2020) or ``short`` (13 Nov 2020).
        """
        if isinstance(date, dt.date) or date.day:
            return self._day_pattern(date.year, date.month, length).format(date.day)
        if date.month:
            skeleton = "yMMMM" if length == "long" else "yMMM"
            return format_skeleton(skeleton, date.earliest, locale=self.locale)
        return f"{date.year}"

    @cache  # noqa: B019
    def _day_pattern(self, year: int, month: int, length: str) -> str:
        """Return the dates of a month with a placeholder for the day; Babel is slow."""
        pattern = get_date_format("long" if length == "long" else "medium", self.locale)
        return pattern % _OpenDay(dt.date(year, month, 1), self.locale)

    @cache  # noqa: B019
    def month(self, n: int) -> str:
        """Return the name of the ``n``-th month in the form used within a date."""
        name: str = self.locale.months["format"]["wide"][n]
        return name


class _OpenDay(DateTimeFormat):
    """Fills in a date pattern, except for the day, which becomes a placeholder."""

    def __getitem__(self, name: str) -> str:
        return f"{{:0{len(name)}}}" if name in ("d", "dd") else super().__getitem__(name)


@cache
def _parsed(text: str) -> tuple[tuple[Html, str], ...]:
    """Return the literal parts of a text, escaped, and the placeholder that follows each."""
    return tuple((escape(literal), name or "") for literal, name, _, _ in Formatter().parse(text))


@cache
def _texts(language: str) -> dict[str, Any]:
    folder = files("factdesk.i18n")
    texts: dict[str, Any] = {}
    for tag in ("en", language.partition("-")[0], language):
        file = folder / f"{tag}.yml"
        if file.is_file():
            for section, entries in yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader).items():
                texts |= {f"{section}.{key}": text for key, text in entries.items()}
    return texts
