"""Data about languages comes from CLDR."""

import pytest
from babel import Locale, localedata

from factdesk.site_texts.languages import direction, language_name

RIGHT_TO_LEFT = [
    "ar", "he-IL", "iw", "ur", "ur-Aran", "fa", "prs", "ckb", "ks", "ks-IN", "dv", "nqo", "rhg",
    "syr", "arc", "sam", "mid", "yi", "ug", "pnb", "jpr", "az-Arab", "az-IR", "ku-Arab", "pa-PK",
    "pa-Arab", "ms-Arab", "tg-Arab", "uz-AF", "kk-CN", "ha-Arab", "ff-Adlm", "man-Nkoo",
    "hu-Hung", "und-Thaa", "AR", "az_Arab", "ar-u-nu-latn",
]  # fmt: skip
LEFT_TO_RIGHT = [
    "en", "de-CH-1996", "az", "ar-Latn", "he-Latn", "ur-Latn", "ks-Deva", "sd-Deva", "pa", "ku",
    "ug-Cyrl", "rhg-Latn", "zh-Hant-TW", "mn-Mong", "und", "xx", "en-x-arab",
]  # fmt: skip


@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
def test_a_language_in_a_right_to_left_script(language: str) -> None:
    assert direction(language) == "rtl"


@pytest.mark.parametrize("language", LEFT_TO_RIGHT)
def test_a_language_in_another_script(language: str) -> None:
    assert direction(language) == "ltr"


def test_the_direction_is_that_of_cldr_in_every_locale() -> None:
    for identifier in localedata.locale_identifiers():
        is_rtl = Locale.parse(identifier).character_order == "right-to-left"
        assert (direction(identifier) == "rtl") == is_rtl, identifier


def test_languages_have_names_in_other_languages() -> None:
    assert language_name("fr", "en") == "French"
    assert language_name("fr-CA", "de") == "Französisch"
    assert language_name("xx", "en") == "xx"
