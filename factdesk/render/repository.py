"""Links into the site's repository: edit a claim, report an error. Plain addresses, no calls home."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from factdesk.claims.claim import Claim
from factdesk.settings import Settings
from factdesk.text.urls import host_of

#: The issue form of the repository, see ``.github/ISSUE_TEMPLATE``.
ERROR_FORM = "report-an-error.yml"


def edit_link(claim: Claim, settings: Settings) -> str:
    """Return where a claim's file is edited; empty when the repository's address is not known.

    MkDocs' ``edit_uri`` leads to the folder of the written pages; the claims stand beside it.
    """
    if not settings.repository:
        return ""
    uri = settings.edit_uri or f"edit/main/{settings.docs_dir}/"
    base = uri if "://" in uri else f"{settings.repository.rstrip('/')}/{uri.strip('/')}"
    folder = base.rstrip("/").removesuffix(settings.docs_dir.strip("/")).rstrip("/")
    return f"{folder}/{quote(claim.path)}"


def report_link(claim: Claim, settings: Settings, title: str) -> str:
    """Return where an error is reported, with the title filled in; empty without a repository."""
    if not settings.repository:
        return ""
    base, host = settings.repository.rstrip("/"), host_of(settings.repository)
    if "gitlab" in host:
        return f"{base}/-/issues/new?{urlencode({'issue[title]': title})}"
    page = settings.site_url + f"claims/{claim.slug}/"
    form = {"template": ERROR_FORM, "title": title, "page": page} if host == "github.com" else {"title": title}
    return f"{base}/issues/new?{urlencode(form)}"
