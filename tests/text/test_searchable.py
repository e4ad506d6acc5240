"""Text for searching."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.site_texts.languages import number_separators
from factdesk.text.searchable import searchable, words_of


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ("ÇA  et\nlà", "ca et la"),
        ("Größe, Ægir & Łódź", "grosse, aegir & lodz"),
        ("İstanbul ıssız", "istanbul issiz"),
        ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ("Ёлка", "елка"),
        ("وَقَّعَ", "وقع"),
        ("أحمد إلى آسيا", "احمد الي اسيا"),
        ("کیا یہ", "كيا يه"),
        ("שָׁלוֹם", "שלום"),
        ("क़रीब ज़मीन", "करीब जमीन"),
        ("हिन्दी", "हिन्दी"),  # its vowel signs are letters
        ("ที่นี่", "ที่นี่"),
        ("がぎぐ", "がぎぐ"),  # and so are these
        ("한국어", "한국어"),
        ("ｆｕｌｌ　ｗｉｄｔｈ", "full width"),
        ("٤٠٪ ४० ۴۰", "40٪ 40 40"),
        ("“so” ‘it’ – said", "\"so\" 'it' - said"),
        ("soft\u00adhyphen zero\u200bwidth", "softhyphen zerowidth"),
    ],
)
def test_what_a_text_is_searched_as(typed, searched):
    assert searchable(typed) == searched


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The town's 2.5 new-bridge",
            ["the", "town", "s", "towns", "2.5", "new", "bridge", "newbridge"],
        ),
        ("海康威视2020年", ["海康", "康威", "威视", "视", "2020", "年"]),
        ("สะพาน", ["สะ", "ะพ", "พา", "าน", "น"]),
        ("والبيت الكبير", ["بيت", "كبير"]),
        ("وقالوا", ["وقالوا", "قالوا"]),
        ("והממשלה", ["והממשלה", "ממשלה"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("1,000 jobs, 3.4.2020", ["1000", "jobs", "3", "4", "2020"]),
        ("COVID-19 of 2019-2020", ["covid", "19", "of", "2019", "2020", "covid19"]),
        ("O’Brien O'Brien Oʻahu", ["o", "brien"] * 2 + ["o", "ahu", "obrien", "obrien", "oahu"]),
        ("ኃይሉ ዓለም ሠላም ፀሐይ", ["ሀይሉ", "አለም", "ሰላም", "ጸሀይ"]),
        ("", []),
        ("…!?", []),
    ],
)
def test_the_words_of_a_text(text, words):
    assert list(words_of(text)) == words


@pytest.mark.parametrize(
    ("text", "language", "word"),
    [
        ("1,000,000.5", "en", "1000000.5"),
        ("1.000.000,5", "de", "1000000.5"),
        ("1 000 000,5", "fr", "1000000.5"),
        ("1’000’000.5", "de-CH", "1000000.5"),
        ("12,34,567", "hi", "1234567"),
        ("2.5", "en", "2.5"),
        ("2,5", "ru", "2.5"),
        ("١٢", "ar", "12"),
    ],
)
def test_a_number_is_one_word_in_every_language(text, language, word):
    assert list(words_of(text, number_separators(language))) == [word]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_searching_for_what_was_searched_changes_nothing(text):
    assert searchable(searchable(text)) == searchable(text)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_case_and_composition_make_no_difference(text):
    assert searchable(unicodedata.normalize("NFD", text)) == searchable(
        unicodedata.normalize("NFC", text)
    )
