"""The facets of the explorer, with the number of claims for each value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import msgspec
from msgspec import structs

from factdesk.claims.claim import ClaimSummary
from factdesk.claims.verdicts import Verdict
from factdesk.claims.vocabulary import Kind, Status
from factdesk.collection.collection import Group
from factdesk.pages.site import Site
from factdesk.text.hosts import display_host


class FacetValue(msgspec.Struct, frozen=True):
    """One value of a facet: ``slug`` in the address, ``label`` for readers, and its claims."""

    slug: str
    label: str
    claims: Sequence[ClaimSummary]
    verdict: Verdict | None = None


class Facet(msgspec.Struct, frozen=True):
    """A property by which claims can be filtered.

    ``long`` is empty if all values are always shown. ``ordered`` shows the first values,
    ``frequent`` those of most of the claims found.
    """

    name: str
    values: Sequence[FacetValue]
    long: str = ""


def facets(site: Site) -> list[Facet]:
    """Return the facets in the order of the page.

    A verdict counts only for published reviews, as in the list of each verdict.
    """
    claims = site.collection
    return [
        Facet("verdict", [_of_verdict(group, site) for group in claims.verdicts]),
        Facet("topic", _frequent(claims.topics), "frequent"),
        Facet("claimant", _frequent(claims.claimants), "frequent"),
        Facet("year", _years(claims), "ordered"),
        Facet("kind", _kinds(site)),
        Facet("status", _statuses(site)),
        Facet("source", _hosts(claims.hosts), "frequent"),
    ]


def _of_verdict(group: Group, site: Site) -> FacetValue:
    return FacetValue(group.slug, group.name, group.claims, site.verdict(group.slug))


def _frequent(groups: Iterable[Group]) -> list[FacetValue]:
    ranked = sorted(groups, key=lambda group: -len(group.claims))  # the names stay in order
    return [FacetValue(group.slug, group.name, group.claims) for group in ranked]


def _hosts(groups: Iterable[Group]) -> list[FacetValue]:
    return [
        structs.replace(value, label=display_host(f"https://{value.label}/"))
        for value in _frequent(groups)
    ]


def _years(claims: Iterable[ClaimSummary]) -> list[FacetValue]:
    found: dict[int, list[ClaimSummary]] = defaultdict(list)
    for claim in claims:
        if claim.claimed_on:
            found[claim.claimed_on.year].append(claim)
    return [FacetValue(str(year), str(year), found[year]) for year in sorted(found, reverse=True)]


def _kinds(site: Site) -> list[FacetValue]:
    found: dict[Kind, list[ClaimSummary]] = defaultdict(list)
    for claim in site.collection:
        if claim.kind:
            found[claim.kind].append(claim)
    return [
        FacetValue(kind, site.texts(f"claim.kind_{kind}"), found[kind])
        for kind in Kind
        if kind in found
    ]


def _statuses(site: Site) -> list[FacetValue]:
    found: dict[Status, list[ClaimSummary]] = {status: [] for status in Status}
    for claim in site.collection:
        found[claim.status].append(claim)
    if not site.preview:
        del found[Status.DRAFT]
    if not found[Status.EXPLAINED]:  # most sites have no explained claims
        del found[Status.EXPLAINED]
    return [
        FacetValue(status, site.texts(f"explorer.status_{status}"), claims)
        for status, claims in found.items()
    ]
