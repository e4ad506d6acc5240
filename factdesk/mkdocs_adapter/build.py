"""One build: what happens between MkDocs' first event and the exchange of the site."""

from __future__ import annotations

import logging
import os
import re
import sys
from contextlib import ExitStack
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import click
import jinja2
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from mkdocs.utils import CountHandler

from factdesk.build.claim_files import ClaimPages
from factdesk.build.site_builder import Press
from factdesk.cache.store import FOLDER as KEPT_IN
from factdesk.cache.store import Cache
from factdesk.checks.run import check_claims
from factdesk.checks.written_pages import PageSource, check_navigation, check_written_page
from factdesk.claims.problem import Problem, Severity
from factdesk.claims.vocabulary import Status
from factdesk.collection.claim_store import ClaimStore
from factdesk.collection.collection import Collection
from factdesk.config.mkdocs_yml import PLUGIN
from factdesk.mkdocs_adapter import files as site_files
from factdesk.mkdocs_adapter.invocation import Invocation
from factdesk.mkdocs_adapter.navigation import lead_to_claims
from factdesk.mkdocs_adapter.options import card_fonts, escape_texts, judge
from factdesk.mkdocs_adapter.page_updater import Reprint
from factdesk.mkdocs_adapter.policy import POLICY, breaches
from factdesk.mkdocs_adapter.preview import Preview, remove
from factdesk.mkdocs_adapter.summary import tell
from factdesk.mkdocs_adapter.theme_renderer import FOOTER, Theme, lay_over, prepare_templates
from factdesk.pages.fragments import render_not_found, render_problems
from factdesk.pages.shell import ShellError, ThemeRenderer, WrittenPage
from factdesk.pages.site import Site
from factdesk.pages.written import HEAD
from factdesk.publish.failure import PublishError
from factdesk.publish.staging import Staging
from factdesk.reports.report import Report
from factdesk.reports.text import render_text
from factdesk.workers import cores

log = logging.getLogger("mkdocs.plugins.factdesk")

_TAGS = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<!--.*?-->|<[^>]+>", re.DOTALL)

#: What MkDocs says at the end; our own command keeps it quiet, since the report says it all.
PROBLEMS_FOUND = "The problems above stopped the build."

NOTHING_BUILT = "Nothing was built; the last good site is untouched."


class Build:
    """A build from the configuration to the finished site.

    Each method raises ``PluginError``, which
    MkDocs reports in one line; ``abandon`` then leaves the previous site as it was.
    """

    def __init__(
        self,
        mkdocs_config: MkDocsConfig,
        options: dict[str, Any],
        invocation: Invocation,
        preview: Preview | None,
    ) -> None:
        """Judge the options and redirect MkDocs' output to a staging folder."""
        self._mkdocs_config = mkdocs_config
        self._invocation = invocation
        self._preview = preview
        self._problems: list[Problem] = []
        self._written: dict[str, WrittenPage] = {}
        self._ending = ExitStack()
        self._warnings = CountHandler()
        self._warnings.setLevel(logging.WARNING)
        if mkdocs_config.strict:
            logging.getLogger("mkdocs").addHandler(self._warnings)
            self._ending.callback(logging.getLogger("mkdocs").removeHandler, self._warnings)
        self.config = judge(mkdocs_config, options, invocation)
        escape_texts(mkdocs_config)
        self._fonts = card_fonts(self.config, self._root)
        self.claims_folder = self._root / self.config.claims_dir
        lay_over(mkdocs_config)
        self._stage()

    @property
    def _root(self) -> Path:
        return Path(self._mkdocs_config.config_file_path or "mkdocs.yml").parent

    @property
    def _cache(self) -> Cache:
        """The cache; that of previews is another file, because they have other pages."""
        name = "cache" if self._preview is None else "preview"
        return Cache(
            self._root / KEPT_IN / f"{name}.sqlite", ignore_existing=self._invocation.clean
        )

    def _stage(self) -> None:
        try:
            self._staging = Staging(
                self._mkdocs_config.site_dir,
                durable=self._preview is None,
                cache=self._cache,
            ).open()
        except PublishError as error:
            raise PluginError(str(error)) from error
        self._mkdocs_config.site_dir = str(self._staging.path)

    def gather(self, files: Files) -> Files:
        """Read and check all claims, and announce our own pages to the navigation."""
        self._invocation.timings.begin("reading and checking")
        self._check()
        self._invocation.timings.begin("written pages and theme")
        self.config = site_files.with_policies_that_exist(self.config, files)
        self.site = Site(
            Collection(self._claim_store.summaries(), self.config),
            offline=self._invocation.offline,
            preview=self._preview is not None,
        )
        files = site_files.published(files, self._mkdocs_config)
        self._staging.sources = site_files.sources(files, self._mkdocs_config)
        site_files.add_own_pages(files, self._mkdocs_config, self.config.articles)
        return files

    def _check(self) -> None:
        """Read and check all claims, and put those that the site shows on a claim_store.

        Of what was checked, no other small piece stays: the memory around it would stay too, and
        each forked worker would copy that.
        """
        jobs = self._invocation.jobs or cores()
        checked = check_claims(self.config, root=self._root, jobs=jobs, cache=self._cache)
        self._checked = "\0".join(file.path for file in checked.files)
        self._problems += checked.problems
        if self._preview is not None:
            shown = self._preview.keep(checked.files)
        else:
            self._stop_at_problems()
            shown = [file for file in checked.files if file.status is not Status.DRAFT]
        folder = self._ending.enter_context(TemporaryDirectory(prefix="factdesk-"))
        self._claim_store = ClaimStore(Path(folder) / "claims")
        self._claim_store.fill(shown)

    def take_nav(self, nav: Navigation) -> None:
        """Keep the navigation, which every frame shows, with its links to claims made."""
        claims = self.site.collection.by_slug
        file = Path(self._mkdocs_config.config_file_path or "")
        text = file.read_text("utf-8") if file.is_file() else ""
        self._problems += check_navigation(self._mkdocs_config.nav, text, file.name, claims)
        self._nav, self._named = nav, lead_to_claims(nav, claims)

    def read_page(self, page: HostPage) -> None:
        """Check a written page: its links to claims, and what it leaves open."""
        text = page.file.content_string  # with its front matter, so that line numbers are right
        path = f"{Path(self._mkdocs_config.docs_dir).name}/{page.file.src_uri}"
        problems = check_written_page(PageSource.of(path, text), self.site.collection.by_slug)
        # A preview shows placeholders on the page itself.
        self._problems += (p for p in problems if self._preview is None or p.code != "FD510")
        description = page.meta.get("description") or self.config.site_description
        page.meta["description"] = escape(description)  # the theme prints it as it is

    def take_theme(self, env: jinja2.Environment, files: Files) -> None:
        """Take the theme, now that all written pages are read."""
        self._stop_at_problems()
        prepare_templates(env)
        own = [file.url for file in files.documentation_pages()]
        self._known = {
            "policy": POLICY if self._preview is None else "",  # live reload is an inline script
            "messages": self.site.messages,
            "footer": [entry for entry in FOOTER if entry[0] in own],
        }
        self._theme = Theme(
            self._mkdocs_config,
            env,
            self._nav,
            files,
            self._known,
            site_url=self.config.site_url,
            offline=self._invocation.offline,
        )

    def context_of_page(self) -> dict[str, Any]:
        """Return what our templates know, beside MkDocs' own context, on a written page."""
        return {"factdesk": {**self._known, "head": HEAD}}

    def context_of_template(self, name: str) -> dict[str, Any]:
        """Return the same for a page that the theme makes by itself."""
        if name != "404.html":
            return {"factdesk": self._known}
        root = urlsplit(self.config.site_url or "/").path
        body = render_not_found(self.site, root)
        title = self.site.messages("state.not_found")
        return {"factdesk": {**self._known, "title": title, "body": body}}

    def finish_page(self, html: str, name: str) -> str:
        """Take over a page that the host has rendered, and look whether it keeps the policy."""
        html = self._theme.finish(html)
        for breach in breaches(html):
            log.warning(
                "%s: the content policy blocks this, and readers would miss it: %s", name, breach
            )
        return html

    def take_page(self, html: str, page: HostPage) -> str:
        """The same for a written page, whose open places are filled when all claims are ready."""
        if page.file.generated_by == PLUGIN:
            return ""  # only the navigation needed it; the press prints it, if there is any
        html = self.finish_page(html, page.file.src_uri)
        self._written[page.file.dest_uri] = WrittenPage(
            address=page.file.dest_uri.removesuffix("index.html"),
            title=self.config.site_name if page.is_homepage else str(page.title),
            description=page.meta["description"].unescape(),
            html=html,
            text=unescape(_TAGS.sub(" ", page.content or "")),
        )
        return html

    def publish(self) -> None:
        """Print everything about claims, and put the whole site in the old one's place."""
        try:
            skin = ThemeRenderer(self._theme.frame, self._theme.render, self._written, self._named)
            press = Press(
                self.site,
                skin,
                self._staging,
                ClaimPages(self.site, self._fonts, self._cache),
                claim_store=self._claim_store,
                jobs=self._invocation.jobs or cores(),
                cache=self._cache,
                timings=self._invocation.timings,
            )
            notes = press.print_site()
            self._stop_at_warnings()
            self._invocation.timings.begin("publishing")
            files = len(self._staging.files())
            self._staging.publish()
        except (ShellError, PublishError) as error:
            raise PluginError(str(error)) from error
        finally:
            self._ending.close()
        if self._preview is None:
            tell(self.site, self._staging.site, files, notes)
        else:
            site = self._staging.site
            self._preview.reprint = Reprint(press, self.config, self._root, site)

    def abandon(self) -> None:
        """Leave the previous site as it was."""
        self._staging.abandon()
        self._ending.close()

    def discard(self) -> None:
        """Remove what a preview leaves beside the folder that it was served from."""
        self.abandon()
        for leftover in self._staging.site.parent.glob(f".{self._staging.site.name}.*"):
            remove(leftover)

    def _stop_at_problems(self) -> None:
        """Report what was found so far, and stop when it must not be published.

        A preview shows it over the last good pages instead, and goes on.
        """
        told = [problem for problem in self._problems if problem.severity is not Severity.NOTE]
        strict = self._mkdocs_config.strict
        failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        fails = self._preview is None and any(p.severity in failing for p in told)
        if told:
            ending = NOTHING_BUILT if fails else ""
            colour = sys.stderr.isatty() and not os.environ.get("NO_COLOR")
            names = self._checked.split("\0") if self._checked else []
            report = Report(tuple(told), names, self._root, ending=ending)
            click.echo(render_text(report.from_here, colour=colour), err=True)
        if self._preview is not None:
            errors = [problem for problem in told if problem.severity is Severity.ERROR]
            self._preview.banner = render_problems(errors, self.site)
        self._problems = []
        if fails:
            raise PluginError(PROBLEMS_FOUND)

    def _stop_at_warnings(self) -> None:
        """Stop under ``--strict``: MkDocs counts its warnings only after the site is exchanged."""
        if self._mkdocs_config.strict and (counts := self._warnings.get_counts()):
            found = ", ".join(f"{n} {level.lower()}{'s' if n > 1 else ''}" for level, n in counts)
            raise PluginError(f"Stopped by --strict: {found}. {NOTHING_BUILT}")
