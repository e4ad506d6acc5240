"""A site in a temporary folder, with the commands of editors."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from factdesk.cli import run

MKDOCS_YML = """\
site_name: Bridge Desk
site_description: Claims about one bridge.
site_url: !ENV [SITE_URL, ""]
theme:
  name: material
plugins:
  - factdesk
"""

#: The plugin with a responsible publisher, so that no check has a note about it.
ANSWERABLE = """\
  - factdesk:
      publisher: {name: Bridge Desk, contact: desk@bridge-desk.example, responsible: The board}
"""

#: The note of a build outside a repository: its log is derived from the history.
NO_LOG = (
    "Note: the transparency log and the history of the reviews are left out: "
    "this folder is not in a git repository\n"
)

BRIDGE: dict[str, Any] = {
    "claim": "The town's new bridge cost twice its budget",
    "claimant": "Example Gazette",
    "verdict": "mostly-true",
    "summary": "The final account is 1.9 times the budget that the council voted in 2019.",
    "published_on": "2026-03-01",
    "sources": [
        {
            "title": "Final account of the bridge works",
            "url": "https://example.org/final-account.pdf",
            "kind": "primary",
        },
        {"title": "Minutes of the council", "url": "https://example.net/minutes"},
    ],
}


@dataclass(frozen=True)
class Result:
    """The exit status and the output of a command."""

    exit_status: int
    out: str
    err: str


@dataclass(frozen=True)
class SiteFolder:
    """A site's folder: mkdocs.yml, docs, claims and, once it is built, the site."""

    root: Path

    @classmethod
    def begin(cls, root: Path) -> SiteFolder:
        """Write a site with a home page and no claims."""
        folder = cls(root)
        folder.write("mkdocs.yml", MKDOCS_YML.replace("  - factdesk\n", ANSWERABLE))
        folder.write("docs/index.md", "# Bridge Desk\n\n<!-- factdesk:home -->\n")
        (root / "claims").mkdir()
        return folder

    def write_claim(self, path: str, claim: Mapping[str, Any] | str) -> Path:
        """Write a claim file below ``claims/``; a mapping is dumped, a text written unchanged."""
        text = claim if isinstance(claim, str) else yaml.safe_dump(dict(claim), allow_unicode=True)
        return self.write(f"claims/{path}.yml", text)

    def write(self, path: str, text: str) -> Path:
        """Write a text file below the site's folder."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return file

    def run(self, *arguments: str, **environment: str) -> Result:
        """Run a command in the site's folder; SITE_URL is set only if given."""
        out, err = io.StringIO(), io.StringIO()
        before = dict(os.environ)
        os.environ.pop("SITE_URL", None)
        os.environ.update(environment)
        try:
            with chdir(self.root), redirect_stdout(out), redirect_stderr(err):
                status = run(arguments)
        finally:
            os.environ.clear()
            os.environ.update(before)
        return Result(status, out.getvalue(), err.getvalue())

    def build(self, *arguments: str, claims: Mapping[str, Any] | None = None) -> Result:
        """Write the claims, then build the site."""
        for path, claim in (claims or {}).items():
            self.write_claim(path, claim)
        return self.run("build", *arguments)

    def files(self) -> dict[str, bytes]:
        """Return every published file by its path."""
        return files_of(self.root / "site")

    def page(self, address: str) -> str:
        """Return the HTML at an address such as ``claims/bridge/``."""
        return (self.root / "site" / address / "index.html").read_text("utf-8")


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path, with forward slashes."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file()
    }
