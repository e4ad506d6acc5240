"""Written pages: the directives that the program replaces, and their links to claims."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from html import escape

from factdesk.checks.written_pages import DIRECTIVE
from factdesk.pages.urls import Linker, claim_address
from factdesk.text.html import Html

#: Put into the head of every written page by our own template.
HEAD = "<!-- factdesk:head -->"

_CLAIM_LINK = re.compile(r'href="claim:([^"#]*)(#[^"]*)?"')
_LINK = re.compile(r'<a href="([^":#?]+)"[^>]*>(.*?)</a>', re.DOTALL)


def fill_directives(html: str, fragments: Mapping[str, Callable[[], Html]]) -> str:
    """Return a page with each directive replaced by its HTML; unknown ones are removed."""
    return DIRECTIVE.sub(
        lambda match: str(fragments[match[1]]()) if match[1] in fragments else "", html
    )


def link_claims(html: str, link: Linker, slugs: Collection[str]) -> str:
    """Return a page with its ``claim:slug`` links resolved; unknown ones lead to all claims."""

    def resolve(match: re.Match[str]) -> str:
        address = claim_address(match[1]) + (match[2] or "") if match[1] in slugs else "claims/"
        return f'href="{escape(link(address))}"'

    return _CLAIM_LINK.sub(resolve, html)


def unlink(html: str, page: str, absent: Collection[str]) -> str:
    """Return a page in which links to these addresses are replaced by their text.

    ``page`` is its own address; all are relative to the site's root.
    """

    def resolve(match: re.Match[str]) -> str:
        return match[2] if posixpath.normpath(page + match[1]) in absent else match[0]

    return _LINK.sub(resolve, html) if absent else html
