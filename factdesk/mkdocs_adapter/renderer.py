"""Collect what MkDocs renders: the written pages, and page shells for all others."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import jinja2
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from factdesk.build.workspace import Workspace
from factdesk.config.mkdocs_yml import PLUGIN
from factdesk.config.site_config import Publisher
from factdesk.mkdocs_adapter import files as site_files
from factdesk.mkdocs_adapter.navigation import link_claims_in
from factdesk.mkdocs_adapter.plain_pages import has_plain_pages, is_plain
from factdesk.mkdocs_adapter.policy import POLICY
from factdesk.mkdocs_adapter.theme_renderer import FOOTER, MaterialTheme, prepare_templates
from factdesk.pages.article_layout import lay_out_article
from factdesk.pages.assets import asset_address
from factdesk.pages.fragments import render_not_found
from factdesk.pages.shell import ThemeRenderer, WrittenPage
from factdesk.pages.site import Site
from factdesk.pages.urls import Linker, list_address
from factdesk.pages.verify import VERIFY_ADDRESS
from factdesk.pages.written import HEAD, TITLE

_TAGS = re.compile(r"<(?:script|style)\b.*?</(?:script|style)>|<!--.*?-->|<[^>]+>", re.DOTALL)


class SiteRenderer:
    """Receives MkDocs' objects while it builds, and returns them as one theme."""

    def __init__(self, mkdocs_config: MkDocsConfig, site: Site, workspace: Workspace) -> None:
        self._mkdocs_config = mkdocs_config
        self._site = site
        self._staging = workspace.staging
        self._written: dict[str, WrittenPage] = {}
        self._context: dict[str, Any] = {}

    def take_files(self, files: Files) -> Files:
        """Return the files to publish, including our own pages that the navigation may contain."""
        files = site_files.published(files, self._mkdocs_config)
        self._staging.files.sources = site_files.sources(files, self._mkdocs_config)
        site_files.add_own_pages(files, self._mkdocs_config, self._site.config.articles)
        return files

    def take_navigation(self, nav: Navigation) -> None:
        """Store the navigation, which every page contains, and resolve its links to claims."""
        self._nav, self._named = nav, link_claims_in(nav, self._site.collection.by_slug)

    def describe(self, page: MkDocsPage) -> None:
        """Set an escaped description of a page; the theme does not escape it."""
        description = page.meta.get("description") or self._site.config.site_description
        page.meta["description"] = escape(description)

    def take_templates(self, env: jinja2.Environment, files: Files) -> None:
        """Store the theme's templates, which are complete when all pages have been read."""
        prepare_templates(env)
        addresses = {file.url for file in files.documentation_pages()} | {VERIFY_ADDRESS}
        if not self._site.config.articles:
            addresses.discard("articles/")
        self._context = {
            # The live reload of a preview is an inline script.
            "policy": "" if self._site.preview else POLICY,
            "asset": asset_address,
            "plain": has_plain_pages(self._mkdocs_config),
            "texts": self._site.texts,
            "footer": [entry for entry in FOOTER if entry[0] in addresses],
            "imprint": _imprint(self._site.config.publisher),
            "demonstration": not self._site.config.publisher.is_answerable,
            "about": "about/" if "about/" in addresses else "",
        }
        self._theme = MaterialTheme(
            self._mkdocs_config, env, self._nav, files, self._context, self._site
        )

    def page_context(self, page: MkDocsPage) -> dict[str, Any]:
        """Return the variables of our templates on a written page, besides MkDocs' context."""
        features = self._mkdocs_config.theme.get("features") or []
        has_buttons = any(feature.startswith("content.action") for feature in features)
        plain = self._context["plain"] and is_plain(page) and not has_buttons
        address = page.file.dest_uri.removesuffix("index.html")
        title = ""
        for article in self._site.config.articles:
            if address == list_address(f"articles/{article.slug}"):
                day = article.published_on
                in_words = self._site.texts.date(day) if day else ""
                page.content = lay_out_article(page.content or "", in_words, Linker.at(address))
                title = TITLE
        return {"factdesk": {**self._context, "plain": plain, "head": HEAD, "title": title}}

    def template_context(self, name: str) -> dict[str, Any]:
        """Return the same for a page of the theme, such as ``404.html``."""
        if name != "404.html":
            return {"factdesk": self._context}
        root = urlsplit(self._site.config.site_url or "/").path
        body = render_not_found(self._site, root)
        title = self._site.texts("state.not_found")
        return {"factdesk": {**self._context, "title": title, "body": body}}

    def finish_template(self, html: str, name: str) -> str:
        """Return a rendered page of MkDocs or the theme as it is published."""
        return self._theme.finish(html, name)

    def take_page(self, html: str, page: MkDocsPage) -> str:
        """Store a rendered written page; its directives are filled in once claims are loaded."""
        if page.file.generated_by == PLUGIN:
            return ""  # one of ours, added for the navigation; an empty page is not written
        html = self.finish_template(html, page.file.src_uri)
        self._written[page.file.dest_uri] = WrittenPage(
            address=page.file.dest_uri.removesuffix("index.html"),
            title=self._site.config.site_name if page.is_homepage else str(page.title),
            description=page.meta["description"].unescape(),
            html=html,
            text=unescape(_TAGS.sub(" ", page.content or "")),
        )
        return html

    def theme(self) -> ThemeRenderer:
        """Return everything that was rendered, and a renderer for further pages."""
        return ThemeRenderer(self._theme.shell, self._theme.render, self._written, self._named)


def _imprint(publisher: Publisher) -> list[tuple[str, str, str]]:
    """Return the parts of the imprint: the key of a message, a text, and a link."""
    contact = publisher.contact or ""
    entries = (
        ("imprint.responsible", publisher.responsible, ""),
        ("imprint.contact", contact, f"mailto:{contact}" if publisher.email else contact),
        ("imprint.address", publisher.address, ""),
        ("imprint.funding", publisher.funding, ""),
    )
    return [(word, text, link) for word, text, link in entries if text]
