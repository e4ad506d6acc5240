"""What the program puts into written pages, and over pages in a preview."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Protocol

from markupsafe import Markup

from factdesk.claims.problem import Problem
from factdesk.pages.page_context import PageContext, language_attributes
from factdesk.pages.site import Site
from factdesk.pages.templating import render_macro


class Check(Protocol):
    """What a published check says of itself, see ``factdesk.checks.codes``."""

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


def render_scale(site: Site) -> Markup:
    """Return the verdicts with their definitions, best first."""
    return render_macro(
        "fragments.html", "scale", site.config.scale.verdicts, PageContext(site, "")
    )


def render_checks(checks: Iterable[Check], site: Site) -> Markup:
    """Return all checks by family, each at ``#fd203``; their texts are in English."""
    ordered = sorted(checks, key=lambda check: check.code)
    families = [
        (family, list(each)) for family, each in groupby(ordered, lambda check: check.code[2])
    ]
    english = language_attributes("en", site.config.language)
    return render_macro("fragments.html", "checks", families, english, PageContext(site, ""))


def render_problems(problems: Sequence[Problem], site: Site) -> Markup:
    """Return what a preview shows over the last good page when claim files are broken."""
    return (
        render_macro("fragments.html", "problems", problems, PageContext(site, ""))
        if problems
        else Markup("")
    )


def render_not_found(site: Site, root: str) -> Markup:
    """Return the body of the page for addresses that lead nowhere.

    It is served at any depth, so its links begin at ``root``, the path of the site on its host.
    """
    suffix = "index.html" if site.offline else ""
    return render_macro("fragments.html", "not_found", root, suffix, PageContext(site, ""))
