"""Addresses of reviews in data: absolute if ``site_url`` is set."""

from __future__ import annotations

from functools import lru_cache

from factdesk.config.site_config import SiteConfig
from factdesk.pages.urls import claim_address
from factdesk.text.urls import parse_url


def page_url(slug: str, config: SiteConfig) -> str:
    """Return the canonical address of a review; relative to the root without ``site_url``."""
    return config.site_url + claim_address(slug)


def data_address(slug: str) -> str:
    """Return the address of a review's JSON document, relative to the site's root."""
    return f"api/claims/{slug}.json"


def site_address(address: str, config: SiteConfig) -> str:
    """Return an address from the configuration, resolved against ``site_url`` if it is relative."""
    return address if "://" in address else config.site_url + address.lstrip("/")


def is_elsewhere(url: str, config: SiteConfig) -> bool:
    """Return whether a valid address is outside this site."""
    return not config.site_url or not f"{_bare(url)}/".startswith(_bare(config.site_url))


@lru_cache(maxsize=65536)
def _bare(url: str) -> str:
    return parse_url(url).partition("://")[2].removeprefix("www.")
