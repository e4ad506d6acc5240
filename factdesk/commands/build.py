"""``factdesk build``: check every claim, then build the site and publish it."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext

import click

from factdesk.build.inputs import Inputs, inputs_of
from factdesk.build.last_build import LastBuild
from factdesk.build.options import BuildOptions
from factdesk.cache.store import Cache
from factdesk.commands import options
from factdesk.config.mkdocs_yml import MkdocsYml
from factdesk.messages.catalogue import tr
from factdesk.timings import Timings


@click.command("build")
@options.config_source
@click.option("-d", "--site-dir", help="Publish the site to this folder.", metavar="DIR")
@options.site_url
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--verbose", is_flag=True, help="Show every problem of every check.")
@options.jobs
@click.option("--clean", is_flag=True, help="Ignore the results of earlier builds.")
@click.option("--offline", is_flag=True, help="Build a copy that works without a web server.")
@click.option("--timings", is_flag=True, help="Print how long each step took.")
def command(  # noqa: PLR0913, PLR0917  # one parameter per option
    source: MkdocsYml,
    site_dir: str | None,
    site_url: str | None,
    strict: bool,
    verbose: bool,
    jobs: int | None,
    clean: bool,
    offline: bool,
    timings: bool,
) -> int:
    """Check every claim, then build the site."""
    stopwatch = Timings()
    stopwatch.begin(tr("starting"))
    # A copy that is read from disk has no address.
    source = source.with_options(site_dir=site_dir, site_url="" if offline else site_url)
    given = {
        "strict": strict,
        "verbose": verbose,
        "offline": offline,
        "site_url": site_url,
        "repository": [os.environ.get(f"GITHUB_{part}") for part in ("SERVER_URL", "REPOSITORY")],
        "colour": f"{sys.stderr.isatty()} {os.environ.get('NO_COLOR')}",
    }
    inputs = inputs_of(source, given)
    last = LastBuild(Cache.of_site(source.root), inputs) if inputs else None
    if last and not clean and last.is_current():
        stopwatch.notes.append(tr("Nothing has changed since the last build."))
        status = 0
    else:
        build_options = BuildOptions(
            offline=offline,
            strict=strict or source.mapping.get("strict") is True,
            ignore_cache=clean,
            verbose=verbose,
            timings=stopwatch,
        ).with_jobs(jobs)
        status = _build(source, build_options, inputs, last)
    if timings:
        click.echo(stopwatch.table(), err=True)
    return status


def _build(
    source: MkdocsYml, build_options: BuildOptions, inputs: Inputs | None, last: LastBuild | None
) -> int:
    # Imported late: the comparison with the last build does not need it.
    from factdesk.commands.building import build_site

    with last.recording() if last else nullcontext():
        status = build_site(source, build_options, inputs.theme_key() if inputs else None)
    if last and status == 0:
        build_options.timings.begin(tr("caching results"))
        last.keep()
    return status
