"""``factdesk evidence capture``: fetch sources and write records."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from pathlib import Path

import click

from factdesk.commands import options
from factdesk.commands.evidence import options as shared
from factdesk.commands.evidence.answers import answers_kept
from factdesk.commands.evidence.progress import Progress
from factdesk.commands.evidence.site import ClaimEvidence, EvidenceSite
from factdesk.config.site_config import SiteConfig
from factdesk.evidence.archive import Archive, ArchiveError, Keys
from factdesk.evidence.capture import capture_all
from factdesk.evidence.capture_report import Capture, Outcome
from factdesk.evidence.fetch import Fetcher
from factdesk.evidence.record_store import merge_captures, store_record, without_leftovers
from factdesk.evidence.targets import Target
from factdesk.messages.catalogue import tr


@click.command("capture")
@shared.paths
@options.config
@click.option("--missing", is_flag=True, help="Capture only sources that have no record.")
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Capture all sources again, including those with a record.",
)
@click.option("--archive", is_flag=True, help="Find or request archived copies.")
@click.option("--warc", is_flag=True, help="Store the responses as a WARC file in the cache.")
@shared.report
@shared.allow_host
@shared.pause
@click.option("--archive-service", default="", help="Use this server as the archive.", hidden=True)
def command(  # noqa: PLR0913, PLR0917  # one for each option
    paths: tuple[Path, ...],
    config: SiteConfig,
    missing: bool,
    everything: bool,
    archive: bool,
    warc: bool,
    report: Path | None,
    allowed_hosts: tuple[str, ...],
    pause: float,
    archive_service: str,
) -> int:
    """Fetch the sources of the claims, and record the quoted passages.

    This command uses the network. Without PATH, it works on all claims. It fetches a source if it
    has no record, or if its address or its quotations have changed since then. It lists and counts
    problems with individual sources, which never stop the run.
    """
    if missing and everything:
        raise click.UsageError(tr("use either --missing or --all"))
    site = EvidenceSite.read(config, paths)
    wanted = [
        target
        for entry in site.entries
        for target in entry.targets
        if everything
        or (target.of(entry.record) is None if missing else not target.is_current(entry.record))
    ]
    fetcher = site.fetcher(allowed_hosts, pause)
    now = dt.datetime.now(dt.UTC)
    with Progress(len(wanted)) as step, answers_kept(config.root, warc) as keep_body:
        results = capture_all(
            wanted, fetcher, now, done=lambda each: step(captured_line(each)), keep_body=keep_body
        )
    by_slug: dict[str, list[Capture]] = {}
    for each in results.captures:
        by_slug.setdefault(each.target.slug, []).append(each)
    for entry in site.entries:
        captures = by_slug.get(entry.file.slug, [])
        record = without_leftovers(merge_captures(entry.record, captures), entry.targets)
        if record != entry.record:
            store_record(config.claims_folder, entry.file.slug, record)
        _write_accessed_on(entry, captures, now.date())
    if archive:
        _add_archived_copies(site, fetcher, archive_service)
    if report:
        report.write_bytes(results.as_json())
    for name, count in results.counts.items():
        click.echo(f"{count:>6} {tr(name)}")
    click.echo(tr("{n:>6} in total", n=len(results.captures)))
    return 0


def captured_line(capture: Capture) -> str:
    """Return the outcome of one source as one line."""
    target = capture.target
    reason = f": {capture.reason}" if capture.reason else ""
    return f"{tr(capture.outcome):<18} {target.slug} {target.key}{reason}"


def _write_accessed_on(entry: ClaimEvidence, captures: Iterable[Capture], today: dt.date) -> None:
    """Write the date on which a source was read into the claim if it is missing."""
    for each in captures:
        target: Target = each.target
        if each.record is not None and target.is_source and not target.accessed_on:
            entry.edit(("sources", target.position, "accessed_on"), today.isoformat())


def _add_archived_copies(site: EvidenceSite, fetcher: Fetcher, service: str) -> None:
    """Write the address of an archived copy into each claim whose source has none.

    A copy is accepted only if it was fetched and all quotations were found in it.
    """
    access, secret = (os.environ.get(f"ARCHIVE_{name}_KEY", "") for name in ("ACCESS", "SECRET"))
    keys = Keys(access, secret) if access and secret else None
    archive = Archive(fetcher, keys, service, service) if service else Archive(fetcher, keys)
    copies: dict[str, str] = {}
    found, nothing = tr("archived copy"), tr("not archived")
    for entry in site.entries:
        for target in entry.targets:
            if target.archived_url:
                continue
            try:
                if target.url not in copies:
                    near = _day(target.accessed_on)
                    copies[target.url] = archive.find(target.url, near) or archive.save(target.url)
                copy = copies[target.url]
            except ArchiveError as error:
                click.echo(f"{nothing:<18} {target.slug} {target.key}: {error}", err=True)
                continue
            probe = target._replace(url=copy)
            outcome = capture_all([probe], fetcher, dt.datetime.now(dt.UTC)).captures[0].outcome
            if outcome in (Outcome.CAPTURED, Outcome.AMBIGUOUS):
                group = "sources" if target.is_source else "appearances"
                entry.edit((group, target.position, "archived_url"), copy)
                click.echo(f"{found:<18} {target.slug} {target.key}: {copy}", err=True)
            else:
                reason = tr(
                    "the copy {copy} does not have the quotations ({outcome})",
                    copy=copy,
                    outcome=tr(outcome),
                )
                click.echo(f"{nothing:<18} {target.slug} {target.key}: {reason}", err=True)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return dt.datetime.now(dt.UTC).date()
