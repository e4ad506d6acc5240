import errno
import os
import sys

import pytest

from factdesk.publish import exchange
from factdesk.publish.exchange import finish, replace, swap


@pytest.fixture
def folders(tmp_path):
    """The four names, with an old site and a new one."""
    site, new = tmp_path / "site", tmp_path / "new"
    for folder in (site, new):
        folder.mkdir()
        (folder / "which").write_text(folder.name)
    return site, new, tmp_path / "ready", tmp_path / "old"


def which(folder) -> str:
    return (folder / "which").read_text()


@pytest.mark.skipif(not sys.platform.startswith(("linux", "darwin")), reason="two renames there")
def test_two_folders_change_places_in_one_step(folders):
    site, new, *_ = folders

    swap(site, new)

    assert (which(site), which(new)) == ("new", "site")


@pytest.mark.parametrize("one_step", [True, False])
def test_the_new_site_takes_the_old_ones_place(folders, monkeypatch, one_step):
    site, new, ready, old = folders
    if not one_step:
        monkeypatch.setattr(exchange, "_system_swap", lambda: None)

    replace(site, new, ready, old)

    assert (which(site), which(old)) == ("new", "site")
    assert sorted(os.listdir(site.parent)) == ["old", "site"]


def test_a_first_site_is_just_renamed(folders):
    site, new, ready, old = folders
    (site / "which").unlink()
    site.rmdir()

    replace(site, new, ready, old)

    assert which(site) == "new"
    assert os.listdir(site.parent) == ["site"]


@pytest.mark.parametrize("code", [errno.ENOSYS, errno.EINVAL, errno.ENOTSUP])
def test_a_file_system_without_exchange_gets_two_renames(folders, monkeypatch, code):
    site, new, ready, old = folders

    def not_here(one, other):
        exchange.ctypes.set_errno(code)
        return -1

    monkeypatch.setattr(exchange, "_system_swap", lambda: not_here)
    replace(site, new, ready, old)

    assert (which(site), which(old)) == ("new", "site")


def test_an_exchange_that_fails_is_an_error_and_not_tried_otherwise(folders, monkeypatch):
    site, new, ready, old = folders

    def broken(one, other):
        exchange.ctypes.set_errno(errno.EIO)
        return -1

    monkeypatch.setattr(exchange, "_system_swap", lambda: broken)
    with pytest.raises(OSError, match="Input/output error"):
        replace(site, new, ready, old)

    assert (which(site), which(new)) == ("site", "new")


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_where_one_of_two_renames_fails_all_is_as_it_was(folders, monkeypatch, failing):
    site, new, ready, old = folders
    monkeypatch.setattr(exchange, "_system_swap", lambda: None)
    calls = []
    real = os.rename

    def rename(source, target):
        calls.append(target)
        if len(calls) == failing:
            raise PermissionError(errno.EACCES, "a program has it open", str(source))
        real(source, target)

    monkeypatch.setattr(os, "rename", rename)
    with pytest.raises(PermissionError):
        replace(site, new, ready, old)

    assert (which(site), which(new)) == ("site", "new")
    assert sorted(os.listdir(site.parent)) == ["new", "site"]


def test_an_exchange_that_was_killed_between_its_renames_is_finished(folders):
    site, new, ready, old = folders
    os.rename(site, old)
    os.rename(new, ready)

    finish(site, ready)

    assert which(site) == "new"
    assert sorted(os.listdir(site.parent)) == ["old", "site"]


def test_an_exchange_that_was_killed_before_its_renames_is_not_finished(folders):
    site, new, ready, _ = folders
    os.rename(new, ready)

    finish(site, ready)

    assert (which(site), which(ready)) == ("site", "new")


@pytest.mark.skipif(not sys.platform.startswith(("linux", "darwin")), reason="two renames there")
def test_an_exchange_that_fails_says_what_the_system_says(folders):
    """No fallback: only an unknown call or flag leads to two renames."""
    site, new, ready, _ = folders

    with pytest.raises(FileNotFoundError) as error:
        swap(site, ready)

    assert (error.value.filename, error.value.filename2) == (str(site), str(ready))
    assert (which(site), which(new)) == ("site", "new")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel's own numbers")
def test_a_c_library_without_the_call_still_reaches_the_kernels(folders, monkeypatch):
    """Such as musl before version 1.2.6."""
    site, new, *_ = folders
    library = exchange.ctypes.CDLL(None, use_errno=True)

    class Musl:
        syscall = library.syscall

    monkeypatch.setattr(exchange.ctypes, "CDLL", lambda *_, **__: Musl)
    swap(site, new)

    assert (which(site), which(new)) == ("new", "site")
