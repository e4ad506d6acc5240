"""``factdesk check``: report problems in claim files, written pages and navigation."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

import click

from factdesk.cache.store import Cache
from factdesk.commands import options
from factdesk.config.mkdocs_yml import ConfigError, MkdocsYml
from factdesk.messages.catalogue import tr
from factdesk.reports.last_report import LastReport


class DayType(click.ParamType):  # type: ignore[type-arg]  # generic in newer releases only
    """A date on the command line: ``2026-11-24``."""

    name = "YYYY-MM-DD"

    def convert(
        self, value: str | dt.date, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        from factdesk.text.dates import parse_day

        try:
            return value if isinstance(value, dt.date) else parse_day(value)
        except ValueError:
            self.fail(tr("'{value}' is not a day: write it as 2026-11-24", value=value), param, ctx)


@click.command("check")
@click.argument(
    "paths", metavar="[PATH]...", nargs=-1, type=click.Path(exists=True, path_type=Path)
)
@options.config_source
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="Set the format of the report.",
)
@click.option("--fix", is_flag=True, help="Correct mistakes that need no judgement, then check.")
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--notes", is_flag=True, help="Show notes, which are otherwise only counted.")
@click.option("--verbose", is_flag=True, help="Show every problem of every check.")
@click.option("--today", type=DayType(), help="The day to compare dates with; by default today.")
@click.option(
    "--since",
    metavar="REF",
    help="Report claims that were removed and reviews that changed silently since a git revision.",
)
@click.option(
    "--live",
    metavar="URL",
    help="Require that the claims continue the log and the reviews of the published site at URL.",
)
@options.jobs
def command(  # noqa: PLR0913, PLR0917  # click passes every option
    paths: tuple[Path, ...],
    source: MkdocsYml,
    format_: str,
    fix: bool,
    strict: bool,
    notes: bool,
    verbose: bool,
    today: dt.date | None,
    since: str | None,
    live: str | None,
    jobs: int | None,
) -> int:
    """Check the claim files, all or those in PATH."""
    today = today or _today()
    if fix:
        from factdesk.commands.fixing import fix_files
        from factdesk.config.reader import validate

        fix_files(validate(source), paths, today, is_quiet=format_ != "text")
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    # The GitHub format also writes a file, which printing a cached report would not do.
    is_cacheable = not paths and since is None and live is None and format_ != "github"
    how = f"{format_} {colour} {notes} {verbose}"
    last = _last(source, today, how) if is_cacheable else None
    report = last.recall() if last else None
    if report is None:
        from factdesk.commands.checking import TextOptions, run_and_render  # slow to import
        from factdesk.config.reader import validate

        report, digests = run_and_render(
            validate(source),
            today,
            format_,
            TextOptions(colour, notes, verbose),
            paths=paths,
            since=since,
            live=live,
            jobs=jobs,
        )
        if last:
            last.keep(report, digests)
    click.echo(report.text, color=colour)
    return 1 if report.worst in ({"error", "warning"} if strict else {"error"}) else 0


def _last(source: MkdocsYml, today: dt.date, how: str) -> LastReport | None:
    """Return the last report with its inputs, or None if the configuration cannot be used."""
    try:
        docs, claims = source.source_folders()
    except ConfigError:
        return None
    return LastReport(
        "check",
        Cache.of_site(source.root),
        claims,
        [source.file, *sorted(docs.rglob("*.md"))],
        source.root,
        (repr(source.mapping), str(today), how, str(Path.cwd())),
    )


def _today() -> dt.date:
    """Return the local date: the report is for editors, and the site does not depend on it."""
    return dt.datetime.now().astimezone().date()
