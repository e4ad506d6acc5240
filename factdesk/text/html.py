"""HTML that the program itself has put together."""

from __future__ import annotations

from markupsafe import Markup


def trusted(html: str) -> Markup:
    """Return HTML as such; whoever calls this has escaped every value in it."""
    return Markup(html)  # noqa: S704  # the one place where a string becomes HTML
