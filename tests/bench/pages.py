"""The size of a claim page: its HTML, and the compressed transfer of a first visit."""

from __future__ import annotations

import gzip
import re
from pathlib import Path
from urllib.parse import urljoin

_ASSET = re.compile(
    r'<link\b[^>]*rel="(?:stylesheet|icon)"[^>]*>|<script\b[^>]*src="[^"]*"[^>]*>|<img\b[^>]*>'
)
_ADDRESS = re.compile(r'(?:href|src)="([^"]*)"')


def claim_pages(site: Path) -> list[Path]:
    """Return the pages of all claims, the smallest first."""
    pages = sorted(site.glob("claims/*/index.html"), key=lambda file: file.stat().st_size)
    return [page for page in pages if b'http-equiv="refresh"' not in page.read_bytes()]


def median_claim_page(site: Path) -> Path:
    """Return the claim's page whose size is in the middle."""
    pages = claim_pages(site)
    return pages[len(pages) // 2]


def html_bytes(page: Path) -> int:
    """Return the uncompressed size of a page's HTML."""
    return page.stat().st_size


def transferred(page: Path, site: Path) -> int:
    """Return the transfer size of a first visit, with every file compressed by gzip."""
    html = page.read_text("utf-8")
    address = page.relative_to(site).as_posix()
    found = {
        urljoin(address, link[1].partition("?")[0])
        for tag in _ASSET.findall(html)
        if (link := _ADDRESS.search(tag)) and not link[1].startswith("data:")
    }
    return sum(len(gzip.compress((site / file).read_bytes())) for file in [address, *found])
