"""``factdesk build``: check every claim, then build the site and publish it as a whole."""

from __future__ import annotations

import os
import sys
from contextlib import nullcontext
from pathlib import Path

import click

from factdesk.build.inputs import inputs_of
from factdesk.build.last_build import LastBuild
from factdesk.cache.store import FOLDER, Cache
from factdesk.commands import options
from factdesk.timings import Timings


@click.command("build")
@options.config_file
@options.claims_dir
@click.option("-d", "--site-dir", help="Where the site is published to.", metavar="DIR")
@click.option(
    "--site-url", envvar="SITE_URL", help="The site's address; by default $SITE_URL.", metavar="URL"
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--jobs", type=click.IntRange(1), help="How many processes; by default one a core.")
@click.option("--clean", is_flag=True, help="Trust nothing from earlier builds.")
@click.option("--offline", is_flag=True, help="Make a copy to read from disk.")
@click.option("--timings", is_flag=True, help="Print what each step took.")
def command(  # noqa: PLR0913, PLR0917  # one for each option
    config_file: str,
    claims_dir: str | None,
    site_dir: str | None,
    site_url: str | None,
    strict: bool,
    jobs: int | None,
    clean: bool,
    offline: bool,
    timings: bool,
) -> int:
    """Check every claim, then build the site."""
    asked = {
        "strict": strict,
        "offline": offline,
        "site_url": site_url,
        "colour": f"{sys.stderr.isatty()} {os.environ.get('NO_COLOR')}",
    }
    file = Path(config_file)
    claims_dir = claims_dir and str(Path(claims_dir).resolve())
    inputs = inputs_of(file, site_dir=site_dir, claims_dir=claims_dir, options=asked)
    last = LastBuild(Cache(file.parent / FOLDER / "cache.sqlite"), inputs) if inputs else None
    if last and not clean and not timings and last.is_current():
        return 0
    watch = Timings()
    watch.begin("starting")
    # What needs no more than the memory of the last build need not wait for these.
    from factdesk.config.reader import read_config
    from factdesk.config.site_config import require_folder
    from factdesk.mkdocs_adapter.invocation import Invocation
    from factdesk.mkdocs_adapter.run import build_site

    config = read_config(file, claims_dir=claims_dir)
    require_folder("claims_dir", file.parent / config.claims_dir)
    require_folder("docs_dir", file.parent / config.docs_dir)
    invocation = Invocation(
        offline=offline, jobs=jobs, claims_dir=claims_dir, clean=clean, timings=watch
    )
    with last.recording() if last else nullcontext():
        status = build_site(file, invocation, site_dir=site_dir, site_url=site_url, strict=strict)
    if last and status == 0:
        watch.begin("remembering")
        last.keep()
    if timings:
        click.echo(watch.table(), err=True)
    return status
