"""Tabs of one browser, opened in contexts that tests share.

A new context takes more than a second of CPU time, a new tab a third of that. Each test has tabs of
its own, and what their pages stored is removed when they are closed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page, ViewportSize

DESKTOP: ViewportSize = {"width": 1280, "height": 900}

#: Options that a tab can have by itself; all others are options of its context.
_MEDIA = ("color_scheme", "forced_colors", "reduced_motion")

_FORGET = "() => { localStorage.clear(); sessionStorage.clear(); }"


class Tabs:
    """Opens tabs, with one context for each set of options."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: dict[str, BrowserContext] = {}

    @contextmanager
    def opener(self) -> Iterator[Callable[..., Page]]:
        """Yield a function that opens a tab with a viewport and options; close its tabs at the end.

        Tabs that the pages opened themselves are closed as well. The option ``own`` names a context
        for those who need one: another reader, another clock.
        """
        pages: list[Page] = []

        def note(page: Page) -> None:
            pages.append(page)

        def open_tab(viewport: Any = None, **options: Any) -> Page:
            media = {name: options.pop(name) for name in _MEDIA if name in options}
            page = self._context(options).new_page()
            note(page)
            page.on("popup", note)
            page.set_viewport_size(viewport or DESKTOP)
            if media:
                page.emulate_media(**media)
            return page

        try:
            yield open_tab
        finally:
            for page in pages:
                _close(page)

    def _context(self, options: dict[str, Any]) -> BrowserContext:
        key = repr(sorted(options.items()))
        if key not in self._contexts:
            options = {name: value for name, value in options.items() if name != "own"}
            self._contexts[key] = self._browser.new_context(**options)
        return self._contexts[key]


def _close(page: Page) -> None:
    if not page.is_closed():
        with suppress(Error):  # a page may have no storage, or no scripts
            page.evaluate(_FORGET)
        page.context.unroute_all()
        page.close()
