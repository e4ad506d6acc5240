"""Where a review stands, as data names it: whole addresses where the site knows its own."""

from __future__ import annotations

from functools import lru_cache

from factdesk.config.site_config import SiteConfig
from factdesk.pages.urls import claim_address
from factdesk.text.urls import parse_url


def page_url(slug: str, config: SiteConfig) -> str:
    """Return the canonical address of a review; without ``site_url``, its place below the root."""
    return config.site_url + claim_address(slug)


def data_address(slug: str) -> str:
    """Return where a review's own JSON document is, relative to the site's root."""
    return f"api/claims/{slug}.json"


def site_address(address: str, config: SiteConfig) -> str:
    """Return an address of the configuration whole: itself, or a page of this site."""
    return address if "://" in address else config.site_url + address.lstrip("/")


def is_elsewhere(url: str, config: SiteConfig) -> bool:
    """Whether an address, which parses, leads away from this site."""
    return not config.site_url or not f"{_bare(url)}/".startswith(_bare(config.site_url))


@lru_cache(maxsize=65536)
def _bare(url: str) -> str:
    return parse_url(url).partition("://")[2].removeprefix("www.")
