"""Decide which folder a new site may replace: one that the program made, or an empty one."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from factdesk.publish.failure import PublishError
from factdesk.publish.marker import MARKER, hidden_files, is_marked
from factdesk.publish.sums import SUMS, SumsError, read_sums
from factdesk.publish.tree import is_link, list_tree

_ELSEWHERE = "Name another folder for the site (site_dir, or --site-dir). Nothing was touched."
#: Files that desktops write into every folder they show. They may be deleted.
_TRACES = frozenset([".DS_Store", "Thumbs.db", "desktop.ini", ".directory"])


def require_replaceable(site: Path) -> None:
    """Require that a site may be published here: nothing, an empty folder or an earlier site.

    Raises:
        PublishError: it is a file, a link, a mount, a folder in use, or has other files in it.
    """
    if fault := _fault(site):
        raise PublishError(f"the site cannot be put in {site}: {fault}", _ELSEWHERE)


def _fault(site: Path) -> str | None:
    here = Path.cwd()
    if not site.name:
        return "it is the root of the file system"
    if site in (here, *here.parents):
        return "it is the folder that the program was started in, or one above it"
    try:
        status = os.lstat(site)
    except FileNotFoundError:
        return None
    if is_link(status):
        return "it is a symbolic link"
    if not stat.S_ISDIR(status.st_mode):
        return "it is a file"
    if os.path.ismount(site):
        return "a disk is mounted there, which cannot be exchanged; a folder inside it can"
    if not is_marked(site) and os.listdir(site):
        return "it holds files that this program did not make"
    return None


def own_files(site: Path) -> frozenset[str]:
    """Return the published files of a site, and require that nobody added files to it.

    Raises:
        PublishError: the folder holds files that are not in its ``SHA256SUMS``; they are named.
    """
    if not is_marked(site):
        return frozenset()
    try:
        published = frozenset(read_sums((site / SUMS).read_bytes()))
    except (FileNotFoundError, SumsError) as error:
        raise PublishError(
            f"{site} has no usable {SUMS}, so its files cannot be told from yours ({error})",
            "Delete the folder, if there is nothing of your own in it, and build again.",
        ) from error
    known = published.union(hidden_files(site), [SUMS, MARKER])
    foreign = [path for path in list_tree(site).files if path not in known and not _is_trace(path)]
    if foreign:
        foreign.sort(key=os.fsencode)
        more = f" and {len(foreign) - 5} more" if len(foreign) > 5 else ""
        raise PublishError(
            f"{site} holds files that this program did not make: {', '.join(foreign[:5])}{more}",
            "Move them away, for this folder is replaced whole; what belongs to the site has its "
            "place in docs/. Nothing was touched.",
        )
    return published


def _is_trace(path: str) -> bool:
    return path.rpartition("/")[2] in _TRACES
