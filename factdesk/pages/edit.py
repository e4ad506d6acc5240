"""The form at ``/edit/`` for new claims and changes to existing ones.

In a preview, it saves files through the preview's server. A published site has no server, so the
form passes the file to GitHub or offers it as a download.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from factdesk.claims.claim import Claim
from factdesk.claims.descriptions import field_names
from factdesk.config.mkdocs_yml import CLAIMS
from factdesk.pages.bookmarklet import bookmarklet
from factdesk.pages.data_scripts import wording
from factdesk.pages.explorer import date_patterns
from factdesk.pages.form_fields import file_sections, form_sections, required_by_status
from factdesk.pages.page import Page
from factdesk.pages.page_context import PageContext
from factdesk.pages.repository import github_links
from factdesk.pages.site import Site
from factdesk.pages.templating import render_macro
from factdesk.pages.urls import EDIT_ADDRESS
from factdesk.site_texts.texts import SiteTexts
from factdesk.text.html import Html, script_json
from factdesk.text.json_text import json_bytes
from factdesk.text.slugs import RESERVED


def render_edit(site: Site) -> Page:
    """Return the page with the form."""
    context = PageContext(site, EDIT_ADDRESS)
    texts = site.texts
    sections = form_sections(texts)
    return Page(
        address=EDIT_ADDRESS,
        section="claims/",
        title=texts("edit.new"),
        description=texts("edit.intro"),
        body=render_macro(
            "edit.html",
            "edit",
            sections,
            _folders(site),
            script_json(json_bytes(_script_data(site, context))),
            bookmarklet(),
            context,
        ),
        head=render_macro("edit.html", "head", context),
        indexed=False,
    )


def _contact(site: Site, context: PageContext) -> str:
    """Return where a file can be sent to the editors; empty if the site names no place."""
    publisher = site.config.publisher
    return f"mailto:{publisher.email}" if publisher.email else context.own_page(publisher.contact)


def render_edit_bar(site: Site, root: str, slug: str) -> Html:
    """Return the links to the form that a preview shows on its pages.

    ``root`` is the path of the site, and ``slug`` that of the claim on the page, if there is one.
    """
    return render_macro("edit.html", "bar", f"{root}{EDIT_ADDRESS}", slug, PageContext(site, ""))


def file_headings(texts: SiteTexts) -> list[tuple[str, list[str]]]:
    """Return the headings of a new claim file, each with the names of its fields."""
    return [(texts(f"edit.heading_{section}"), names) for section, names in file_sections().items()]


def _folders(site: Site) -> list[str]:
    """Return the folders inside the claims folder that contain claims."""
    start = f"{_claims_folder(site)}/"
    paths = [claim.path for claim in site.collection.claims if claim.path.startswith(start)]
    return sorted({path.removeprefix(start).rpartition("/")[0] for path in paths} - {""})


def _claims_folder(site: Site) -> str:
    """Return the name of the claims folder in the repository."""
    folder = PurePosixPath(site.config.claims_dir)
    # A site can be built with other claims, from anywhere on a disk.
    return CLAIMS if folder.is_absolute() or ".." in folder.parts else str(folder)


def _script_data(site: Site, context: PageContext) -> dict[str, Any]:
    """Return the data of the script in addition to the form."""
    return {
        **wording(site.texts, "edit"),
        "checker": bool(site.config.checker) and not site.preview,
        "mode": "serve" if site.preview else "site",
        "required": required_by_status(),
        "headings": file_headings(site.texts),
        "reserved": sorted(RESERVED),
        "orders": {".".join(map(str, path)): names for path, names in field_names(Claim).items()},
        "github": github_links(site.config),
        "folder": _claims_folder(site),
        "contact": _contact(site, context),
        "open": context.link("claims/{slug}/"),
        "dates": date_patterns(site.texts),
    }
