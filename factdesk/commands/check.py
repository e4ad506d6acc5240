"""``factdesk check``: what is wrong with the claim files, and what to do about it."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

import click

from factdesk.cache.store import FOLDER, Cache
from factdesk.commands import options
from factdesk.config.mkdocs_yml import ConfigError, folders_of, read_mkdocs_yml
from factdesk.reports.last_report import LastReport


class Day(click.ParamType):  # type: ignore[type-arg]  # generic in newer releases only
    """A day on the command line: ``2026-11-24``."""

    name = "YYYY-MM-DD"

    def convert(
        self, value: str | dt.date, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """Return the day."""
        from factdesk.text.dates import parse_day

        try:
            return value if isinstance(value, dt.date) else parse_day(value)
        except ValueError:
            self.fail(f"'{value}' is not a day; write it as 2026-11-24", param, ctx)


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@options.config_file
@options.claims_dir
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="For whom it is.",
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--notes", is_flag=True, help="Show notes, which are otherwise only counted.")
@click.option("--verbose", is_flag=True, help="Show every problem of every check.")
@click.option("--today", type=Day(), help="The day by which dates are judged; by default today.")
@click.option("--since", metavar="REF", help="Also look what has vanished since a git revision.")
@click.option("--jobs", type=click.IntRange(1), help="How many processes; by default one a core.")
def command(  # noqa: PLR0913, PLR0917  # click passes every option
    paths: tuple[Path, ...],
    config_file: str,
    claims_dir: str | None,
    format_: str,
    strict: bool,
    notes: bool,
    verbose: bool,
    today: dt.date | None,
    since: str | None,
    jobs: int | None,
) -> int:
    """Check the claim files, all of them or those below PATH, and list every problem."""
    file = Path(config_file)
    claims_dir = claims_dir and str(Path(claims_dir).resolve())
    today = today or _today()
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    # A report for GitHub is also written elsewhere, and so is never only said again.
    is_whole = not paths and since is None and format_ != "github"
    how = f"{format_} {colour} {notes} {verbose}"
    last = _last(file, claims_dir, today, how) if is_whole else None
    said = last.recall() if last else None
    if said is None:
        from factdesk.commands.checking import TextOptions, run_and_render  # slow to import
        from factdesk.config.reader import read_config

        said, digests = run_and_render(
            file,
            read_config(file, claims_dir=claims_dir),
            today,
            format_,
            TextOptions(colour, notes, verbose),
            paths=paths,
            since=since,
            jobs=jobs,
        )
        if last:
            last.keep(said, digests)
    click.echo(said.text, color=colour)
    return 1 if said.worst in ({"error", "warning"} if strict else {"error"}) else 0


def _last(file: Path, claims_dir: str | None, today: dt.date, how: str) -> LastReport | None:
    """Return what the last report is known by; None where the configuration cannot be used."""
    root = file.parent
    try:
        written = read_mkdocs_yml(file)
        docs, claims = folders_of(written)
    except ConfigError:
        return None
    return LastReport(
        Cache(root / FOLDER / "cache.sqlite"),
        root / (claims_dir or claims),
        [file, *sorted((root / docs).rglob("*.md"))],
        root,
        (repr(written), str(claims_dir), str(today), how, str(Path.cwd())),
    )


def _today() -> dt.date:
    """Return the day where the editor is; a report says it to them, and no site is made of it."""
    return dt.datetime.now().astimezone().date()
