"""A built page as a tree: its links, its anchors, what it loads."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import lxml.html

#: Attributes whose value a browser loads, or a reader follows.
_ADDRESSES = ("href", "src", "poster", "data", "action")

#: Relations for which a browser asks for what a `link` names.
_LOADING = {"stylesheet", "icon", "preload", "modulepreload", "preconnect", "manifest"}


@dataclass(frozen=True)
class Markup:
    """One HTML file of a site; ``path`` is relative to the site's root, with forward slashes."""

    path: str
    html: str

    @cached_property
    def tree(self) -> Any:
        """The page's root element."""
        return lxml.html.document_fromstring(self.html)

    @cached_property
    def ids(self) -> list[str]:
        """Every anchor of the page, in order; one that occurs twice is there twice."""
        return [str(value) for value in self.tree.xpath("//@id")]

    @cached_property
    def links(self) -> list[str]:
        """Every address that a reader may follow or a browser load, as it is written."""
        # What stands in a template is no link yet.
        found = [
            str(value)
            for name in _ADDRESSES
            for value in self.tree.xpath(f"//*[not(ancestor::template)]/@{name}")
        ]
        sets = [str(value) for value in self.tree.xpath("//@srcset")]
        return found + [part.split()[0] for value in sets for part in value.split(",")]

    @cached_property
    def loads(self) -> list[str]:
        """Every address that a browser asks for by itself."""
        tree = self.tree
        found = tree.xpath("//@src | //@poster | //object/@data | //@srcset | //use/@href")
        for link in tree.xpath("//link[@rel][@href]"):
            if _LOADING.intersection(link.get("rel").lower().split()):
                found.append(link.get("href"))
        return [str(value) for value in found]

    @cached_property
    def text(self) -> str:
        """What the page says, without scripts; blanks as they are."""
        return "".join(self.tree.xpath("//body//text()[not(ancestor::script)]"))

    @cached_property
    def data(self) -> list[Any]:
        """The structured data of the page."""
        blocks = self.tree.xpath('//script[@type="application/ld+json"]')
        return [json.loads(block.text) for block in blocks]

    def one(self, xpath: str) -> str | None:
        """The only value of an expression; None where there is none."""
        values = self.tree.xpath(xpath)
        assert len(values) < 2, (self.path, xpath, values)
        return str(values[0]) if values else None


@dataclass(frozen=True)
class BuiltSite:
    """A site in its folder; ``url`` is its address, which ends in a slash, or empty."""

    folder: Path
    url: str = ""

    @cached_property
    def files(self) -> frozenset[str]:
        """The paths of all files."""
        return frozenset(
            file.relative_to(self.folder).as_posix()
            for file in self.folder.rglob("*")
            if file.is_file()
        )

    @cached_property
    def pages(self) -> dict[str, Markup]:
        """Every HTML file by its path."""
        return {
            path: Markup(path, (self.folder / path).read_text("utf-8"))
            for path in sorted(self.files)
            if path.endswith(".html")
        }

    def at(self, address: str) -> Markup:
        """The page at an address such as ``claims/bridge/``, or at a path."""
        return self.pages[address if address.endswith(".html") else f"{address}index.html"]

    def json(self, path: str) -> Any:
        """A JSON file of the site."""
        return json.loads((self.folder / path).read_text("utf-8"))

    def target(self, page: str, link: str) -> tuple[str, str] | None:
        """The file and the anchor that a link on a page leads to; None when it leaves the site.

        The file is served as static hosts do: a folder by its ``index.html``. A link that leads
        above the site's root leads to a path that is no file of it.
        """
        base = self.url or "https://site.example/at/some/depth/"
        address, fragment = urldefrag(urljoin(urljoin(base, page), link))
        if urlsplit(address).scheme not in ("http", "https"):
            return None
        if urlsplit(address).netloc != urlsplit(base).netloc:
            return None
        path = unquote(urlsplit(address).path)
        root = unquote(urlsplit(base).path)
        if not path.startswith(root):
            return posixpath.relpath(path, root), fragment
        path = path.removeprefix(root)
        file = f"{path}index.html" if path.endswith("/") or not path else path
        return file, unquote(fragment.partition(":~:")[0])

    def dead_links(self) -> Iterator[tuple[str, str, str]]:
        """Every link that leads to no file, or to no anchor in it: page, link, and that file."""
        for page in self.pages.values():
            for link in dict.fromkeys(page.links):
                found = self.target(page.path, link)
                if found is None:
                    continue
                file, anchor = found
                anchors = self.pages[file].ids if file in self.pages else [anchor]
                if file not in self.files or (anchor and anchor not in anchors):
                    yield page.path, link, file
