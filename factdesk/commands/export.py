"""``factdesk export``: all claims in one file, in a format of others, without building the site."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import click
from pydantic import ValidationError

from factdesk.checks.run import check_claims
from factdesk.claims.claim import Claim
from factdesk.collection.collection import newest_first
from factdesk.commands import options
from factdesk.config.reader import read_config
from factdesk.config.site_config import SiteConfig
from factdesk.outputs.api import api_document, is_public
from factdesk.outputs.claims_search import claims_search, found_claim
from factdesk.outputs.datafeed import datafeed, feed_item
from factdesk.outputs.fragments import review_text
from factdesk.outputs.json_text import joined, json_bytes
from factdesk.outputs.table import claim_cells, csv_row, table
from factdesk.outputs.timestamps import latest_change
from factdesk.reports.report import Report
from factdesk.reports.text import render_text

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


def _csv(claims: Sequence[Claim], config: SiteConfig) -> Iterator[bytes]:
    return table(csv_row(claim_cells(claim, config)) for claim in claims)


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
}
#: These name each review by its whole address.
_NEED_THE_ADDRESS = ("claimreview", "datafeed", "claims-search")


@click.command("export")
@click.option(
    "--format", "format_", required=True, type=click.Choice(tuple(FORMATS)), help="What to write."
)
@options.config_file
@options.claims_dir
@click.option(
    "--site-url", envvar="SITE_URL", help="The site's address; by default $SITE_URL.", metavar="URL"
)
@click.argument("out", type=click.Path(dir_okay=False, allow_dash=True))
def command(
    format_: str, config_file: str, claims_dir: str | None, site_url: str | None, out: str
) -> int:
    """Write all claims into one file, OUT, without building the site; '-' is standard output.

    \b
    claimreview    a list of schema.org ClaimReviews
    datafeed       the same as a schema.org DataFeed, as in /api/claimreview.json
    claims-search  as Google's Fact Check Tools answer a search
    csv            a row a claim, as in /api/claims.csv
    jsonl          a line a claim, each as in /api/claims/<slug>.json

    The first three hold only reviews that stand; drafts are in none.
    """  # noqa: D301  # a real backspace: click keeps the lines after it as they are
    root = Path(config_file).parent
    config = read_config(
        Path(config_file), claims_dir=claims_dir and str(Path(claims_dir).resolve())
    )
    if site_url:
        config = _at_address(config, site_url)
    if format_ in _NEED_THE_ADDRESS and not config.site_url:
        raise click.UsageError(
            f"the format {format_} names each review by its address, and the address of the site "
            "is not known: add --site-url, or site_url in mkdocs.yml"
        )
    checked = check_claims(config, root=root)
    if checked.fails():
        report = Report.of(checked, root, ending="Nothing was exported.")
        click.echo(render_text(report.from_here), err=True)
        return 1
    claims = [claim for claim in newest_first(checked.claims) if is_public(claim)]
    _write(FORMATS[format_](claims, config), out)
    return 0


def _at_address(config: SiteConfig, site_url: str) -> SiteConfig:
    try:
        return SiteConfig.model_validate({**dict(config), "site_url": site_url})
    except ValidationError as error:
        message = error.errors()[0]["msg"].removeprefix("Value error, ")
        raise click.BadParameter(message, param_hint="--site-url") from error


def _write(parts: Iterable[bytes], out: str) -> None:
    """Write a file whole or not at all; a reader of standard output may stop when it has enough."""
    try:
        with click.open_file(out, "wb", atomic=out != "-") as file:
            for part in parts:
                file.write(part)
            file.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        raise click.FileError(out, hint=error.strerror or str(error)) from error
