"""What the program gives to the host for each page of the site."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from factdesk.claims.claim import ClaimSummary


@dataclass(frozen=True, slots=True)
class Page:
    """One page, ready to be put into the theme's frame.

    ``address`` is relative to the site's root and ends in a slash; ``section`` is the address of
    the navigation entry that it belongs under. ``title`` and ``description`` are plain text;
    ``body`` and ``head`` are HTML that is safe already.
    """

    address: str
    section: str
    title: str
    description: str
    body: Markup
    head: Markup = Markup("")  # noqa: RUF009  # immutable
    indexed: bool = True


@dataclass(frozen=True)
class ListPage:
    """One page of a long list, whose body is made when it is asked for.

    On it stand the lines of the claims that it ``shows``, and ``says`` is whatever else is not the
    same for all pages at this address: while both are what they were, the body is, too.
    """

    address: str
    section: str
    title: str
    description: str
    shows: Sequence[ClaimSummary]
    says: Sequence[str]
    make: Callable[[], Markup]
    head: Markup = Markup("")  # noqa: RUF009  # immutable

    @property
    def body(self) -> Markup:
        """The HTML of the page, safe already; made each time, for all together are large."""
        return self.make()


AnyPage = Page | ListPage
