"""Pages in a browser whose errors fail the test that opened them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

from support.tabs import Tabs


@contextmanager
def watched_pages(tabs: Tabs, base: str, ignored: str = "404") -> Iterator[Callable[..., Page]]:
    """Yield a function that opens an address below ``base``; afterwards, assert no errors.

    Scripts' exceptions, dialogs and console errors count, except those that contain one of the
    words in ``ignored``.
    """
    errors: list[str] = []

    def note_error(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    with tabs.opener() as open_tab:

        def open_page(address: str = "", **options: Any) -> Page:
            page = open_tab(**options)
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.on("dialog", lambda dialog: errors.append(f"dialog {dialog.message}"))
            page.on("console", note_error)
            page.goto(base + address)
            return page

        yield open_page
    words = ignored.split()
    assert [error for error in errors if not any(word in error for word in words)] == []


def note_complaints(page: Page, complaints: list[str]) -> None:
    """Record everything that a page must not do: fail, violate the policy, contact other hosts."""

    def requested(request: Request) -> None:
        own = urlsplit(page.url).netloc
        asked = urlsplit(request.url)
        if own and asked.netloc != own and asked.scheme in ("http", "https", "ws", "wss"):
            complaints.append(f"{page.url} asks {request.url}")

    def said(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            complaints.append(f"{page.url}: {message.text} {message.location.get('url')}")

    page.on("request", requested)
    page.on("console", said)
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("dialog", lambda dialog: complaints.append(f"{page.url} says {dialog.message}"))
