"""Text as it is searched: without case and accents, cut into words, in any script.

``assets/factdesk/words.js`` does the same to what a reader types; a test holds the two together.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

#: Signs that readers leave out when they type: accents, Hebrew points, Arabic vowel signs and
#: lengthening, the dot below of Indic letters, and what has no shape. The vowel signs of Indic and
#: Southeast Asian scripts are letters and stay.
_LEFT_OUT = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08ff"
    "\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f"
    "\ufe20-\ufe2f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\U000e0100-\U000e01ef]"
)

#: Letters without a decomposition that are typed as others, Arabic letters that have a form for
#: each language, and the quotation marks and dashes of printers.
_TYPED_AS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i",
    "þ": "th", "ς": "σ", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه",
    "‘": "'", "’": "'", "ʼ": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
}  # fmt: skip

#: Scripts that set no space between words: their words are searched as pairs of signs.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u3400-\u4dbf"
    "\u4e00-\u9fff\U00020000-\U0003ffff]+"
)

# What is written onto the front of an Arabic or Hebrew word: "and", "in", "the", …
_ARABIC_ARTICLE = re.compile("^(?:[وفبكل]?ال|لل)(?=..)")
_ARABIC_PREFIX = re.compile("[وفبكل](?=[\u0621-\u064a]{4})")
_HEBREW_PREFIX = re.compile("[והבלכמש]ה?(?=[\u05d0-\u05ea]{3})")


class _Letters(dict[int, str]):
    """For ``str.translate``: what each character is searched as, worked out when first seen."""

    def __missing__(self, code: int) -> str:
        letters = _LEFT_OUT.sub("", unicodedata.normalize("NFKD", chr(code)).lower())
        self[code] = found = "".join(_as_digit(_TYPED_AS.get(letter, letter)) for letter in letters)
        return found


class _Words(dict[int, str]):
    """The same, with a space for everything that is not part of a word."""

    def __missing__(self, code: int) -> str:
        self[code] = found = "".join(
            letter if unicodedata.category(letter)[0] in "LMN" else " " for letter in _letters[code]
        )
        return found


_letters, _words = _Letters(), _Words()
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
#: For UTF-8: a space for every ASCII sign that is no letter or digit; other bytes stay.
_SPACED = bytes(byte if byte > 127 or chr(byte).isalnum() else 32 for byte in range(256))


def searchable(text: str) -> str:
    """Return the text without case and accents, on one line."""
    return " ".join(_plain(text, _letters).split())


def _plain(text: str, table: dict[int, str]) -> str:
    if text.isascii():
        return text.lower()
    composed = unicodedata.normalize("NFC", text).lower()
    return unicodedata.normalize(
        "NFC", _BEYOND_ASCII.sub(lambda run: run[0].translate(table), composed)
    )


def words_of(text: str) -> Iterator[str]:
    """Yield the words by which a text is found, in order.

    Chinese, Japanese, Thai and others that set no spaces give every pair of neighbouring signs; an
    Arabic or Hebrew word also gives itself without what is written onto its front.
    """
    found = _plain(text, _words).encode().translate(_SPACED).decode().split()
    if text.isascii():
        yield from found
        return
    for word in found:
        if word.isascii():
            yield word
        else:
            yield from _forms(word)


@lru_cache(maxsize=65536)
def _forms(word: str) -> tuple[str, ...]:
    return tuple(_each_form(word))


def _each_form(word: str) -> Iterator[str]:
    if "\u0590" <= word[0] <= "\u06ff":
        word = _ARABIC_ARTICLE.sub("", word)
        yield word
        if front := _ARABIC_PREFIX.match(word) or _HEBREW_PREFIX.match(word):
            yield word[front.end() :]
        return
    end = 0
    for run in _UNSPACED.finditer(word):
        if end < run.start():
            yield word[end : run.start()]
        signs, end = run[0], run.end()
        yield from (signs[n : n + 2] for n in range(len(signs)))
    if end < len(word):
        yield word[end:]


def _as_digit(letter: str) -> str:
    is_foreign = letter.isdecimal() and not letter.isascii()
    return str(unicodedata.decimal(letter)) if is_foreign else letter
