"""Hosts are shown as readers know them, unless they imitate others."""

from __future__ import annotations

import pytest

from factdesk.text.hosts import display_host
from factdesk.text.urls import parse_url


@pytest.mark.parametrize(
    "host",
    [
        "минпример.рф", "münchen-prüft.example", "例え.jp", "ニュース2号.jp", "뉴스.kr",
        "مثال.إختبار", "दैनिक.भारत", "παράδειγμα.gr", "ειδήσεις.ελ", "ලංකා.lk", "пример.com",
        "l·lusio.cat", "straße.example", "bakı-xəbər.az", "ተንቀሳቃሽ.example", "ไทย.th",
        "source.example", "१२३.example", "おはよう々.jp",
    ],
)  # fmt: skip
def test_readers_see_the_unicode_form(host: str) -> None:
    assert display_host(parse_url(f"https://www.{host}/a")) == host


@pytest.mark.parametrize(
    "host",
    [
        "аррӏе.com",  # all Cyrillic, all like Latin letters
        "pаypal.com",  # one Cyrillic letter among Latin ones
        "gооgle.com",
        "ехо1.org",
        "ɡooɡle.com",  # letters of the phonetic alphabet
        "goog̀le.com",  # a mark over a letter
        "γοοχ.com",
        "αpple.com",
        "հոս.com",
    ],
)
def test_a_host_that_imitates_another_stays_in_punycode(host: str) -> None:
    shown = display_host(parse_url(f"https://{host}/"))

    assert shown.startswith("xn--")
    assert shown.isascii()


def test_letters_like_latin_ones_are_a_word_under_their_own_top_level_domain() -> None:
    assert display_host(parse_url("https://сор.рф/")) == "сор.рф"


def test_a_label_that_is_not_punycode_is_shown_unchanged() -> None:
    assert display_host("https://xn--a.example/") == "xn--a.example"
