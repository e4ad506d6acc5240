"""Which files are claims, and their order."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from factdesk.reading.folder import FolderListing, find_claim_files, name_in

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="the system has no such names")


def find(root: Path, *names: str) -> FolderListing:
    for name in names:
        path = root / "claims" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("claim: a")
    return find_claim_files(root / "claims", root)


def names(found: FolderListing) -> list[str]:
    return [file.shown_as for file in found.files]


def test_files_are_sorted_by_the_bytes_of_their_names(tmp_path: Path) -> None:
    found = find(tmp_path, "b.yml", "a/z.yml", "a.yml", "a-b.yml", "B.yml", "a/b/c.yml")

    assert names(found) == [
        "claims/B.yml",
        "claims/a-b.yml",
        "claims/a.yml",
        "claims/a/b/c.yml",
        "claims/a/z.yml",
        "claims/b.yml",
    ]


def test_names_with_an_underscore_or_a_dot_are_not_claims(tmp_path: Path) -> None:
    found = find(tmp_path, "_template.yml", ".hidden.yml", "_old/a.yml", ".git/b.yml", "c.yml")

    assert names(found) == ["claims/c.yml"]
    assert found.skipped == []


def test_other_files_are_named_with_a_remedy(tmp_path: Path) -> None:
    found = find(
        tmp_path, "a.yaml", "b.YML", "c.yml~", "README.md", "photo.jpg", "d.yml.txt", "~$e.docx"
    )

    assert [(name, fault.hint) for name, fault in found.skipped] == [
        ("claims/a.yaml", "name it 'a.yml'"),
        ("claims/b.YML", "name it 'b.yml'"),
        ("claims/c.yml~", "move it elsewhere, or begin its name with '_'"),
        ("claims/d.yml.txt", "name it 'd.yml', without '.txt'"),
        ("claims/photo.jpg", "move a picture into the folder '_media' of the claims, or elsewhere"),
    ]


@needs_posix
def test_links_are_skipped_whatever_their_targets(tmp_path: Path) -> None:
    find(tmp_path, "real/a.yml")
    (tmp_path / "claims" / "file.yml").symlink_to("real/a.yml")
    (tmp_path / "claims" / "folder").symlink_to("real")
    (tmp_path / "claims" / "circle").symlink_to("..")
    (tmp_path / "claims" / "nowhere.yml").symlink_to("nothing")

    found = find(tmp_path)

    assert names(found) == ["claims/real/a.yml"]
    assert [name for name, _ in found.skipped] == [
        "claims/circle",
        "claims/file.yml",
        "claims/folder",
        "claims/nowhere.yml",
    ]


@needs_posix
def test_a_name_that_is_not_text_is_shown_with_escapes(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/claims/caf\xe9.yml")).write_text("claim: a")

    found = find(tmp_path)

    assert names(found) == ["claims/caf\\xe9.yml"]


def test_a_folder_that_is_not_there_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    found = find_claim_files(tmp_path / "claims", tmp_path)

    assert [(name, fault.message) for name, fault in found.skipped] == [
        ("claims", "this folder cannot be read: no such file or directory")
    ]


def test_a_path_outside_of_the_site_keeps_its_name(tmp_path: Path) -> None:
    assert name_in(tmp_path / "site", tmp_path / "a.yml") == (tmp_path / "a.yml").as_posix()
    assert name_in(tmp_path, tmp_path / "b" / "a.yml") == "b/a.yml"
