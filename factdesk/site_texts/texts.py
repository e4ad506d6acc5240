"""The texts of published pages and of the editing form, in one file for each language.

``en.yml`` has every key. To add a language, add a file with the same keys; for missing keys, the
English text is used. A text that depends on a count has the plural forms of CLDR (``one``,
``other``, …) instead of a single string. A site can replace any text.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache, cached_property, partial
from importlib.resources import files
from string import Formatter
from typing import Any

import yaml
from babel.dates import DateTimeFormat, format_skeleton, get_date_format

from factdesk.site_texts.languages import locale_of
from factdesk.tables import read_table
from factdesk.text.dates import PartialDate
from factdesk.text.html import Html, escape, join_html

_FOLDER = files("factdesk.site_texts")

#: Sections with texts for editors. Some languages lack them and use the English texts.
FOR_EDITORS = frozenset(["bookmarklet", "checking", "edit", "hint", "label"])

#: A text, or its forms by plural category.
SiteText = str | Mapping[str, str]


#: Languages whose minimum of grouped digits is two in CLDR: 1836, but 12 836. In Brazil, it is one.
_GROUPED_FROM_TEN_THOUSAND = {"bg", "es", "lv", "pl", "pt"}

#: The first day of a month in dates, where CLDR has only the number.
_FIRST_DAY = {"fr": "1er", "it": "1º"}

# Italian elides an article before a number that begins with a vowel: "l’8 marzo", "dall’11".
_ITALIAN_ARTICLE = re.compile(r"\b(i|da|de|a)l \{(\w+)\}")
_BEGINS_WITH_VOWEL = re.compile(r"(<[^>]*>)*(8|11)\b")


class SiteTexts:
    """The texts of a site in one language, and its formats for numbers and dates."""

    def __init__(self, language: str, own: str = "") -> None:
        """Load the texts for a BCP 47 tag, for its primary language, or in English.

        ``own`` is the content of the site's own file, whose texts replace those of the program.
        """
        self.language = language
        self.locale = locale_of(language)
        self._texts = {**load_texts(language), **parse_texts(own)}

    def __call__(self, key: str, /, **values: Any) -> str:
        """Return the text for a key such as ``claim.published``, with its placeholders filled in.

        ``n`` selects the plural form and is formatted as a number in the language.
        """
        text = self._form(key, values)
        return text.format(**values) if values else text

    def get(self, key: str, default: str) -> str:
        """Return the text for a key, or a default if there is none."""
        return self(key) if key in self._texts else default

    def html(self, key: str, /, **values: Any) -> Html:
        """Return the text as HTML: the text, and all values that are not Html, are escaped."""
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

    def section(self, name: str) -> dict[str, SiteText]:
        """Return the texts of a section by key, with all plural forms, for use in a script."""
        start = f"{name}."
        return {
            key.removeprefix(start): text
            for key, text in self._texts.items()
            if key.startswith(start)
        }

    def _form(self, key: str, values: dict[str, Any]) -> str:
        """Return the text in the plural form for ``n``, with ``n`` formatted as a number."""
        text = self._texts[key]
        if not isinstance(text, str):
            text = text.get(self._plural(values["n"])) or text["other"]
        if values and self.locale.language == "it":
            text = _ITALIAN_ARTICLE.sub(partial(_elided, values=values), text)
        if "n" in values:
            values["n"] = self.number(values["n"])
        return text

    @cache  # noqa: B019
    def _plural(self, n: int) -> str:
        return str(self.locale.plural_form(n))

    def number(self, n: int) -> str:
        """Return a whole number in the format of the language: ``1,836`` or ``1.836``."""
        if n < self.grouped_from:
            return str(n)
        return f"{n:,}".replace(",", self.locale.number_symbols["latn"]["group"])

    @cached_property
    def grouped_from(self) -> int:
        """The smallest number that the language writes with a separator."""
        is_later = self.locale.language in _GROUPED_FROM_TEN_THOUSAND
        return 10_000 if is_later and str(self.locale) != "pt_BR" else 1_000

    @cache  # noqa: B019
    def date(self, date: PartialDate | dt.date, length: str = "long") -> str:
        """Return a date in the format of the language, with the precision of the date itself.

        ``length`` is ``long`` (13 November 2020) or ``short`` (13 Nov 2020).
        """
        if isinstance(date, dt.date) or date.day:
            day = _FIRST_DAY.get(self.locale.language, 1) if date.day == 1 else date.day
            return self._day_pattern(date.year, date.month, length).format(day)
        if date.month:
            skeleton = "yMMMM" if length == "long" else "yMMM"
            return format_skeleton(skeleton, date.earliest, locale=self.locale)
        return f"{date.year}"

    @cache  # noqa: B019
    def _day_pattern(self, year: int, month: int, length: str) -> str:
        """Return the dates of a month with a placeholder for the day. Babel is slow."""
        pattern = get_date_format("long" if length == "long" else "medium", self.locale)
        return pattern % _OpenDay(dt.date(year, month, 1), self.locale)

    @cache  # noqa: B019
    def month(self, n: int) -> str:
        """Return the name of the ``n``-th month in the form used within a date."""
        name: str = self.locale.months["format"]["wide"][n]
        return name


class _OpenDay(DateTimeFormat):
    """Fill in a date pattern except for the day, which becomes a placeholder."""

    def __getitem__(self, name: str) -> str:
        return f"{{:0{len(name)}}}" if name in ("d", "dd") else super().__getitem__(name)


def _elided(article: re.Match[str], values: Mapping[str, Any]) -> str:
    """Return an article with its placeholder, elided if the value begins with a vowel."""
    stem, name = article.groups()
    if not _BEGINS_WITH_VOWEL.match(str(values[name])):
        return article[0]
    return f"{'' if stem == 'i' else stem + 'l'}l’{{{name}}}"


@cache
def _parsed(text: str) -> tuple[tuple[Html, str], ...]:
    """Return the literal parts of a text, escaped, and the placeholder that follows each."""
    return tuple((escape(literal), name or "") for literal, name, _, _ in Formatter().parse(text))


def text_languages() -> list[str]:
    """Return the languages in which all texts for readers exist."""
    names = (file.name for file in _FOLDER.iterdir())
    return sorted(name.removesuffix(".yml") for name in names if name.endswith(".yml"))


@cache
def load_texts(language: str) -> Mapping[str, SiteText]:
    """Return the texts for a BCP 47 tag by key: those of its primary language, else English."""
    texts: dict[str, SiteText] = {}
    for tag in dict.fromkeys(("en", language.partition("-")[0], language)):
        if (_FOLDER / f"{tag}.yml").is_file():
            texts |= _by_key(read_table(__package__, f"{tag}.yml", only_texts=True))
    return texts


def parse_texts(text: str) -> dict[str, SiteText]:
    """Return the texts of a YAML file by key, ``section.name``."""
    return _by_key(yaml.load(text, Loader=yaml.CBaseLoader) or {})  # noqa: S506  # only strings


def _by_key(sections: Mapping[str, Mapping[str, SiteText]]) -> dict[str, SiteText]:
    return {
        f"{section}.{name}": each
        for section, texts in sections.items()
        for name, each in texts.items()
    }
