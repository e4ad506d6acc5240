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
from factdesk.publish.failure import AS_IT_WAS, PublishError, explaining
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
    """One build's way from an empty folder to the published site.

    ``path`` is the folder to build into, ``previous_files`` what the published site has now. In
    this order: ``open``; the host writes into ``path``; ``start_from_previous``; ``write``, or in
    workers ``writer.write`` and then ``add``; ``finish`` for what the host has begun; whatever
    looks the site through; ``publish``. Until then, ``abandon`` leaves everything as it was. A
    ``with`` opens, and abandons what was not published.

    ``from_host`` is what the host has written, and ``sources`` may say what of it comes from where.
    """

    writer: Writer
    sources: Mapping[str, str]

    def __init__(
        self,
        site: Path | str,
        *,
        durable: bool = True,
        worth_keeping: int = WORTH_KEEPING,
        cache: Cache = NO_CACHE,
    ) -> None:
        """Take the path of the site's folder. Nothing is changed yet.

        A preview is not ``durable``: it does not wait for the disk.
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
        self._opened_by = 0  # a process; a forked worker has no say in what follows
        self._continues = False  # from the site before last
        self.from_host: Collection[str] = ()
        self.sources = {}
        self._taken: set[str] = set()
        self._written: dict[str, str] = {}
        self._known = KnownFiles(cache)

    def open(self) -> Self:
        """Take the lock, tidy up after a build that was killed, and make the staging folder.

        Raises:
            PublishError: the site's folder is not the program's to replace, another build is
                under way, or the disk refuses.
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
            self.from_host = set(list_tree(self.path).files) - {MARKER}
            if not is_marked(previous):
                return
            self._continues = True
            base = self._writer(previous)
            for path in self.from_host:
                base.move_in(self.path / path, path)
            keep_only(self.path, {MARKER})
            base.move_in(self.path / MARKER, MARKER)
            os.rmdir(self.path)
            os.rename(previous, self.path)

    def write(self, path: str, content: bytes) -> None:
        """Write one file of the site; ``path`` is relative to its root, with forward slashes.

        Raises:
            PublishError: the path is not safe or was written already, or the disk refuses.
        """
        self.add([(path, self.writer.write(path, content))])

    def add(self, written: Iterable[tuple[str, str]]) -> None:
        """Add what ``writer.write`` wrote in a worker: paths, and the hashes it returned.

        Raises:
            PublishError: a path was written already.
        """
        for path, sha256 in written:
            if path in self.from_host:
                self._taken.add(path)  # ``require_room`` names them all
            elif path in self._written or path == SUMS:
                raise PublishError(
                    f"two files of the site have the address {path}",
                    f"Rename what one of them is made from. {AS_IT_WAS}",
                )
            self._written[path] = sha256

    def finish(self, path: str, content: bytes) -> None:
        """Replace a file that MkDocs has written.

        Raises:
            PublishError: the disk refuses.
        """
        self._written[path] = self.writer.write(path, content)

    def reserve(self, paths: Iterable[str]) -> None:
        """Refuse files of MkDocs at these paths, even if this build writes none there."""
        self._taken.update(path for path in paths if path in self.from_host)

    def require_room(self) -> None:
        """Require that no file of MkDocs was overwritten or replaced.

        Raises:
            PublishError: something was; the message names each file.
        """
        lost = self._taken | {
            path for path in self.from_host if path == SUMS or not os.path.isfile(self.path / path)
        }
        if lost:
            named = [
                f"{self.sources.get(path, 'a file of the theme or of a plugin')} has the address "
                f"{path}, which the program needs for what it writes itself"
                for path in sorted(lost)
            ]
            more = [f"and {len(named) - _NAMED} more"] if len(named) > _NAMED else []
            raise PublishError(
                "\n".join(named[:_NAMED] + more),
                f"Rename it, move it to another folder, or take it out. {AS_IT_WAS}",
            )

    def files(self) -> set[str]:
        """Return the paths of all files so far: those of MkDocs, and those that were written."""
        host = self.from_host if self._continues else list_tree(self.path).files
        return {path for path in (*host, *self._written) if not is_hidden(path)}

    def brought(self) -> dict[str, str]:
        """Return what is published as the site brings it: where it stands, by its path."""
        return {path: at for path, at in self.sources.items() if path not in self._written}

    def publish(self) -> None:
        """Complete the staging folder, and swap it with the published site.

        Raises:
            PublishError: something failed; the message says whether the site is as it was.
        """
        with explaining(f"publishing {self.site}"):
            self._complete()
            if self._disk:
                self._disk.flush(self.path)
            require_replaceable(self.site)
            remove_own(self._folders.previous)
            replace(self.site, self.path, self._folders.next, self._folders.previous)
        self._known.remember(self.site, self._written)
        try:
            if self._durable:
                flush_folder(self.site.parent)
        except OSError as error:
            raise PublishError(
                f"the new site is at {self.site}, but the disk did not confirm it: {error}",
                "Have the disk checked, then build again.",
            ) from error
        finally:
            self._clear_up()

    def _complete(self) -> None:
        """Remove files of earlier builds, and write ``SHA256SUMS``."""
        self.require_room()
        if self._continues:
            files = keep_only(self.path, {MARKER, *self.from_host, *self._written})
        else:
            files = set(list_tree(self.path).files)
        require_distinct({*files, *self.from_host, *self._written})
        if lost := self._written.keys() - files:
            raise PublishError(
                f"{min(lost)} was written and is not there: another program interferes",
                f"Build again. {AS_IT_WAS}",
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
        with suppress(OSError):  # the next build will
            if not worth_keeping or not self._folders.have_room():
                remove_own(self._folders.previous)
        self._release()

    def abandon(self) -> None:
        """Leave the published site as it is, and remove the staging folder.

        What it started from is kept for the next build. Does nothing after ``publish``, nor in
        forked workers; what it cannot remove, the next build will.
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
