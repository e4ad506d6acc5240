"""The complete build on one page.

The command calls ``build``. MkDocs renders the written pages and one page shell for each kind of
page; our MkDocs plugin calls the same steps when MkDocs itself is in charge.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

import click
import msgspec
from msgspec import structs

from factdesk.build.claim_pages import ClaimPages
from factdesk.build.documents import write_index, write_outputs, write_sitemap, write_written_pages
from factdesk.build.history_pages import HistoryPages
from factdesk.build.listings import Listings
from factdesk.build.options import BuildOptions
from factdesk.build.page_shells import PageShells
from factdesk.build.policies import without_missing_policies
from factdesk.build.site_build import SiteBuild
from factdesk.build.size_limit import size_notes
from factdesk.build.theme_cache import ThemeCache
from factdesk.build.verify_output import verify_output
from factdesk.build.workspace import Workspace, open_workspace
from factdesk.build.write_pages import write_pages
from factdesk.checks.file import FileResult
from factdesk.checks.run import CheckResult, check_site
from factdesk.claims.problem import Severity
from factdesk.claims.vocabulary import Status
from factdesk.collection.collection import Collection
from factdesk.config.site_config import Output, SiteConfig
from factdesk.evidence.health_report import read_health
from factdesk.messages.catalogue import tr, tr_count, tr_list, tr_noop
from factdesk.pages.shell import ThemeRenderer
from factdesk.pages.site import Site
from factdesk.pictures.folder import find_pictures, pictures_of
from factdesk.reports.report import Report
from factdesk.reports.text import render_text
from factdesk.transparency.public_record import NO_RECORD, PublicRecord, read_public_record

NOTHING_BUILT = tr_noop("Nothing was built; the published site is unchanged.")

_NO_ADDRESS = tr_noop(
    "the site's address is not known, so feeds, ClaimReview and other outputs that need a full "
    "address are left out. Set site_url in mkdocs.yml, or SITE_URL."
)


class BuildStopped(Exception):
    """The site cannot be built from its sources. Without a message, a report was printed."""


class BuildResult(msgspec.Struct, frozen=True):
    """A published site, how it was built, and notes for the editors."""

    build: SiteBuild
    files: int
    rendered: int
    reused: int
    notes: tuple[str, ...]


def build(config: SiteConfig, options: BuildOptions, themes: ThemeCache) -> BuildResult:
    """Check, render, verify and publish a site; on errors, the published site stays unchanged.

    Raises:
        BuildStopped: the sources have problems.
        PublishError: the site cannot be written or swapped; the message says why.
    """
    with open_workspace(config, options) as workspace:
        site = load_site(published_files(check_sources(workspace)), workspace)
        theme = themes.theme(site, workspace)
        result = write_and_publish(site, theme, workspace)
        themes.keep(result.build.shells.used)
        return result


def check_sources(workspace: Workspace) -> CheckResult:
    """Check all sources, and print one report of all errors and warnings, if there are any.

    Raises:
        BuildStopped: nothing can be built from these sources; a preview goes on.
    """
    config, options = workspace.config, workspace.options
    options.timings.begin(tr("reading and checking"))
    result = check_site(
        config,
        jobs=options.jobs,
        cache=workspace.cache,
        preview=options.preview,
        notes=False,
        # A preview shows the last valid version of a file, from the results of earlier checks.
        store=None if options.preview else workspace.claims,
    )
    fails = result.fails(strict=options.strict) and not options.preview
    problems = tuple(each for each in result.problems if each.severity is not Severity.NOTE)
    if problems:
        ending = tr(NOTHING_BUILT) if fails else ""
        report = Report.of(structs.replace(result, problems=problems), config.root, ending)
        colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
        text = render_text(report.from_here, colour=colour, verbose=options.verbose)
        click.echo(text, err=True)
    if fails:
        raise BuildStopped
    return result


def published_files(result: CheckResult) -> Iterable[FileResult]:
    """Return the files that are published: all except drafts."""
    return [file for file in result.files if file.status is not Status.DRAFT]


def load_site(files: Iterable[FileResult], workspace: Workspace) -> Site:
    """Store the claims of valid files, and return the site with their summaries."""
    config, options = workspace.config, workspace.options
    valid = (file.summary for file in workspace.claims.move_in(files) if file.is_valid)
    collection = Collection(valid, config)
    return Site(
        collection,
        offline=options.offline,
        preview=options.preview,
        health=read_health(config.claims_folder),
        pictures=find_pictures(config.claims_folder, pictures_of(collection), workspace.cache),
        record=NO_RECORD if options.preview else _public_record(workspace),
    )


def _public_record(workspace: Workspace) -> PublicRecord:
    """Read the public record of the claims from git, if an output needs it."""
    if Output.LOG not in workspace.config.outputs:
        return NO_RECORD
    workspace.options.timings.begin(tr("history"))
    return read_public_record(workspace.config.claims_folder, workspace.cache)


def write_and_publish(site: Site, theme: ThemeRenderer, workspace: Workspace) -> BuildResult:
    """Write the site into the staging directory, verify it, and publish it.

    Raises:
        BuildStopped: there were warnings, and the build is strict.
        PublishError: a file is missing or damaged, or the swap failed.
    """
    staging, timings = workspace.staging, workspace.options.timings
    site = without_missing_policies(site, theme.written)
    shells = PageShells(theme, site.config.site_url)
    claim_pages, history_pages = ClaimPages(site, workspace), HistoryPages(site, workspace)
    this = SiteBuild(site, theme, shells, claim_pages, history_pages, workspace)
    timings.begin(tr("claims and lists"))
    staging.start_from_previous()
    listings = Listings(this)
    pages = write_pages(this, listings)
    timings.begin(tr("data, feeds, written pages"))
    write_outputs(this, listings)
    write_written_pages(this)
    timings.begin(tr("full-text index"))
    write_index(this)
    write_sitemap(this, pages.addresses, listings)
    listings.keep()
    timings.begin(tr("verifying"))
    verify_output(staging, shells.links, site.config.outputs)
    if workspace.options.strict and (count := workspace.warnings.count):
        stopped = tr_count(
            "Stopped by --strict: 1 warning.", "Stopped by --strict: {n} warnings.", count
        )
        raise BuildStopped(f"{stopped} {tr(NOTHING_BUILT)}")
    timings.begin(tr("publishing"))
    files = len(staging.files.listed())
    staging.publish()
    notes = (*this.claim_pages.notes(), *history_pages.notes, *shells.notes)
    notes = (*notes, *size_notes(staging.size, site.config))
    return BuildResult(this, files, pages.rendered, pages.reused, notes)


def print_summary(result: BuildResult) -> None:
    """Print a summary of the published site, and notes on missing parts."""
    site = result.build.site
    notes = result.notes
    if not site.config.site_url and not site.offline:
        notes = (tr(_NO_ADDRESS), *notes)
    of_git = {
        tr("the transparency log"): site.record.missing if site.config.site_url else "",
        tr("the history of the reviews"): result.build.history_pages.missing,
    }
    for reason in dict.fromkeys(filter(None, of_git.values())):
        parts = [part for part, why in of_git.items() if why == reason]
        left_out = tr_count(
            "{parts} is left out: {reason}",
            "{parts} are left out: {reason}",
            len(parts),
            parts=tr_list(parts),
            reason=reason,
        )
        notes = (*notes, left_out)
    for note in notes:
        click.echo(tr("Note: {note}", note=note), err=True)
    claims = len(site.collection)
    published = tr_count(
        "Published {n} claim in {files} files: {site}",
        "Published {n} claims in {files} files: {site}",
        claims,
        files=result.files,
        site=result.build.workspace.staging.site,
    )
    click.echo(published)
