"""Parse addresses by the WHATWG URL standard, with ada or, in a browser, with its own parser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ada_url import URL

_ATTRIBUTES = (
    "href", "protocol", "username", "password", "host", "hostname", "port", "pathname", "search"
)  # fmt: skip


class _BrowserUrl:
    """An address parsed by the browser that runs this program, with the attributes of ada's."""

    def __init__(self, text: str) -> None:
        import js  # type: ignore[import-not-found]  # Pyodide has it
        from pyodide.ffi import JsException  # type: ignore[import-not-found]

        try:
            url: Any = js.URL.new(text)
        except JsException as error:
            raise ValueError(text) from error
        # Chromium encodes characters in a host that the standard forbids there.
        if "%" in str(url.hostname):
            raise ValueError(text)
        for name in _ATTRIBUTES:
            setattr(self, name, str(getattr(url, name)))


def whatwg_url(text: str) -> URL:
    """Return a parsed address.

    Raises:
        ValueError: it is not valid.
    """
    return _URL(text)


try:
    from ada_url import URL as _URL
except ImportError:
    _URL = _BrowserUrl  # type: ignore[assignment,misc]
