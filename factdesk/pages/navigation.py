"""The navigation's links to claims: ``claim:slug`` in the place of a page or an address."""

from __future__ import annotations

from collections.abc import Collection

from factdesk.checks.written_pages import CLAIM_SCHEME
from factdesk.pages.urls import claim_address


def linked_claim(target: str) -> tuple[str, str] | None:
    """Return slug and fragment (``#…`` or nothing) of an entry's target; None if it is no claim."""
    if not target.startswith(CLAIM_SCHEME):
        return None
    slug, hash_, fragment = target.removeprefix(CLAIM_SCHEME).partition("#")
    return slug, hash_ + fragment


def claim_link(slug: str, fragment: str, slugs: Collection[str]) -> str:
    """Return where an entry leads, from the site's root; without the claim, to all claims."""
    return claim_address(slug) + fragment if slug in slugs else "claims/"
