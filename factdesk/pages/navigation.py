"""The navigation's links to claims: ``claim:slug`` in the place of a page or an address."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from factdesk.checks.codes import CODES
from factdesk.claims.problem import Place, Problem
from factdesk.pages.urls import claim_address

_SCHEME = "claim:"


def linked_claim(target: str) -> tuple[str, str] | None:
    """Return slug and fragment (``#…`` or nothing) of an entry's target; None if it is no claim."""
    if not target.startswith(_SCHEME):
        return None
    slug, hash_, fragment = target.removeprefix(_SCHEME).partition("#")
    return slug, hash_ + fragment


def claim_link(slug: str, fragment: str, slugs: Collection[str]) -> str:
    """Return where an entry leads, from the site's root; without the claim, to all claims."""
    return claim_address(slug) + fragment if slug in slugs else "claims/"


def navigation_problems(
    nav: object, text: str, path: str, slugs: Collection[str]
) -> Iterator[Problem]:
    """Yield a problem for each claim that the navigation names and that is not there.

    ``nav`` is the option as the configuration has it, ``text`` the configuration's file.
    """
    for target in dict.fromkeys(_targets(nav)):
        found = linked_claim(target)
        if found and found[0] not in slugs:
            yield CODES["FD505"].problem(
                f"there is no claim '{found[0]}'", _place(target, text, path, len(found[0]))
            )


def _targets(entry: object) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, Mapping | list):
        for below in entry.values() if isinstance(entry, Mapping) else entry:
            yield from _targets(below)


def _place(target: str, text: str, path: str, length: int) -> Place:
    """Return where an entry stands; what another file or a plugin brings in is not found."""
    match = re.search(rf"^[^#\n]*?({re.escape(target)})(?![\w-])", text, re.MULTILINE)
    if not match:
        return Place(path)
    line = text.count("\n", 0, match.start(1)) + 1
    column = match.start(1) - text.rfind("\n", 0, match.start(1)) + len(_SCHEME)
    return Place(path, line, column, max(length, 1))
