"""Render the lists of a collection, and the pages that a site has once, such as the form."""

from __future__ import annotations

from collections.abc import Iterator

from factdesk.config.site_config import Output
from factdesk.pages.articles import render_articles
from factdesk.pages.checker import render_checker
from factdesk.pages.corrections import render_corrections
from factdesk.pages.edit import render_edit
from factdesk.pages.health import render_health
from factdesk.pages.lists import (
    Head,
    render_claimants,
    render_claims,
    render_hosts,
    render_topics,
    render_verdicts,
)
from factdesk.pages.page import AnyPage
from factdesk.pages.site import Site


def render_lists(site: Site, topic_head: Head | None = None) -> Iterator[AnyPage]:
    """Yield every such page; ``topic_head`` adds to the head of a topic.

    The explorer, the search results, the claim pages, and the page about verification, which shows
    the log, are rendered by the build itself.
    """
    yield from render_claims(site)
    yield from render_hosts(site)
    yield from render_health(site)
    yield from render_topics(site, topic_head)
    yield from render_verdicts(site)
    yield from render_claimants(site)
    yield from render_articles(site)
    yield from render_corrections(site)
    if site.config.checker:
        yield render_checker(site)
    if site.preview or Output.EDIT in site.config.outputs:
        yield render_edit(site)
