"""Run the build and report its result."""

from __future__ import annotations

import click

from factdesk.build import pipeline
from factdesk.build.options import BuildOptions
from factdesk.build.theme_cache import RenderTheme, ThemeCache
from factdesk.build.warning_log import log_to_standard_error
from factdesk.build.workspace import open_cache
from factdesk.config.mkdocs_yml import MkdocsYml
from factdesk.config.reader import validate
from factdesk.git.run import HistoryError
from factdesk.messages.catalogue import tr
from factdesk.pages.shell import ShellError
from factdesk.publish.failure import PublishError


def build_site(source: MkdocsYml, options: BuildOptions, theme_key: str | None = None) -> int:
    """Build and publish a site; return 0, or 1 if the sources have problems or writing fails.

    ``theme_key`` is the fingerprint of the inputs of the theme, if known.

    Raises:
        ConfigError: the configuration cannot be used.
    """

    def start_mkdocs() -> RenderTheme:
        from factdesk.mkdocs_adapter.run import theme_of  # MkDocs takes 0.5 s to import

        return theme_of(source, strict=options.strict)

    log_to_standard_error()
    config = validate(source)
    config.require_claims_folder()
    config.require_docs_folder()
    themes = ThemeCache(open_cache(config, options), theme_key, start_mkdocs)
    try:
        result = pipeline.build(config, options, themes)
    except (pipeline.BuildStopped, HistoryError, PublishError, ShellError) as error:
        if message := str(error):
            click.echo(tr("Error: {message}", message=message), err=True)
        return 1
    pipeline.print_summary(result)
    counts = tr(
        "{rendered} pages rendered, {reused} reused",
        rendered=result.rendered,
        reused=result.reused,
    )
    options.timings.notes.append(counts)
    return 0
