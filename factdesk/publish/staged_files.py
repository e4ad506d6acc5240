"""List the files of a site that is being built: those of MkDocs, and those of the program."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import filterfalse
from pathlib import Path

from factdesk.messages.catalogue import tr
from factdesk.publish.failure import UNCHANGED, PublishError
from factdesk.publish.manifest import NO_MANIFEST, SiteManifest
from factdesk.publish.sums import SUMS
from factdesk.publish.tree import is_hidden

#: The maximum number of conflicting files that are named.
_NAMED = 10


class StagedFiles:
    """The files of a site that is being built, by their paths.

    ``of_mkdocs`` are the files that MkDocs has written, and ``sources`` the source files of some of
    them. ``written`` are the hashes of the files that the program has written. ``known`` are files
    that were in the staging folder before.
    """

    def __init__(self) -> None:
        """Begin without files."""
        self.of_mkdocs: set[str] = set()
        self.sources: Mapping[str, str] = {}
        self.written: dict[str, str] = {}
        self.known = NO_MANIFEST
        self._new: dict[str, str] = {}
        self._taken: set[str] = set()

    def begin(self, of_mkdocs: set[str], known: SiteManifest) -> None:
        """Set the files of MkDocs, and those that are in the staging folder already."""
        self.of_mkdocs = of_mkdocs
        self.known = known

    def add(
        self, written: Sequence[tuple[str, str]], new: Iterable[tuple[str, str]] | None = None
    ) -> None:
        """Add files that the program has written: paths and hashes.

        ``new`` are those that are not among the known files, if the caller has found them.

        Raises:
            PublishError: a path was written already.
        """
        for path, sha256 in written:
            if path in self.of_mkdocs:
                self._taken.add(path)  # ``require_no_conflicts`` names all of them
            elif path in self.written or path == SUMS:
                raise PublishError(
                    tr("two files of the site have the address {path}", path=path),
                    tr("Rename the source of one of them. {unchanged}", unchanged=tr(UNCHANGED)),
                )
            self.written[path] = sha256
        self._new.update(self.known.lacking(written) if new is None else new)

    def reserve(self, paths: Iterable[str]) -> None:
        """Refuse files of MkDocs at these paths, even if the program writes none there."""
        self._taken |= self.of_mkdocs.intersection(paths)

    def require_no_conflicts(self, folder: Path) -> None:
        """Require that no file of MkDocs was overwritten or replaced in the staging folder.

        Raises:
            PublishError: a file was; the message names each.
        """
        lost = {path for path in self.of_mkdocs if not os.path.isfile(folder / path)}
        lost |= self._taken | self.of_mkdocs.intersection([SUMS])
        if lost:
            _refuse(lost, self.sources)

    def listed(self) -> set[str]:
        """Return the paths of all files so far, except hidden ones of MkDocs."""
        return {*filterfalse(is_hidden, self.of_mkdocs), *self.written}

    def new(self) -> set[str]:
        """Return the files that did not exist with the same content when the build began."""
        return {*self.of_mkdocs, *self._new}

    def unchanged_sources(self) -> dict[str, str]:
        """Return the source of each file that is published unchanged, by its path."""
        return {path: source for path, source in self.sources.items() if path not in self.written}


def _refuse(paths: Collection[str], sources: Mapping[str, str]) -> None:
    named = [
        tr(
            "{source} has the address {path}, which is reserved for a file of Factdesk",
            source=sources.get(path) or tr("a file of the theme or of a plugin"),
            path=path,
        )
        for path in sorted(paths)
    ]
    more = [tr("and {n} more", n=len(named) - _NAMED)] if len(named) > _NAMED else []
    raise PublishError(
        "\n".join(named[:_NAMED] + more),
        tr(
            "Rename it, move it to another folder, or delete it. {unchanged}",
            unchanged=tr(UNCHANGED),
        ),
    )
