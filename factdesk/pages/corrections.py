"""The pages with all corrections and withdrawals, newest first."""

from __future__ import annotations

from collections.abc import Iterator

from factdesk.collection.collection import Change
from factdesk.pages.changes import HistoryEntry, history_entry
from factdesk.pages.page import Page
from factdesk.pages.page_context import PageContext
from factdesk.pages.paging import numbered, slices
from factdesk.pages.site import Site
from factdesk.pages.templating import render_macro
from factdesk.pages.urls import claim_address, list_address


def render_corrections(site: Site) -> Iterator[Page]:
    """Yield the pages of all public changes; if there are none, one page that says so."""
    title = site.texts("corrections.title")
    for slice_, changes in slices(site.collection.changes, site.config.page_size):
        address = list_address("corrections", slice_.number)
        context = PageContext(site, address)
        entries = [linked_entry(change, context) for change in changes]
        policy = context.own_page(site.config.publisher.corrections_policy)
        yield Page(
            address=address,
            section="corrections/",
            title=numbered(title, slice_.number, site),
            description=site.texts("corrections.described", site=site.config.site_name),
            body=render_macro("corrections.html", "page", title, entries, slice_, policy, context),
        )


def linked_entry(change: Change, context: PageContext) -> tuple[Change, HistoryEntry, str]:
    """Return a change with its text and the link to the review's history."""
    link = context.link(f"{claim_address(change.claim.slug)}#history")
    return change, history_entry(change.claim, change.what, context), link
