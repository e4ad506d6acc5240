"""The staging folder: a new site next to the published one, swapped with it at the end."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Self

from factdesk.cache.store import NO_CACHE, Cache
from factdesk.publish.durable import Disk, flush_folder
from factdesk.publish.exchange import replace
from factdesk.publish.failure import UNCHANGED, PublishError, explaining
from factdesk.publish.folders import Folders, remove_own
from factdesk.publish.known import KnownFiles
from factdesk.publish.lock import BuildLock
from factdesk.publish.marker import MARKER, is_marked, mark
from factdesk.publish.paths import require_distinct
from factdesk.publish.sums import SUMS, digests, write_sums
from factdesk.publish.target import own_files, require_replaceable
from factdesk.publish.tree import is_hidden, keep_only, list_tree
from factdesk.publish.writer import Writer

#: A previous site of at least so many files is kept for the next build.
WORTH_KEEPING = 500
#: How many conflicting files of MkDocs are named; the rest are counted.
_NAMED = 10


class Staging:
    """The staging folder of one build, and the operations from creating it to publishing it.

    ``path`` is the folder to build into, ``previous_files`` the files of the published site. Order:
    ``open``; MkDocs writes into ``path``; ``start_from_previous``; ``write``, or in workers
    ``writer.write`` and then ``add``; ``finish`` for files that MkDocs has begun; verification;
    ``publish``. Before that, ``abandon`` leaves the published site unchanged. A ``with`` block
    opens, and abandons a site that was not published.

    ``mkdocs_files`` are the files that MkDocs has written, ``sources`` the source files of some.
    ``size`` is that of the files in ``SHA256SUMS`` after publishing, in bytes.
    """

    writer: Writer
    sources: Mapping[str, str]
    size: int

    def __init__(
        self,
        site: Path | str,
        *,
        durable: bool = True,
        worth_keeping: int = WORTH_KEEPING,
        cache: Cache = NO_CACHE,
    ) -> None:
        """Store the path of the site's folder. Nothing is changed yet.

        A preview is not ``durable``: it is not flushed to the disk.
        ``cache`` stores the hashes of published files, so that the next build need not read them.
        """
        self.site = Path(os.path.abspath(site))
        self.previous_files: frozenset[str] = frozenset()
        self._folders = Folders(self.site)
        self.path = self._folders.staging
        self._lock = BuildLock(self._folders.lock, self.site)
        self._durable = durable
        self._disk: Disk | None = None
        self._worth_keeping = worth_keeping
        self._opened_by = 0  # a process: a forked worker must not abandon the site
        self._continues = False  # whether the staging folder was that of the site before last
        self.mkdocs_files: Collection[str] = ()
        self.sources = {}
        self.size = 0
        self._taken: set[str] = set()
        self._written: dict[str, str] = {}
        self._known = KnownFiles(cache)

    def open(self) -> Self:
        """Acquire the lock, clean up after a build that was killed, and create the staging folder.

        Raises:
            PublishError: the site's folder may not be replaced, another build is
                in progress, or writing fails.
        """
        with explaining(f"preparing to build {self.site}"):
            require_replaceable(self.site)
            self.site.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
            self._opened_by = os.getpid()
            try:
                self._folders.recover()
                self.previous_files = own_files(self.site)
                self._make_folder()
            except BaseException:
                self.abandon()
                raise
        return self

    def _make_folder(self) -> None:
        os.mkdir(self.path)
        mark(self.path)
        self._folder_mode = os.lstat(self.path).st_mode
        self._file_mode = os.lstat(self.path / MARKER).st_mode
        self.writer = self._writer(self.path)
        if self._durable:
            self._disk = Disk(self.site.parent)

    def _writer(self, root: Path) -> Writer:
        return Writer(
            root, folder_mode=self._folder_mode, file_mode=self._file_mode, known=self._known
        )

    def start_from_previous(self) -> None:
        """Move the files of MkDocs into the previous site, and continue in that folder.

        Without a previous site, all files are written. ``publish`` removes the files that neither
        MkDocs nor this build has written.
        """
        previous = self._folders.previous
        with explaining(f"preparing {self.path}"):
            self.mkdocs_files = set(list_tree(self.path).files) - {MARKER}
            if not is_marked(previous):
                return
            self._continues = True
            base = self._writer(previous)
            for path in self.mkdocs_files:
                base.move_in(self.path / path, path)
            keep_only(self.path, {MARKER})
            base.move_in(self.path / MARKER, MARKER)
            os.rmdir(self.path)
            os.rename(previous, self.path)

    def write(self, path: str, content: bytes) -> None:
        """Write one file of the site; ``path`` is relative to its root, with forward slashes.

        Raises:
            PublishError: the path is not safe or was written already, or writing fails.
        """
        self.add([(path, self.writer.write(path, content))])

    def add(self, written: Iterable[tuple[str, str]]) -> None:
        """Add what ``writer.write`` wrote in a worker: paths, and the hashes it returned.

        Raises:
            PublishError: a path was written already.
        """
        for path, sha256 in written:
            if path in self.mkdocs_files:
                self._taken.add(path)  # ``require_no_conflicts`` names all of them
            elif path in self._written or path == SUMS:
                raise PublishError(
                    f"two files of the site have the address {path}",
                    f"Rename the source of one of them. {UNCHANGED}",
                )
            self._written[path] = sha256

    def finish(self, path: str, content: bytes) -> None:
        """Replace a file that MkDocs has written.

        Raises:
            PublishError: writing fails.
        """
        self._written[path] = self.writer.write(path, content)

    def reserve(self, paths: Iterable[str]) -> None:
        """Refuse files of MkDocs at these paths, even if this build writes none there."""
        self._taken.update(path for path in paths if path in self.mkdocs_files)

    def require_no_conflicts(self) -> None:
        """Require that no file of MkDocs was overwritten or replaced.

        Raises:
            PublishError: a file was; the message names each.
        """
        lost = self._taken | {
            path
            for path in self.mkdocs_files
            if path == SUMS or not os.path.isfile(self.path / path)
        }
        if lost:
            named = [
                f"{self.sources.get(path, 'a file of the theme or of a plugin')} has the address "
                f"{path}, which is reserved for a file of Factdesk"
                for path in sorted(lost)
            ]
            more = [f"and {len(named) - _NAMED} more"] if len(named) > _NAMED else []
            raise PublishError(
                "\n".join(named[:_NAMED] + more),
                f"Rename it, move it to another folder, or delete it. {UNCHANGED}",
            )

    def files(self) -> set[str]:
        """Return the paths of all files so far: those of MkDocs, and those that were written."""
        host = self.mkdocs_files if self._continues else list_tree(self.path).files
        return {path for path in (*host, *self._written) if not is_hidden(path)}

    def mkdocs_sources(self) -> dict[str, str]:
        """Return the source of each file that is published unchanged, by its path."""
        return {path: source for path, source in self.sources.items() if path not in self._written}

    def publish(self) -> None:
        """Complete the staging folder, and swap it with the published site.

        Raises:
            PublishError: publishing failed; the message says whether the site is unchanged.
        """
        with explaining(f"publishing {self.site}"):
            self._complete()
            if self._disk:
                self._disk.flush(self.path)
            require_replaceable(self.site)
            remove_own(self._folders.previous)
            replace(self.site, self.path, self._folders.next, self._folders.previous)
        self.size = self._known.remember(self.site, self._written)
        try:
            if self._durable:
                flush_folder(self.site.parent)
        except OSError as error:
            raise PublishError(
                f"the new site is at {self.site}, but the disk did not confirm it: {error}",
                "Check the disk, then build again.",
            ) from error
        finally:
            self._clear_up()

    def _complete(self) -> None:
        """Remove files of earlier builds, and write ``SHA256SUMS``."""
        self.require_no_conflicts()
        if self._continues:
            files = keep_only(self.path, {MARKER, *self.mkdocs_files, *self._written})
        else:
            files = set(list_tree(self.path).files)
        require_distinct({*files, *self.mkdocs_files, *self._written})
        if lost := self._written.keys() - files:
            raise PublishError(
                f"{min(lost)} was written and then removed by another program",
                f"Build again. {UNCHANGED}",
            )
        hidden = {path for path in files if is_hidden(path)}
        if hidden > {MARKER}:
            mark(self.path, hidden - {MARKER})
        others = files - hidden - self._written.keys() - {SUMS}
        self.writer.write(SUMS, write_sums(self._written | digests(self.path, others)))
        if os.path.lexists(self.site):
            os.chmod(self.path, stat.S_IMODE(os.lstat(self.site).st_mode))

    def _clear_up(self) -> None:
        worth_keeping = len(self.previous_files) >= self._worth_keeping
        with suppress(OSError):  # the next build removes it
            if not worth_keeping or not self._folders.have_room():
                remove_own(self._folders.previous)
        self._release()

    def abandon(self) -> None:
        """Leave the published site as it is, and remove the staging folder.

        The previous site is kept for the next build. Does nothing after ``publish`` and in forked
        workers. The next build removes what this one cannot.
        """
        if self._opened_by != os.getpid():
            return
        with suppress(OSError):
            if self._continues:
                self._folders.keep(self.path)
            else:
                remove_own(self.path)
        self._release()

    def _release(self) -> None:
        if self._disk:
            self._disk.close()
            self._disk = None
        self._lock.release()
        self._opened_by = 0

    def __enter__(self) -> Self:
        return self.open()

    def __exit__(self, *error: object) -> None:
        self.abandon()
