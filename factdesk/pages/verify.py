"""The page that explains to readers what they can verify about this site, and how."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from factdesk.config.site_config import LogRestart, SiteConfig
from factdesk.pages.page import Page
from factdesk.pages.page_context import PageContext
from factdesk.pages.site import Site
from factdesk.pages.templating import render_macro
from factdesk.text.html import Html
from factdesk.transparency.log import TransparencyLog

VERIFY_ADDRESS = "verify/"
_CHECKPOINT = "log/checkpoint"
_RECORD = "evidence/v1"
_GITHUB = "https://github.com/"


class LogFigures(NamedTuple):
    """The data of the log on the page: its size, its root, its first and its last change."""

    size: int
    root: str
    began: Html
    changed: Html
    time: str
    checkpoint: str
    has_records: bool
    restarts: tuple[LogRestart, ...]


class Commands(NamedTuple):
    """The commands on the page, each with one or several lines; empty if one is not available."""

    origin: str
    is_attested: bool
    log: str
    quotations: str


def render_verify(site: Site) -> Iterator[Page]:
    """Yield the page. Its content depends on what the site publishes."""
    context = PageContext(site, VERIFY_ADDRESS)
    title = site.texts("verify.title")
    figures = _figures(site.log, site.config, context) if site.log else None
    page = (figures, _commands(site), _contact(site.config, context), context)
    yield Page(
        address=VERIFY_ADDRESS,
        section=VERIFY_ADDRESS,
        title=title,
        description=site.texts("verify.described", site=site.config.site_name),
        body=render_macro("verify.html", "verify", title, *page),
        head=render_macro("verify.html", "head", context),
    )


def _figures(log: TransparencyLog, config: SiteConfig, context: PageContext) -> LogFigures:
    checkpoint = log.checkpoint("")
    first, last = log.entries[0].committed_at, log.entries[-1].committed_at
    return LogFigures(
        size=checkpoint.size,
        root=checkpoint.root_text,
        began=context.time(first.date()),
        changed=context.time(last.date()),
        time=last.strftime("%H:%M"),
        checkpoint=context.link(_CHECKPOINT),
        has_records=any(entry.kind == _RECORD for entry in log.entries),
        restarts=config.log.restarts,
    )


def _commands(site: Site) -> Commands:
    url, repository = site.config.site_url, site.config.repository.rstrip("/")
    clone = ""
    if repository:
        folder = repository.rpartition("/")[2].removesuffix(".git")
        clone = f"git clone {repository}\ncd {folder}\n"
    # GitHub's workflow attests the list of hashes; on other hosts, readers build the site again.
    name = repository.removeprefix(_GITHUB) if repository.startswith(_GITHUB) else ""
    verify = "python3 build_site.py verify"
    build = f"SITE_URL={url} python3 build_site.py build\n{verify} {url} --against site"
    attested = f"curl -O {url}SHA256SUMS\ngh attestation verify SHA256SUMS --repo {name}"
    origin = "" if not (url and repository) else attested if name else f"{clone}{build}"
    return Commands(
        origin=origin,
        is_attested=bool(name),
        log=f"{clone}{verify} {url}\n{verify} --log {url}" if site.log and clone else "",
        quotations="python3 build_site.py evidence verify",
    )


def _contact(config: SiteConfig, context: PageContext) -> str:
    """Return where readers report discrepancies; empty if the site names no place."""
    publisher = config.publisher
    if publisher.email:
        return f"mailto:{publisher.email}"
    return context.own_page(publisher.contact or publisher.corrections_policy)
