import os
import shutil
import subprocess

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factdesk.publish.failure import PublishError
from factdesk.publish.sums import (
    Differences,
    SumsError,
    compare,
    digest,
    digests,
    read_sums,
    write_sums,
)

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.fixture
def folder(tmp_path):
    for path, content in {
        "b.txt": b"abc",
        "B.txt": b"",
        "a/z.txt": b"abc",
        "a-b.txt": b"",
        "ä.txt": b"abc",
        ".hidden": b"x",
        "a/.hidden/x": b"x",
        "SHA256SUMS": b"an old one",
    }.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    return tmp_path


def test_every_file_is_listed_in_the_order_of_bytes(folder):
    """Except the list itself and hidden files."""
    assert write_sums(digests(folder)).decode() == (
        f"{EMPTY}  B.txt\n{EMPTY}  a-b.txt\n{ABC}  a/z.txt\n{ABC}  b.txt\n{ABC}  ä.txt\n"
    )


def test_names_that_are_not_utf_8_are_also_sorted_by_bytes():
    """Sorted by code points, the second would come first."""
    listed = write_sums({os.fsdecode(b"\xff"): ABC, "\uff5e": EMPTY})

    assert listed == f"{EMPTY}  \uff5e\n".encode() + ABC.encode() + b"  \xff\n"


@pytest.mark.skipif(not shutil.which("sha256sum"), reason="needs GNU coreutils")
def test_the_systems_own_tool_reads_the_list(folder):
    (folder / "SHA256SUMS").write_bytes(write_sums(digests(folder)))

    result = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )

    assert result.returncode == 0, result.stderr
    assert result.stdout.count(": OK") == 5


def test_what_is_written_is_read_back(folder):
    assert read_sums(write_sums(digests(folder))) == {
        "B.txt": EMPTY,
        "a-b.txt": EMPTY,
        "a/z.txt": ABC,
        "b.txt": ABC,
        "ä.txt": ABC,
    }


@given(
    st.dictionaries(
        st.lists(
            st.text(
                st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="/\\")
            ).filter(lambda part: part not in ("", ".", "..")),
            min_size=1,
            max_size=3,
        ).map("/".join),
        st.just(ABC),
    )
)
def test_any_path_that_can_be_written_is_read_back(hashes):
    assert read_sums(write_sums(hashes)) == hashes


@pytest.mark.parametrize("path", ["a\nb", "a\rb", "a\\b", "a\x1b[31mb"])
def test_a_name_that_the_format_cannot_have_is_refused(path):
    with pytest.raises(PublishError, match="a control character or backslash is in its name"):
        write_sums({path: ABC})


@pytest.mark.parametrize(
    "line",
    [
        "gibberish",
        ABC,
        f"{ABC} file",
        f"{ABC.upper()}  file",
        f"{ABC[1:]}  file",
        f"{ABC}  ",
        f"{ABC}  /etc/passwd",
        f"{ABC}  ../outside",
        f"{ABC}  a/../../outside",
        f"{ABC}  a//b",
        f"{ABC}  a\\b",
        f"{ABC}  a\x1b[2Jb",
        f"\\{ABC}  a",
    ],
)
def test_a_line_that_is_not_a_hash_and_a_path_below_the_site_is_refused(line):
    with pytest.raises(SumsError, match="line 2 of SHA256SUMS is not a hash and a path"):
        read_sums(f"{ABC}  fine\n{line}\n".encode())


def test_a_file_that_is_listed_twice_is_refused():
    with pytest.raises(SumsError, match="line 2 of SHA256SUMS repeats a file"):
        read_sums(f"{ABC}  a\n{EMPTY}  a\n".encode())


def test_differences_are_distinguished():
    expected = {"same": ABC, "changed": ABC, "missing": ABC}
    found = {"same": ABC, "changed": EMPTY, "extra": ABC}

    assert compare(expected, found) == Differences(["changed"], ["missing"], ["extra"])
    assert not compare(found, found)


def test_a_link_or_a_pipe_is_not_hashed(tmp_path):
    (tmp_path / "file").write_bytes(b"abc")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    os.mkfifo(tmp_path / "pipe")

    assert digest(tmp_path / "file") == ABC
    for name in ("link", "pipe"):
        with pytest.raises(OSError):  # noqa: PT011  # each system has its own words
            digest(tmp_path / name)
