"""Opening untrusted files."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

import pytest

from factdesk.reading.claim_file import read_claim_file
from factdesk.reading.faults import Fault, Reason
from factdesk.reading.files import MAX_BYTES, read_bytes

needs_posix = pytest.mark.skipif(sys.platform == "win32", reason="the system has no such files")


def refused(path: Path) -> str:
    fault = read_bytes(path)
    assert isinstance(fault, Fault)
    return fault.message


def test_a_file_is_read_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes(b"claim: a\r\n\xff")

    assert read_bytes(tmp_path / "a.yml") == b"claim: a\r\n\xff"


def test_the_largest_file_is_read_and_a_larger_one_is_not(tmp_path: Path) -> None:
    (tmp_path / "largest.yml").write_bytes(b"a" * MAX_BYTES)
    (tmp_path / "larger.yml").write_bytes(b"a" * (MAX_BYTES + 1))

    assert read_bytes(tmp_path / "largest.yml") == b"a" * MAX_BYTES
    assert refused(tmp_path / "larger.yml") == "this file is larger than 256 KiB"


@needs_posix
def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real.yml").write_text("claim: a")
    (tmp_path / "link.yml").symlink_to(tmp_path / "real.yml")

    message = "this is a symbolic link, and links are not followed"
    assert refused(tmp_path / "link.yml") == message


@needs_posix
def test_a_pipe_does_not_keep_the_reader_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yml")

    assert refused(tmp_path / "pipe.yml") == "this is not a regular file"


@needs_posix
def test_sockets_and_devices_are_not_claims(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.fspath(tmp_path / "s"))
        assert refused(tmp_path / "s").startswith("this file cannot be read: ")
    assert refused(Path("/dev/zero")) == "this is not a regular file"


def test_a_folder_is_not_a_claim(tmp_path: Path) -> None:
    (tmp_path / "folder.yml").mkdir()

    assert "regular file" in refused(tmp_path / "folder.yml") or os.name == "nt"


def test_a_missing_file_is_a_value_too(tmp_path: Path) -> None:
    file = read_claim_file(tmp_path / "none.yml", "claims/none.yml")

    (fault,) = file.faults
    assert fault.reason is Reason.UNREADABLE
    assert fault.message == "this file cannot be read: no such file or directory"
    assert not file.was_read
