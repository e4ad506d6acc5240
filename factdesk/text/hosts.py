"""Host names for readers: in Unicode, unless they imitate another host."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import ada_url

from factdesk.text.urls import host_of

# Scripts that one label may mix: those of Japanese, Korean and Taiwanese.
_MIXED = (
    frozenset(["CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "LATIN"]),
    frozenset(["CJK", "HANGUL", "LATIN"]),
    frozenset(["CJK", "BOPOMOFO", "LATIN"]),
)
_SAME_SCRIPT = {"ARABIC-INDIC": "ARABIC", "EXTENDED": "ARABIC", "IDEOGRAPHIC": "CJK"}
# Letters of other scripts that look like Latin ones (Chromium's rule for whole labels).
_LOOK_LATIN = frozenset("асԁеһіјӏорԛѕԝхуъьҽпгѵѡαγεηικνορτυχωհոսցօզյւգᎪᎢᎡᎻᏀᏆᏒ")
# From the phonetic alphabet, only letters that alphabets of living languages use.
_PHONETIC = frozenset(map(chr, range(0x0250, 0x02B0))) - frozenset("əɛɔɓɖɗɣɨɲʉʋ")
_WITHOUT_DIGITS = dict.fromkeys(map(ord, "0123456789-"))
_OF_NAMES = frozenset(["Ll", "Lo", "Lm", "Mn", "Mc", "Nd", "Nl"])


@lru_cache(maxsize=65536)
def display_host(url: str) -> str:
    """Return the host of a parsed address in a readable form: ``münchen.example``.

    A label stays in Punycode if its Unicode form could be mistaken for another host: with letters
    of several scripts, with characters that no name needs or, under a Latin top-level domain, with
    letters that all look like Latin ones.
    """
    host = host_of(url)
    if "xn--" not in host:
        return host
    labels = host.split(".")
    has_latin_end = not labels[-1].startswith("xn--")
    return ".".join(_readable(label, has_latin_end=has_latin_end) for label in labels)


def _readable(label: str, *, has_latin_end: bool) -> str:
    if not label.startswith("xn--"):
        return label
    text = ada_url.idna_to_unicode(label)
    is_imitation = has_latin_end and _LOOK_LATIN.issuperset(text.translate(_WITHOUT_DIGITS))
    is_exact = ada_url.idna_to_ascii(text) == label.encode()
    return text if is_exact and _is_one_script(text) and not is_imitation else label


def _is_one_script(text: str) -> bool:
    # The middle dot belongs to Catalan, between two letters l.
    letters = text.replace("l·l", "ll").translate(_WITHOUT_DIGITS)
    if not all(_is_of_a_name(letter) for letter in letters):
        return False
    names = {unicodedata.name(letter).split()[0] for letter in letters}
    scripts = {_SAME_SCRIPT.get(name, name) for name in names}
    return len(scripts) == 1 or any(scripts <= mixed for mixed in _MIXED)


def _is_of_a_name(letter: str) -> bool:
    """Return whether a name may contain this letter, mark or digit.

    Marks of no particular script can be put on any letter, where they are easily overlooked.
    """
    is_general = unicodedata.name(letter, "COMBINING").startswith(("COMBINING", "MODIFIER"))
    category = unicodedata.category(letter)
    return not is_general and letter not in _PHONETIC and category in _OF_NAMES
