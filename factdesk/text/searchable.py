"""Text for searching: without case and accents, split into words, in any script.

``assets/factdesk/words.js`` does the same with the reader's input; a test compares the two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

#: Signs that readers omit when they type: accents, Hebrew points, Arabic vowel signs and
#: elongation, the dot below of Indic letters, and invisible characters. The vowel signs of Indic
#: and Southeast Asian scripts are letters and stay.
_LEFT_OUT = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08ff"
    "\u093c\u09bc\u0a3c\u0abc\u0b3c\u0cbc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f"
    "\ufe20-\ufe2f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\U000e0100-\U000e01ef]"
)

#: Letters without a decomposition that are typed as others, Arabic letters with a form for each
#: language, and typographic apostrophes, quotation marks and dashes.
_TYPED_AS = {
    "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i",
    "þ": "th", "ς": "σ", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه",
    "‘": "'", "’": "'", "ʼ": "'", "‚": "'", "ʻ": "'", "ʽ": "'", "ʾ": "'", "ʿ": "'", "′": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-",
}  # fmt: skip

# Ethiopic letters that sound alike in Amharic and are interchanged: the first of seven letters that
# are replaced, and the first of the seven replacements. Then two fourth orders.
_HOMOPHONES = {0x1210: 0x1200, 0x1280: 0x1200, 0x12B8: 0x1200, 0x1220: 0x1230, 0x12D0: 0x12A0}
_HOMOPHONES[0x1340] = 0x1338
_TYPED_AS |= {chr(a + n): chr(b + n) for a, b in _HOMOPHONES.items() for n in range(7)}
_TYPED_AS |= dict.fromkeys("ሃሓኃኻ", "ሀ") | dict.fromkeys("ኣዓ", "አ")

#: Scripts without spaces between words: they are searched by pairs of characters.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u3400-\u4dbf"
    "\u4e00-\u9fff\U00020000-\U0003ffff]+"
)

# Prefixes of Arabic and Hebrew words: "and", "in", "the", …
_ARABIC_ARTICLE = re.compile("^(?:[وفبكل]?ال|لل)(?=..)")
_ARABIC_PREFIX = re.compile("[وفبكل](?=[\u0621-\u064a]{4})")
_HEBREW_PREFIX = re.compile("[והבלכמש]ה?(?=[\u05d0-\u05ea]{3})")


# An apostrophe or hyphen within a word; between digits it separates.
_CONNECTOR = re.compile(r"(?<=[^\W_])['-](?=[^\W\d_])|(?<=[^\W\d_])['-](?=\d)")


class _Letters(dict[int, str]):
    """For ``str.translate``: the searchable form of each character, computed on first use."""

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
#: For UTF-8: a space for every ASCII character that is not a letter or digit; other bytes are kept.
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


def plain_words(text: str) -> str:
    """Return the words of a text as typed, separated by spaces, to find phrases in."""
    return " ".join(_split(text))


def _split(text: str) -> list[str]:
    return _plain(text, _words).encode().translate(_SPACED).decode().split()


def words_of(text: str, separators: tuple[str, str] = (",", ".")) -> list[str]:
    """Return the words by which a text is found, in order.

    Scripts without spaces, such as Chinese, Japanese and Thai, give every pair of neighbouring
    characters. An Arabic or Hebrew word also gives the word without its prefix, and a word with an
    apostrophe or hyphen also gives the word without it. A number is one word, without group
    separators and with a decimal point; ``separators`` are those of the text's language, for groups
    and for decimals.
    """
    if not text.isascii():
        text = searchable(text)
    words: list[str] = []
    at = 0
    for match in _number_pattern(*separators).finditer(text):
        if (number := _number(match[0], *separators)) is not None:
            words += [*_words_without_numbers(text[at : match.start()]), number]
            at = match.end()
    return words + _words_without_numbers(text[at:])


def _words_without_numbers(text: str) -> list[str]:
    words = _split(text)
    if not text.isascii():
        words = [form for word in words for form in ([word] if word.isascii() else _forms(word))]
    for chunk in text.split() if "'" in text or "-" in text else ():
        joined = _CONNECTOR.sub("", chunk) if "'" in chunk or "-" in chunk else chunk
        if joined != chunk:
            words += _split(joined)
    return words


@lru_cache
def _number_pattern(group: str, decimal: str) -> re.Pattern[str]:
    either = f"[{re.escape(group + decimal)}]"
    # A pattern that begins with a digit is found several times as fast.
    return re.compile(rf"[0-9](?<![\w.,].)[0-9]*(?:{either}[0-9]+)+(?!\w)", re.ASCII)


def _number(text: str, group: str, decimal: str) -> str | None:
    """Return a number in one notation, or None for a date, a version and the like."""
    whole, *fractions = text.split(decimal)
    is_grouped = _grouped(group).fullmatch(whole)
    if len(fractions) > 1 or not (is_grouped or whole.isdigit()):
        return None
    if not all(fraction.isdigit() for fraction in fractions):
        return None
    return ".".join([whole.replace(group, ""), *fractions])


@lru_cache
def _grouped(group: str) -> re.Pattern[str]:
    mark = re.escape(group)
    return re.compile(rf"[0-9]{{1,3}}(?:{mark}[0-9]{{2,3}})*{mark}[0-9]{{3}}")  # 12,34,567 in India


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
