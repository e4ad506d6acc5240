"""A slow walk over a built site: every link and anchor inside it, as a browser would follow them.

For tests only; what a build knows of its own links is ``factdesk.publish.links``.

    from publish.walk_links import walk_links
    assert walk_links(folder, "https://example.org/site/") == []
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

# Where HTML names another file: https://html.spec.whatwg.org/multipage/indices.html#attributes-3
_LINKS = {"href", "src", "poster", "action", "formaction", "data", "cite"}
_CSS_URL = re.compile(r"url\(\s*['\"]?([^'\")]+)")
_REFRESH = re.compile(r"\s*[\d.]+\s*[;,]\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)


class _Page(HTMLParser):
    """The links of a page, with its own ``<base>`` if it has one, and its anchors."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors = {"", "top"}
        self.base = ""
        self._templates = 0  # what a script copies from is no part of the page yet
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._templates += tag == "template"
        if self._templates:
            return
        values = {name: value or "" for name, value in attrs}
        self.anchors.add(values.get("id", ""))
        if tag == "a":
            self.anchors.add(values.get("name", ""))
        if tag == "base":
            self.base = values.get("href", "")
            return
        self.links += [values[name] for name in _LINKS & values.keys()]
        self.links += [
            part.split()[0] for part in values.get("srcset", "").split(",") if part.strip()
        ]
        if tag == "meta" and (target := _REFRESH.match(values.get("content", ""))):
            self.links.append(target[1])

    def handle_endtag(self, tag: str) -> None:
        self._templates -= tag == "template"


def walk_links(
    folder: Path, site_url: str = "http://localhost/", *, offline: bool = False
) -> list[str]:
    """Return a sentence for every link inside a built site that leads nowhere, in order.

    ``site_url`` is where the site is published, at a domain's root or below. ``offline`` opens the
    folder from a disk instead: no server adds ``index.html``, nothing is at the root, and nobody
    serves ``404.html``.
    """
    root = folder.resolve()
    files = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}
    pages = {path: _Page((root / path).read_text()) for path in sorted(files) if is_html(path)}
    problems = []
    for path, base, links in _links(root, files, pages):
        if offline and path == "404.html":
            continue
        own = urljoin(urljoin(site_url, address(path, offline=offline)), base)
        for link in sorted(set(links)):
            fault = _fault(urljoin(own, link), site_url, files, pages, offline=offline)
            if offline and link.startswith("/") and not link.startswith("//"):
                fault = "leads to the disk's root"
            if fault:
                problems.append(f"{path}: {link}: {fault}")
    return problems


def _links(
    root: Path, files: set[str], pages: dict[str, _Page]
) -> Iterator[tuple[str, str, list[str]]]:
    """Yield every page and style sheet with its base and its links."""
    for path, page in pages.items():
        yield path, page.base, page.links
    for path in sorted(files):
        if path.endswith(".css"):
            yield path, "", _CSS_URL.findall((root / path).read_text())


def is_html(path: str) -> bool:
    return path.endswith((".html", ".htm"))


def address(path: str, *, offline: bool) -> str:
    """Return the address at which a browser sees a page."""
    return path if offline or not path.endswith("index.html") else path.removesuffix("index.html")


def _fault(
    url: str, site_url: str, files: set[str], pages: dict[str, _Page], *, offline: bool
) -> str | None:
    target, site = urlsplit(url), urlsplit(site_url)
    if (target.scheme, target.netloc) != (site.scheme, site.netloc):
        return None
    if not target.path.startswith(site.path):
        return "leads out of the site on its own host"
    path = unquote(target.path[len(site.path) :])
    if path == "" or path.endswith("/"):
        if offline:
            return "leads to a folder, which a browser lists when it is opened from a disk"
        path += "index.html"
    if path not in files:
        return "is not there"
    fragment = unquote(target.fragment.partition(":~:")[0])
    if path in pages and fragment not in pages[path].anchors:
        return f"has no anchor '{fragment}' there"
    return None
