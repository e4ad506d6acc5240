"""Decide which of MkDocs' files are published, and add our pages that MkDocs must know."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel

from factdesk.config.site_config import Article
from factdesk.messages.catalogue import tr
from factdesk.pages.assets import asset_addresses
from factdesk.publish.failure import UNCHANGED

_log = logging.getLogger("mkdocs.plugins.factdesk")

#: Files of Material that our pages do not load. Our sitemap replaces Material's, which is a
#: template.
_UNUSED = re.compile(r"assets/javascripts/(?:workers|lunr)/.*|.*\.map|sitemap\.xml")

#: Files that the configuration of MkDocs excludes.
_LEFT_OUT = (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT)

#: Our pages that the navigation may contain like written pages.
_OWN_PAGES = ("claims", "verdicts", "topics", "claimants", "sources", "articles", "corrections")


def published(files: Files, mkdocs_config: MkDocsConfig) -> Files:
    """Return the files without symbolic links, and without files that no page loads."""
    kept = Files([])
    own = (None, *_own_folders(mkdocs_config))
    hashed = asset_addresses()
    for file in files:
        _include_well_known(file, mkdocs_config)
        file.dest_uri = hashed.get(file.src_uri, file.dest_uri)
        if file.abs_src_path and file.src_dir and _is_linked(Path(file.src_dir), file.src_uri):
            _log.warning(
                tr("%s is a symbolic link, or inside one, and is not published"), file.src_uri
            )
        elif file.src_dir in own or not _UNUSED.fullmatch(file.src_uri):
            kept.append(file)
    return kept


def _include_well_known(file: File, mkdocs_config: MkDocsConfig) -> None:
    """Publish ``.well-known/`` (RFC 8615), which MkDocs excludes because of its dot.

    Hidden files below it stay excluded, and so do files in ``exclude_docs``.
    """
    folder, _, rest = file.src_uri.partition("/")
    if folder == ".well-known" and not re.search(r"(?:^|/)\.", rest):
        excluded = mkdocs_config.exclude_docs
        if not (excluded and excluded.match_file(file.src_uri)):
            file.inclusion = InclusionLevel.INCLUDED


def _own_folders(mkdocs_config: MkDocsConfig) -> tuple[str, ...]:
    """Return the site's own folders: written pages, and overrides of the theme."""
    custom = mkdocs_config.theme.custom_dir
    return (mkdocs_config.docs_dir, custom) if custom else (mkdocs_config.docs_dir,)


def sources(files: Files, mkdocs_config: MkDocsConfig) -> dict[str, str]:
    """Return the path of each of the site's own files, by its path in the published site.

    Raises:
        PluginError: two files, or a file and a page of the theme, have the same published path.
    """
    own = _own_folders(mkdocs_config)
    found: dict[str, str] = {}
    clashes = []
    for file in files:
        if file.src_dir in own and file.inclusion not in _LEFT_OUT:
            place, path = f"{Path(file.src_dir).name}/{file.src_uri}", file.dest_uri
            other = (
                tr("the theme's {path}", path=path)
                if path in mkdocs_config.theme.static_templates
                else place
            )
            if (other := found.setdefault(path, other)) != place:
                clashes.append(
                    tr(
                        "two files of the site have the address {path}: {other} and {place}",
                        path=path,
                        other=other,
                        place=place,
                    )
                )
    if clashes:
        raise PluginError(
            "\n".join([*clashes, tr("Rename one of the two. {unchanged}", unchanged=tr(UNCHANGED))])
        )
    return found


def _is_linked(folder: Path, path: str) -> bool:
    parts = Path(path).parts
    return any(folder.joinpath(*parts[:n]).is_symlink() for n in range(1, len(parts) + 1))


def add_own_pages(files: Files, mkdocs_config: MkDocsConfig, articles: Iterable[Article]) -> None:
    """Add our pages, so that the navigation can contain them like written pages.

    MkDocs renders them too, but does not write them.
    """
    written = {file.url for file in files.documentation_pages()}
    for folder in [*_OWN_PAGES, *(f"articles/{article.slug}" for article in articles)]:
        if f"{folder}/" in written:  # such as docs/articles/SLUG.md
            continue
        file = File.generated(
            mkdocs_config,
            f"{folder}/index.md",
            content=f"# {folder}",
            inclusion=InclusionLevel.NOT_IN_NAV,
        )
        if files.get_file_from_path(file.src_uri) is None:
            files.append(file)
