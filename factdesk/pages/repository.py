"""Links to edit a claim and to report an error: in the repository, by e-mail, or on a page."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote, quote_plus

from factdesk.claims.claim import Claim
from factdesk.config.site_config import SiteConfig
from factdesk.text.urls import host_of

#: The issue form of the repository, see ``.github/ISSUE_TEMPLATE``.
ERROR_FORM = "report-an-error.yml"


def edit_link(claim: Claim, config: SiteConfig) -> str:
    """Return where a claim's file is edited; empty when the repository's address is not known.

    MkDocs' ``edit_uri`` is for the folder of the written pages; the claims are next to it.
    """
    if not config.repository:
        return ""
    uri = config.edit_uri or f"edit/main/{config.docs_dir}/"
    base = uri if "://" in uri else f"{config.repository.rstrip('/')}/{uri.strip('/')}"
    folder = base.rstrip("/").removesuffix(config.docs_dir.strip("/")).rstrip("/")
    return f"{folder}/{quote(claim.path)}"


def report_link(claim: Claim, config: SiteConfig, title: str) -> str:
    """Return where an error is reported, with the title filled in where that is possible.

    In this order: the repository, the publisher's contact, the corrections policy of this site.
    Empty when the site has none of them.
    """
    publisher = config.publisher
    if not config.repository:
        contact = publisher.contact or ""
        if "@" in contact and "/" not in contact:
            return f"mailto:{contact}?subject={quote(title)}"
        return contact or publisher.corrections_policy or ""
    before, between, after = _report_address(config.repository, config.site_url)
    return f"{before}{quote_plus(title)}{between}{claim.slug if between else ''}{after}"


@lru_cache
def _report_address(repository: str, site_url: str) -> tuple[str, str, str]:
    """Return the parts of the address before the title, before the slug if it is used, and last."""
    base, host = repository.rstrip("/"), host_of(repository)
    if host == "github.com":
        page = quote_plus(f"{site_url}claims/")
        return f"{base}/issues/new?template={ERROR_FORM}&title=", f"&page={page}", "%2F"
    if "gitlab" in host:
        return f"{base}/-/issues/new?issue%5Btitle%5D=", "", ""
    return f"{base}/issues/new?title=", "", ""
