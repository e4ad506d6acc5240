"""What all tests share: a site to build in a folder of its own, a web server, and a browser."""

from __future__ import annotations

import functools
import http.server
import os
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
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


@dataclass
class Result:
    """How a command ended, and what it said."""

    exit_status: int
    out: str
    err: str


@dataclass
class SiteFolder:
    """A site in a folder of its own, with the commands that an editor uses."""

    root: Path
    capture: pytest.CaptureFixture[str]

    def write_claim(self, path: str, claim: Mapping[str, Any] | str) -> Path:
        """Write a claim file below ``claims/``; a mapping is dumped, a text written as it is."""
        text = claim if isinstance(claim, str) else yaml.safe_dump(dict(claim), allow_unicode=True)
        return self.write(f"claims/{path}.yml", text)

    def write(self, path: str, text: str) -> Path:
        """Write a text file below the site's folder."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
        return file

    def run(self, *arguments: str) -> Result:
        """Run a command in the site's folder."""
        before = Path.cwd()
        os.chdir(self.root)
        try:
            self.capture.readouterr()
            status = run(arguments)
            said = self.capture.readouterr()
        finally:
            os.chdir(before)
        return Result(status, said.out, said.err)

    def build(self, *arguments: str, claims: Mapping[str, Any] | None = None) -> Result:
        """Write the claims, then build the site."""
        for path, claim in (claims or {}).items():
            self.write_claim(path, claim)
        return self.run("build", *arguments)

    def files(self) -> dict[str, bytes]:
        """Return every published file by its path."""
        site = self.root / "site"
        return {
            file.relative_to(site).as_posix(): file.read_bytes()
            for file in sorted(site.rglob("*"))
            if file.is_file()
        }

    def page(self, address: str) -> str:
        """Return the HTML at an address such as ``claims/bridge/``."""
        return (self.root / "site" / address / "index.html").read_text("utf-8")


@pytest.fixture
def site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> SiteFolder:
    """A site with a home page and no claim yet."""
    folder = SiteFolder(tmp_path / "desk", capsys)
    folder.write("mkdocs.yml", MKDOCS_YML)
    folder.write("docs/index.md", "# Bridge Desk\n\n<!-- factdesk:home -->\n")
    (folder.root / "claims").mkdir()
    return folder


@pytest.fixture
def bridge() -> dict[str, Any]:
    """A claim that passes every error check."""
    return {**BRIDGE, "sources": [dict(source) for source in BRIDGE["sources"]]}
