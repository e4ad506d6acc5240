"""Resolve links to claims in MkDocs' navigation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from markupsafe import escape
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Link, Navigation, Section

from factdesk.checks.written_pages import CLAIM_SCHEME
from factdesk.claims.claim import ClaimSummary
from factdesk.pages.urls import claim_address


def link_claims_in(nav: Navigation, claims: Mapping[str, ClaimSummary]) -> set[str]:
    """Resolve entries such as ``claim:bridge``, and return all addresses in the navigation.

    The theme makes the addresses relative to each page. An entry without a title gets the text of
    the claim. If its claim does not exist, as in a preview, it leads to the list of claims.
    """
    named = {page.url for page in nav.pages}
    for link in _links(nav.items):
        if link.url.startswith(CLAIM_SCHEME):
            slug, hash_, fragment = link.url.removeprefix(CLAIM_SCHEME).partition("#")
            link.url = claim_address(slug) + hash_ + fragment if slug in claims else "claims/"
            link.title = link.title or escape(claims[slug].claim if slug in claims else slug)
            named.add(link.url.partition("#")[0])
    return named


def _links(items: Iterable[StructureItem]) -> Iterator[Link]:
    for item in items:
        if isinstance(item, Link):
            yield item
        elif isinstance(item, Section):
            yield from _links(item.children)
