"""``factdesk export``: write all claims to one file, without building the site."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

import click
from msgspec import structs

from factdesk.checks.run import check_claims
from factdesk.claims.claim import Claim
from factdesk.claims.field_types import Unreadable
from factdesk.collection.collection import newest_first
from factdesk.commands import options
from factdesk.config.option_types import read_site_address
from factdesk.config.site_config import SiteConfig
from factdesk.messages.catalogue import os_reason, tr
from factdesk.outputs.api import api_document, is_public
from factdesk.outputs.claims_search import claims_search, found_claim
from factdesk.outputs.datafeed import datafeed, feed_item
from factdesk.outputs.fragments import review_text
from factdesk.outputs.insights_table import insights_table
from factdesk.outputs.table import CSV_DELIMITERS, claim_cells, csv_row, table
from factdesk.outputs.timestamps import latest_change
from factdesk.reports.report import Report
from factdesk.reports.text import render_text
from factdesk.text.characters import visible
from factdesk.text.json_text import joined, json_bytes

Export = Callable[[Sequence[Claim], SiteConfig], Iterator[bytes]]


def _claimreviews(claims: Sequence[Claim], config: SiteConfig) -> Iterator[bytes]:
    return joined(review for _, review in _reviews(claims, config))


def _datafeed(claims: Sequence[Claim], config: SiteConfig) -> Iterator[bytes]:
    reviews = list(_reviews(claims, config))
    items = (feed_item(claim, review, config) for claim, review in reviews)
    return datafeed(items, latest_change(claim for claim, _ in reviews), config)


def _claims_search(claims: Sequence[Claim], config: SiteConfig) -> Iterator[bytes]:
    found = (found_claim(claim, config) for claim in claims)
    return claims_search(json_bytes(claim) for claim in found if claim is not None)


def _csv(claims: Sequence[Claim], config: SiteConfig, delimiter: str = ",") -> Iterator[bytes]:
    rows = (csv_row(claim_cells(claim, config), delimiter) for claim in claims)
    return table(rows, delimiter)


def _jsonl(claims: Sequence[Claim], config: SiteConfig) -> Iterator[bytes]:
    return (api_document(claim, config) for claim in claims)


def _reviews(claims: Iterable[Claim], config: SiteConfig) -> Iterator[tuple[Claim, bytes]]:
    for claim in claims:
        review = review_text(claim, config)
        if review is not None:
            yield claim, review


FORMATS: dict[str, Export] = {
    "claimreview": _claimreviews,
    "datafeed": _datafeed,
    "claims-search": _claims_search,
    "csv": _csv,
    "jsonl": _jsonl,
    "insights": insights_table,
}
#: Formats that contain the full address of each review.
_NEED_THE_ADDRESS = ("claimreview", "datafeed", "claims-search", "insights")


@click.command("export")
@click.option(
    "--format",
    "format_",
    required=True,
    type=click.Choice(tuple(FORMATS)),
    help="Select the format.",
)
@click.option(
    "--delimiter",
    type=click.Choice(CSV_DELIMITERS),
    help="Select the delimiter of csv; by default a comma.",
)
@options.config
@options.site_url
@click.argument("out", type=click.Path(dir_okay=False, allow_dash=True))
def command(
    format_: str, delimiter: str | None, config: SiteConfig, site_url: str | None, out: str
) -> int:
    """Write all claims to the file OUT, without building the site.

    \b
    claimreview    a list of schema.org ClaimReviews
    datafeed       the same as a schema.org DataFeed, as in /api/claimreview.json
    claims-search  the response format of Google's Fact Check Tools
    csv            a row per claim, as in /api/claims.csv
    jsonl          a line per claim, each as in /api/claims/<slug>.json
    insights       the table of Fact-Check Insights, with the paths of ClaimReview as columns

    If OUT is '-', write to standard output. All formats but csv and jsonl contain only published
    reviews. No format contains drafts.
    """  # noqa: D301  # a real backspace: click keeps the lines after it as they are
    if delimiter and format_ != "csv":
        raise click.UsageError(tr("--delimiter is only for --format csv"))
    if site_url:
        config = _at_address(config, site_url)
    if format_ in _NEED_THE_ADDRESS and not config.site_url:
        raise click.UsageError(
            tr(
                "the format {format} contains the address of each review: pass --site-url or set "
                "site_url in mkdocs.yml",
                format=format_,
            )
        )
    result = check_claims(config)
    if result.fails():
        report = Report.of(result, config.root, ending=tr("Nothing was exported."))
        click.echo(render_text(report.from_here), err=True)
        return 1
    claims = [claim for claim in newest_first(result.claims) if is_public(claim)]
    export = partial(_csv, delimiter=delimiter) if delimiter else FORMATS[format_]
    _write(export(claims, config), out)
    if out != "-":
        click.echo(tr("Wrote {file}.", file=visible(out)))
    return 0


def _at_address(config: SiteConfig, site_url: str) -> SiteConfig:
    try:
        return structs.replace(config, site_url=read_site_address(site_url))
    except Unreadable as error:
        raise click.BadParameter(str(error), param_hint="--site-url") from error


def _write(parts: Iterable[bytes], out: str) -> None:
    """Write a complete file or none; a reader of standard output may stop early."""
    try:
        with click.open_file(out, "wb", atomic=out != "-") as file:
            for part in parts:
                file.write(part)
            file.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise click.FileError(out, hint=os_reason(error)) from error
