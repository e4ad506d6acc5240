"""Language tags (BCP 47), and the tags of language names."""

from __future__ import annotations

import re

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*", re.ASCII)
#: Languages that are also found by their own name.
_OWN_NAMES = ("de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "ar", "fa", "he", "hi")
# Three-letter codes of ISO 639-2 where BCP 47 requires two letters.
_LONG_TAGS = {
    "ara": "ar", "ces": "cs", "cze": "cs", "dan": "da", "deu": "de", "dut": "nl", "ell": "el",
    "eng": "en", "fas": "fa", "fin": "fi", "fra": "fr", "fre": "fr", "ger": "de", "gre": "el",
    "heb": "he", "hin": "hi", "hun": "hu", "ita": "it", "jpn": "ja", "kor": "ko", "nld": "nl",
    "per": "fa", "pol": "pl", "por": "pt", "ron": "ro", "rum": "ro", "rus": "ru", "slk": "sk",
    "slo": "sk", "spa": "es", "swe": "sv", "tur": "tr", "ukr": "uk", "chi": "zh", "zho": "zh",
}  # fmt: skip


def is_language_tag(text: str) -> bool:
    """Return whether a text can be a tag; three letters that BCP 47 replaces by two cannot."""
    return bool(_LANGUAGE.fullmatch(text)) and text.lower() not in _LONG_TAGS


def language_tag(name: str) -> str | None:
    """Return the tag of a language, given by its name in one of a few languages."""
    from babel import Locale  # needed only for errors

    wanted = name.strip().casefold()
    if tag := _LONG_TAGS.get(wanted):
        return tag
    if _LANGUAGE.fullmatch(tag := name.strip().replace("_", "-")) and tag != name:
        return tag
    for interface in ("en", "de", "fr", "es"):
        for each, named in Locale(interface).languages.items():
            if named.casefold() == wanted:
                return str(each)
    for tag in _OWN_NAMES:
        if (Locale(tag).get_display_name(tag) or "").casefold() == wanted:
            return tag
    return None
