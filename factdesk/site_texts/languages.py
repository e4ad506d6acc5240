"""Languages: their locale data, names and writing direction, from CLDR through Babel."""

from __future__ import annotations

import unicodedata
from functools import cache
from itertools import chain, takewhile

from babel import Locale, UnknownLocaleError
from babel.core import get_global

# The blocks of right-to-left scripts. Unicode reserves them for such scripts, so scripts that are
# added later are also found here.
_RTL_BLOCKS = (range(0x0590, 0x0900), range(0x10800, 0x11000), range(0x1E800, 0x1F000))
_NAME_LENGTH = 5


@cache
def locale_of(language: str) -> Locale:
    """Return the locale data for a BCP 47 tag, of the nearest known language, or of English."""
    tag = "en-GB" if language == "en" else language
    for candidate in (tag, language.partition("-")[0]):
        try:
            return Locale.parse(candidate, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return Locale.parse("en_GB")


@cache
def language_name(language: str, inside: str) -> str:
    """Return the name of a language in another language: ``fr``, ``en`` → ``French``."""
    name = locale_of(inside).languages.get(language.partition("-")[0].lower())
    return name or language


@cache
def own_language_name(language: str) -> str:
    """Return the name of a language in the language itself: ``pt-BR`` → ``português (Brasil)``."""
    for candidate in (language, language.partition("-")[0]):
        try:
            locale = Locale.parse(candidate, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
        return locale.get_display_name(locale) or language
    return language_name(language, language)


@cache
def number_separators(language: str) -> tuple[str, str]:
    """Return the separators for groups of digits and for decimals, typed as on a keyboard."""
    symbols = locale_of(language).number_symbols["latn"]
    group = str(symbols["group"]).replace("’", "'")
    return " " if group.isspace() else group, str(symbols["decimal"])


@cache
def direction(language: str) -> str:
    """Return ``rtl`` or ``ltr`` for a BCP 47 tag.

    The script decides: the one in the tag or, without one, the script that CLDR expects for the
    language and the territory of the tag.
    """
    return "rtl" if _is_right_to_left(_script(language)) else "ltr"


def _script(language: str) -> str:
    primary, *rest = language.replace("_", "-").split("-")
    subtags = list(takewhile(lambda subtag: len(subtag) > 1, rest))  # the rest is an extension
    # An alias can have its own territory: "prs" is "fa_AF".
    alias = get_global("language_aliases").get(primary.lower(), primary.lower())
    primary, *_ = alias.split("_")
    named = next((subtag.title() for subtag in subtags if len(subtag) == 4), "")
    # Nastaliq ("Aran") is a style of a script, not a script, so the language decides.
    if named in _scripts():
        return named
    territories = [subtag.upper() for subtag in subtags if len(subtag) in (2, 3)]
    likely = get_global("likely_subtags")
    tags = (*(f"{primary}_{territory}" for territory in territories), primary)
    expected = next((likely[tag] for tag in tags if tag in likely), "")
    return expected.split("_")[1] if expected else ""


@cache
def _scripts() -> frozenset[str]:
    """Return the scripts in which CLDR expects any language to be written."""
    return frozenset(tag.split("_")[1] for tag in get_global("likely_subtags").values())


@cache
def _is_right_to_left(script: str) -> bool:
    """Return whether the letters of a script run from right to left in the Unicode database.

    Python does not know the script of a letter, but the letter's name begins with the name of the
    script ("THAANA LETTER HAA"). CLDR's English names differ from Unicode's only at the end
    ("Mandaean", "MANDAIC"), so only their beginnings are compared.
    """
    name = Locale.parse("en").scripts.get(script, "")
    return name.upper().replace("’", "")[:_NAME_LENGTH] in _right_to_left_names()


@cache
def _right_to_left_names() -> frozenset[str]:
    letters = (chr(code) for code in chain(*_RTL_BLOCKS))
    names = (
        unicodedata.name(letter).partition(" LETTER")[0]
        for letter in letters
        if unicodedata.bidirectional(letter) in ("R", "AL")
        and unicodedata.category(letter)[0] == "L"
    )
    return frozenset(name[:_NAME_LENGTH] for name in names)
