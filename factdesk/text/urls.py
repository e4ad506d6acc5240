"""The one place that decides what a safe address is."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

import ada_url

MAX_LENGTH = 2000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SCHEMES = ("http:", "https:")
# Most addresses are of this shape, which every browser reads as it is written: a lower-case name of
# ASCII that is no number, and a path without dots to resolve. Parsing costs twenty times as much.
_AS_WRITTEN = re.compile(
    r"https?://(?!(?:[a-z0-9.-]*\.)?xn--)((?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63})"
    r"/(?:(?!\.)[\w.~+,=:@-]*/)*(?!\.)[\w.~+,=:@-]*(?:\?[\w.~+,=:@&/%-]*)?",
    re.ASCII,
)


class BadURL(ValueError):
    """An address that is not published; the message says what is wrong with it."""


@lru_cache(maxsize=65536)
def parse_url(text: str) -> str:
    """Return the address as a browser will read it; what is published is what was typed.

    Raises:
        BadURL: not an absolute http or https address, too long, with a user name or password, or
            not parsed by the rules of https://url.spec.whatwg.org.
    """
    if len(text) > MAX_LENGTH:
        raise BadURL(f"this address is longer than {MAX_LENGTH} characters")
    if _AS_WRITTEN.fullmatch(text):
        return text
    if text != text.strip() or _CONTROL.search(text):
        raise BadURL("an address has no control characters, and no space before or after it")
    scheme = text.partition(":")[0].lower()
    if scheme not in ("http", "https"):
        raise BadURL("this address is not http or https")
    if not text[len(scheme) :].startswith("://"):
        raise BadURL("an address begins with https:// or http://")
    try:
        url = ada_url.URL(text)
    except ValueError as error:
        raise BadURL("this is not a valid address") from error
    if url.username or url.password:
        raise BadURL("an address carries no user name or password")
    if url.protocol not in _SCHEMES or not url.hostname.strip("."):
        raise BadURL("this address has no host")
    return str(url.href)


def host_of(url: str) -> str:
    """Return the host of an address that was parsed here, without ``www.`` and closing dot."""
    match = _AS_WRITTEN.fullmatch(url)
    host = match[1] if match else str(ada_url.URL(url).hostname).rstrip(".")
    return host.removeprefix("www.") or host


def fragment_to(url: str, exact: str, prefix: str | None = None, suffix: str | None = None) -> str:
    """Return the address that opens a page at a passage.

    The text directive of https://wicg.github.io/scroll-to-text-fragment/,
    ``prefix-,exact,-suffix``, with the three delimiters ``-``, ``,`` and ``&`` encoded
    inside the texts. An address that
    already has a fragment keeps it, and the directive follows it.
    """
    parts = [_directive(exact)]
    if prefix:
        parts.insert(0, f"{_directive(prefix)}-")
    if suffix:
        parts.append(f"-{_directive(suffix)}")
    joint = "" if "#" in url else "#"
    return f"{url}{joint}:~:text={','.join(parts)}"


def _directive(text: str) -> str:
    # Most words are letters and digits, and need no encoding.
    return "%20".join([w if w.isascii() and w.isalnum() else _encode(w) for w in text.split()])


def _encode(word: str) -> str:
    return quote(word, safe="").replace("-", "%2D")
