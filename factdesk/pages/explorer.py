"""The explorer at ``/claims/``: all claims, to be filtered, sorted and searched.

The page carries the newest claims and the form; everything else is loaded when a reader begins.
Without a script it is the first page of a plain list.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup
from pydantic_core import to_json

from factdesk.i18n.messages import Messages
from factdesk.pages.data_scripts import wording
from factdesk.pages.facets import Facet
from factdesk.pages.page import Page
from factdesk.pages.page_context import PageContext
from factdesk.pages.paging import slices
from factdesk.pages.row_models import row_models
from factdesk.pages.rows import claim_rows
from factdesk.pages.site import Site
from factdesk.pages.templating import render_macro
from factdesk.text.dates import PartialDate

ADDRESS = "claims/"

#: Values that a long facet shows before it is opened; the same in ``assets/factdesk/facet.js``.
SHORT = 8


def render_explorer(site: Site, facets: Sequence[Facet]) -> Page:
    """Return the explorer's page; its size does not grow with the collection."""
    context = PageContext(site, ADDRESS)
    claims = site.collection.claims
    place, newest = next(slices(claims, site.config.page_size))
    return Page(
        address=ADDRESS,
        section=ADDRESS,
        title=site.messages("list.claims"),
        description=site.messages("list.claims_described", site=site.config.site_name),
        body=render_macro(
            "explorer.html",
            "page",
            facets,
            SHORT,
            len(claims),
            claim_rows(newest, context),
            place,
            row_models(site, context),
            _for_the_script(site, context),
            context,
        ),
    )


def _for_the_script(site: Site, context: PageContext) -> Markup:
    """Return what the script needs to write rows and counts, as JSON that is safe in the page."""
    values: dict[str, Any] = {
        **wording(site.messages, "explorer"),
        "size": site.config.page_size,
        "open": context.link("claims/{slug}/"),
        "dates": date_patterns(site.messages),
    }
    return Markup(to_json(values).decode().replace("<", "\\u003c"))  # noqa: S704


def date_patterns(messages: Messages) -> dict[str, Any]:
    """Return how the language writes short dates: a pattern for each month, with and without a day.

    Taken from dates that it has written: of a year and a day that look like nothing else in them.
    """
    days = [messages.date(PartialDate(2222, month, 28), "short") for month in range(1, 13)]
    months = [messages.date(PartialDate(2222, month), "short") for month in range(1, 13)]
    return {
        "days": [text.replace("28", "{d}", 1).replace("2222", "{y}") for text in days],
        "months": [text.replace("2222", "{y}") for text in months],
        "padded": messages.date(PartialDate(2222, 11, 1), "short")
        == days[10].replace("28", "01", 1),
    }
