"""``factdesk list``: print the claims as a table."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import click

from factdesk.checks.run import check_claims
from factdesk.claims.claim import Claim
from factdesk.claims.vocabulary import Status
from factdesk.collection.collection import newest_first
from factdesk.commands import options
from factdesk.config.site_config import SiteConfig
from factdesk.messages.catalogue import tr, tr_count
from factdesk.outputs.table import csv_row
from factdesk.reports.excerpts import cell_of, width_of
from factdesk.text.nearest import nearest
from factdesk.text.slugs import fold, readable_slug

COLUMNS = (
    "slug",
    "claim",
    "claimant",
    "verdict",
    "status",
    "claimed_on",
    "published_on",
    "topics",
    "path",
)


#: The width of a claim; on a narrower terminal, claims are not shown.
_SHORTEST = 10


@click.command("list")
@options.config
@click.option(
    "--verdict",
    "verdicts",
    multiple=True,
    help="List only claims with this verdict.",
    metavar="NAME",
)
@click.option(
    "--topic", "topics", multiple=True, help="List only claims about this topic.", metavar="NAME"
)
@click.option(
    "--claimant",
    "claimants",
    multiple=True,
    help="List only claims by this claimant.",
    metavar="NAME",
)
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice([status.value for status in Status]),
    help="List only claims with this status.",
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    help="Set the output format.",
)
def command(
    config: SiteConfig,
    verdicts: Sequence[str],
    topics: Sequence[str],
    claimants: Sequence[str],
    statuses: Sequence[str],
    format_: str,
) -> int:
    """List the claims, newest review first."""
    _refuse_unknown(verdicts, config)
    result = check_claims(config)
    valid = result.claims
    claims = [
        claim
        for claim in newest_first(valid)
        if _matches(verdicts, [claim.verdict or ""])
        and _matches(topics, claim.topics)
        and _matches(claimants, [claim.claimant.name] if claim.claimant else [])
        and _matches(statuses, [claim.status])
    ]
    _PRINT[format_](claims)
    known = {topic for claim in valid for topic in claim.topics}
    for topic in topics if not claims else ():
        if not _matches([topic], known):
            near = nearest(topic, sorted(known))
            hint = tr("; did you mean '{near}'?", near=near) if near else ""
            click.echo(
                tr("No claim has the topic '{topic}'{hint}", topic=topic, hint=hint), err=True
            )
    left_out = len(result.files) - len(valid)
    if left_out:
        message = tr_count(
            "{n} file has errors and is left out; run 'check' to list the errors.",
            "{n} files have errors and are left out; run 'check' to list the errors.",
            left_out,
        )
        click.echo(message, err=True)
    return 0


def _refuse_unknown(verdicts: Sequence[str], config: SiteConfig) -> None:
    for verdict in verdicts:
        if verdict not in config.scale:
            names = ", ".join(each.name for each in config.scale.each())
            raise click.BadParameter(
                tr("'{verdict}' is not on the scale: {names}", verdict=verdict, names=names),
                param_hint="--verdict",
            )


def _matches(wanted: Sequence[str], names: Iterable[str]) -> bool:
    """Return whether one of the names or its slug matches; without a filter, all match."""
    folded = {fold(name) for name in wanted}
    return not folded or any(
        fold(name) in folded or readable_slug(name) in folded for name in names if name
    )


def _row(claim: Claim) -> dict[str, Any]:
    return {
        "slug": claim.slug,
        "claim": claim.claim,
        "claimant": claim.claimant.name if claim.claimant else None,
        "verdict": claim.verdict,
        "status": claim.status.value,
        "claimed_on": str(claim.claimed_on) if claim.claimed_on else None,
        "published_on": str(claim.published_on) if claim.published_on else None,
        "topics": list(claim.topics),
        "path": claim.path,
    }


def _print_json(claims: Sequence[Claim]) -> None:
    click.echo(json.dumps([_row(claim) for claim in claims], indent=2))


def _print_csv(claims: Sequence[Claim]) -> None:
    rows = [csv_row(COLUMNS)]
    for claim in claims:
        row = _row(claim)
        rows.append(
            csv_row("; ".join(row[name]) if name == "topics" else row[name] for name in COLUMNS)
        )
    click.echo(b"".join(rows).decode().replace("\r\n", "\n"), nl=False)


def _print_text(claims: Sequence[Claim]) -> None:
    """Print one line per claim; a terminal gets truncated claims and claimants, full slugs."""
    rows = [
        (
            claim.slug,
            claim.verdict or "–",
            str(claim.published_on or "–"),
            claim.status.value if claim.status is not Status.PUBLISHED else "",
            _safe(claim.claimant.name if claim.claimant else "–"),
            _safe(claim.claim),
        )
        for claim in claims
    ]
    widths = [max((width_of(row[n]) for row in rows), default=0) for n in range(5)]
    is_terminal = sys.stdout.isatty() or "COLUMNS" in os.environ
    room = shutil.get_terminal_size().columns if is_terminal else None
    if room is not None:
        widths[4] = min(widths[4], max(room // 4, 8))
    for row in rows:
        cells = [_fitted(cell, width) for cell, width in zip(row[:5], widths, strict=True) if width]
        used = sum(width_of(cell) + 2 for cell in cells)
        if room is None:
            cells.append(row[5])
        elif room - used >= _SHORTEST:
            cells.append(_cut(row[5], room - used))
        click.echo("  ".join(cells))
    click.echo(tr_count("{n} claim", "{n} claims", len(rows)))


_PRINT: Mapping[str, Callable[[Sequence[Claim]], None]] = {
    "text": _print_text,
    "json": _print_json,
    "csv": _print_csv,
}


def _safe(text: str) -> str:
    return "".join(map(cell_of, " ".join(text.split())))


def _fitted(text: str, width: int) -> str:
    cut = _cut(text, width)
    return cut + " " * (width - width_of(cut))


def _cut(text: str, width: int) -> str:
    if width_of(text) <= width:
        return text
    start = ""
    for character in text:
        if width_of(start + character) > width - 1:
            break
        start += character
    return f"{start}…"
