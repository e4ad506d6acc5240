"""Reuse the files that show claims only by their summaries: lists, explorer, feeds, sitemap.

An edit of an analysis changes no summary, and so none of these files. One fingerprint of all their
inputs shows this. Otherwise, a build has to make thousands of list pages and compare each with the
last build.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from factdesk.build.results import PathAndHash
from factdesk.build.site_build import SiteBuild
from factdesk.cache.fingerprint import fingerprint
from factdesk.cache.store import CacheEntry
from factdesk.pages.site import Site
from factdesk.pictures.folder import PictureInfo
from factdesk.publish.links import FoundInBatch

#: The kind and the key of the only entry in the cache.
_LISTINGS = "listings"


class _Record(msgspec.Struct, array_like=True):
    """All files, the links in them, and the number of pages with the names of their batches."""

    files: list[PathAndHash]
    found: list[FoundInBatch]
    pages: int
    batches: list[str]


class Listings:
    """The listings of a site, reused or recorded for the next build.

    If they are ``current``, those of the last build are in the staging directory. Otherwise, the
    steps of the build write them, and ``add`` what they have written.
    """

    def __init__(self, build: SiteBuild) -> None:
        """Reuse the listings of the last build if their inputs are the same."""
        self._build = build
        staging = build.workspace.staging
        last = _decoded(build.workspace.cache.get(_LISTINGS, _LISTINGS, _inputs(build)))
        self.current = last is not None and staging.reuse(last.files)
        self._record = last if last and self.current else _Record([], [], 0, [])
        for found in self._record.found:
            build.shells.links.add(found)

    @property
    def pages(self) -> int:
        """The number of pages."""
        return self._record.pages

    @property
    def batches(self) -> list[str]:
        """The names of the batches of pages, which must stay in the cache."""
        return self._record.batches

    def add(self, files: Iterable[PathAndHash]) -> None:
        """Add files that were written."""
        self._record.files.extend(files)

    def add_pages(self, batch: str, pages: int, found: FoundInBatch) -> None:
        """Add a batch of pages, whose name may be empty, with the links in them."""
        self._record.found.append(found)
        self._record.pages += pages
        self._record.batches += [batch] if batch else []

    def keep(self) -> None:
        """Store the listings for the next build, now that all page shells are known."""
        if not self.current:
            value = msgspec.msgpack.encode(self._record)
            entry = CacheEntry(_LISTINGS, _inputs(self._build), value)
            self._build.workspace.cache.write(_LISTINGS, [entry])


def _inputs(build: SiteBuild) -> str:
    """Return the fingerprint of all inputs of the listings.

    Page shells are known before a build only if the theme and the written pages are those of the
    last build.
    """
    shells = {
        (kind.section, kind.address): build.shells.key(kind.address, kind.section)
        for kind in build.shells.used
    }
    return fingerprint(
        build.keys.shared,
        build.keys.of_shown(build.site.collection),
        shells,
        msgspec.msgpack.encode(build.site.health),
        _pictures(build.site),
    )


def _pictures(site: Site) -> dict[str, str | None]:
    pictures = site.pictures.items()
    return {name: each.sha256 if isinstance(each, PictureInfo) else None for name, each in pictures}


def _decoded(value: bytes | None) -> _Record | None:
    try:
        return msgspec.msgpack.decode(value, type=_Record) if value else None
    except msgspec.MsgspecError:  # with another structure
        return None
