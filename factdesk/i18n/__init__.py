"""Every word that the program itself says to readers, in one file a language.

``en.yml`` is the measure; another language is added by a file of the same keys beside it. A text
that counts has the forms of CLDR (``one``, ``other``, …) instead of a single string.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from importlib.resources import files
from string import Formatter
from typing import Any

import yaml
from babel import Locale, UnknownLocaleError
from babel.dates import DateTimeFormat, format_skeleton, get_date_format
from markupsafe import Markup, escape

from factdesk.text.dates import PartialDate
from factdesk.text.html import trusted

_RTL = frozenset(
    ["ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"]
)
_RTL_SCRIPTS = frozenset(["adlm", "arab", "hebr", "nkoo", "rohg", "syrc", "thaa"])


class Words:
    """The words of one language, and its ways with numbers and dates."""

    def __init__(self, language: str) -> None:
        """Take the words for a BCP 47 tag, or of the nearest language there is, or English."""
        self.language = language
        self.locale = _locale(language)
        self._texts = _texts(language)

    def __call__(self, key: str, /, **values: Any) -> str:
        """Return the text for a key such as ``claim.published``, with its values filled in.

        ``n`` chooses the plural form and is written as the language writes numbers.
        """
        text = self._form(key, values)
        return text.format(**values) if values else text

    def html(self, key: str, /, **values: Any) -> Markup:
        """Return the text for a page: escaped with its values, except those that are Markup."""
        return self._filled(key, values) if values else self._plain(key)

    @cache  # noqa: B019  # one object a language lives as long as the program
    def _plain(self, key: str) -> Markup:
        return self._filled(key, {})

    def _filled(self, key: str, values: dict[str, Any]) -> Markup:
        pieces = []
        for literal, name in _pieces(self._form(key, values)):
            pieces.append(literal)
            if name:
                pieces.append(escape(values[name]))
        return trusted("".join(pieces))

    @cache  # noqa: B019  # one object a language lives as long as the program
    def count(self, key: str, n: int) -> Markup:
        """Return the text for a page that counts and says nothing else: ``5 sources``."""
        return self.html(key, n=n)

    def section(self, name: str) -> dict[str, str | dict[str, str]]:
        """Return the texts of a section by their keys, with every form, for a script to fill."""
        start = f"{name}."
        return {
            key.removeprefix(start): text
            for key, text in self._texts.items()
            if key.startswith(start)
        }

    def _form(self, key: str, values: dict[str, Any]) -> str:
        """Return the text whose form fits ``n``, and write ``n`` as the language does."""
        text: str | dict[str, str] = self._texts[key]
        if isinstance(text, dict):
            text = text.get(self._plural(values["n"])) or text["other"]
        if "n" in values:
            values["n"] = self.number(values["n"])
        return text

    @cache  # noqa: B019  # one object a language lives as long as the program
    def _plural(self, n: int) -> str:
        return str(self.locale.plural_form(n))

    def number(self, n: int) -> str:
        """Return a whole number as the language writes it: ``12,836`` or ``12.836``."""
        mark = self.locale.number_symbols["latn"]["group"]
        return f"{n:,}".replace(",", mark) if n >= 10_000 else str(n)

    @cache  # noqa: B019  # one object a language lives as long as the program
    def date(self, date: PartialDate | dt.date, length: str = "long") -> str:
        """Return a date in the language's convention and in the date's own precision.

        ``length`` is ``long`` (13 November 2020) or ``short`` (13 Nov 2020).
        """
        if isinstance(date, dt.date) or date.day:
            return self._days(date.year, date.month, length).format(date.day)
        if date.month:
            skeleton = "yMMMM" if length == "long" else "yMMM"
            return format_skeleton(skeleton, date.earliest, locale=self.locale)
        return f"{date.year}"

    @cache  # noqa: B019  # one object a language lives as long as the program
    def _days(self, year: int, month: int, length: str) -> str:
        """Return the dates of a month, with the day left open."""
        pattern = get_date_format("long" if length == "long" else "medium", self.locale)
        return pattern % _OpenDay(dt.date(year, month, 1), self.locale)

    @cache  # noqa: B019  # one object a language lives as long as the program
    def month(self, n: int) -> str:
        """Return the name of the ``n``-th month, as it stands in a date."""
        name: str = self.locale.months["format"]["wide"][n]
        return name


class _OpenDay(DateTimeFormat):
    """Fills the fields of a pattern for dates, but the day's, which stays a place for a number."""

    def __getitem__(self, name: str) -> str:
        return f"{{:0{len(name)}}}" if name in ("d", "dd") else super().__getitem__(name)


@cache
def direction(language: str) -> str:
    """Return ``rtl`` or ``ltr`` for a BCP 47 tag, by its script where it names one."""
    primary, *rest = language.lower().split("-")
    scripts = [part for part in rest if len(part) == 4 and part.isalpha()]
    return "rtl" if (scripts[0] in _RTL_SCRIPTS if scripts else primary in _RTL) else "ltr"


@cache
def language_name(language: str, inside: str) -> str:
    """Return the name of a language in the words of another: ``fr``, ``en`` → ``French``."""
    name = _locale(inside).languages.get(language.partition("-")[0].lower())
    return name or language


@cache
def _pieces(text: str) -> tuple[tuple[str, str], ...]:
    """Return a text cut at its open places: what stands before each, escaped, and its name."""
    return tuple(
        (str(escape(literal)), name or "") for literal, name, _, _ in Formatter().parse(text)
    )


@cache
def _locale(language: str) -> Locale:
    tag = "en-GB" if language == "en" else language
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        try:
            return Locale.parse(language.partition("-")[0])
        except (UnknownLocaleError, ValueError):
            return Locale.parse("en_GB")


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
