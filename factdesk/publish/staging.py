"""The staging folder: a new site next to the published one, swapped with it at the end."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

from factdesk.cache.store import NO_CACHE, Cache
from factdesk.messages.catalogue import tr
from factdesk.publish.contents import Contents, FolderChanges, folder_changes
from factdesk.publish.durable import Disk, flush_folder
from factdesk.publish.exchange import replace
from factdesk.publish.failure import explaining, unconfirmed
from factdesk.publish.folders import Folders, remove_own
from factdesk.publish.lock import BuildLock
from factdesk.publish.manifest import NO_MANIFEST, Manifests
from factdesk.publish.marker import MARKER, is_marked, mark
from factdesk.publish.paths import require_distinct
from factdesk.publish.staged_files import StagedFiles
from factdesk.publish.sums import SUMS, digests, write_sums
from factdesk.publish.target import listed_files, require_no_others, require_replaceable
from factdesk.publish.tree import is_hidden, keep_only, list_tree
from factdesk.publish.writer import Writer
from factdesk.workers import BackgroundTask

#: A previous site with at least this number of files is kept for the next build.
WORTH_KEEPING = 500
#: Sites with at least this number of files are inspected in the background.
LARGE_SITE = 4_000


class Staging:
    """The staging folder of one build, with all operations up to publishing it.

    ``path`` is the folder to build into, ``previous_files`` the files of the published site. Order:
    ``open``; MkDocs writes into ``path``; ``start_from_previous``; ``write``, or in workers
    ``writer.write`` and then ``files.add``; ``finish`` for files that MkDocs has begun;
    verification; ``publish``. Before that, ``abandon`` leaves the published site unchanged. A
    ``with`` block opens, and abandons a site that was not published.

    ``size`` is the total size of the files in ``SHA256SUMS`` after publishing, in bytes.
    """

    writer: Writer

    def __init__(self, site: Path | str, *, durable: bool = True, cache: Cache = NO_CACHE) -> None:
        """Store the parameters without changing anything on disk.

        A preview is not ``durable``: it is not flushed to the disk. ``cache`` stores manifests.
        """
        self.site = Path(os.path.abspath(site))
        self.previous_files: frozenset[str] = frozenset()
        self._folders = Folders(self.site)
        self.path = self._folders.staging
        self._lock = BuildLock(self._folders.lock, self.site)
        self._durable = durable
        self._disk: Disk | None = None
        self._opened_by = 0  # a process: a forked worker must not abandon the site
        self._continues = False  # whether the staging folder was that of the site before last
        self.files = StagedFiles()
        self.size = 0
        self._manifests = Manifests(cache)
        self._contents = Contents()  # of the staging folder, when the build began
        self._inspection: BackgroundTask[FolderChanges | None] | None = None

    def open(self) -> Self:
        """Acquire the lock, clean up after a build that was killed, and create the staging folder.

        Raises:
            PublishError: the site's folder may not be replaced, another build is
                in progress, or writing fails.
        """
        with explaining(tr("preparing to build {site}", site=self.site)):
            require_replaceable(self.site)
            self.site.parent.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
            self._opened_by = os.getpid()
            try:
                self._folders.recover()
                self._published = self._manifests.of(self.site)
                self._previous = self._manifests.of(self._folders.previous)
                self.previous_files = listed_files(self.site, self._published)
                self._make_folder()
                is_large = len(self.previous_files) >= LARGE_SITE
                self._inspection = BackgroundTask(self._inspect, fork=is_large)
            except BaseException:
                self.abandon()
                raise
        return self

    def _make_folder(self) -> None:
        os.mkdir(self.path)
        mark(self.path)
        self._folder_mode = os.lstat(self.path).st_mode
        self._mode = os.lstat(self.path / MARKER).st_mode & 0o777
        self.writer = self._writer(self.path)
        if self._durable:
            self._disk = Disk(self.site.parent)

    def _inspect(self) -> FolderChanges | None:
        """Return how the site before last differs from its manifest; None if it was not kept.

        Raises:
            PublishError: the published site contains files of others.
        """
        require_no_others(self.site, self.previous_files, self._published)
        previous = self._folders.previous
        return folder_changes(previous, self._previous, self._mode) if is_marked(previous) else None

    def _writer(self, root: Path) -> Writer:
        return Writer(
            root,
            folder_mode=self._folder_mode,
            file_mode=self._mode,
            known=self._contents.known,
            published=self._published or NO_MANIFEST,
        )

    def start_from_previous(self) -> None:
        """Move the files of MkDocs into the previous site, and continue in that folder.

        Without a previous site, all files are written. ``publish`` removes the files that neither
        MkDocs nor this build has written.
        """
        with explaining(tr("preparing {path}", path=self.path)):
            of_mkdocs = set(list_tree(self.path).files) - {MARKER}
            changes = self._inspection and self._inspection.result()
            if changes:
                self._contents = Contents(self._previous, changes)
                self._move_into_previous(of_mkdocs)
            self.files.begin(of_mkdocs, self._contents.known)

    def _move_into_previous(self, of_mkdocs: Iterable[str]) -> None:
        self._continues = True
        previous = self._folders.previous
        writer = self._writer(previous)
        for path in of_mkdocs:
            writer.move_in(self.path / path, path)
        keep_only(self.path, {MARKER})
        writer.move_in(self.path / MARKER, MARKER)
        os.rmdir(self.path)
        os.rename(previous, self.path)
        self.writer = self._writer(self.path)

    def write(self, path: str, content: bytes) -> None:
        """Write one file of the site; ``path`` is relative to its root, with forward slashes.

        Raises:
            PublishError: the path is not safe or was written already, or writing fails.
        """
        self.files.add([(path, self.writer.write(path, content))])

    def keep(self, files: Iterable[tuple[str, str]]) -> bool:
        """Keep files of an earlier build, given by their paths and hashes, in the staging folder.

        Return whether all of them exist. If not, the caller must write them.
        """
        return self._kept(self.files.known.lacking(files))

    def reuse(self, files: Sequence[tuple[str, str]]) -> bool:
        """Add files of an earlier build, as ``keep`` and ``files.add`` do, if all of them exist."""
        lacking = self.files.known.lacking(files)
        if is_kept := self._kept(lacking):
            self.files.add(files, lacking)
        return is_kept

    def _kept(self, lacking: Iterable[tuple[str, str]]) -> bool:
        return all(self.writer.keep(path, sha256, self.site) for path, sha256 in lacking)

    def finish(self, path: str, content: bytes) -> None:
        """Replace a file that MkDocs has written.

        Raises:
            PublishError: writing fails.
        """
        self.files.written[path] = self.writer.write(path, content)

    def publish(self) -> None:
        """Complete the staging folder, and swap it with the published site.

        Raises:
            PublishError: publishing failed; the message says whether the site is unchanged.
        """
        with explaining(tr("publishing {site}", site=self.site)):
            self._complete()
            if self._disk:
                self._disk.flush(self.path)
            require_replaceable(self.site)
            remove_own(self._folders.previous)
            replace(self.site, self.path, self._folders.next, self._folders.previous)
        try:
            if self._durable:
                flush_folder(self.site.parent)
        except OSError as error:
            raise unconfirmed(self.site, error) from error
        finally:
            self._clear_up()

    def _complete(self) -> None:
        """Remove files of earlier builds, and write ``SHA256SUMS``."""
        files = self.files
        files.require_no_conflicts(self.path)
        unwritten = files.of_mkdocs - files.written.keys()
        hidden = set(filter(is_hidden, unwritten))
        hashes = files.written | digests(self.path, unwritten - hidden)
        require_distinct({*hashes, *hidden})
        if hidden:
            mark(self.path, hidden)
        new = {*files.new(), MARKER}
        self._contents.remove_others(self.path, {MARKER, SUMS, *hashes, *hidden}, new)
        self._new = {path: hashes.get(path, "") for path in new}
        self._new[SUMS] = self.writer.write(SUMS, write_sums(hashes))
        self._contents.add(self.path, self._new)
        if os.path.lexists(self.site):
            os.chmod(self.path, stat.S_IMODE(os.lstat(self.site).st_mode))

    def _clear_up(self) -> None:
        manifest, too_few = self._contents.known, len(self.previous_files) < WORTH_KEEPING
        with suppress(OSError):  # the next build removes it, and reads files without a manifest
            if too_few or not self._folders.have_room():
                remove_own(self._folders.previous)
                manifest.restamp(self.site)  # removing a link changes the time
            manifest.add_folder("", os.lstat(self.site))  # it was moved
            self.size = manifest.size()
            manifests = {self.site: manifest}
            if self._published:
                for path in self._new:
                    self._published.update_stamp(path, manifest.files[path])
                manifests[self._folders.previous] = self._published
            self._manifests.keep(manifests)
        self._release()

    def abandon(self) -> None:
        """Leave the published site unchanged, and remove the staging folder.

        The previous site is kept for the next build. Does nothing after ``publish`` and in forked
        workers. The next build removes files that this one cannot remove.
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
        if self._inspection:
            self._inspection.stop()
        if self._disk:
            self._disk.close()
            self._disk = None
        self._lock.release()
        self._opened_by = 0

    def __enter__(self) -> Self:
        return self.open()

    def __exit__(self, *error: object) -> None:
        self.abandon()
