"""Browser tabs that tests reuse.

A new context takes more than a second of CPU time. A page in a new tab takes twice the time of a
page in a used one, because the browser starts a process and compiles all scripts again. So a tab is
emptied after a test and kept for the next one with the same options.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from playwright.sync_api import Browser, BrowserContext, Error, Page, ViewportSize

DESKTOP: ViewportSize = {"width": 1280, "height": 900}

#: The maximum number of emptied tabs that are kept. Each has its own process.
_KEPT = 6

#: Options of a tab; all others are options of its context.
_MEDIA = ("color_scheme", "forced_colors", "reduced_motion")

#: Clears the storage of the page, and prevents further writes while the page is closed.
FORGET = """() => {
  localStorage.clear();
  sessionStorage.clear();
  Storage.prototype.setItem = () => {};
}"""


class _Tab(NamedTuple):
    page: Page
    context: str
    listeners: list[tuple[str, Any]]


class Tabs:
    """Opens tabs, with one context for each set of options."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: dict[str, BrowserContext] = {}
        self._empty: list[_Tab] = []

    @contextmanager
    def opener(self) -> Iterator[Callable[..., Page]]:
        """Yield a function that opens a tab with a viewport and options; empty its tabs at the end.

        Tabs that the pages opened themselves are closed. The option ``own`` names a context for
        those who need one: another reader, another clock, scripts that run in every page.
        """
        tabs: list[_Tab] = []
        popups: list[Page] = []

        def note_popup(page: Page) -> None:
            popups.append(page)

        def open_tab(viewport: Any = None, **options: Any) -> Page:
            media = {name: options.pop(name) for name in _MEDIA if name in options}
            tab = self._tab(options)
            tabs.append(tab)
            tab.page.on("popup", note_popup)
            if tab.page.viewport_size != (viewport or DESKTOP):
                tab.page.set_viewport_size(viewport or DESKTOP)
            if media:
                tab.page.emulate_media(**media)
            return tab.page

        try:
            yield open_tab
        finally:
            for page in popups:
                page.close()
            for tab in tabs:
                self._keep(tab)

    def _tab(self, options: dict[str, Any]) -> _Tab:
        """Return an empty tab in the context with these options."""
        key = repr(sorted(options.items()))
        for n, tab in enumerate(self._empty):
            if tab.context == key:
                return self._empty.pop(n)
        if key not in self._contexts:
            options = {name: value for name, value in options.items() if name != "own"}
            self._contexts[key] = self._browser.new_context(viewport=DESKTOP, **options)
        page = self._contexts[key].new_page()
        listeners: list[tuple[str, Any]] = []

        def on(event: Any, listener: Any) -> None:
            listeners.append((event, listener))
            Page.on(page, event, listener)

        page.on = on  # type: ignore[assignment, method-assign]
        return _Tab(page, key, listeners)

    def _keep(self, tab: _Tab) -> None:
        """Empty a tab, and keep it unless there are enough."""
        page = tab.page
        if page.is_closed():
            return
        for event, listener in tab.listeners:
            page.remove_listener(event, listener)
        tab.listeners.clear()
        with suppress(Error):  # a page may have no storage, or no scripts
            page.evaluate(FORGET)
        page.unroute_all()
        page.context.unroute_all()
        page.goto("about:blank")
        page.mouse.move(0, 0)
        page.emulate_media(
            media="null",
            color_scheme="light",
            forced_colors="none",
            reduced_motion="no-preference",
        )
        self._empty.append(tab)
        if len(self._empty) > _KEPT:
            self._empty.pop(0).page.close()
