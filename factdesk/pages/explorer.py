"""The explorer at ``/claims/``: all claims, with filters, sorting and search.

The page contains the newest claims and the form; all other data is loaded on first use. Without
JavaScript, it is the first page of a plain list.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from factdesk.pages.data_scripts import wording
from factdesk.pages.facets import Facet
from factdesk.pages.page import Page
from factdesk.pages.page_context import PageContext
from factdesk.pages.paging import slices
from factdesk.pages.row_models import row_models
from factdesk.pages.rows import claim_rows
from factdesk.pages.site import Site
from factdesk.pages.templating import render_macro
from factdesk.site_texts.texts import SiteTexts
from factdesk.text.dates import PartialDate
from factdesk.text.html import Html, script_json
from factdesk.text.json_text import json_bytes

EXPLORER_ADDRESS = "claims/"

#: The number of values that a collapsed long facet shows; also in ``assets/factdesk/facet.js``.
SHORT = 8


def render_explorer(site: Site, facets: Sequence[Facet]) -> Page:
    """Return the explorer's page; its size does not grow with the collection."""
    context = PageContext(site, EXPLORER_ADDRESS)
    claims = site.collection.claims
    slice_, newest = next(slices(claims, site.config.page_size))
    return Page(
        address=EXPLORER_ADDRESS,
        section=EXPLORER_ADDRESS,
        title=site.texts("list.claims"),
        description=site.texts("list.claims_described", site=site.config.site_name),
        body=render_macro(
            "explorer.html",
            "page",
            facets,
            SHORT,
            len(claims),
            claim_rows(newest, context),
            slice_,
            row_models(site, context),
            _script_data(site, context),
            context,
        ),
        head=render_macro("explorer.html", "head", context),
    )


def _script_data(site: Site, context: PageContext) -> Html:
    """Return the data with which the script writes rows and counts, as JSON."""
    values: dict[str, Any] = {
        **wording(site.texts, "explorer"),
        "size": site.config.page_size,
        "open": context.link("claims/{slug}/"),
        "dates": date_patterns(site.texts),
    }
    return script_json(json_bytes(values))


def date_patterns(texts: SiteTexts) -> dict[str, Any]:
    """Return the format of short dates: a pattern for each month, with and without a day.

    The patterns are derived from formatted dates whose year and day appear nowhere else in them.
    """
    days = [texts.date(PartialDate(2222, month, 28), "short") for month in range(1, 13)]
    months = [texts.date(PartialDate(2222, month), "short") for month in range(1, 13)]
    before, after = days[10].split("28", 1)
    first = texts.date(PartialDate(2222, 11, 1), "short")
    return {
        "days": [text.replace("28", "{d}", 1).replace("2222", "{y}") for text in days],
        "months": [text.replace("2222", "{y}") for text in months],
        "first": first.removeprefix(before).removesuffix(after),
    }
