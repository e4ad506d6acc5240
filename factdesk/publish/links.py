"""Find broken links inside the site, without crawling it.

Links and anchors are collected when a page is rendered. At the end, the targets are compared with
the files of the site and their anchors. A page is read again only if a link leads to an anchor of a
page that was not rendered in this run.
"""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from html import unescape
from itertools import chain
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from factdesk.messages.catalogue import tr, tr_count

# Only inside a tag, because a page can show HTML as text.
_ATTRIBUTE = re.compile(' (href|src|id)="([^"]*)"(?=[^<>]*>)')
# Links in templates are incomplete until a script copies them.
_TEMPLATE = re.compile(r"<template\b.*?</template>", re.DOTALL)
_OWN_TOP = ("", "top")
_PLAIN = re.compile(r"((?:[a-z0-9][a-z0-9-]*/)+)(#(?!top$)[A-Za-z0-9_-]+)?")
_OTHERS = ("https://", "http://", "data:")
_ABSOLUTE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")


class BrokenLink(NamedTuple):
    """A broken link: the first page that has it, and the number of pages that do."""

    target: str
    page: str
    pages: int

    def __str__(self) -> str:
        return tr_count(
            "{page} links to {target}, which does not exist",
            "{page} and {others} more link to {target}, which does not exist",
            self.pages,
            page=self.page or tr("the first page"),
            target=self.target,
            others=self.pages - 1,
        )


class Found(NamedTuple):
    """The targets within the site that a page, or a part of it, links to, and its anchors."""

    targets: list[str]
    anchors: list[str]


class FoundInBatch(NamedTuple):
    """The targets outside a batch of pages that these pages link to, and their anchors.

    ``anchors`` has those of each page, by its file, each between spaces.
    """

    targets: list[str]
    anchors: dict[str, str]

    @classmethod
    def of(cls, pages: Iterable[tuple[str, Found]], files: Collection[str]) -> FoundInBatch:
        """Join what was found in the pages of a batch, which has these files."""
        found = {_file_of(page): found for page, found in pages}
        anchors = {file: f" {' '.join(each.anchors)} " for file, each in found.items()}

        def leads_out(target: str) -> bool:
            file, _, fragment = target.partition("#")
            known = not fragment or f" {fragment} " in anchors.get(file, "")
            return file not in files or not known

        targets = {target for each in found.values() for target in each.targets}
        return cls(sorted(filter(leads_out, targets)), anchors)


class Links:
    """The links inside a site, collected page by page and batch by batch.

    Pages are identified by their addresses, relative to the root: ``claims/bridge/``, ``404.html``.
    """

    def __init__(self, site_url: str = "") -> None:
        """Store the site's absolute address, if it has one; it ends in a slash."""
        self._site_url = site_url
        self._base = urlsplit(site_url).path or "/"
        self._pages: dict[str, Found] = {}
        self._batches: list[FoundInBatch] = []
        self._targets: dict[str, str | None] = {}  # address from the root → target

    def search(self, page: str, html: str) -> None:
        """Collect the links and anchors of a page, or of a part of it."""
        found = self.found_in(page, html.replace("\n", " "))
        before = self._pages.get(page, Found([], []))
        self._pages[page] = Found(before.targets + found.targets, before.anchors + found.anchors)

    def found_in(self, page: str, html: str) -> Found:
        """Return the link targets of a page, or of a part of it, within the site, and its anchors.

        HTML that is rendered for every claim has a space before each attribute and no line ends.
        """
        if "<template" in html:
            html = _TEMPLATE.sub("", html)
        root = "../" * page.count("/")
        targets: set[str | None] = set()
        within: set[str] = set()
        found = _ATTRIBUTE.findall(html)
        anchors = [value for name, value in found if name == "id"]
        for link in {value for name, value in found if name != "id"}:
            if link.startswith("#"):
                within.add(link[1:])
            elif link.startswith(_OTHERS) and not (
                self._site_url and link.startswith(self._site_url)
            ):
                continue
            elif root and link.startswith(root) and not link.startswith("../", len(root)):
                targets.add(self._at_root(link[len(root) :]))
            else:
                targets.add(self._resolve(page, link))
        # An anchor that is not in this part can be in the rest of the page.
        elsewhere = within.difference(anchors, _OWN_TOP)
        targets |= {self._resolve(page, f"#{anchor}") for anchor in elsewhere}
        return Found(sorted(target for target in targets if target is not None), anchors)

    def add(self, batch: FoundInBatch) -> None:
        """Add the links of a batch of pages, rendered in this build or an earlier one."""
        self._batches.append(batch)

    def _at_root(self, address: str) -> str | None:
        if plain := _PLAIN.fullmatch(address):  # the usual case
            return f"{plain[1]}index.html{plain[2] or ''}"
        if address not in self._targets:
            self._targets[address] = self._resolve("", address)
        return self._targets[address]

    def _resolve(self, page: str, link: str) -> str | None:
        """Return the target file and fragment of a link; None if it leaves the site."""
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
                return link  # on this host, but outside this site
            path = path[len(self._base) :]
        else:
            path = posixpath.join(posixpath.dirname(page), path) if path else page
        file = _file_of(path)
        return f"{file}#{fragment}" if fragment and fragment != "top" else file

    def broken(self, files: Collection[str], read: Callable[[str], str]) -> list[BrokenLink]:
        """Return the links to missing files or anchors, sorted by target.

        ``files`` are the paths of all files, ``read`` returns a page's HTML by its path.
        """
        anchors = dict(chain.from_iterable(batch.anchors.items() for batch in self._batches))
        for page, each in self._pages.items():
            file = _file_of(page)
            anchors[file] = f"{anchors.get(file, ' ')}{' '.join(each.anchors)} "
        wrong: set[str] = set()
        into: dict[str, list[tuple[str, str]]] = defaultdict(list)
        targets = [each.targets for each in self._pages.values()]
        targets += [batch.targets for batch in self._batches]
        for target in chain.from_iterable(targets):
            if target in files:  # the usual case
                continue
            file, _, fragment = target.partition("#")
            if file not in files:
                wrong.add(target)
            elif f" {fragment} " not in anchors.get(file, ""):
                into[file].append((fragment, target))
        for file, doubtful in into.items():  # few, for which a page is read
            attributes = _ATTRIBUTE.findall(read(file))
            found = {unescape(value) for name, value in attributes if name == "id"}
            wrong.update(target for fragment, target in doubtful if fragment not in found)
        pages = self._pages_with(wrong, read) if wrong else {}
        return [
            BrokenLink(target, min(pages[target]), len(pages[target])) for target in sorted(wrong)
        ]

    def _pages_with(self, targets: set[str], read: Callable[[str], str]) -> dict[str, list[str]]:
        """Return the pages that link to each of these targets."""
        pages = {page: targets.intersection(found.targets) for page, found in self._pages.items()}
        for batch in self._batches:
            if not targets.isdisjoint(batch.targets):
                for file in batch.anchors:
                    page = file.removesuffix("index.html")
                    found = self.found_in(page, read(file).replace("\n", " "))
                    pages[page] = targets.intersection(found.targets)
        with_target: dict[str, list[str]] = defaultdict(list)
        for page, found_targets in pages.items():
            for target in found_targets:
                with_target[target].append(page)
        return with_target


def _file_of(path: str) -> str:
    """Return the file that is served at a path. One that begins with ``..`` does not exist."""
    normal = posixpath.normpath(path) if path else "."
    if normal == ".":
        return "index.html"
    return f"{normal}/index.html" if path.endswith("/") else normal
