"""Reasons from the operating system are messages, even if other errors wrap them."""

from __future__ import annotations

import errno
import os
import socket
from pathlib import Path

import pytest
import urllib3

from factdesk.messages.catalogue import messages_in, os_reason


def test_the_reason_of_the_system_is_the_second_half_of_a_message(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        (tmp_path / "none").read_text("utf-8")

    assert os_reason(caught.value) == "no such file or directory"
    with messages_in("de"):
        assert os_reason(caught.value) == "Datei oder Ordner nicht gefunden"
        assert os_reason(OSError(errno.EPERM, os.strerror(errno.EPERM))) == "das ist nicht erlaubt"


def test_a_failed_connection_has_the_reason_of_the_system() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{unused.getsockname()[1]}/"
        with pytest.raises(urllib3.exceptions.HTTPError) as caught:
            urllib3.PoolManager().request("GET", address, retries=0)

    assert os_reason(caught.value) == "connection refused"


def test_an_error_without_a_reason_of_the_system_has_its_own_message() -> None:
    assert os_reason(ValueError("no host")) == "no host"
    assert os_reason(ValueError()) == "ValueError"
