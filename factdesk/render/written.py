"""Written pages: the places in ``docs/`` that the program fills, and links from there to claims."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import escape

from markupsafe import Markup

from factdesk.checks.codes import LINK_TO_NO_CLAIM
from factdesk.claims.problem import Place, Problem
from factdesk.render.addresses import Linker, claim_address

_DIRECTIVE = re.compile(r"<!--\s*factdesk:([a-z-]+)\s*-->")
_CLAIM_LINK = re.compile(r'href="claim:([^"#]*)(#[^"]*)?"')
_CLAIM_LINK_TYPED = re.compile(r"\]\(\s*<?claim:([^)\s>#]*)")


class UnknownDirective(ValueError):
    """A written page asks for something that the program does not know."""


def fill_directives(html: str, fragments: Mapping[str, Callable[[], Markup]]) -> str:
    """Return the page with each ``<!-- factdesk:name -->`` replaced by what it stands for.

    Raises:
        UnknownDirective: a name is not among the fragments.
    """

    def fill(match: re.Match[str]) -> str:
        if match[1] not in fragments:
            known = ", ".join(sorted(fragments))
            raise UnknownDirective(f"there is no directive 'factdesk:{match[1]}'; known are: {known}")
        return str(fragments[match[1]]())

    return _DIRECTIVE.sub(fill, html)


def link_claims(html: str, link: Linker, slugs: Mapping[str, object]) -> str:
    """Return the page with its ``claim:slug`` links leading to the claims; unknown ones lead nowhere."""

    def resolve(match: re.Match[str]) -> str:
        slug, fragment = match[1], match[2] or ""
        address = claim_address(slug) + fragment if slug in slugs else "claims/"
        return f'href="{escape(link(address))}"'

    return _CLAIM_LINK.sub(resolve, html)


def broken_claim_links(markdown: str, path: str, slugs: Mapping[str, object]) -> Iterator[Problem]:
    """Yield a problem for each link of a written page to a claim that is not there."""
    for n, line in enumerate(markdown.splitlines(), 1):
        for match in _CLAIM_LINK_TYPED.finditer(line):
            if match[1] not in slugs:
                place = Place(path, n, match.start(1) + 1, max(len(match[1]), 1))
                yield LINK_TO_NO_CLAIM.problem(f"there is no claim '{match[1]}'", place)
