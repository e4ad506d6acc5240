"""Folders that the program did not create are refused with a reason, and not changed."""

import os
from pathlib import Path

import pytest

from factdesk.publish.failure import PublishError
from factdesk.publish.staging import Staging

PAGES = {"index.html": b"site"}


def a_users_folder(folder: Path) -> None:
    (folder / "photos").mkdir(parents=True)
    (folder / "photos/cat.jpg").write_bytes(b"cat")
    (folder / ".git").mkdir()
    (folder / ".git/HEAD").write_bytes(b"ref: refs/heads/main")


def refused(folder: Path, everything, build, reason: str, site: Path | None = None) -> None:
    before = everything(folder)

    with pytest.raises(PublishError, match=reason) as error:
        build(site or folder / "site", PAGES)

    assert everything(folder) == before
    assert "Nothing was changed." in error.value.remedy


def test_a_folder_with_a_users_files(tmp_path, everything, build):
    a_users_folder(tmp_path / "site")

    refused(tmp_path, everything, build, "it contains files that Factdesk did not write")


def test_a_folder_with_nothing_but_a_hidden_file(tmp_path, everything, build):
    (tmp_path / "site").mkdir()
    (tmp_path / "site/.env").write_bytes(b"secret")

    refused(tmp_path, everything, build, "it contains files that Factdesk did not write")


def test_a_folder_with_nothing_but_an_empty_folder(tmp_path, build):
    (tmp_path / "site/drafts").mkdir(parents=True)

    with pytest.raises(PublishError, match="it contains files that Factdesk did not write"):
        build(tmp_path / "site", PAGES)

    assert (tmp_path / "site/drafts").is_dir()


def test_a_folder_whose_marker_is_not_the_programs(tmp_path, everything, build):
    a_users_folder(tmp_path / "site")
    (tmp_path / "site/.factdesk-site").write_bytes(b"something else")

    refused(tmp_path, everything, build, "it contains files that Factdesk did not write")


def test_a_marker_that_is_a_link_marks_nothing(tmp_path, everything, build):
    build(tmp_path / "other", PAGES)
    a_users_folder(tmp_path / "site")
    (tmp_path / "site/.factdesk-site").symlink_to(tmp_path / "other/.factdesk-site")

    refused(tmp_path, everything, build, "it contains files that Factdesk did not write")


def test_a_link_to_a_folder(tmp_path, everything, build):
    a_users_folder(tmp_path / "mine")
    (tmp_path / "site").symlink_to(tmp_path / "mine")

    refused(tmp_path, everything, build, "it is a symbolic link")


def test_a_link_to_a_site_of_ours(tmp_path, everything, build):
    build(tmp_path / "other", PAGES)
    (tmp_path / "site").symlink_to(tmp_path / "other")

    refused(tmp_path, everything, build, "it is a symbolic link")


def test_a_broken_link(tmp_path, everything, build):
    (tmp_path / "site").symlink_to(tmp_path / "nowhere")

    refused(tmp_path, everything, build, "it is a symbolic link")


def test_a_file(tmp_path, everything, build):
    (tmp_path / "site").write_bytes(b"a file")

    refused(tmp_path, everything, build, "it is a file")


def test_the_root_of_the_file_system(tmp_path, everything, build):
    refused(tmp_path, everything, build, "it is the root of the file system", Path("/"))


def test_the_users_home(tmp_path, everything, build, monkeypatch):
    a_users_folder(tmp_path / "home")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))

    reason = "it contains files that Factdesk did not write"
    refused(tmp_path, everything, build, reason, Path.home())


@pytest.mark.parametrize("site", [".", "..", "../.."])
def test_the_current_folder_and_those_above_it(tmp_path, everything, build, monkeypatch, site):
    (tmp_path / "one/two/three").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "one/two/three")

    reason = "it is the working directory, or a folder above it"
    refused(tmp_path, everything, build, reason, Path(site))


def test_a_mounted_disk(tmp_path, everything, build):
    refused(tmp_path, everything, build, "it is a mount point", Path("/proc"))


def test_own_files_inside_a_site_of_ours(tmp_path, everything, build):
    """Such as a CNAME file or a git repository inside the published folder."""
    build(tmp_path / "site", PAGES)
    (tmp_path / "site/CNAME").write_bytes(b"example.org")
    (tmp_path / "site/claims").mkdir()
    (tmp_path / "site/claims/notes.txt").write_bytes(b"mine")

    reason = "contains files that Factdesk did not write: CNAME, claims/notes.txt\n"
    refused(tmp_path, everything, build, reason)


def test_many_own_files_inside_a_site_of_ours_are_counted(tmp_path, everything, build):
    build(tmp_path / "site", PAGES)
    for n in range(9):
        (tmp_path / f"site/mine{n}").write_bytes(b"mine")

    reason = "did not write: mine0, mine1, mine2, mine3, mine4 and 4 more"
    refused(tmp_path, everything, build, reason)


def test_a_link_inside_a_site_of_ours(tmp_path, everything, build):
    build(tmp_path / "site", PAGES)
    a_users_folder(tmp_path / "mine")
    (tmp_path / "site/mine").symlink_to(tmp_path / "mine")

    refused(tmp_path, everything, build, "contains files that Factdesk did not write: mine")


@pytest.mark.parametrize("name", [".DS_Store", "claims/Thumbs.db", "desktop.ini"])
def test_files_that_desktops_leave_in_every_folder_are_ignored(tmp_path, build, published, name):
    build(tmp_path / "site", {"claims/a.html": b"a"})
    (tmp_path / "site" / name).write_bytes(b"icons")

    build(tmp_path / "site", PAGES)

    assert published(tmp_path / "site") == PAGES


@pytest.mark.parametrize("sums", [None, b"gibberish\n", b"0" * 64 + b"  ../../etc/passwd\n"])
def test_a_site_of_ours_whose_list_is_lost(tmp_path, everything, build, sums):
    build(tmp_path / "site", PAGES)
    (tmp_path / "site/SHA256SUMS").unlink()
    if sums is not None:
        (tmp_path / "site/SHA256SUMS").write_bytes(sums)
    before = everything(tmp_path)

    with pytest.raises(PublishError, match="has no usable SHA256SUMS"):
        build(tmp_path / "site", PAGES)

    assert everything(tmp_path) == before


@pytest.mark.parametrize("role", ["staging", "previous", "next"])
def test_a_users_folder_with_a_name_that_the_program_needs(tmp_path, everything, build, role):
    a_users_folder(tmp_path / f".site.{role}")
    build(tmp_path / "other", PAGES)
    before = everything(tmp_path)

    with pytest.raises(PublishError, match="contains files that it did not write"):
        build(tmp_path / "site", PAGES)

    assert everything(tmp_path) == before


@pytest.mark.parametrize("role", ["staging", "previous", "next", "lock"])
def test_a_link_with_a_name_that_the_program_needs(tmp_path, everything, build, role):
    a_users_folder(tmp_path / "mine")
    (tmp_path / f".site.{role}").symlink_to(tmp_path / "mine/photos/cat.jpg")
    before = everything(tmp_path)

    with pytest.raises(PublishError):
        build(tmp_path / "site", PAGES)

    assert everything(tmp_path) == before


def test_a_folder_that_somebody_fills_while_the_site_is_built(tmp_path, everything):
    site = tmp_path / "site"
    with Staging(site) as staging:
        staging.write("index.html", b"site")
        a_users_folder(site)
        before = everything(site)
        with pytest.raises(PublishError, match="did not write"):
            staging.publish()

    assert everything(site) == before
    assert os.listdir(tmp_path) == ["site"]


def test_an_empty_folder_is_taken(tmp_path, build, published):
    (tmp_path / "site").mkdir()

    build(tmp_path / "site", PAGES)

    assert published(tmp_path / "site") == PAGES
    assert os.listdir(tmp_path) == ["site"]


def test_a_neighbour_is_never_touched(tmp_path, everything, build):
    a_users_folder(tmp_path / "neighbour")
    before = everything(tmp_path / "neighbour")

    for _ in range(3):
        build(tmp_path / "site", PAGES, worth_keeping=0)

    assert everything(tmp_path / "neighbour") == before
