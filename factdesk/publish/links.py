"""Whether every link that the program made leads somewhere: known while rendering, not crawled.

Whoever renders a page notes the addresses that it links to, or has a piece of HTML searched for
them. (Noting costs half a microsecond a link; searching the 5 kB of a page's own part costs 50.)
At the end the targets are held against the files of the site, and a page is read again only where
a link leads into it.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

# Only inside a tag: a page may well show HTML as text.
_LINK = re.compile(  # naming the elements that have links halves the time
    r"<(?:a|area|audio|embed|iframe|image|img|link|script|source|track|use|video)"
    r'\s(?:[^<>]*?\s)?(?:href|src)="([^"]*)"'
)
_ANCHOR = re.compile(r'<[a-zA-Z][^<>]*?\sid="([^"]*)"')
# What a script copies from; its links are no links yet.
_TEMPLATE = re.compile(r"<template\b.*?</template>", re.DOTALL)
_OWN_TOP = ("#", "#top")
_PLAIN = re.compile(r"((?:[a-z0-9][a-z0-9-]*/)+)(#(?!top$)[A-Za-z0-9_-]+)?")
_OTHERS = ("https://", "http://")
_ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


class BrokenLink(NamedTuple):
    """A link that leads nowhere: the first page that has it, and how many pages do."""

    target: str
    page: str
    pages: int

    def __str__(self) -> str:
        others = f" and {self.pages - 1} more" if self.pages > 1 else ""
        return f"{self.page}{others} links to {self.target}, which is not there"


class Links:
    """The links inside a site, gathered page by page; what each worker gathered is merged.

    Pages are named by their addresses, relative to the root: ``claims/bridge/``, ``404.html``.
    """

    def __init__(self, site_url: str = "") -> None:
        """Know the site's own absolute address, when there is one; it ends in a slash."""
        self._site_url = site_url
        self._base = urlsplit(site_url).path or "/"
        self._seen: dict[str, tuple[str, int]] = {}  # target → first page, number of pages
        self._targets: dict[str, str | None] = {}  # address from the root → target

    def note(self, page: str, addresses: Collection[str]) -> None:
        """Note the addresses that a page links to, relative to the root, fragments included."""
        for address in set(addresses):
            self._count(self._at_root(address), page)

    def search(self, page: str, html: str) -> None:
        """Note the links that stand in a page, or in a part of it."""
        self.count(page, self.targets(page, html))

    def targets(self, page: str, html: str) -> set[str]:
        """Return what the links in a page, or in a part of it, lead to, as far as it is here."""
        if "<template" in html:
            html = _TEMPLATE.sub("", html)
        root = "../" * page.count("/")
        found: set[str | None] = set()
        for link in set(_LINK.findall(html)):
            if link.startswith(_OTHERS) and not (
                self._site_url and link.startswith(self._site_url)
            ):
                continue
            if link.startswith("#"):
                # What is not found so quickly is looked for in the whole page at the end.
                if link not in _OWN_TOP and f' id="{link[1:]}"' not in html:
                    found.add(self._resolve(page, link))
            elif root and link.startswith(root) and not link.startswith("../", len(root)):
                found.add(self._at_root(link[len(root) :]))
            else:
                found.add(self._resolve(page, link))
        return {target for target in found if target is not None}

    def count(self, page: str, targets: Iterable[str]) -> None:
        """Note that a page leads to these targets, found in it now or earlier."""
        for target in targets:
            self._count(target, page)

    def merge(self, other: Links) -> None:
        """Take over what a worker has gathered."""
        for target, (page, pages) in other._seen.items():
            self._count(target, page, pages)

    def _count(self, target: str | None, page: str, pages: int = 1) -> None:
        if target is not None:
            first, count = self._seen.get(target, (page, 0))
            self._seen[target] = (min(first, page), count + pages)

    def _at_root(self, address: str) -> str | None:
        if plain := _PLAIN.fullmatch(address):  # as nearly all are
            return f"{plain[1]}index.html{plain[2] or ''}"
        if address not in self._targets:
            self._targets[address] = self._resolve("", address)
        return self._targets[address]

    def _resolve(self, page: str, link: str) -> str | None:
        """Return the file, and fragment, that a link leads to; None when it leaves the site."""
        link = unescape(link)
        if self._site_url and link.startswith(self._site_url):
            link = self._base + link[len(self._site_url) :]
        if _ABSOLUTE.match(link):
            return None
        rest, _, fragment = link.partition("#")
        path = unquote(rest.partition("?")[0])
        fragment = unquote(fragment.partition(":~:")[0])
        if path.startswith("/"):
            if not path.startswith(self._base):
                return link  # on this host, and not of this site
            path = path[len(self._base) :]
        else:
            path = posixpath.join(posixpath.dirname(page), path) if path else page
        file = _file_of(path)
        return f"{file}#{fragment}" if fragment and fragment != "top" else file

    def broken(self, files: Collection[str], read: Callable[[str], str]) -> list[BrokenLink]:
        """Return the links that lead to no file, or to no anchor in it; in the order of targets.

        ``files`` are the paths of the whole site, ``read`` gives a page's HTML by its path.
        """
        wrong: list[str] = []
        into: dict[str, list[tuple[str, str]]] = {}
        for target in self._seen:
            file, _, fragment = target.partition("#")
            if file not in files:
                wrong.append(target)
            elif fragment:
                into.setdefault(file, []).append((fragment, target))
        for file, fragments in into.items():
            html = read(file)
            # Nearly all are found so; only the others are worth looking through the page.
            doubtful = [(at, target) for at, target in fragments if f' id="{at}"' not in html]
            anchors = set(map(unescape, _ANCHOR.findall(html))) if doubtful else set()
            wrong += [target for fragment, target in doubtful if fragment not in anchors]
        return [BrokenLink(target, *self._seen[target]) for target in sorted(wrong)]


def _file_of(path: str) -> str:
    """Return the file that is served at a path; one that still begins with ``..`` is nowhere."""
    normal = posixpath.normpath(path) if path else "."
    if normal == ".":
        return "index.html"
    return f"{normal}/index.html" if path.endswith("/") else normal
