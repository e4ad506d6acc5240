"""A page shell: the theme's page with slots for the parts that differ from page to page.

The theme renders one page of each kind with placeholders in the slots. This page is split at the
placeholders once, and every other page of the kind is a join of strings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

import msgspec

from factdesk.messages.catalogue import tr
from factdesk.pages.page import Page
from factdesk.pages.templating import render_macro
from factdesk.text.html import Html, escape, join_html

#: The parts of a page that differ within a kind. The theme itself contains none of these words.
SLOTS = ("title", "description", "canonical", "head", "body")
_SLOT = re.compile(r"fdslot0([a-z]+)0tolsdf")


class ShellError(Exception):
    """The theme's page cannot be split into a page shell."""


def placeholder(slot: str) -> Html:
    """Return the placeholder of a slot, for rendering a page shell."""
    return escape(f"fdslot0{slot}0tolsdf")


def parts(page: Page, site_url: str) -> dict[str, str]:
    """Return the values of the slots for one page, escaped; ``site_url`` may be empty."""
    head = page.head
    if not page.indexed:
        head = join_html([render_macro("atoms.html", "noindex"), head])
    return {
        "title": str(escape(page.title)),
        "description": str(escape(page.description)),
        "canonical": str(escape(site_url + (page.canonical or page.address))),
        "head": str(head),
        "body": str(page.body),
    }


class PageKind(msgspec.Struct, frozen=True):
    """The common properties of pages with the same shell: their navigation entry, and their depth.

    ``address`` is an example address of the kind, to which relative links refer.
    """

    section: str
    address: str

    @classmethod
    def of(cls, page: Page, named: Collection[str] = ()) -> PageKind:
        """Return the kind of a page; ``named`` are the addresses in the navigation."""
        return cls.at(page.address, page.section, named)

    @classmethod
    def at(cls, address: str, section: str, named: Collection[str] = ()) -> PageKind:
        """Return the kind of the page at an address.

        A page in the navigation is the only one of its kind, because it links to itself.
        """
        if address in named:
            return cls(section, address)
        above = section if address.startswith(section) else ""
        below = address.count("/") - above.count("/")
        return cls(section, above + "slot/" * below)


class PageShell(msgspec.Struct, frozen=True):
    """The constant pieces of a page, and the names of the slots between them."""

    constants: tuple[str, ...]
    slots: tuple[str, ...]

    @classmethod
    def cut(cls, html: str) -> PageShell:
        """Split a page that was rendered with placeholders.

        Raises:
            ShellError: title or body does not appear, or the body appears twice.
        """
        pieces = _SLOT.split(html)
        slots = tuple(pieces[1::2])
        if unknown := set(slots) - set(SLOTS):
            raise ShellError(
                tr("the theme's page has unknown slots: {names}", names=", ".join(sorted(unknown)))
            )
        if "title" not in slots or slots.count("body") != 1:
            raise ShellError(tr("the theme's page shows no title, or not exactly one body"))
        return cls(tuple(pieces[::2]), slots)

    def fill(self, values: Mapping[str, str]) -> str:
        """Return the page with these values, as returned by ``parts``, in its slots."""
        filled = [self.constants[0]]
        for slot, constant in zip(self.slots, self.constants[1:], strict=True):
            filled += (values[slot], constant)
        return "".join(filled)


class WrittenPage(msgspec.Struct, frozen=True):
    """A written page as MkDocs renders it, before its directives are replaced.

    ``text`` is its plain text, for the search.
    """

    address: str
    title: str
    description: str
    html: str
    text: str


class ThemeRenderer(msgspec.Struct, frozen=True):
    """The theme's part of a site.

    ``shell`` returns the page shell of a kind of page. ``render`` renders a page with the theme,
    which is slow. ``written`` has the written pages by their paths in the site, and ``named`` the
    addresses in the navigation. ``verified`` has page shells that an earlier build has compared
    with pages of this theme.
    """

    shell: Callable[[PageKind], PageShell]
    render: Callable[[Page], str]
    written: Mapping[str, WrittenPage]
    named: Collection[str] = ()
    verified: Mapping[PageKind, PageShell] = msgspec.field(default_factory=dict)
