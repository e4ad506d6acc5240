"""Render pages with Material and our template overrides."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.theme import Theme
from mkdocs.utils import get_theme_dir

from factdesk.cache.bytecode import TemplateCache
from factdesk.messages.catalogue import tr
from factdesk.mkdocs_adapter.policy import violations
from factdesk.pages.assets import asset_address
from factdesk.pages.page import Page
from factdesk.pages.shell import SLOTS, PageKind, PageShell, parts, placeholder
from factdesk.pages.site import Site
from factdesk.pages.templating import compact

_log = logging.getLogger("mkdocs.plugins.factdesk")

#: Our templates and assets, which override those of Material.
THEME_FOLDER = Path(__file__).parent.parent / "theme"

STYLES = ("tokens.css", "factdesk.css")

#: Links in the footer, if the page exists: address, and key of the text.
FOOTER = (
    ("verdicts/", "list.verdicts"),
    ("topics/", "list.topics"),
    ("claimants/", "list.claimants"),
    ("sources/", "list.sources"),
    ("articles/", "article.articles"),
    ("corrections-policy/", "state.corrections_policy"),
    ("feeds/", "state.feeds"),
    ("api/", "state.data"),
    ("verify/", "verify.title"),
    ("privacy/", "state.privacy"),
)

_FAVICON_OF_MATERIAL = "assets/images/favicon.png"
_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)

# Links of the theme to a folder: href="../about/", href="..", href="./#top".
_FOLDER_LINK = re.compile(r'(href=")((?:\.\./)*\.{1,2}|(?:\.\.?/)*(?:[\w.~%-]+/)*)((?:#[^"]*)?")')


def add_template_overrides(mkdocs_config: MkDocsConfig) -> None:
    """Let our templates override Material's, and the site's own templates override both."""
    theme = mkdocs_config.theme
    theme.dirs.insert(1 if theme.custom_dir else 0, str(THEME_FOLDER))
    theme.get_env = partial(_environment, theme)  # type: ignore[method-assign]
    theme["material_language"] = material_language(theme["language"])
    theme["font"] = False  # Material's default loads from another host
    if (logo := theme.get("logo")) and theme.get("favicon") == _FAVICON_OF_MATERIAL:
        theme["favicon"] = logo
    # Material's sitemap has the date of the build; ours has the dates of the claims.
    theme.static_templates.discard("sitemap.xml")
    # The content policy blocks the style attributes that aligned cells have by default.
    aligned = {"use_align_attribute": True}
    mkdocs_config.mdx_configs.setdefault("tables", {}).update(aligned)
    mkdocs_config.mdx_configs.setdefault("extra", {}).setdefault("tables", {}).update(aligned)
    mkdocs_config.extra_css = [
        *map(asset_address, STYLES),
        *mkdocs_config.extra_css,
    ]


def material_language(language: str) -> str:
    """Return the language of Material's texts that is the most similar to a BCP 47 tag."""
    folder = Path(get_theme_dir("material"), "partials/languages")
    known = {file.stem.lower(): file.stem for file in folder.glob("*.html")}
    tag = language.lower()
    return known.get(tag) or known.get(tag.partition("-")[0]) or language


def _environment(theme: Theme) -> jinja2.Environment:
    env = Theme.get_env(theme)
    env.loader = _VisibleFiles(theme.dirs)
    return env


class _VisibleFiles(jinja2.FileSystemLoader):
    """Lists only visible files, because MkDocs does not publish hidden ones.

    Material has 14,000 hidden icons. Listing and rejecting them took a third of a small build.
    """

    def list_templates(self) -> list[str]:
        return sorted({path for folder in self.searchpath for path in _visible_files(folder)})


def _visible_files(folder: str) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        inside = os.path.relpath(parent, folder).replace(os.sep, "/")
        yield from (name if inside == "." else f"{inside}/{name}" for name in names)


def prepare_templates(env: jinja2.Environment) -> None:
    """Let our ``base.html`` extend Material's, and remove indentation from pages.

    A site's own ``main.html`` extends ``base.html``, as Material documents, and so uses ours.
    """
    material = get_theme_dir("material")
    own = env.loader
    assert own is not None
    above = jinja2.PrefixLoader({"material": jinja2.FileSystemLoader(material)})
    env.loader = _Unindented([own, above])
    # Otherwise blocks leave empty lines.
    env.trim_blocks = env.lstrip_blocks = True
    env.bytecode_cache = TemplateCache(env, THEME_FOLDER, Path(material))


class _Unindented(jinja2.ChoiceLoader):
    """Loads templates without indentation and line ends, which would be a tenth of every page."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, name, is_fresh = super().get_source(environment, template)
        kept = "<pre" in source or "<textarea" in source
        return source if kept else compact(_INDENTATION.sub("", source)), name, is_fresh

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  # Jinja's own name
    ) -> jinja2.Template:
        return jinja2.BaseLoader.load(self, environment, name, globals)


class MaterialTheme:
    """Renders pages with the theme, as MkDocs does, and creates page shells from them."""

    def __init__(
        self,
        mkdocs_config: MkDocsConfig,
        env: jinja2.Environment,
        nav: Navigation,
        files: Files,
        context: Mapping[str, Any],
        site: Site,
    ) -> None:
        self._mkdocs_config = mkdocs_config
        self._env = env
        self._nav = nav
        self._files = files
        self._known = context
        self._site_url = site.config.site_url
        self._offline = site.offline
        self._blocked: set[str] = set()

    def shell(self, kind: PageKind) -> PageShell:
        """Return the page shell of a kind of page."""
        slots = {slot: placeholder(slot) for slot in SLOTS}
        return PageShell.cut(self._render(kind.address, kind.section, slots))

    def render(self, page: Page) -> str:
        """Return a page as the theme renders it."""
        return self._render(page.address, page.section, parts(page, self._site_url))

    def _render(self, address: str, section: str, values: dict[str, Any]) -> str:
        file = File.generated(self._mkdocs_config, f"{address}index.md", content="")
        page = MkDocsPage(None, file, self._mkdocs_config)
        page.markdown, page.content = "", ""
        fill_page(page, values, self._site_url)
        with self._section_shown(section):
            context: dict[str, Any] = dict(
                get_context(self._nav, self._documentation_pages, self._mkdocs_config, page)
            )
            context = {**context, "factdesk": {**self._known, **values}}
            html = self._env.get_template("main.html").render(context)
        return self.finish(html, address)

    @cached_property
    def _documentation_pages(self) -> list[File]:
        return list(self._files.documentation_pages())

    def finish(self, html: str, name: str) -> str:
        """Return a rendered page; offline, its links end in ``index.html``.

        Tags that the content policy blocks are logged, so that a new version of the theme cannot
        add an inline script or a font of another host unnoticed. Each is logged once, since most
        are on all pages.
        """
        html = _FOLDER_LINK.sub(_to_index, html) if self._offline else html
        for tag in violations(html):
            if tag not in self._blocked:
                self._blocked.add(tag)
                _log.warning(tr("%s: the content policy blocks this for readers: %s"), name, tag)
        return html

    @contextmanager
    def _section_shown(self, section: str) -> Iterator[None]:
        """Mark a section's entry in the navigation as the current one."""
        entries = [page for page in self._nav.pages if section and page.url == section]
        for entry in entries:
            entry.active = True
        try:
            yield
        finally:
            for entry in entries:
                entry.active = False


def fill_page(page: MkDocsPage, values: dict[str, Any], site_url: str) -> None:
    """Set the title, description and metadata of a MkDocs page to those of one of our pages."""
    page.title = values["title"]
    page.meta = {
        "description": values["description"],
        "hide": ["navigation", "toc", "footer"],
        "search": {"exclude": True},
    }
    page.canonical_url = values["canonical"] if site_url else None
    page.edit_url = None
    # The theme's "skip to content" leads to the first entry of the table of contents.
    page.toc = TableOfContents([AnchorLink("", "content", 1)])


def _to_index(match: re.Match[str]) -> str:
    before, path, after = match.groups()
    if not path and after != '"':  # a fragment of the page itself
        return match[0]
    return f"{before}{path}{'' if not path or path.endswith('/') else '/'}index.html{after}"
