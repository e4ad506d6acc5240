"""``factdesk evidence health``: which sources are alive, moved, changed or gone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import click

from factdesk.commands import options
from factdesk.commands.evidence import options as shared
from factdesk.commands.evidence.progress import Progress
from factdesk.commands.evidence.site import EvidenceSite
from factdesk.config.site_config import SiteConfig
from factdesk.evidence.health import Watched, check_health
from factdesk.evidence.health_report import REPORT, HealthReport
from factdesk.evidence.record import SourceRecord
from factdesk.messages.catalogue import tr, tr_count
from factdesk.reading.folder import RECORDS


@click.command("health")
@options.config
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the results here; by default next to the records.",
    metavar="FILE",
)
@click.option("--table", is_flag=True, help="Print the result as a Markdown table.")
@click.option(
    "--requests",
    type=click.IntRange(1),
    default=500,
    show_default=True,
    help="Stop after this many requests.",
)
@click.option(
    "--minutes",
    type=click.FloatRange(0.1),
    default=20.0,
    show_default=True,
    help="Stop after this many minutes.",
)
@click.option("--now", "moment", hidden=True, help="The moment by which failures are counted.")
@shared.allow_host
@shared.pause
def command(  # one for each option
    config: SiteConfig,
    report: Path | None,
    table: bool,
    requests: int,
    minutes: float,
    moment: str | None,
    allowed_hosts: tuple[str, ...],
    pause: float,
) -> int:
    """Check whether the recorded sources are alive, moved or gone.

    This command uses the network. It starts with the sources that were checked longest ago. The
    state of a source never makes a build fail.
    """
    site = EvidenceSite.read(config)
    file = report or config.claims_folder / RECORDS / REPORT
    before = _report_in(file) if file.is_file() else HealthReport()
    watched = list(_watched(site))
    now = dt.datetime.fromisoformat(moment) if moment else dt.datetime.now(dt.UTC)
    with Progress(min(len(watched), requests)) as step:
        after = check_health(
            watched,
            before,
            site.fetcher(allowed_hosts, pause),
            now,
            most_requests=requests,
            seconds=minutes * 60,
            done=lambda entry: step(f"{tr(entry.state):<25} {entry.url}"),
        )
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(after.as_json())
    if table:
        click.echo(after.as_table())
    else:
        for name, count in after.counts.items():
            click.echo(f"{count:>6} {tr(name)}")
        click.echo(tr_count("{n:>6} source", "{n:>6} sources", len(after.sources)))
    return 0


def _report_in(file: Path) -> HealthReport:
    try:
        return HealthReport.from_json(file.read_bytes())
    except ValueError as error:
        raise click.ClickException(
            tr(
                "{file} cannot be read: {error}: restore it with git, or delete it",
                file=file,
                error=error,
            )
        ) from error


def _watched(site: EvidenceSite) -> Iterator[Watched]:
    """Yield each recorded address with its newest record and the claims that quote it."""
    newest: dict[str, SourceRecord] = {}
    slugs: dict[str, list[str]] = {}
    for entry in site.entries:
        for target in entry.targets:
            record = target.of(entry.record)
            if record is None or record.url != target.url:
                continue
            slugs.setdefault(target.url, []).append(target.slug)
            known = newest.get(target.url)
            if known is None or record.captured_at > known.captured_at:
                newest[target.url] = record
    for url, record in newest.items():
        yield Watched(url, record, tuple(dict.fromkeys(slugs[url])))
