"""The state of the recorded sources, from the report of the last health check."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from factdesk.claims.claim import ClaimSummary
from factdesk.evidence.health_report import Health, HealthEntry
from factdesk.pages.page import Page
from factdesk.pages.page_context import PageContext
from factdesk.pages.paging import numbered, slices
from factdesk.pages.site import Site
from factdesk.pages.templating import render_macro
from factdesk.pages.urls import claim_address, list_address
from factdesk.text.html import Html

_FOLDER = "sources/health"
#: In the order of the page, worst first; iterating over an enumeration is slow.
_STATES = tuple(Health)


class WatchedSource(NamedTuple):
    """An address with its state, and the claims of this site that cite it."""

    entry: HealthEntry
    claims: Sequence[ClaimSummary]


def render_health(site: Site) -> Iterator[Page]:
    """Yield pages with the counts of all states, and the sources that are not alive, worst first.

    Without a report there is no page.
    """
    watched = watched_sources(site)
    if not watched:
        return
    found = Counter(source.entry.state for source in watched)
    counts = [(state.name.lower(), found[state]) for state in _STATES]
    newest = max(source.entry.checked_at for source in watched).date()
    troubled = [source for source in watched if source.entry.state is not Health.ALIVE]
    title = site.texts("health.title")
    for slice_, part in slices(troubled, site.config.page_size):
        address = list_address(_FOLDER, slice_.number)
        context = PageContext(site, address)
        rows = [
            (entry.state.name.lower(), entry, [_link(claim, context) for claim in claims])
            for entry, claims in part
        ]
        yield Page(
            address=address,
            section="sources/",
            title=numbered(title, slice_.number, site),
            description=site.texts("health.described", site=site.config.site_name),
            body=render_macro(
                "health.html", "health", title, counts, newest, rows, slice_, context
            ),
        )


def health_link(context: PageContext) -> Html:
    """Return the link to these pages."""
    return render_macro("health.html", "link", context)


def watched_sources(site: Site) -> list[WatchedSource]:
    """Return the report's entries for addresses that this site cites, worst state first.

    A report may be older than the claims, and may name sources of drafts.
    """
    if not site.health:
        return []
    citing: dict[str, list[ClaimSummary]] = defaultdict(list)
    for claim in site.collection:
        for url in dict.fromkeys(claim.cited):
            citing[url].append(claim)
    watched = [
        WatchedSource(entry, citing[url]) for url, entry in site.health.items() if url in citing
    ]
    severity = {state: n for n, state in enumerate(_STATES)}
    return sorted(watched, key=lambda each: (severity[each.entry.state], each.entry.url))


def _link(claim: ClaimSummary, context: PageContext) -> tuple[str, ClaimSummary]:
    return context.link(claim_address(claim.slug)), claim
