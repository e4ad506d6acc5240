"""Find broken links inside the site, without crawling it.

Links and anchors are collected when a page is rendered. At the end, the targets are compared with
the files of the site and their anchors. A page is read again only if a link leads to an anchor of a
page that was not rendered in this run.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from factdesk.messages.catalogue import tr, tr_count

# Only inside a tag, because a page can show HTML as text.
# A pattern that begins with a literal text is three times as fast.
_HREF, _SRC, _ANCHOR = (
    re.compile(f' {attribute}="([^"]*)"(?=[^<>]*>)') for attribute in ("href", "src", "id")
)
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


class AllFound(NamedTuple):
    """What was found in many pages.

    ``targets`` has the first page with each target, and the number of such pages; ``anchors`` has
    the anchors in each file, each between spaces.
    """

    targets: dict[str, tuple[str, int]]
    anchors: dict[str, str]

    def to_others(self, files: Collection[str]) -> AllFound:
        """Return the same without links between these files, which all exist."""

        def leads_out(target: str) -> bool:
            file, _, fragment = target.partition("#")
            known = not fragment or f" {fragment} " in self.anchors.get(file, "")
            return file not in files or not known

        targets = {target: seen for target, seen in self.targets.items() if leads_out(target)}
        return AllFound(targets, self.anchors)


class Links:
    """The links inside a site, collected page by page, or for many pages together in ``found``.

    Pages are identified by their addresses, relative to the root: ``claims/bridge/``, ``404.html``.
    """

    def __init__(self, site_url: str = "") -> None:
        """Store the site's absolute address, if it has one; it ends in a slash."""
        self._site_url = site_url
        self._base = urlsplit(site_url).path or "/"
        self.found = AllFound({}, {})
        self._targets: dict[str, str | None] = {}  # address from the root → target

    def search(self, page: str, html: str) -> None:
        """Collect the links and anchors of a page, or of a part of it."""
        self.note(page, self.found_in(page, html.replace("\n", " ")))

    def found_in(self, page: str, html: str) -> Found:
        """Return the link targets of a page, or of a part of it, within the site, and its anchors.

        HTML that is rendered for every claim has a space before each attribute and no line ends.
        """
        if "<template" in html:
            html = _TEMPLATE.sub("", html)
        root = "../" * page.count("/")
        targets: set[str | None] = set()
        within: set[str] = set()
        for link in {*_HREF.findall(html), *_SRC.findall(html)}:
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
        anchors = _ANCHOR.findall(html)
        # An anchor that is not in this part can be in the rest of the page.
        elsewhere = within.difference(anchors, _OWN_TOP)
        targets |= {self._resolve(page, f"#{anchor}") for anchor in elsewhere}
        return Found(sorted(target for target in targets if target is not None), anchors)

    def note(self, page: str, found: Found) -> None:
        """Add the links of a page that were found in this build or an earlier one."""
        seen, anchors = self.found  # local names, for hundreds of thousands of links
        for target in found.targets:
            first, count = seen.get(target) or (page, 0)
            seen[target] = (min(page, first), count + 1)
        if found.anchors:
            file = _file_of(page)
            anchors[file] = f"{anchors.get(file, ' ')}{' '.join(found.anchors)} "

    def merge(self, found: AllFound) -> None:
        """Add what was found in many pages."""
        seen, anchors = self.found
        for target, (page, pages) in found.targets.items():
            first, count = seen.get(target) or (page, 0)
            seen[target] = (min(first, page), count + pages)
        for file, some in found.anchors.items():
            anchors[file] = anchors.get(file, "") + some

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
        wrong: list[str] = []
        into: dict[str, list[tuple[str, str]]] = {}
        for target in self.found.targets:
            file, _, fragment = target.partition("#")
            if file not in files:
                wrong.append(target)
            elif fragment:
                into.setdefault(file, []).append((fragment, target))
        for file, fragments in into.items():
            known = self.found.anchors.get(file, "")
            # Nearly all anchors are known; a page is read only for the others.
            doubtful = [(at, target) for at, target in fragments if f" {at} " not in known]
            anchors = set(map(unescape, _ANCHOR.findall(read(file)))) if doubtful else set()
            wrong += [target for fragment, target in doubtful if fragment not in anchors]
        return [BrokenLink(target, *self.found.targets[target]) for target in sorted(wrong)]


def _file_of(path: str) -> str:
    """Return the file that is served at a path. One that begins with ``..`` does not exist."""
    normal = posixpath.normpath(path) if path else "."
    if normal == ".":
        return "index.html"
    return f"{normal}/index.html" if path.endswith("/") else normal
