"""Written pages: the places in them that the program fills, and their links to claims."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterator, Mapping
from html import escape

from markupsafe import Markup

from factdesk.checks.codes import CODES
from factdesk.claims.problem import Place, Problem
from factdesk.pages.urls import Linker, claim_address

#: What a written page may ask for, with ``<!-- factdesk:scale -->``.
DIRECTIVES = ("home", "scale", "checks")

#: Put into the head of every written page by our own template.
HEAD = "<!-- factdesk:head -->"

_DIRECTIVE = re.compile(r"<!--\s*factdesk:([a-z-]+)\s*-->")
_CLAIM_LINK = re.compile(r'href="claim:([^"#]*)(#[^"]*)?"')
_TYPED_LINK = re.compile(r"\]\(\s*<?claim:([^)\s>#]*)")
_LINK = re.compile(r'<a href="([^":#?]+)"[^>]*>(.*?)</a>', re.DOTALL)
_CODE = re.compile(r"^(```|~~~).*?^\1|`[^`\n]+`", re.DOTALL | re.MULTILINE)


def fill_directives(html: str, fragments: Mapping[str, Callable[[], Markup]]) -> str:
    """Return a page with each directive replaced by what it stands for; unknown ones by nothing."""
    nothing = Markup
    return _DIRECTIVE.sub(lambda match: str(fragments.get(match[1], nothing)()), html)


def link_claims(html: str, link: Linker, slugs: Collection[str]) -> str:
    """Return a page with its ``claim:slug`` links made; unknown ones lead to the list of claims."""

    def resolve(match: re.Match[str]) -> str:
        address = claim_address(match[1]) + (match[2] or "") if match[1] in slugs else "claims/"
        return f'href="{escape(link(address))}"'

    return _CLAIM_LINK.sub(resolve, html)


def unlink(html: str, page: str, absent: Collection[str]) -> str:
    """Return a page in which links to these addresses are their own text.

    ``page`` is its own address; all are relative to the site's root.
    """

    def resolve(match: re.Match[str]) -> str:
        return match[2] if posixpath.normpath(page + match[1]) in absent else match[0]

    return _LINK.sub(resolve, html) if absent else html


def written_problems(markdown: str, path: str, slugs: Collection[str]) -> Iterator[Problem]:
    """Yield a problem for each link to a claim that is not there, and each unknown directive.

    What stands in code is an example, and is passed over.
    """
    text = _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), markdown)
    for n, line in enumerate(text.splitlines(), 1):
        for match in _TYPED_LINK.finditer(line):
            if match[1] not in slugs:
                place = Place(path, n, match.start(1) + 1, max(len(match[1]), 1))
                yield CODES["FD505"].problem(f"there is no claim '{match[1]}'", place)
        for match in _DIRECTIVE.finditer(line):
            if match[1] not in DIRECTIVES:
                place = Place(path, n, match.start(1) + 1, len(match[1]))
                known = ", ".join(DIRECTIVES)
                message = f"nothing is known as 'factdesk:{match[1]}'"
                yield CODES["FD511"].problem(message, place, f"known are: {known}")
