"""Suggest the slug of a new claim, which is its permanent address."""

from __future__ import annotations

import re

from anyascii import anyascii

from factdesk.text.slugs import MAX_SLUG_LENGTH, RESERVED, fold

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_NOT_ALNUM = re.compile(r"[^a-z0-9]+", re.ASCII)


def suggest_slug(claim: str, language: str) -> str:
    """Return an ASCII slug from the words of a claim, truncated between words if it is too long."""
    words = fold(claim)
    if language.partition("-")[0] == "de":
        words = words.translate(_GERMAN)
    ascii_words = anyascii(words).lower().replace("'", "")  # "town's", and the Russian soft sign
    slug = _NOT_ALNUM.sub("-", ascii_words).strip("-")
    if len(slug) > MAX_SLUG_LENGTH:
        slug = slug[: MAX_SLUG_LENGTH + 1].rpartition("-")[0] or slug[:MAX_SLUG_LENGTH]
    return f"claim-{slug}".rstrip("-") if slug in RESERVED or not slug else slug
