"""``factdesk evidence add``: record a source from a file saved by hand."""

from __future__ import annotations

import datetime as dt
import mimetypes
from pathlib import Path

import click

from factdesk.commands import options
from factdesk.commands.evidence import options as shared
from factdesk.commands.evidence.capture import captured_line
from factdesk.commands.evidence.site import EvidenceSite
from factdesk.config.site_config import SiteConfig
from factdesk.evidence.capture import capture_file
from factdesk.evidence.capture_report import CaptureReport, Outcome
from factdesk.evidence.record_store import merge_captures, store_record
from factdesk.messages.catalogue import tr


@click.command("add")
@click.argument(
    "saved", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.argument("claim")
@click.option(
    "--source",
    "source_name",
    required=True,
    metavar="ID|URL",
    help="Name the source by its id, or an appearance by its address.",
)
@options.config
@shared.report
def command(
    saved: Path,
    claim: str,
    source_name: str,
    config: SiteConfig,
    report: Path | None,
) -> int:
    """Record a source of CLAIM from a FILE that you saved by hand.

    Use this command for a page that refuses automated requests: save it as HTML, PDF or text.
    Readers see that the quotations were found in a saved file. CLAIM is a file or a slug.
    """
    site = EvidenceSite.read(config)
    entry = site.entry(claim)
    targets = [each for each in entry.targets if source_name in (each.key, each.url)]
    if not targets:
        known = ", ".join(each.key for each in entry.targets)
        raise click.UsageError(
            tr(
                "{file} has no source '{source}'; it has {known}",
                file=entry.file.path,
                source=source_name,
                known=known,
            )
        )
    media_type = mimetypes.guess_type(saved.name)[0] or "text/plain"
    now = dt.datetime.now(dt.UTC)
    captures = [capture_file(each, saved.read_bytes(), media_type, now) for each in targets]
    store_record(config.claims_folder, entry.file.slug, merge_captures(entry.record, captures))
    if report:
        report.write_bytes(CaptureReport(captures).as_json())
    for each in captures:
        click.echo(captured_line(each))
        for quote in each.record.missing if each.record else ():
            click.echo(tr("  not in the file: {exact}", exact=quote.exact))
            if quote.nearest:
                click.echo(tr("  most similar:    {nearest}", nearest=quote.nearest))
    return 0 if all(e.outcome in (Outcome.CAPTURED, Outcome.AMBIGUOUS) for e in captures) else 1
