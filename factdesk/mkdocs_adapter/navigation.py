"""The host's navigation, with the claims that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from markupsafe import escape
from mkdocs.structure import StructureItem
from mkdocs.structure.nav import Link, Navigation, Section

from factdesk.claims.claim import ClaimSummary
from factdesk.pages.navigation import claim_link, linked_claim


def lead_to_claims(nav: Navigation, claims: Mapping[str, ClaimSummary]) -> set[str]:
    """Make entries such as ``claim:bridge`` lead to claims, and return every address named.

    The theme makes such a link relative to each page, as it does with those of its own. An entry
    without a title bears the claim itself.
    """
    named = {page.url for page in nav.pages}
    for link in _links(nav.items):
        if found := linked_claim(link.url):
            slug, fragment = found
            link.url = claim_link(slug, fragment, claims)
            link.title = link.title or escape(claims[slug].claim if slug in claims else slug)
            named.add(link.url.partition("#")[0])
    return named


def _links(items: Iterable[StructureItem]) -> Iterator[Link]:
    for item in items:
        if isinstance(item, Link):
            yield item
        elif isinstance(item, Section):
            yield from _links(item.children)
