"""Manifests: which files of the last two sites are unchanged since publication."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from factdesk.cache.store import Cache
from factdesk.publish.contents import NO_CHANGES, Contents, folder_changes, unlisted_files
from factdesk.publish.manifest import Manifests, SiteManifest
from factdesk.publish.tree import list_tree

CONTENT = b"<p>A page.</p>"
HASH = hashlib.sha256(CONTENT).hexdigest()
PAGES = ("a.html", "b/b.html", "b/c/c.html", "d/d.html")
MODE = 0o644


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    for page in PAGES:
        (folder / page).parent.mkdir(parents=True, exist_ok=True)
        (folder / page).write_bytes(CONTENT)
        (folder / page).chmod(MODE)
    return folder


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache" / "cache.sqlite")


def manifest(site: Path) -> SiteManifest:
    contents = Contents()
    contents.add(site, dict.fromkeys(PAGES, HASH))
    return contents.known


def test_an_unchanged_site_is_intact_and_known(site: Path) -> None:
    then = manifest(site)

    assert then.is_intact(str(site))
    assert folder_changes(site, then, MODE) == NO_CHANGES
    assert then.holds("a.html", HASH)
    assert set(then.folders) == {"", "b", "b/c", "d"}


def test_a_site_is_known_wherever_it_has_moved(site: Path, cache: Cache) -> None:
    Manifests(cache).keep({site: manifest(site)})
    site.rename(site.parent / "before")

    then = Manifests(cache).of(site.parent / "before")

    assert then is not None
    assert set(then.files) == set(PAGES)
    # The times of the folder itself may change, so it is listed.
    assert folder_changes(site.parent / "before", then, MODE) == ([], [], [""])
    assert Manifests(cache).of(site) is None


def rewrite(site: Path) -> None:
    """Write other bytes of the same length, and restore the times."""
    times = os.stat(site / "b/b.html")
    (site / "b/b.html").write_bytes(CONTENT.upper())
    os.utime(site / "b/b.html", ns=(times.st_atime_ns, times.st_mtime_ns))


def exchange(site: Path) -> None:
    (site / "new").write_bytes(CONTENT.upper())
    (site / "new").replace(site / "b/b.html")


def link_to_elsewhere(site: Path) -> None:
    (site / "b/b.html").unlink()
    (site / "b/b.html").symlink_to(site / "a.html")


CHANGES = [rewrite, exchange, link_to_elsewhere, lambda site: (site / "b/b.html").chmod(0o600)]


@pytest.mark.parametrize("change", CHANGES)
def test_a_file_that_somebody_changed_is_not_known(
    site: Path, change: Callable[[Path], object]
) -> None:
    then = manifest(site)
    change(site)

    found = folder_changes(site, then, MODE)

    assert not then.is_intact(str(site))
    assert (found.outdated, found.doubtful) == (["b/b.html"], ["b/b.html"])


def test_files_and_folders_that_somebody_added_are_found(site: Path) -> None:
    then = manifest(site)
    (site / "b/c/mine.txt").write_bytes(b"mine")
    (site / "b/new/deep").mkdir(parents=True)
    (site / "b/new/deep/mine.txt").write_bytes(b"mine")

    found = folder_changes(site, then, MODE)

    assert sorted(found.doubtful) == ["b/c/mine.txt", "b/new/deep/mine.txt"]
    assert sorted(unlisted_files(site, then)) == ["b/c/mine.txt", "b/new/deep/mine.txt"]
    assert sorted(found.folders) == ["b", "b/c", "b/new", "b/new/deep"]
    assert not then.is_intact(str(site))


def test_a_folder_that_is_a_link_now_is_not_looked_into(site: Path, tmp_path: Path) -> None:
    then = manifest(site)
    (site / "b").rename(tmp_path / "elsewhere")
    (site / "b").symlink_to(tmp_path / "elsewhere")

    found = folder_changes(site, then, MODE)

    assert sorted(found.outdated) == ["b", "b/b.html", "b/c", "b/c/c.html"]
    assert (found.doubtful, found.folders) == (["b"], [""])


def test_everything_else_is_removed(site: Path) -> None:
    then = manifest(site)
    (site / "d/mine.txt").write_bytes(b"mine")

    contents = Contents(then, folder_changes(site, then, MODE))

    contents.remove_others(site, {"a.html", "b/b.html"}, ())

    assert [*map(sorted, list_tree(site))] == [["a.html", "b/b.html"], ["b"]]
    contents.add(site, {})
    assert set(contents.known.files) == {"a.html", "b/b.html"}
    assert set(contents.known.folders) == {"", "b"}
    assert contents.known.is_intact(str(site))


def test_the_time_of_a_link_is_taken_over_for_the_same_file_alone(site: Path) -> None:
    then = manifest(site)
    os.link(site / "a.html", site.parent / "a.html")
    linked = manifest(site)

    then.update_stamp("a.html", linked.files["a.html"])
    then.update_stamp("b/b.html", linked.files["a.html"])

    assert folder_changes(site, then, MODE).outdated == []


def test_the_changes_of_each_build_are_stored(site: Path, cache: Cache) -> None:
    manifests = Manifests(cache)
    now = SiteManifest({f"{n}.html": b"%072d" % n for n in range(90)}, {"": b"", "a": b"1"})
    now.changed_paths.update(now.files)
    for path in ("a.html", "b.html", "c.html"):
        manifests.keep({site: now})
        then, now = now, manifests.of(site) or now
        assert now is not then
        assert (now.files, now.folders) == (then.files, then.folders)
        now.discard(["7.html", "a.html", "a"])
        now.add(path, HASH, os.lstat(site))
        now.add_folder(path, os.lstat(site))


def test_only_the_last_two_sites_are_kept(site: Path, cache: Cache) -> None:
    sites = [site, site.parent / "second", site.parent / "third"]
    for folder in sites[1:]:
        folder.mkdir()
    Manifests(cache).keep(dict.fromkeys(sites[:2], manifest(site)))
    Manifests(cache).keep(dict.fromkeys(sites[1:], manifest(site)))

    assert [bool(Manifests(cache).of(folder)) for folder in sites] == [False, True, True]


@pytest.mark.parametrize("content", [b"", b"[]", b"SQLite format 3", b"\xff" * 5000])
def test_a_damaged_cache_says_nothing(site: Path, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "cache.sqlite"
    file.write_bytes(content)
    manifests = Manifests(Cache(file))

    assert manifests.of(site) is None
    manifests.keep({site: manifest(site)})
    assert manifests.of(site) is not None


def test_without_a_cache_nothing_is_known_and_nothing_written(site: Path) -> None:
    Manifests().keep({site: manifest(site)})

    assert Manifests().of(site) is None
    assert os.listdir(site.parent) == ["site"]
