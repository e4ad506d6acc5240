import hashlib
import multiprocessing as mp
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from publish.small_site import keeping, read_site

from factdesk.cache.store import Cache
from factdesk.publish.failure import PublishError
from factdesk.publish.marker import MARKER
from factdesk.publish.staging import Staging
from factdesk.publish.sums import SUMS, compare, digests, read_sums

# The workers of pytest-xdist have threads, and some tests fork.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")

ONE = {"index.html": b"one", "claims/bridge/index.html": b"<p>bridge</p>"}
TWO = {"index.html": b"two", "claims/tower/index.html": b"<p>tower</p>"}


def test_a_first_build_makes_the_site_with_its_marker_and_sums(tmp_path, build, everything):
    build(tmp_path / "site", ONE)

    assert everything(tmp_path) == {
        "site/index.html": b"one",
        "site/claims/bridge/index.html": b"<p>bridge</p>",
        "site/SHA256SUMS": b"""\
32f3c2c6789321d715c7f0cffb18ae200d8168ccb7afd594741b1fe7c6ce6b8b  claims/bridge/index.html
7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed  index.html
""",
        "site/.factdesk-site": (
            b"Factdesk made this folder and replaces it whole: keep nothing of your own in it.\n"
            b"It may be deleted whenever no build is under way.\n"
        ),
    }


def test_a_small_site_leaves_nothing_next_to_it(tmp_path, build):
    for pages in (ONE, TWO, ONE):
        build(tmp_path / "site", pages)

    assert os.listdir(tmp_path) == ["site"]


def test_the_next_build_replaces_the_complete_site(tmp_path, build, published):
    build(tmp_path / "site", ONE, host={"assets/a.js": b"a"})

    build(tmp_path / "site", TWO, host={"assets/b.js": b"b"})

    assert published(tmp_path / "site") == TWO | {"assets/b.js": b"b"}


def test_the_published_site_is_as_it_was_until_the_exchange(tmp_path, build, published):
    site = tmp_path / "site"
    build(site, ONE, worth_keeping=0)
    build(site, ONE, worth_keeping=0)

    with keeping(), Staging(site) as staging:
        staging.start_from_previous()
        staging.write("index.html", b"three")
        staging.write("claims/bridge/index.html", b"<p>another bridge</p>")
        assert published(site) == ONE
        staging.publish()

    assert published(site)["index.html"] == b"three"


def test_a_build_that_is_abandoned_leaves_no_trace(tmp_path, build, everything):
    site = tmp_path / "site"
    build(site, ONE)
    before = everything(tmp_path)

    with Staging(site) as staging:
        staging.write("index.html", b"two")

    assert everything(tmp_path) == before


def test_what_did_not_change_is_not_written_again(tmp_path, build, published):
    """The next build starts from the site before last: an unchanged page is the same file."""
    site = tmp_path / "site"
    pages = {f"claims/c{n}/index.html": b"%d" % n for n in range(9)}
    build(site, pages, worth_keeping=0)
    first = os.stat(site / "claims/c1/index.html").st_ino
    build(site, pages, worth_keeping=0)
    assert os.stat(site / "claims/c1/index.html").st_ino != first

    build(site, pages | {"claims/c2/index.html": b"new"}, worth_keeping=0)

    assert os.stat(site / "claims/c1/index.html").st_ino == first
    assert published(site) == pages | {"claims/c2/index.html": b"new"}


def test_a_large_site_is_inspected_in_the_background(tmp_path, build, published, monkeypatch):
    monkeypatch.setattr("factdesk.publish.staging.LARGE_SITE", 0)
    site = tmp_path / "site"
    for _ in range(2):
        build(site, ONE, worth_keeping=0)
    (tmp_path / ".site.previous/index.html").write_bytes(b"ONE")

    build(site, ONE, worth_keeping=0)
    assert published(site) == ONE

    (site / "mine.txt").write_bytes(b"mine")
    with pytest.raises(PublishError, match=r"files that Factdesk did not write: mine\.txt"):
        build(site, TWO, worth_keeping=0)


def test_a_page_that_changes_is_a_new_file(tmp_path, build):
    """Hard links to the site, kept as a backup, do not change."""
    site = tmp_path / "site"
    build(site, ONE, worth_keeping=0)
    os.link(site / "index.html", tmp_path / "backup.html")

    for n in range(3):
        build(site, {"index.html": b"%03d" % n}, worth_keeping=0)

    assert (tmp_path / "backup.html").read_bytes() == b"one"


def test_nothing_of_the_site_before_last_comes_back(tmp_path, build, published, everything):
    site = tmp_path / "site"
    old = {"claims/old/index.html": b"old", "claims/old/deep/er.json": b"{}", "now-a-file/x": b""}
    build(site, old, host={"assets/old.js": b"old"}, worth_keeping=0)
    build(site, ONE, worth_keeping=0)

    build(site, TWO | {"now-a-file": b"file"}, host={"claims/old": b"x"}, worth_keeping=0)

    assert published(site) == TWO | {"now-a-file": b"file", "claims/old": b"x"}
    assert not (site / "now-a-file").is_dir()
    assert sorted(path.name for path in site.rglob("*") if path.is_dir()) == ["claims", "tower"]


def test_a_planted_link_in_the_site_before_last_is_not_followed(tmp_path, build, published):
    site = tmp_path / "site"
    for _ in range(2):
        build(site, ONE, worth_keeping=0)
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "index.html").write_bytes(b"mine")
    previous = tmp_path / ".site.previous"
    (previous / "index.html").unlink()
    (previous / "index.html").symlink_to(outside / "index.html")
    (previous / "claims/bridge/index.html").unlink()
    (previous / "claims/bridge").rmdir()
    (previous / "claims/bridge").symlink_to(outside)
    (previous / "planted").symlink_to(outside)

    build(site, ONE, host={"claims/bridge/host.js": b"h"}, worth_keeping=0)

    assert published(site) == ONE | {"claims/bridge/host.js": b"h"}
    assert [path for path in site.rglob("*") if path.is_symlink()] == []
    assert {path.name: path.read_bytes() for path in outside.iterdir()} == {"index.html": b"mine"}


def test_pages_written_by_workers_are_as_if_written_by_one(tmp_path, published):
    site = tmp_path / "site"
    pages = {f"claims/c{n // 3}/{n}.html": b"%d" % n for n in range(60)}
    with Staging(site) as staging:
        names = sorted(pages)

        def write(part: list[str]) -> list[tuple[str, str]]:
            return [(path, staging.writer.write(path, pages[path])) for path in part]

        globals()["_write"] = write
        with mp.get_context("fork").Pool(2) as pool:
            for written in pool.imap_unordered(_call, [names[n::4] for n in range(4)]):
                staging.files.add(written)
        staging.publish()

    assert published(site) == pages
    assert read_sums((site / SUMS).read_bytes()) == digests(site)


def _call(part: list[str]) -> list[tuple[str, str]]:
    return globals()["_write"](part)


def test_a_worker_that_ends_does_not_abandon_the_build(tmp_path):
    with Staging(tmp_path / "site") as staging:
        child = os.fork()
        if not child:
            staging.abandon()
            os._exit(0)
        os.waitpid(child, 0)
        staging.write("index.html", b"here")
        staging.publish()

    assert (tmp_path / "site/index.html").read_bytes() == b"here"


def test_two_pages_with_one_address_are_refused(tmp_path):
    with Staging(tmp_path / "site") as staging:
        staging.write("a/index.html", b"1")
        with pytest.raises(PublishError, match="two files of the site have the address a/index"):
            staging.write("a/index.html", b"2")


@pytest.mark.parametrize(
    ("first", "second"),
    [("a/index.html", "A/index.html"), ("x/é", "x/É"), ("x/\u00e9", "x/e\u0301"), ("a/b", "A/c")],
)
def test_addresses_that_differ_by_case_alone_are_refused(tmp_path, build, first, second):
    with pytest.raises(PublishError, match="the same name if case is ignored"):
        build(tmp_path / "site", {first: b"1"}, host={second: b"2"})

    assert os.listdir(tmp_path) == []


def test_a_page_at_the_address_of_a_folder_is_refused(tmp_path, build):
    with pytest.raises(PublishError, match="'a' as a file and as a folder"):
        build(tmp_path / "site", {"a/b": b"page", "a": b"page"})


def test_a_page_that_another_program_removed_is_noticed(tmp_path):
    with Staging(tmp_path / "site") as staging:
        staging.write("a/b", b"page")
        (staging.path / "a/b").unlink()
        with pytest.raises(PublishError, match="a/b was written and then removed"):
            staging.publish()


def test_every_host_file_has_a_sum_and_hidden_ones_stay_without(tmp_path, build, everything):
    site = tmp_path / "site"
    host = {"assets/x y.pdf": b"pdf", ".well-known/security.txt": b"Contact:"}
    for _ in range(3):  # a hidden file of the site is not mistaken for a foreign one
        build(site, ONE, host=host, worth_keeping=0)

    assert sorted(read_sums((site / SUMS).read_bytes())) == [
        "assets/x y.pdf",
        "claims/bridge/index.html",
        "index.html",
    ]
    assert everything(site)[".well-known/security.txt"] == b"Contact:"


def test_the_sums_are_those_of_the_files(tmp_path, build):
    site = tmp_path / "site"
    for pages in (ONE, TWO, ONE | TWO, ONE):
        build(site, pages, host={"assets/a.js": b"a"}, worth_keeping=0)
        assert not compare(read_sums((site / SUMS).read_bytes()), digests(site))


def test_rights_follow_the_users_umask_and_the_folder_that_was_there(tmp_path, build):
    site = tmp_path / "site"
    site.mkdir()
    site.chmod(0o750)
    for umask, file_mode, folder_mode in (
        (0o077, 0o600, 0o700),
        (0o077, 0o600, 0o700),
        (0o022, 0o644, 0o755),
        (0o002, 0o664, 0o775),
    ):
        before = os.umask(umask)
        try:
            build(site, ONE, host={"assets/a.js": b"a"}, worth_keeping=0)
        finally:
            os.umask(before)
        modes = {
            path.relative_to(site).as_posix(): stat.S_IMODE(path.stat().st_mode)
            for path in [site, *site.rglob("*")]
        }
        assert modes == {
            ".": 0o750,
            MARKER: file_mode,
            SUMS: file_mode,
            "assets": folder_mode,
            "assets/a.js": file_mode,
            "claims": folder_mode,
            "claims/bridge": folder_mode,
            "claims/bridge/index.html": file_mode,
            "index.html": file_mode,
        }


def test_the_previous_files_are_those_that_the_site_publishes(tmp_path, build):
    build(tmp_path / "site", ONE)

    with Staging(tmp_path / "site") as staging:
        assert staging.previous_files == set(ONE)


def test_a_deleted_site_is_built_again(tmp_path, build, published):
    site = tmp_path / "site"
    for _ in range(2):
        build(site, ONE, worth_keeping=0)
    site.rename(tmp_path / "trash")

    build(site, TWO, worth_keeping=0)

    assert published(site) == TWO


def test_the_folders_above_a_site_are_made(tmp_path, build, published):
    build(tmp_path / "a/b/site", ONE)

    assert published(tmp_path / "a/b/site") == ONE


def test_the_same_pages_give_the_same_bytes_in_any_folder(tmp_path, build, everything):
    fresh, used = tmp_path / "fresh", tmp_path / "elsewhere/used"
    for pages in (TWO, ONE | {"gone.html": b"x"}, TWO):
        build(used, pages, worth_keeping=0)

    build(fresh, ONE)
    build(used, ONE, worth_keeping=0)

    assert everything(fresh) == everything(used)


def test_all_is_on_the_disk_before_the_exchange_and_the_exchange_after_it(
    tmp_path, build, monkeypatch
):
    site = tmp_path / "site"
    build(site, ONE)
    flushed = []

    def note(*arguments: object) -> int:
        flushed.append((site / "index.html").read_bytes())
        return 0

    monkeypatch.setattr("factdesk.publish.durable._syncfs", note)
    monkeypatch.setattr("os.fsync", note)
    build(site, TWO, durable=True)

    assert set(flushed[:-1]) == {b"one"}
    assert flushed[-1] == b"two"


def test_a_site_that_the_disk_does_not_confirm_is_said_to_be_there(tmp_path, build, monkeypatch):
    site = tmp_path / "site"
    build(site, ONE)

    def broken(folder: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("factdesk.publish.staging.flush_folder", broken)
    with pytest.raises(PublishError) as error:
        build(site, TWO, durable=True)

    assert str(error.value) == (
        f"the new site is at {site}, but the disk did not confirm it: "
        "input/output error\n"
        "Check the disk, then build again."
    )
    assert (site / "index.html").read_bytes() == b"two"
    assert os.listdir(tmp_path) == ["site"]


@pytest.mark.parametrize("name", ["a\nb.pdf", ".well-known/a\nb", "a\\b.pdf"])
def test_a_host_file_that_no_list_can_name_is_refused(tmp_path, build, name):
    with pytest.raises(PublishError, match="a control character or backslash is in its name"):
        build(tmp_path / "site", ONE, host={name: b"x"})

    assert os.listdir(tmp_path) == []


def test_a_preview_does_not_wait_for_the_disk(tmp_path, build, monkeypatch, published):
    def never(*arguments: object) -> None:
        raise AssertionError

    monkeypatch.setattr("factdesk.publish.staging.Disk", never)
    monkeypatch.setattr("factdesk.publish.staging.flush_folder", never)

    build(tmp_path / "site", ONE, durable=False)

    assert published(tmp_path / "site") == ONE


@pytest.mark.parametrize("rounds", [0, 2], ids=["new", "from the site before last"])
@pytest.mark.parametrize(
    ("host", "ours"),
    [
        ("feed.xml", "feed.xml"),
        ("claims", "claims/bridge/index.html"),
        ("feed.xml/notes.txt", "feed.xml"),
        (SUMS, "index.html"),
    ],
)
def test_a_file_of_mkdocs_is_never_replaced_silently(
    tmp_path, build, everything, host, ours, rounds
):
    site = tmp_path / "site"
    for _ in range(rounds):
        build(site, {ours: b"ours"}, worth_keeping=0)
    before = everything(site) if rounds else {}

    with pytest.raises(PublishError, match=f"^a file of the theme .* has the address {host}, "):
        build(site, {ours: b"ours"}, host={host: b"theirs"}, worth_keeping=0)

    assert (everything(site) if rounds else {}) == before


def test_an_address_that_is_reserved_is_not_the_hosts(tmp_path):
    with Staging(tmp_path / "site") as staging:
        staging.files.sources = {"feed.xml": "docs/feed.xml"}
        (staging.path / "feed.xml").write_bytes(b"theirs")
        staging.start_from_previous()
        staging.files.reserve(["feed.xml", "changes.xml"])
        with pytest.raises(PublishError, match=r"^docs/feed\.xml has the address feed\.xml, "):
            staging.publish()


def test_what_the_host_has_begun_may_be_finished(tmp_path, published):
    with Staging(tmp_path / "site") as staging:
        (staging.path / "index.html").write_bytes(b"begun")
        staging.start_from_previous()
        staging.finish("index.html", b"finished")
        staging.publish()
    assert published(tmp_path / "site") == {"index.html": b"finished"}


def test_of_many_files_in_the_way_ten_are_named(tmp_path, build):
    names = [f"f{n:02}" for n in range(13)]
    with pytest.raises(PublishError) as error:
        build(tmp_path / "site", dict.fromkeys(names, b"1"), host=dict.fromkeys(names, b"2"))
    told = error.value.message.splitlines()
    assert told[0].startswith("a file of the theme or of a plugin has the address f00, ")
    assert len(told) == 11
    assert told[10] == "and 3 more"


PATHS = ["index.html", "a/index.html", "a/b/index.html", "c", "d/e.json"]
VERSIONS = st.dictionaries(st.sampled_from(PATHS), st.sampled_from([b"1", b"2"]), max_size=4)


def tamper(folder: Path, path: str, how: str) -> None:
    """Change one of our files without the program's knowledge."""
    file = folder / path
    if file.is_symlink() or not file.is_file():  # writing to a link would change its target
        return
    if how == "write":
        file.write_bytes(b"3")
    elif how == "remove":
        file.unlink()
    elif how == "link":
        file.unlink()
        file.symlink_to(folder.parent / "mine.txt")
    elif how == "add" and folder.name.startswith("."):
        (file.parent / "mine.txt").write_bytes(b"mine")


def build_keeping(root: Path, pages: dict[str, bytes], host: dict[str, bytes]) -> None:
    """Build with a cache, and keep files of earlier builds, like up-to-date pages."""
    cache = Cache(root / ".cache/cache.sqlite")
    with keeping(), Staging(root / "site", durable=False, cache=cache) as staging:
        for path, content in host.items():
            (staging.path / path).write_bytes(content)
        staging.start_from_previous()
        for path, content in pages.items():
            sha256 = hashlib.sha256(content).hexdigest()
            if staging.writer.keep(path, sha256, staging.site):
                staging.files.add([(path, sha256)])
            else:
                staging.write(path, content)
        staging.publish()


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            VERSIONS,
            st.booleans(),
            st.sampled_from([".site.previous", "site"]),
            st.sampled_from(PATHS),
            st.sampled_from(["", "write", "remove", "link", "add"]),
        ),
        min_size=2,
        max_size=6,
    )
)
def test_the_site_has_what_was_written_whatever_changes_between_builds(tmp_path_factory, steps):
    """Even if files are changed by hand, in the site or in the previous one."""
    root = tmp_path_factory.mktemp("builds")
    (root / "mine.txt").write_bytes(b"mine")
    for pages, has_host, folder, path, how in steps:
        host = {"host.js": b"host"} if has_host else {}

        build_keeping(root, pages, host)

        assert read_site(root / "site") == pages | host
        assert read_sums((root / "site" / SUMS).read_bytes()) == digests(root / "site")
        tamper(root / folder, path, how)
    assert (root / "mine.txt").read_bytes() == b"mine"
