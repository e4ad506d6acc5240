"""What the program gives to the host for each page of the site."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup


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
