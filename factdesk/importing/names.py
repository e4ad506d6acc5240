"""Choose the slugs of imported claims, independent of the order of the records."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container

from factdesk.scaffold.naming import suggest_slug
from factdesk.text.slugs import MAX_SLUG_LENGTH, slug_fault

#: The number of digits that make a slug unique; more are used if these are equal too.
_DIGITS = (6, 12, 24)
#: The result of ``suggest_slug`` for a claim without ASCII words.
_EMPTY = "claim"


def old_slug(address: str, name: str) -> str:
    """Return the old slug of a review: the last part of its address, or its name in the source.

    Empty if neither is a valid slug with a letter.
    """
    last = re.split(r"[?#]", address)[0].rstrip("/").rpartition("/")[2]
    for slug in (last, name):
        if slug and not slug_fault(slug) and re.search("[a-z]", slug):
            return slug
    return ""


def wanted_name(old: str, claim: str, language: str) -> tuple[str, bool]:
    """Return the preferred slug of a claim, and whether it is its old one."""
    return (old, True) if old else (suggest_slug(claim, language), False)


def free_name(name: str, identity: str, taken: Container[str], *, is_shared: bool) -> str:
    """Return the slug of a claim: the preferred one, or with digits of the identity added.

    ``is_shared``: another claim of this import has the same preferred slug. Then all of them get
    digits.
    """
    if name != _EMPTY and not is_shared and name not in taken:
        return name
    digest = hashlib.sha256(identity.encode()).hexdigest()
    for length in _DIGITS:
        digits = digest[:length]
        cut = name[: MAX_SLUG_LENGTH - length - 1].rstrip("-")
        candidate = f"{cut}-{digits}"
        if candidate not in taken:
            return candidate
    raise AssertionError(f"no name is left for {identity}")
