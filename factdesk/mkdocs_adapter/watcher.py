"""Watch the claim files of a preview, and show a saved claim at once.

First, only the page of the saved claim is rendered. If no other file is saved for a second, the
full site is built, because the claim also appears in lists and data.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from factdesk.evidence.health_report import REPORT
from factdesk.mkdocs_adapter.preview import Preview
from factdesk.pictures.folder import PICTURES
from factdesk.reading.folder import RECORDS
from factdesk.reading.shared_sources import SHARED

#: A file counts as saved after this number of seconds without another event; editors write in
#: steps.
_SETTLED = 0.03
#: The site is built after this number of seconds without another saved file.
_QUIET = 1.0

_SAVING = ("created", "modified", "moved", "deleted", "closed")


def _is_input(path: Path) -> bool:
    """Return whether a build reads this path; temporary files of text editors do not count."""
    if path.name in (RECORDS, PICTURES, SHARED, REPORT) or path.parent.name == PICTURES:
        return True
    return not path.name.startswith((".", "_")) and (path.suffix == ".yml" or path.is_dir())


class ReloadTrigger:
    """A file that MkDocs' server watches. Changing it is the only way to trigger a rebuild."""

    def __init__(self) -> None:
        """Create the file in a temporary folder."""
        self._folder = tempfile.TemporaryDirectory(prefix="factdesk-")
        self.path = Path(self._folder.name) / "trigger"
        self._count = 0
        self.fire()

    def fire(self) -> None:
        """Trigger a rebuild or reload of the server."""
        self._count += 1
        self.path.write_text("." * self._count)  # a different size each time

    def remove(self) -> None:
        """Remove the file."""
        self._folder.cleanup()


class ClaimWatcher(FileSystemEventHandler):
    """Watches the folder of claims through file system events, regardless of the number of files.

    MkDocs' own watcher polls every file twice a second.
    """

    def __init__(self, folder: Path, preview: Preview) -> None:
        """Set the folder, and the file to trigger the server."""
        self._folder = folder
        self._preview = preview
        self.trigger = ReloadTrigger()
        self._touched: set[Path] = set()
        self._lock = threading.Lock()
        self._soon: threading.Timer | None = None
        self._observer = Observer()
        self._ended = False

    def start(self) -> None:
        """Start watching, in threads that end with the program."""
        self._observer.schedule(self, os.fspath(self._folder), recursive=True)
        self._observer.start()

    def stop(self) -> None:
        """Stop watching."""
        with self._lock:
            if self._soon:
                self._soon.cancel()
            self._ended = True
            self._observer.stop()
            self.trigger.remove()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Store a changed path, and show it when the editor has finished writing."""
        if event.is_directory and event.event_type == "modified":
            return  # a folder is modified with each of its files
        if event.event_type in _SAVING:
            paths = [path for path in (event.src_path, event.dest_path) if path]
            with self._lock:
                self._touched.update(Path(os.fsdecode(path)) for path in paths)
                self._after(_SETTLED, self._show)

    def _after(self, seconds: float, do: Callable[[], None]) -> None:
        if self._soon:
            self._soon.cancel()
        self._soon = threading.Timer(seconds, do)
        self._soon.daemon = True
        self._soon.start()

    def _show(self) -> None:
        with self._lock:
            if self._ended:
                return
            touched, self._touched = self._touched, set()
            saved = {path for path in touched if _is_input(path)}
            if not saved:
                return
            if all(self._preview.update(path) for path in sorted(saved)):
                self._preview.only_reload = True
                self.trigger.fire()
                self._after(_QUIET, self._build)
            else:
                self._after(0, self._build)

    def _build(self) -> None:
        with self._lock:
            if not self._ended:
                self._preview.only_reload = False
                self.trigger.fire()
