"""The page of search results at ``/search/?q=…``, which a script fills from the full-text index."""

from __future__ import annotations

from factdesk.pages.data_scripts import wording
from factdesk.pages.page import Page
from factdesk.pages.page_context import PageContext
from factdesk.pages.repository import github_links
from factdesk.pages.site import Site
from factdesk.pages.templating import render_macro
from factdesk.text.html import script_json
from factdesk.text.json_text import json_bytes

SEARCH_ADDRESS = "search/"


def render_search(site: Site) -> Page:
    """Return the page; without JavaScript, it leads to the list of all claims."""
    context = PageContext(site, SEARCH_ADDRESS)
    data = script_json(json_bytes(wording(site.texts, "search")))
    suggest = github_links(site.config).get("suggest", "")
    return Page(
        address=SEARCH_ADDRESS,
        section="",
        title=site.texts("search.label"),
        description=site.texts("search.described", site=site.config.site_name),
        body=render_macro("search.html", "page", data, suggest, context),
        indexed=False,
    )
