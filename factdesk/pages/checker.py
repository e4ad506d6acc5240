"""The page ``/check/``, on which the checks run in the browser."""

from __future__ import annotations

from factdesk.pages.data_scripts import wording
from factdesk.pages.page import Page
from factdesk.pages.page_context import PageContext
from factdesk.pages.site import Site
from factdesk.pages.templating import render_macro
from factdesk.text.html import script_json
from factdesk.text.json_text import json_bytes

CHECK_ADDRESS = "check/"


def render_checker(site: Site) -> Page:
    """Return the page that checks a claim file."""
    context = PageContext(site, CHECK_ADDRESS)
    texts = script_json(json_bytes(wording(site.texts, "checking")))
    return Page(
        address=CHECK_ADDRESS,
        section="claims/",
        title=site.texts("checking.title"),
        description=site.texts("checking.intro"),
        body=render_macro("checker.html", "page", texts, context),
        head=render_macro("checker.html", "head", context),
        indexed=False,
    )
