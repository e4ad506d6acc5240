"""Slugs: the part of an address that names one claim, topic, claimant or host.

A claim's slug is its file name and never changes. A topic's or claimant's slug is derived from its
name, in any script: it is readable ASCII, and different names have different slugs.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from factdesk.messages.catalogue import tr

MAX_SLUG_LENGTH = 80
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*", re.ASCII)

#: Addresses of the site's other pages, and names that Windows reserves for devices.
RESERVED = frozenset(
    ["page", "index", "404", "search", "assets", "api", "embed", "feed"]
    + ["con", "prn", "aux", "nul", "conin", "conout", "clock"]
    + [f"{device}{n}" for device in ("com", "lpt") for n in range(10)]
)

_NOT_ALNUM = re.compile(r"[^a-z0-9]+", re.ASCII)
_LOSSLESS = re.compile(r"[a-z0-9]+(?:[ -][a-z0-9]+)*", re.ASCII)


# Forms of the apostrophe and of quotation marks: which one is typed depends on the keyboard.
_QUOTES = str.maketrans(dict.fromkeys("’‘ʼʻ`´＇′ʹ‛", "'") | dict.fromkeys("“”„‟″＂«»", '"'))


# The accents of Latin, Greek and Cyrillic; marks of other scripts are vowels and more.
_ACCENT = re.compile("[\u0300-\u036f]")
# Hyphens, letters with a stroke, which have no decomposition, and signs that are omitted as often
# as an apostrophe. In ``fold`` they would change addresses of pages.
_ALIKE = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-")
    | dict(zip("đłøħŧı", "dlohti", strict=True))
    | dict.fromkeys("ʽʾʿ՚׳\u00ad\u200b")
)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return the text in the form in which names are compared: NFC, without case, single spaces.

    All forms of the apostrophe are equal, and all forms of the quotation mark.
    """
    folded = unicodedata.normalize("NFC", " ".join(text.split()).casefold())
    return folded if folded.isascii() and "`" not in folded else folded.translate(_QUOTES)


@lru_cache(maxsize=4096)
def fold_accents(text: str) -> str:
    """Return the text as ``fold`` does, without accents, apostrophes and quotation marks.

    All forms of the hyphen are equal.
    """
    folded = fold(text).replace("'", "").replace('"', "")
    if folded.isascii():
        return folded
    decomposed = unicodedata.normalize("NFD", folded)
    return _ACCENT.sub("", decomposed).translate(_ALIKE)


@lru_cache(maxsize=65536)
def readable_slug(name: str) -> str:
    """Return a readable ASCII slug for a name in any script.

    Names that differ only by case, spacing or hyphens share one. If writing the name in ASCII loses
    anything else, a short hash of the name makes the slug unique.
    """
    key = fold(name)
    ascii_name = _NOT_ALNUM.sub("-", anyascii(key).casefold()).strip("-")[:60].strip("-")
    if _LOSSLESS.fullmatch(key) and len(key) <= 60 and ascii_name not in RESERVED:
        return ascii_name
    mark = hashlib.sha256(key.encode()).hexdigest()[:6]
    return f"{ascii_name}-{mark}" if ascii_name else mark


def slug_fault(slug: str) -> str | None:
    """Return why this cannot be a claim's slug, or None if it can."""
    if not SLUG.fullmatch(slug):
        return tr("a slug has only the letters a to z, digits and single hyphens between them")
    if len(slug) > MAX_SLUG_LENGTH:
        return tr(
            "a slug has at most {max_slug_length} characters, this one has {n}",
            max_slug_length=MAX_SLUG_LENGTH,
            n=len(slug),
        )
    if slug in RESERVED:
        return tr("this name is reserved for the site or by Windows")
    return None
