"""Cache the output of MkDocs and Material, so that an edit of a claim does not start them.

The inputs of the theme are ``mkdocs.yml``, the written pages, the program, and the claims in the
navigation. While these are unchanged, its page shells and written pages are taken from the cache,
and its files from the published site.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from factdesk.build.warning_log import counted_warnings
from factdesk.build.workspace import Workspace
from factdesk.cache.store import Cache, CacheEntry
from factdesk.checks.written_pages import CLAIM_SCHEME
from factdesk.messages.catalogue import tr
from factdesk.pages.page import Page
from factdesk.pages.shell import PageKind, PageShell, ThemeRenderer, WrittenPage
from factdesk.pages.site import Site
from factdesk.publish.marker import MARKER
from factdesk.publish.staging import Staging
from factdesk.publish.sums import digests
from factdesk.publish.tree import keep_only, list_tree

#: The kind and the key of the only entry in the cache.
_KIND, _KEY = "theme", "last"

#: Renders the theme of a site into a folder.
RenderTheme = Callable[[Site, Workspace, Path], ThemeRenderer]


class RenderedTheme(msgspec.Struct, frozen=True):
    """The output of MkDocs and Material for a site.

    ``written``, ``named`` and ``shells`` are those of ``ThemeRenderer``. ``files`` has the SHA-256
    of each file that is published unchanged, by path, and ``sources`` the origins of some of them.
    ``claims`` has the texts of the claims in the navigation.
    """

    written: dict[str, WrittenPage]
    named: list[str]
    shells: list[tuple[PageKind, PageShell]]
    files: dict[str, str]
    sources: dict[str, str]
    claims: dict[str, str]


class ThemeCache:
    """The theme of the last build or, if an input has changed, rendered by MkDocs."""

    def __init__(self, cache: Cache, key: str | None, start: Callable[[], RenderTheme]) -> None:
        """Read the theme of the last build, and start MkDocs if there is none.

        ``key`` is the fingerprint of all inputs of the theme except claims; without a key, nothing
        is cached.

        Raises:
            ConfigError: MkDocs cannot use the configuration.
        """
        self._cache = cache
        self._key = key
        self._start = start
        self._warned = False
        self._last = _decoded(cache.get(_KIND, _KEY, key)) if key else None
        self._render = None if self._last else self._started()

    def theme(self, site: Site, workspace: Workspace) -> ThemeRenderer:
        """Return the theme of a site, and put its files into the empty staging directory."""
        workspace.options.timings.begin(tr("written pages and theme"))
        staging, claims = workspace.staging, _claims_in_navigation(site)
        if self._last and self._last.claims == claims and _restore(self._last, staging):
            staging.files.sources = self._last.sources
            later = _LateTheme(lambda folder: self._rendered(site, workspace, folder))
            shells = dict(self._last.shells)
            named = self._last.named
            return ThemeRenderer(later.shell, later.render, self._last.written, named, shells)
        keep_only(staging.path, {MARKER})
        theme = self._rendered(site, workspace, staging.path)
        unchanged = {*list_tree(staging.path).files} - {MARKER, *theme.written}
        self._last = RenderedTheme(
            written=dict(theme.written),
            named=sorted(theme.named),
            shells=[],
            files=digests(staging.path, unchanged),
            sources=dict(staging.files.sources),
            claims=claims,
        )
        return theme

    def keep(self, shells: Mapping[PageKind, PageShell | None]) -> None:
        """Cache the theme of a published site with its page shells.

        A theme with warnings is not cached, because each build must report them; neither is one
        that cannot be split into page shells.
        """
        if not self._key or not self._last or self._warned:
            return
        verified = {kind: shell for kind, shell in shells.items() if shell}
        known = dict(self._last.shells)
        if verified.keys() <= known.keys() or len(verified) < len(shells):
            return
        theme = msgspec.structs.replace(self._last, shells=[*(known | verified).items()])
        value = msgspec.msgpack.encode(theme)
        self._cache.write(_KIND, [CacheEntry(_KEY, self._key, value)])

    def _rendered(self, site: Site, workspace: Workspace, folder: Path) -> ThemeRenderer:
        render = self._render or self._started()
        with counted_warnings() as warnings:
            theme = render(site, workspace, folder)
        self._warned |= warnings.count > 0
        return theme

    def _started(self) -> RenderTheme:
        with counted_warnings() as warnings:
            render = self._start()
        self._warned |= warnings.count > 0
        return render


class _LateTheme:
    """Starts MkDocs if a page needs a page shell that the last build did not have."""

    def __init__(self, render: Callable[[Path], ThemeRenderer]) -> None:
        self._render_into = render
        self._rendered: ThemeRenderer | None = None

    def shell(self, kind: PageKind) -> PageShell:
        return self._theme().shell(kind)

    def render(self, page: Page) -> str:
        return self._theme().render(page)

    def _theme(self) -> ThemeRenderer:
        if self._rendered is None:
            # The staging directory already has the files.
            with TemporaryDirectory(prefix="factdesk-theme-") as folder:
                self._rendered = self._render_into(Path(folder))
        return self._rendered


def _claims_in_navigation(site: Site) -> dict[str, str]:
    """Return the texts of the claims in the navigation, by slug."""
    links = (each for each in site.config.nav if each.startswith(CLAIM_SCHEME))
    slugs = {link.removeprefix(CLAIM_SCHEME).partition("#")[0] for link in links}
    by_slug = site.collection.by_slug
    return {slug: by_slug[slug].claim for slug in sorted(slugs) if slug in by_slug}


def _restore(theme: RenderedTheme, staging: Staging) -> bool:
    """Put the files of a theme into the staging directory; return False if one is missing."""
    if not staging.keep(theme.files.items()):
        return False
    for path, page in theme.written.items():
        staging.writer.write(path, page.html.encode())
    return True


def _decoded(value: bytes | None) -> RenderedTheme | None:
    try:
        return msgspec.msgpack.decode(value, type=RenderedTheme) if value else None
    except msgspec.MsgspecError:
        return None
