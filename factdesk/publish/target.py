"""Decide which folder a new site may replace: one that the program created, or an empty one."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable
from pathlib import Path

from factdesk.messages.catalogue import tr, tr_noop
from factdesk.publish.contents import unlisted_files
from factdesk.publish.failure import PublishError
from factdesk.publish.manifest import SiteManifest
from factdesk.publish.marker import MARKER, hidden_files, is_marked
from factdesk.publish.sums import SUMS, SumsError, read_sums
from factdesk.publish.tree import is_link, list_tree

_ELSEWHERE = tr_noop(
    "Name another folder for the site (site_dir or --site-dir). Nothing was changed."
)
#: Files that desktop environments write into folders. They can be deleted.
_TRACES = frozenset([".DS_Store", "Thumbs.db", "desktop.ini", ".directory"])


def require_replaceable(site: Path) -> None:
    """Require that the folder does not exist, is empty, or contains an earlier site.

    Raises:
        PublishError: it is a file, a link, a mount point, the working directory or one of its
            parents, or has other files.
    """
    if fault := _fault(site):
        raise PublishError(
            tr("the site cannot be written to {site}: {fault}", site=site, fault=fault),
            tr(_ELSEWHERE),
        )


def _fault(site: Path) -> str | None:
    here = Path.cwd()
    if not site.name:
        return tr("it is the root of the file system")
    if site in (here, *here.parents):
        return tr("it is the working directory, or a folder above it")
    try:
        status = os.lstat(site)
    except FileNotFoundError:
        return None
    if is_link(status):
        return tr("it is a symbolic link")
    if not stat.S_ISDIR(status.st_mode):
        return tr("it is a file")
    if os.path.ismount(site):
        return tr("it is a mount point, which cannot be replaced; use a folder inside it")
    if not is_marked(site) and os.listdir(site):
        return tr("it contains files that Factdesk did not write")
    return None


def listed_files(site: Path, manifest: SiteManifest | None) -> frozenset[str]:
    """Return the published files of a site; those of its ``manifest``, if that is up to date.

    Raises:
        PublishError: the list of the files cannot be used.
    """
    if not is_marked(site):
        return frozenset()
    if manifest and manifest.hash_of(SUMS, f"{site}/{SUMS}"):
        return frozenset(manifest.files).difference(hidden_files(site), [SUMS, MARKER])
    try:
        return frozenset(read_sums((site / SUMS).read_bytes()))
    except (FileNotFoundError, SumsError) as error:
        raise PublishError(
            tr(
                "{site} has no usable {sums}, so Factdesk cannot tell its files from yours "
                "({error})",
                site=site,
                sums=SUMS,
                error=error,
            ),
            tr("If the folder contains nothing of your own, delete it and build again."),
        ) from error


def require_no_others(
    site: Path, published: Collection[str], manifest: SiteManifest | None
) -> None:
    """Require that a site contains only its published and hidden files.

    With an up-to-date ``manifest``, only folders that have changed are listed.

    Raises:
        PublishError: the folder contains other files; they are named.
    """
    if not is_marked(site):
        return
    if manifest and manifest.hash_of(SUMS, f"{site}/{SUMS}"):
        _require_own(site, unlisted_files(site, manifest))
        return
    known = {*published, *hidden_files(site), SUMS, MARKER}
    _require_own(site, (path for path in list_tree(site).files if path not in known))


def _require_own(site: Path, others: Iterable[str]) -> None:
    foreign = [path for path in others if not _is_trace(path)]
    if foreign:
        foreign.sort(key=os.fsencode)
        more = f" {tr('and {n} more', n=len(foreign) - 5)}" if len(foreign) > 5 else ""
        raise PublishError(
            tr(
                "{site} contains files that Factdesk did not write: {value}",
                site=site,
                value=", ".join(foreign[:5]) + more,
            ),
            tr(
                "Move them, because this folder is replaced as a unit. Files of the site belong "
                "in docs/. Nothing was changed."
            ),
        )


def _is_trace(path: str) -> bool:
    return path.rpartition("/")[2] in _TRACES
