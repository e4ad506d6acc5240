"""Build small sites like a full build, and read them including hidden files."""

from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from unittest.mock import patch

from factdesk.publish import staging as module
from factdesk.publish.marker import MARKER
from factdesk.publish.staging import WORTH_KEEPING, Staging
from factdesk.publish.sums import SUMS
from factdesk.publish.tree import list_tree

Files = Mapping[str, bytes]


def build_site(
    site: Path,
    pages: Files,
    host: Files | None = None,
    *,
    durable: bool = False,
    worth_keeping: int = WORTH_KEEPING,
) -> None:
    """Build a site: ``host`` are MkDocs' files, ``pages`` ours.

    Most tests do not have to wait for a busy disk. ``worth_keeping`` is the number of files from
    which the previous site is kept.
    """
    with keeping(worth_keeping), Staging(site, durable=durable) as staging:
        for path, content in (host or {}).items():
            file = staging.path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        staging.start_from_previous()
        for path, content in pages.items():
            staging.write(path, content)
        staging.publish()


def keeping(worth_keeping: int = 0) -> AbstractContextManager[object]:
    """Keep the previous site even if it is small."""
    return patch.object(module, "WORTH_KEEPING", worth_keeping)


def read_folder(folder: Path) -> dict[str, bytes]:
    """Return everything in a folder by path; for a link, its target."""
    return {
        path: str((folder / path).readlink()).encode()
        if (folder / path).is_symlink()
        else (folder / path).read_bytes()
        for path in list_tree(folder).files
    }


def read_site(site: Path) -> dict[str, bytes]:
    """Return the published files of a site, without the program's marker and list."""
    files = read_folder(site)
    return {path: files[path] for path in files if path not in (SUMS, MARKER)}
