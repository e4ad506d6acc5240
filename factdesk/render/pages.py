"""All pages that the program makes of a collection, beside those that people write."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from factdesk.claims.claim import Claim
from factdesk.render.articles import render_articles
from factdesk.render.claim import NOTHING, Extras, render_claim
from factdesk.render.corrections import render_corrections
from factdesk.render.lists import (
    Head,
    render_claimants,
    render_claims,
    render_hosts,
    render_topics,
    render_verdicts,
)
from factdesk.render.page import AnyPage
from factdesk.render.site import Site


def render_pages(
    site: Site, extras: Callable[[Claim], Extras] = lambda claim: NOTHING
) -> Iterator[AnyPage]:
    """Yield every page of a site; ``extras`` says what others add to a claim's page."""
    for claim in site.collection:
        yield render_claim(claim, site, extras(claim))
    yield from render_lists(site)


def render_lists(site: Site, topic_head: Head | None = None) -> Iterator[AnyPage]:
    """Yield every page that is not a claim's own; ``topic_head`` adds to the pages of a topic."""
    yield from render_claims(site)
    yield from render_hosts(site)
    yield from render_topics(site, topic_head)
    yield from render_verdicts(site)
    yield from render_claimants(site)
    yield from render_articles(site)
    yield from render_corrections(site)
