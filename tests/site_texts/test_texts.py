"""The texts of the interface: complete in every language, and none unused."""

import datetime as dt
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from string import Formatter

import pytest
import yaml
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from factdesk.site_texts.texts import FOR_EDITORS, SiteTexts
from factdesk.text.dates import PartialDate

PACKAGE = Path(__file__).parents[2] / "factdesk"


def _texts(language):
    sections = yaml.safe_load((files("factdesk.site_texts") / f"{language}.yml").read_bytes())
    return {
        f"{section}.{key}": text for section, keys in sections.items() for key, text in keys.items()
    }


ENGLISH = _texts("en")
SECTIONS = "|".join(sorted({key.partition(".")[0] for key in ENGLISH}))
LATER = "[a-z0-9_-]+"
FILES = {"html", "js", "css", "json", "xml", "yml", "md", "svg"}
LANGUAGES = sorted(file.stem for file in (PACKAGE / "site_texts").glob("*.yml"))


def _placeholders(text) -> set[str]:
    """Return the placeholders of a text, in all its forms."""
    forms = text.values() if isinstance(text, dict) else [text]
    return {name for form in forms for _, name, _, _ in Formatter().parse(form) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_text_for_readers(language):
    texts = _texts(language)

    for_readers = {key for key in ENGLISH if key.partition(".")[0] not in FOR_EDITORS}
    assert for_readers <= set(texts) <= set(ENGLISH)
    assert {key: _placeholders(text) for key, text in texts.items()} == {
        key: _placeholders(ENGLISH[key]) for key in texts
    }


def test_english_and_german_have_every_text():
    assert sorted(_texts("de")) == sorted(ENGLISH)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_a_string_or_has_the_plural_forms_of_its_language(language):
    forms = set(SiteTexts(language).locale.plural_form.tags) | {"other"}

    for key, text in _texts(language).items():
        assert isinstance(text, dict) == isinstance(ENGLISH[key], dict), key
        if isinstance(text, dict):
            assert set(text) == forms, key
            assert all(isinstance(form, str) and form.strip() for form in text.values()), key
        else:
            assert isinstance(text, str), key
            assert text.strip(), key


def _sources() -> Iterator[tuple[Path, str]]:
    for pattern in ("*.py", "*.html", "*.js"):
        for file in sorted(PACKAGE.rglob(pattern)):
            if "scaffold/files" not in file.as_posix():
                yield file, file.read_text("utf-8")


def _used() -> Iterator[tuple[str, str]]:
    """Yield every key, or pattern of keys, used in a module, template or script, with its file."""
    for file, text in _sources():
        # "claim.kind", and where a part is a variable, f"list.{folder}_group".
        for key in re.findall(rf"""["']((?:{SECTIONS})\.[a-z0-9_{{}}.-]+)["'](?!\s*~)""", text):
            if key.rpartition(".")[2] not in FILES:
                yield re.sub(r"\{[^}]*\}", LATER, key), file.name
        # "state.on_" ~ severity, "list." ~ folder ~ "_intro"
        for start, end in re.findall(
            rf"""["']((?:{SECTIONS})\.[a-z_]*)["'] ~ [\w.]+(?: ~ ["'](\w+)["'])?""", text
        ):
            yield f"{start}{LATER}{end}", file.name
        # A template looks up a group of texts by a value.
        for group in re.findall(rf"""word\(s, "((?:{SECTIONS})\.[a-z]+)"\)""", text):
            yield f"{group}_{LATER}", file.name
        # A script has its own section: say("found", { n }).
        if file.suffix == ".js":
            for key in re.findall(r"say\(([^,)]*)", text):
                for name in re.findall(r'"([a-z_]+)"', key):
                    yield f"(?:explorer|search|checking|edit)\\.{name}", file.name


USED = list(_used())


def test_every_key_in_the_code_exists():
    """The key of a group, such as ``source.kind``, is the prefix of its keys."""
    missing = {
        (key, file)
        for key, file in USED
        if not any(re.fullmatch(key, known) or known.startswith(f"{key}_") for known in ENGLISH)
    }

    assert not missing


def test_every_key_is_used_in_the_code():
    patterns = re.compile("|".join(sorted({f"(?:{key})" for key, _ in USED})))

    assert [key for key in ENGLISH if not patterns.fullmatch(key)] == []


def test_html_is_escaped_with_its_values():
    texts = SiteTexts("en")

    assert texts.html("claim.quoted", text="<b> & {n}") == "“&lt;b&gt; &amp; {n}”"
    assert texts.html("claim.quoted", text=Markup("<b>x</b>")) == "“<b>x</b>”"
    assert texts.html("search.explorer", words="x") == "Filter all claims by “x”"


@given(st.text())
def test_a_value_appears_in_a_text_unchanged(value):
    assert SiteTexts("en")("claim.quoted", text=value) == f"“{value}”"
    assert Markup(SiteTexts("en").html("claim.quoted", text=value)).unescape() == f"“{value}”"


@pytest.mark.parametrize(
    ("language", "n", "text"),
    [
        ("en", 0, "0 sources"),
        ("en", 1, "1 source"),
        ("en", 999, "999 sources"),
        ("en", 9999, "9,999 sources"),
        ("es", 9999, "9999 fuentes"),
        ("pt", 9999, "9999 fontes"),
        ("pt-BR", 9999, "9.999 fontes"),
        ("en", 12_836, "12,836 sources"),
        ("de", 12_836, "12.836 Quellen"),
        ("fr", 2, "2 sources"),
    ],
)
def test_numbers_and_plurals_follow_the_language(language, n, text):
    """A language without a file has English texts with its own number format."""
    assert SiteTexts(language).count("source.count", n) == text


@pytest.mark.parametrize(
    ("language", "date", "long", "short"),
    [
        ("en", PartialDate(2020, 11, 3), "3 November 2020", "3 Nov 2020"),
        ("en", PartialDate(2020, 11), "November 2020", "Nov 2020"),
        ("en", PartialDate(2020), "2020", "2020"),
        ("en", dt.date(2020, 1, 31), "31 January 2020", "31 Jan 2020"),
        ("en-US", PartialDate(2020, 11, 3), "November 3, 2020", "Nov 3, 2020"),
        ("de", PartialDate(2020, 11, 3), "3. November 2020", "03.11.2020"),
        ("de", PartialDate(2020, 11), "November 2020", "Nov. 2020"),
        ("xx", PartialDate(2020, 11, 3), "3 November 2020", "3 Nov 2020"),
        ("fr", PartialDate(2020, 11, 1), "1er novembre 2020", "1er nov. 2020"),
        ("it", PartialDate(2020, 11, 1), "1º novembre 2020", "1º nov 2020"),
    ],
)
def test_dates_follow_the_language_and_their_own_precision(language, date, long, short):
    texts = SiteTexts(language)

    assert (texts.date(date), texts.date(date, "short")) == (long, short)


@pytest.mark.parametrize(
    ("day", "until", "of"),
    [(7, "fino al 7", "del "), (8, "fino all’8", "dell’"), (11, "fino all’11", "dell’")],
)
def test_italian_elides_the_article_of_a_date(day, until, of):
    texts = SiteTexts("it")
    date = texts.date(dt.date(2020, 3, day))

    assert f"{until} marzo 2020" in texts("version.until", date=date)
    html = Markup(f"<b>{date}</b>")
    assert f"versione {of}{html}" in texts.html("version.reading", date=html)


@pytest.mark.parametrize("language", ["ar", "bg", "cs", "eu", "fi", "hu", "lt", "th", "vi", "zh"])
@pytest.mark.parametrize("day", [dt.date(2020, 1, 1), dt.date(2021, 5, 9), dt.date(1999, 12, 31)])
def test_dates_are_those_of_the_common_locale_data(language, day):
    """The cached pattern of a month fits all its days, wherever a language puts the day."""
    texts = SiteTexts(language)

    assert texts.date(day) == format_date(day, "long", locale=texts.locale)
    assert texts.date(day, "short") == format_date(day, "medium", locale=texts.locale)
