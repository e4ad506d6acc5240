"""The pages of a site before they are inserted into the theme."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from factdesk.claims.claim import ClaimSummary
from factdesk.text.html import NO_HTML, Html


class Page(msgspec.Struct, frozen=True):
    """One page, ready to be inserted into a page shell.

    ``address`` is relative to the site's root and ends in a slash; ``section`` is the address of
    the navigation entry under which the page is shown. ``title`` and ``description`` are plain
    text. ``canonical`` is the address that search engines should show instead, if there is one.
    """

    address: str
    section: str
    title: str
    description: str
    body: Html
    head: Html = NO_HTML
    indexed: bool = True
    canonical: str = ""


class ListPage(msgspec.Struct, frozen=True):
    """One page of a long list, whose body is rendered on demand.

    The body depends on the claims in ``shows``, whose rows it contains, and on ``says``, everything
    else that can differ between two builds.
    """

    address: str
    section: str
    title: str
    description: str
    shows: Sequence[ClaimSummary]
    says: Sequence[str]
    make: Callable[[], Html]
    head: Html = NO_HTML

    @property
    def body(self) -> Html:
        """The HTML of the page. It is not cached: all pages together need much memory."""
        return self.make()


AnyPage = Page | ListPage
