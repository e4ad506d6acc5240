"""Run the checks for ``factdesk check`` and render the report in one of its formats."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click
from msgspec import structs

from factdesk.checks.run import check_site, in_order
from factdesk.config.site_config import SiteConfig
from factdesk.git.run import HistoryError
from factdesk.messages.catalogue import tr
from factdesk.reports.github import render_commands, render_job_summary
from factdesk.reports.json import render_json
from factdesk.reports.last_report import RenderedReport
from factdesk.reports.report import Report
from factdesk.reports.text import render_text


class TextOptions(NamedTuple):
    """How much of a report is printed, and whether in colour."""

    colour: bool = False
    notes: bool = False
    verbose: bool = False


_PLAIN = TextOptions()


def run_and_render(
    config: SiteConfig,
    today: dt.date,
    format_: str = "text",
    options: TextOptions = _PLAIN,
    *,
    paths: Sequence[Path] = (),
    since: str | None = None,
    live: str | None = None,
    jobs: int | None = None,
) -> tuple[RenderedReport, dict[str, str]]:
    """Return the report on a site or some paths, and the digests of all claim files by name.

    ``live`` is the address of the published site to compare with, if requested.
    """
    state = None
    if live:
        from factdesk.commands.live_gate import compare_with_live

        state = compare_with_live(config, live, today)
        since = since or state.commit
    try:
        result = check_site(config, paths, today=today, since=since, jobs=jobs, claims=False)
    except HistoryError as error:
        raise click.UsageError(f"--since: {error}") from error
    if state:
        result = structs.replace(result, problems=in_order([*result.problems, *state.problems]))
        if state.note:
            click.echo(tr("Note: {note}", note=state.note), err=True)
    report = Report.of(result, config.root)
    rendered = RenderedReport(_render(report.from_here, format_, options), report.worst or "")
    return rendered, {file.path: file.digest for file in result.files}


def _render(report: Report, format_: str, options: TextOptions) -> str:
    if format_ == "json":
        return render_json(report)
    if format_ == "github":
        if path := os.environ.get("GITHUB_STEP_SUMMARY"):
            with Path(path).open("a", encoding="utf-8", newline="\n") as file:
                file.write(render_job_summary(report))
        return render_commands(report)
    return render_text(report, **options._asdict())
