"""Run the build and report how it ended. Imports MkDocs, which takes 0.5 s."""

from __future__ import annotations

import click

from factdesk.build import pipeline
from factdesk.build.options import BuildOptions
from factdesk.config.mkdocs_yml import MkdocsYml
from factdesk.config.reader import validate
from factdesk.mkdocs_adapter.run import theme_of
from factdesk.pages.shell import ShellError
from factdesk.publish.failure import PublishError


def build_site(source: MkdocsYml, options: BuildOptions) -> int:
    """Build and publish a site; return 0, or 1 if its sources have problems or the disk is full.

    Raises:
        ConfigError: the configuration cannot be used.
    """
    options.timings.begin("starting")
    config = validate(source)
    config.require_claims_folder()
    config.require_docs_folder()
    render_theme = theme_of(source, strict=options.strict)
    try:
        result = pipeline.build(config, options, render_theme)
    except (pipeline.BuildStopped, PublishError, ShellError) as error:
        if message := str(error):
            click.echo(f"Error: {message}", err=True)
        return 1
    pipeline.print_summary(result)
    if options.show_timings:
        counts = f"{result.rendered} pages rendered, {result.reused} reused"
        click.echo(counts, err=True)
    return 0
