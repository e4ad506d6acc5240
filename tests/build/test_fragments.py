"""What workers put down is read back in the order of the claims, and kept for the next build."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factdesk.build.fragments import Shares
from factdesk.outputs.fragments import Pieces

PIECES = st.builds(Pieces, st.binary(), st.binary(), st.binary(), st.binary())
ONE, OTHER = Pieces(b"rows", b"table", b"reviews", b""), Pieces(b"", b"1", b"2", b"3")


@settings(deadline=None)
@given(st.lists(PIECES, max_size=4))
def test_shares_come_back_whoever_put_them_down_first(
    tmp_path_factory: pytest.TempPathFactory, portions: list[Pieces]
) -> None:
    shares = Shares(tmp_path_factory.mktemp("shares"), None)
    for number, portion in reversed(list(enumerate(portions))):
        shares.put(number, f"key{number}", portion)

    assert list(shares) == portions
    assert list(shares) == portions


def shares(folder: Path, kept: Path) -> Shares:
    folder.mkdir()
    return Shares(folder, kept)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """A folder in which a build has kept its shares."""
    kept = tmp_path / "kept"
    build = shares(tmp_path / "one", kept)
    build.put(0, "a", ONE)
    build.put(1, "b", OTHER)
    build.keep()
    return kept


def test_a_portion_of_the_same_key_need_not_be_made_again(tmp_path: Path, kept: Path) -> None:
    later = shares(tmp_path / "two", kept)

    assert [later.take(0, "b"), later.take(1, "c"), later.take(2, "a")] == [True, False, True]
    assert list(later) == [OTHER, ONE]


def test_only_what_the_last_build_had_is_kept(tmp_path: Path, kept: Path) -> None:
    later = shares(tmp_path / "two", kept)
    later.take(0, "b")
    later.put(1, "c", ONE)
    later.keep()

    assert sorted(file.name for file in kept.iterdir()) == ["b", "c"]


@pytest.mark.parametrize("spoilt", [b"", b"short", None], ids=["empty", "short", "another's"])
def test_what_is_not_whole_is_made_again(tmp_path: Path, kept: Path, spoilt: bytes | None) -> None:
    (kept / "a").write_bytes((kept / "b").read_bytes() if spoilt is None else spoilt)
    later = shares(tmp_path / "two", kept)

    assert not later.take(0, "a")

    later.put(0, "a", ONE)
    later.keep()
    assert shares(tmp_path / "three", kept).take(0, "a")


def test_shares_that_cannot_be_kept_are_only_used(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("no folder")
    build = shares(tmp_path / "one", tmp_path / "kept")
    build.put(0, "a", ONE)
    build.keep()

    assert list(build) == [ONE]
