"""A built site: its files, its pages as trees, and its dead links."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import lxml.html

#: Attributes with an address: https://html.spec.whatwg.org/multipage/indices.html#attributes-3
_ADDRESSES = ("href", "src", "poster", "data", "action", "formaction", "cite")

#: Relations whose `link` elements a browser loads by itself.
_LOADING = {"stylesheet", "icon", "preload", "modulepreload", "preconnect", "manifest"}

_CSS_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)")
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)


@dataclass(frozen=True)
class BuiltPage:
    """One HTML file of a site; ``path`` is relative to the site's root, with forward slashes."""

    path: str
    html: str

    @cached_property
    def tree(self) -> Any:
        """The page's root element, as lxml parses it."""
        return lxml.html.document_fromstring(self.html)

    @cached_property
    def ids(self) -> list[str]:
        """Every id in document order, duplicates included."""
        return [str(value) for value in self.tree.xpath("//@id")]

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Every fragment that a link may name."""
        named = self.tree.xpath("//*[not(ancestor::template)]/@id | //a/@name")
        return frozenset({"", "top", *map(str, named)})

    @cached_property
    def links(self) -> list[str]:
        """Every address that a reader can follow or a browser loads, as written."""
        # The content of a template becomes part of the page only when a script copies it.
        outside = "//*[not(ancestor::template)]"
        links = [
            str(value)
            for name in _ADDRESSES
            for value in self.tree.xpath(f"{outside}[not(self::base)]/@{name}")
        ]
        for value in self.tree.xpath(f"{outside}/@srcset"):
            links += [part.split()[0] for part in str(value).split(",")]
        for value in self.tree.xpath("//meta[@http-equiv]/@content"):
            if target := _REFRESH.match(str(value)):
                links.append(target[1])
        return links

    @cached_property
    def loads(self) -> list[str]:
        """Every address that a browser requests by itself."""
        tree = self.tree
        loads = tree.xpath("//@src | //@poster | //object/@data | //@srcset | //use/@href")
        for link in tree.xpath("//link[@rel][@href]"):
            if _LOADING.intersection(link.get("rel").lower().split()):
                loads.append(link.get("href"))
        return [str(value) for value in loads]

    @cached_property
    def text(self) -> str:
        """The text of the body without scripts, white space unchanged."""
        return "".join(self.tree.xpath("//body//text()[not(ancestor::script)]"))

    @cached_property
    def data(self) -> list[Any]:
        """The structured data of the page."""
        blocks = self.tree.xpath('//script[@type="application/ld+json"]')
        return [json.loads(block.text) for block in blocks]

    def one(self, xpath: str) -> str | None:
        """Return the only value of an expression, or None if there is none."""
        values = self.tree.xpath(xpath)
        assert len(values) < 2, (self.path, xpath, values)
        return str(values[0]) if values else None


class DeadLink(NamedTuple):
    """A broken link: the file that contains it, its text, its target, and the reason."""

    page: str
    link: str
    target: str
    reason: str


@dataclass(frozen=True)
class BuiltSite:
    """A site in its folder.

    ``url`` is where it is published and ends in a slash. An empty one means that readers open the
    folder from a disk: no server adds ``index.html``, serves ``404.html`` or knows a root.
    """

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
    def pages(self) -> dict[str, BuiltPage]:
        """Every HTML file by its path."""
        return {
            path: BuiltPage(path, (self.folder / path).read_text("utf-8"))
            for path in sorted(self.files)
            if path.endswith(".html")
        }

    @cached_property
    def redirects(self) -> frozenset[str]:
        """The paths of the pages that redirect to others."""
        return frozenset(
            path
            for path, page in self.pages.items()
            if page.tree.xpath('//meta[@http-equiv="refresh"]')
        )

    def at(self, address: str) -> BuiltPage:
        """Return the page at an address such as ``claims/bridge/``, or at a path."""
        return self.pages[address if address.endswith(".html") else f"{address}index.html"]

    def json(self, path: str) -> Any:
        """Return the content of a JSON file of the site."""
        return json.loads((self.folder / path).read_text("utf-8"))

    def target(self, page: str, link: str) -> tuple[str, str] | None:
        """Return the target file and fragment of a link; None if it leaves the host.

        Files are resolved as by static hosts: a folder by its ``index.html``. A link above the
        site's root yields a path that is not in the site.
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

    def dead_links(self) -> list[DeadLink]:
        """Return every link without a target file or anchor, including those in style sheets."""
        return [
            DeadLink(path, link, *dead)
            for path, links in self._links()
            for link in dict.fromkeys(links)
            if (dead := self._why_dead(path, link))
        ]

    def _links(self) -> Iterator[tuple[str, list[str]]]:
        for path, page in self.pages.items():
            if self.url or path != "404.html":
                base = page.one("//base/@href") or ""
                yield path, [urljoin(base, link) if base else link for link in page.links]
        for path in sorted(self.files):
            if path.endswith(".css"):
                yield path, _CSS_URL.findall((self.folder / path).read_text("utf-8"))

    def _why_dead(self, path: str, link: str) -> tuple[str, str] | None:
        """Return the target of a dead link and the reason, or None if the link works."""
        target = self.target(path, link)
        if target is None:
            return None
        file, fragment = target
        if not self.url and link.startswith("/"):
            return file, "leads to the disk's root"
        if not self.url and urldefrag(link)[0] and not posixpath.basename(urlsplit(link).path):
            return file, "leads to a folder, which a browser lists when it is opened from a disk"
        if file not in self.files:
            return file, "no such file"
        if file in self.pages and fragment not in self.pages[file].anchors:
            return file, f"no anchor '{fragment}'"
        return None
