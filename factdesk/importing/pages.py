"""Read saved web pages: their JSON-LD and their canonical address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from factdesk.importing.lenient_json import BadJson, parse_lenient
from factdesk.text.urls import BadURL, parse_url

_MICRODATA = re.compile(r"itemtype=[\"']https?://schema\.org/ClaimReview", re.IGNORECASE)

_DEEPEST_REFERENCE = 4


class JsonLd(NamedTuple):
    """The value of one script element, and its repairs, or why it cannot be read."""

    value: Any
    repairs: tuple[str, ...] = ()
    fault: str = ""


class SavedPage:
    """A saved web page."""

    def __init__(self, html: str) -> None:
        self.tree = LexborHTMLParser(html)
        #: Whether reviews are marked up in a format that is not supported.
        self.has_microdata = _MICRODATA.search(html) is not None

    @property
    def address(self) -> str:
        """The canonical address of the page, or empty."""
        for selector, attribute in (
            ('link[rel="canonical"]', "href"),
            ('meta[property="og:url"]', "content"),
        ):
            for node in self.tree.css(selector):
                address = (node.attributes.get(attribute) or "").strip()
                if _is_address(address):
                    return address
        return ""

    def json_ld(self) -> Iterator[JsonLd]:
        """Yield the JSON-LD of the page, one value for each script element."""
        for node in self.tree.css('script[type^="application/ld+json" i]'):
            text = node.text(deep=True, strip=False)
            if not text or not text.strip():
                continue
            try:
                value, repairs = parse_lenient(text)
            except BadJson as error:
                if "ClaimReview" in text:
                    yield JsonLd(None, fault=str(error))
            else:
                yield JsonLd(value, tuple(repairs))


def _is_address(text: str) -> bool:
    try:
        parse_url(text)
    except BadURL:
        return False
    return True


def claimreviews_in(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every ClaimReview inside a value, in document order.

    A node that only refers to another one by its ``@id`` is replaced by it.
    """
    named = dict(_named_nodes(value))
    for review in _reviews_in(value):
        yield _resolved(review, named, 0) if named else review


def _resolved(node: Any, named: dict[str, dict[str, Any]], depth: int) -> Any:
    if isinstance(node, list):
        return [_resolved(each, named, depth) for each in node]
    if not isinstance(node, dict) or depth > _DEEPEST_REFERENCE:
        return node
    if list(node) == ["@id"]:
        node = named.get(str(node["@id"]), node)
    return {key: _resolved(each, named, depth + 1) for key, each in node.items()}


def _named_nodes(value: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, list):
            waiting += here
        elif isinstance(here, dict):
            if len(here) > 1 and isinstance(here.get("@id"), str):
                yield here["@id"], here
            waiting += here.values()


def _reviews_in(value: Any) -> Iterator[dict[str, Any]]:
    waiting = [value]
    while waiting:
        here = waiting.pop()
        if isinstance(here, list):
            waiting += reversed(here)
        elif isinstance(here, dict):
            if is_claimreview(here):
                yield here
            else:
                waiting += reversed(list(here.values()))


def is_claimreview(node: dict[str, Any]) -> bool:
    """Return whether a node is a ClaimReview, by its type or, without a type, by its claim."""
    types = node.get("@type", "")
    names = types if isinstance(types, list) else [types]
    if any(str(name).rpartition("/")[2].rpartition(":")[2] == "ClaimReview" for name in names):
        return True
    return not types and "claimReviewed" in node
