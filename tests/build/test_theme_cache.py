"""An edit of a claim does not start MkDocs, and the site equals that of a cold build."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from support.site_folder import BRIDGE, MKDOCS_YML, SiteFolder

ROOT = Path(__file__).parents[2]


@pytest.fixture
def desk(tmp_path: Path) -> SiteFolder:
    """A built site, one of whose claims was edited afterwards."""
    folder = SiteFolder.begin(tmp_path / "desk")
    folder.write("mkdocs.yml", MKDOCS_YML.replace("- factdesk", "- factdesk: {page_size: 5}"))
    folder.write("docs/guide.md", "# Guide\n\n[Anything](guide.md)\n")
    for n in range(5):
        folder.write_claim(f"tram-{n}", {**BRIDGE, "claim": f"The tram number {n} is late"})
    folder.run("build")
    folder.write_claim("tram-1", {**BRIDGE, "claim": "The tram number 1 is early"})
    return folder


def build(desk: SiteFolder, *arguments: str) -> str:
    """Build in a separate process; return the imported modules and the output."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "factdesk", "build", *arguments],
        cwd=desk.root,
        env={"PYTHONPATH": str(ROOT), "PATH": os.environ["PATH"]},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stderr


def started_mkdocs(said: str) -> bool:
    return any(line.endswith(" mkdocs") for line in said.splitlines())


def test_an_edit_of_a_claim_does_not_start_mkdocs(desk: SiteFolder) -> None:
    assert not started_mkdocs(build(desk))

    edited = desk.files()
    assert started_mkdocs(build(desk, "--clean"))
    assert desk.files() == edited


def test_a_list_with_its_first_second_page_starts_mkdocs_once(desk: SiteFolder) -> None:
    """No earlier build had a page shell of this kind."""
    desk.write_claim("tram-5", {**BRIDGE, "claim": "The tram number 5 is late"})
    assert started_mkdocs(build(desk))
    desk.write_claim("tram-1", {**BRIDGE, "claim": "The tram number 1 is late again"})
    assert not started_mkdocs(build(desk))

    edited = desk.files()
    assert "claims/page/2/index.html" in edited
    build(desk, "--clean")
    assert desk.files() == edited


def test_a_warning_of_mkdocs_is_given_at_each_build(desk: SiteFolder) -> None:
    desk.write("docs/guide.md", "# Guide\n\n[Gone](gone.md)\n")
    first = desk.run("build")
    desk.write_claim("tram-1", {**BRIDGE, "claim": "The tram number 1 is late again"})
    second = desk.run("build")

    warning = "Warning: Doc file 'guide.md' contains a link 'gone.md'"
    assert warning in first.err
    assert warning in second.err
