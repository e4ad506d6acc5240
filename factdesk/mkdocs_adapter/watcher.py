"""From saving a claim file to seeing its page: at once, whatever the number of claims.

The page of the saved claim is printed alone and put where it is served. When nothing more has been
saved for a moment, everything is built again, since the claim shows in lists and data too.
"""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from factdesk.mkdocs_adapter.preview import Preview

#: Seconds without another event until a file counts as saved; editors write in several steps.
_SETTLED = 0.03
#: Seconds without another file saved until everything is built again.
_QUIET = 1.0

_SAVING = ("created", "modified", "moved", "deleted", "closed")


class Bell:
    """A file whose change wakes MkDocs' server, which knows no other way of being woken."""

    def __init__(self) -> None:
        """Make the file, in a folder of its own."""
        self._folder = tempfile.TemporaryDirectory(prefix="factdesk-")
        self.path = Path(self._folder.name) / "bell"
        self._rung = 0
        self.ring()

    def ring(self) -> None:
        """Wake the server."""
        self._rung += 1
        self.path.write_text("." * self._rung)  # of another size each time

    def put_away(self) -> None:
        """Remove the file."""
        self._folder.cleanup()


class Saving(FileSystemEventHandler):
    """Watches the folder of claims by the system's events, which no number of files slows down.

    The system is asked because MkDocs' own watching looks at every file twice a second.
    """

    def __init__(self, folder: Path, preview: Preview) -> None:
        """Watch a folder; ``bell`` wakes the server."""
        self._folder = folder
        self._preview = preview
        self.bell = Bell()
        self._touched: set[Path] = set()
        self._lock = threading.Lock()
        self._soon: threading.Timer | None = None
        self._observer = Observer()
        self._ended = False

    def begin(self) -> None:
        """Begin to watch, in threads that end with the program."""
        self._observer.schedule(self, os.fspath(self._folder), recursive=True)
        self._observer.start()

    def end(self) -> None:
        """Watch no more."""
        with self._lock:
            if self._soon:
                self._soon.cancel()
            self._ended = True
            self._observer.stop()
            self.bell.put_away()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note what was touched, and look at it when the editor has finished."""
        if event.is_directory and event.event_type == "modified":
            return  # a folder changes with each of its files
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
            # What an editor keeps beside a file while it is open is no claim.
            saved = {path for path in touched if not path.name.startswith((".", "_"))}
            saved = {path for path in saved if path.suffix == ".yml" or path.is_dir()}
            if not saved:
                return
            if all(self._preview.show(path) for path in sorted(saved)):
                self._preview.only_reload = True
                self.bell.ring()
                self._after(_QUIET, self._build)
            else:
                self._after(0, self._build)

    def _build(self) -> None:
        with self._lock:
            if not self._ended:
                self._preview.only_reload = False
                self.bell.ring()
