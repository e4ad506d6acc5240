"""Pages in a browser whose errors fail the test that opened them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page


@contextmanager
def watched_pages(
    browser: Browser, base: str, ignored: str = "404"
) -> Iterator[Callable[..., Page]]:
    """Yield a function that opens an address below ``base``; afterwards, assert no errors.

    Scripts' exceptions, dialogs and console errors count, except those that contain one of the
    words in ``ignored``.
    """
    contexts = []
    errors: list[str] = []

    def note_error(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    def open_page(address: str = "", **options: Any) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("dialog", lambda dialog: errors.append(f"dialog {dialog.message}"))
        page.on("console", note_error)
        page.goto(base + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    words = ignored.split()
    assert [error for error in errors if not any(word in error for word in words)] == []
