"""Links to edit a claim and to report an error: in the repository, by e-mail, or on a page."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote, quote_plus

from factdesk.claims.claim import Claim, ClaimSummary
from factdesk.config.site_config import Output, SiteConfig
from factdesk.text.urls import host_of

#: The issue forms of the repository, see ``.github/ISSUE_TEMPLATE``.
ERROR_FORM = "report-an-error.yml"
SUGGESTION_FORM = "suggest-a-claim.yml"


def edit_link(claim: ClaimSummary, config: SiteConfig) -> str:
    """Return where a claim's file is edited; empty if the repository's address is not known."""
    return f"{_edit_folder(config)}/{quote(claim.path)}" if config.repository else ""


def _edit_folder(config: SiteConfig) -> str:
    """Return the address below which the repository's files are edited, without a slash.

    MkDocs' ``edit_uri`` is for the folder of the written pages; the claims are next to it.
    """
    uri = config.edit_uri or f"edit/main/{config.docs_dir}/"
    base = uri if "://" in uri else f"{config.repository.rstrip('/')}/{uri.strip('/')}"
    return base.rstrip("/").removesuffix(config.docs_dir.strip("/")).rstrip("/")


def offers_form(config: SiteConfig) -> bool:
    """Return whether the site's own form edits claims and passes them to GitHub."""
    return Output.EDIT in config.outputs and bool(github_links(config))


def github_links(config: SiteConfig) -> dict[str, str]:
    """Return the addresses on GitHub where files are created and edited, and claims suggested.

    A path is appended to the first two. Empty if the repository is elsewhere.
    """
    folder = _edit_folder(config)
    is_on_github = bool(config.repository) and host_of(config.repository) == "github.com"
    if not is_on_github or host_of(folder) != "github.com" or "/edit/" not in folder:
        return {}
    return {
        "edit": f"{folder}/",
        "new": f"{folder.replace('/edit/', '/new/', 1)}/",
        "suggest": f"{config.repository.rstrip('/')}/issues/new?template={SUGGESTION_FORM}",
    }


def commit_link(commit: str, config: SiteConfig) -> str:
    """Return where a commit is shown; empty if the repository's host is not known."""
    base, host = config.repository.rstrip("/"), host_of(config.repository or "https://x/")
    if not config.repository:
        return ""
    if "gitlab" in host:
        return f"{base}/-/commit/{commit}"
    return f"{base}/commit/{commit}"


def file_history_link(claim: ClaimSummary, config: SiteConfig) -> str:
    """Return where all edits of a claim's file are shown; empty if that is not known."""
    edit = edit_link(claim, config)
    if "/edit/" not in edit or host_of(config.repository) != "github.com":
        return ""
    return edit.replace("/edit/", "/commits/", 1)


def report_link(claim: Claim, config: SiteConfig, title: str) -> str:
    """Return where an error is reported, with the title filled in if possible.

    In this order: the repository, the publisher's contact. Empty if the site has neither.
    """
    publisher = config.publisher
    if not config.repository:
        if publisher.email:
            return f"mailto:{publisher.email}?subject={quote(title)}"
        return publisher.contact or ""
    before, between, after = _report_address(config.repository, config.site_url)
    return f"{before}{quote_plus(title)}{between}{claim.slug if between else ''}{after}"


@lru_cache
def _report_address(repository: str, site_url: str) -> tuple[str, str, str]:
    """Return the address before the title, before the slug if it is used, and after it."""
    base, host = repository.rstrip("/"), host_of(repository)
    if host == "github.com":
        page = quote_plus(f"{site_url}claims/")
        return f"{base}/issues/new?template={ERROR_FORM}&title=", f"&page={page}", "%2F"
    if "gitlab" in host:
        return f"{base}/-/issues/new?issue%5Btitle%5D=", "", ""
    return f"{base}/issues/new?title=", "", ""
