"""HTML that the program inserts into written pages, and that a preview shows on top of pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Protocol

from factdesk.claims.file_names import is_claim_path
from factdesk.claims.problem import Problem
from factdesk.messages.catalogue import is_translated, messages_in, tr
from factdesk.pages.page_context import PageContext, language_attributes
from factdesk.pages.site import Site
from factdesk.pages.templating import render_macro
from factdesk.pages.urls import EDIT_ADDRESS
from factdesk.reading.folder import name_in
from factdesk.text.html import NO_HTML, Html


class DocumentedCheck(Protocol):
    """The texts of a check, see ``factdesk.checks.codes``."""

    @property
    def code(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def why(self) -> str: ...
    @property
    def hint(self) -> str: ...


def render_scale(site: Site) -> Html:
    """Return the verdicts with their definitions, best first."""
    verdicts = site.config.scale.verdicts
    return render_macro("fragments.html", "scale", verdicts, PageContext(site, ""))


def render_checks(checks: Iterable[DocumentedCheck], site: Site) -> Html:
    """Return all checks by family, each at a fragment such as ``#fd203``.

    They are in the language of the site, or in English if they are not translated.
    """
    ordered = sorted(checks, key=lambda check: check.code)
    families = [
        (family, list(members)) for family, members in groupby(ordered, lambda c: c.code[2])
    ]
    language = site.config.language
    english = "" if is_translated(language) else language_attributes("en", language)
    with messages_in(language):
        context = PageContext(site, "")
        return render_macro("fragments.html", "checks", families, english, tr, context)


def render_problems(problems: Sequence[Problem], site: Site, edit_root: str = "") -> Html:
    """Return the problems that a preview shows on top of the last good page.

    With the path of the site as ``edit_root``, each problem has a link to the form of its claim.
    """
    if not problems:
        return NO_HTML
    claims = f"{name_in(site.config.root, site.config.claims_folder)}/"
    links: dict[str, str] = {}
    for path in {problem.place.path for problem in problems} if edit_root else ():
        name = path.rpartition("/")[2]
        if path.startswith(claims) and is_claim_path(path.removeprefix(claims)):
            links[path] = f"{edit_root}{EDIT_ADDRESS}?claim={name.removesuffix('.yml')}"
    return render_macro("fragments.html", "problems", problems, links, PageContext(site, ""))


def render_failure(message: str) -> Html:
    """Return what a preview shows on top of the last good page if the rebuild failed."""
    return render_macro("fragments.html", "failure", message)


def render_overlay(content: Html) -> Html:
    """Return the element in which a preview shows something on top of a page."""
    return render_macro("fragments.html", "overlay", content)


def render_not_found(site: Site, root: str) -> Html:
    """Return the body of the 404 page.

    It is served at any depth, so its links begin with ``root``, the path of the site on its host.
    """
    suffix = "index.html" if site.offline else ""
    return render_macro("fragments.html", "not_found", root, suffix, PageContext(site, ""))
