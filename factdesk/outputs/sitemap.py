"""The files for crawlers: ``sitemap.xml`` and ``robots.txt``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from html import escape

SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"

#: The protocol's limit for one file, https://www.sitemaps.org/protocol.html
MOST_URLS = 50_000

_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"

#: A page's address, relative to the root, and the date of its last change if known.
SitemapEntry = tuple[str, dt.date | None]
_File = tuple[str, bytes]


def sitemap_files(entries: Iterable[SitemapEntry], site_url: str) -> list[_File]:
    """Return the sitemap of these pages and ``robots.txt``.

    More than ``MOST_URLS`` pages are split into several files with an index. Without ``site_url``,
    there is no sitemap, because its addresses must be absolute.
    """
    if not site_url:
        return [(ROBOTS, b"User-agent: *\nAllow: /\n")]
    ordered = sorted(entries, key=lambda entry: entry[0])
    robots = f"User-agent: *\nAllow: /\n\nSitemap: {site_url}{SITEMAP}\n"
    files = [(ROBOTS, robots.encode())]
    if len(ordered) <= MOST_URLS:
        return [*files, (SITEMAP, _urls(ordered, site_url))]
    parts = [ordered[i : i + MOST_URLS] for i in range(0, len(ordered), MOST_URLS)]
    names = [f"sitemap-{n}.xml" for n in range(1, len(parts) + 1)]
    files += [(name, _urls(part, site_url)) for name, part in zip(names, parts, strict=True)]
    return [*files, (SITEMAP, _index(names, site_url))]


def _urls(entries: Iterable[SitemapEntry], site_url: str) -> bytes:
    lines = []
    for address, changed_on in entries:
        when = f"<lastmod>{changed_on.isoformat()}</lastmod>" if changed_on else ""
        lines.append(f"<url><loc>{escape(site_url + address, quote=False)}</loc>{when}</url>\n")
    return _document("urlset", lines)


def _index(names: Iterable[str], site_url: str) -> bytes:
    return _document(
        "sitemapindex",
        [
            f"<sitemap><loc>{escape(site_url + name, quote=False)}</loc></sitemap>\n"
            for name in names
        ],
    )


def _document(root: str, lines: Iterable[str]) -> bytes:
    head = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_SCHEMA}">\n'
    return f"{head}{''.join(lines)}</{root}>\n".encode()
