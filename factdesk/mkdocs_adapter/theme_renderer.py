"""The theme's side of a page: what Material renders, for written pages and for frames."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import get_theme_dir

from factdesk.cache.bytecode import TemplateCache
from factdesk.pages.page import Page
from factdesk.pages.shell import SLOTS, PageKind, PageShell, parts, placeholder

#: Our templates and assets, laid over Material's.
FOLDER = Path(__file__).parent.parent / "theme"

STYLES = ("tokens.css", "factdesk.css", "finding.css", "print.css")

#: What stands at the foot of every page, as far as the site has it: address, and key of the word.
FOOTER = (
    ("corrections-policy/", "state.corrections_policy"),
    ("feeds/", "state.feeds"),
    ("api/", "state.data"),
    ("privacy/", "state.privacy"),
)

_INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)

# Links of the theme that lead to a folder: href="../about/", href="..", href="./#top".
_FOLDER_LINK = re.compile(r'(href=")((?:\.\./)*\.{1,2}|(?:\.\.?/)*(?:[\w.~%-]+/)*)((?:#[^"]*)?")')


def lay_over(mkdocs_config: MkDocsConfig) -> None:
    """Lay our theme over Material's, below what the site itself overrides."""
    theme = mkdocs_config.theme
    theme.dirs.insert(1 if theme.custom_dir else 0, str(FOLDER))
    theme["font"] = False  # Material's default asks another host
    # Material's map of the site carries the day of the build; ours has the claims' own dates.
    theme.static_templates.discard("sitemap.xml")
    # A style on every aligned cell is what the content policy blocks.
    aligned = {"use_align_attribute": True}
    mkdocs_config.mdx_configs.setdefault("tables", {}).update(aligned)
    mkdocs_config.mdx_configs.setdefault("extra", {}).setdefault("tables", {}).update(aligned)
    mkdocs_config.extra_css = [
        *(f"assets/factdesk/{name}" for name in STYLES),
        *mkdocs_config.extra_css,
    ]


def prepare_templates(env: jinja2.Environment) -> None:
    """Let our base template stand on Material's of the same name, and pages be free of blanks.

    So a site's own ``main.html`` extends ``base.html``, as Material's handbook says, and with it
    ours.
    """
    material = get_theme_dir("material")
    own = env.loader
    assert own is not None
    above = jinja2.PrefixLoader({"material": jinja2.FileSystemLoader(material)})
    env.loader = _Unindented([own, above])
    # Blocks of the templates leave no empty lines of their own.
    env.trim_blocks = env.lstrip_blocks = True
    env.bytecode_cache = TemplateCache(env, FOLDER, Path(material))


class _Unindented(jinja2.ChoiceLoader):
    """Loads templates without their indentation, which would be a tenth of every page."""

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, name, is_fresh = super().get_source(environment, template)
        kept = "<pre" in source or "<textarea" in source
        return source if kept else _INDENTATION.sub("", source), name, is_fresh

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  # Jinja's own name
    ) -> jinja2.Template:
        return jinja2.BaseLoader.load(self, environment, name, globals)


class Theme:
    """Renders a page with the theme, as MkDocs would: the full way, and the source of frames."""

    def __init__(
        self,
        mkdocs_config: MkDocsConfig,
        env: jinja2.Environment,
        nav: Navigation,
        files: Files,
        known: Mapping[str, Any],
        *,
        site_url: str,
        offline: bool,
    ) -> None:
        """Take what MkDocs has ready when all its pages are read, and what our templates know."""
        self._mkdocs_config = mkdocs_config
        self._env = env
        self._nav = nav
        self._files = files
        self._known = known
        self._site_url = site_url
        self._offline = offline

    def frame(self, kind: PageKind) -> PageShell:
        """Return the frame of a kind of page."""
        slots = {slot: placeholder(slot) for slot in SLOTS}
        return PageShell.cut(self._render(kind.address, kind.section, slots))

    def render(self, page: Page) -> str:
        """Return a page as the theme itself renders it."""
        return self._render(page.address, page.section, parts(page, self._site_url))

    def _render(self, address: str, section: str, values: dict[str, Any]) -> str:
        file = File.generated(self._mkdocs_config, f"{address}index.md", content="")
        page = HostPage(None, file, self._mkdocs_config)
        page.markdown, page.content = "", ""
        dress(page, values, self._site_url)
        with self._section_shown(section):
            context: dict[str, Any] = dict(
                get_context(self._nav, self._documentation_pages, self._mkdocs_config, page)
            )
            context = {**context, "factdesk": {**self._known, **values}}
            html = self._env.get_template("main.html").render(context)
        return self.finish(html)

    @cached_property
    def _documentation_pages(self) -> list[File]:
        return list(self._files.documentation_pages())

    def finish(self, html: str) -> str:
        """Return a rendered page with its links as the build needs them."""
        return _FOLDER_LINK.sub(_to_index, html) if self._offline else html

    @contextmanager
    def _section_shown(self, section: str) -> Iterator[None]:
        """Mark a section's entry in the navigation as the current one for a while."""
        entries = [page for page in self._nav.pages if section and page.url == section]
        for entry in entries:
            entry.active = True
        try:
            yield
        finally:
            for entry in entries:
                entry.active = False


def dress(page: HostPage, values: dict[str, Any], site_url: str) -> None:
    """Give a page of the host the title, description and config of one of ours."""
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
