"""The log conforms to the RFC and C2SP, as an independent reader confirms."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.repository import git
from support.rfc6962 import TiledLog, is_included

from factdesk.cache.store import Cache
from factdesk.git.changes import Commit, read_history
from factdesk.transparency.checkpoint import Checkpoint, origin_of, parse_checkpoint
from factdesk.transparency.entries import LogEntry, entry_kind, parse_entry, path_in_log
from factdesk.transparency.log import TransparencyLog, derive_log
from factdesk.transparency.merkle import MerkleTree
from factdesk.transparency.public_record import read_public_record
from factdesk.transparency.tiles import LogFormatError, bundle_paths, read_bundle, tile_path


def entries(count: int) -> list[LogEntry]:
    return [
        LogEntry("claim/v1", f"claims/{n}.yml", "ab" * 32, Commit("cd" * 20, n))
        for n in range(count)
    ]


@pytest.mark.parametrize("size", [1, 2, 255, 256, 257, 70_000])
def test_an_independent_reader_confirms_every_size(size: int) -> None:
    log = TransparencyLog(entries(size))
    files = dict(log.files())
    reader = TiledLog(files.__getitem__, size)
    root = log.checkpoint("x").root

    assert reader.hash(0, size) == root
    for index in {0, size // 2, size - 1}:
        entry = reader.entry(index)
        assert entry == log.texts[index]
        path = reader.inclusion(index, 0, size)
        assert is_included(entry, index, size, path, root)
        assert not is_included(entry + b"x", index, size, path, root)
    for before in {1, size // 3 + 1, size - 1 or 1}:
        assert log.tree.root(before) == reader.hash(0, before)


@given(st.lists(st.binary(max_size=8), max_size=70), st.data())
def test_a_root_covers_every_entry(items: list[bytes], data: st.DataObject) -> None:
    tree = MerkleTree(items)
    size = data.draw(st.integers(0, len(items)))

    assert tree.root(size) == MerkleTree(items[:size]).root()
    if items:
        changed = list(items)
        changed[data.draw(st.integers(0, len(items) - 1))] += b"!"
        assert MerkleTree(changed).root() != tree.root()
        assert MerkleTree(items[:-1]).root() != tree.root()


def test_known_roots_are_those_of_the_reference_implementation() -> None:
    """The test vectors of Certificate Transparency."""
    items = [bytes.fromhex(item) for item in (
        "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )]  # fmt: skip
    tree = MerkleTree(items)

    assert tree.root(0).hex() == hashlib.sha256(b"").hexdigest()
    assert tree.root(1).hex().startswith("6e340b9cffb37a98")
    assert tree.root(3).hex().startswith("aeb6bcfe274b70a1")
    assert tree.root(8).hex().startswith("5dc9da79a70659a9")
    with pytest.raises(ValueError, match="8 entries, not 9"):
        tree.root(9)


@pytest.mark.parametrize(
    ("number", "width", "path"),
    [
        (0, 256, "tile/0/000"),
        (67, 8, "tile/0/067.p/8"),
        (1067, 256, "tile/0/x001/067"),
        (1234067, 1, "tile/0/x001/x234/067.p/1"),
    ],
)
def test_paths_are_those_of_the_specification(number: int, width: int, path: str) -> None:
    assert tile_path("0", number, width) == path


def test_bundles_are_read_again() -> None:
    log = TransparencyLog(entries(300))
    files = dict(log.files())

    read = [
        parse_entry(text)
        for path, width in bundle_paths(300)
        for text in read_bundle(files[path], width)
    ]

    assert read == log.entries
    for damaged in (b"\0", b"\0\5ab", files["tile/entries/000"]):
        with pytest.raises(LogFormatError):
            read_bundle(damaged, 2)
    for text in (b"claim/v1\nx\n-\n", b"\xff", log.texts[0] + b"x", b"a\nb\nc\nd\nyesterday\n"):
        with pytest.raises(LogFormatError):
            parse_entry(text)


def test_a_checkpoint_is_three_lines() -> None:
    checkpoint = Checkpoint(origin_of("https://example.org/desk/"), 3, b"\1" * 32)

    assert checkpoint.text == f"example.org/desk\n3\n{base64.b64encode(bytes([1] * 32)).decode()}\n"
    assert parse_checkpoint(checkpoint.text.encode()) == checkpoint
    assert parse_checkpoint(f"{checkpoint.text}\n— name c2ln\n".encode()) == checkpoint
    assert parse_checkpoint(checkpoint.text.replace("\n", "\r\n").encode()) == checkpoint


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a\n",
        "a\n1\n",
        "a\n-1\nAAAA\n",
        "a\n01\nAAAA\n",
        "a\n1\nAAAA\n",
        "a\n1\n!\n",
        "<html>\n\n\n\n",
    ],
)
def test_an_invalid_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(LogFormatError):
        parse_checkpoint(text.encode())


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("bridge.yml", "claim/v1"),
        ("a/b/bridge.yml", "claim/v1"),
        ("_evidence/bridge.yml", "evidence/v1"),
        ("_sources/account.yml", "source/v1"),
        ("_media/bridge.jpg", "media/v1"),
        ("_evidence/_health.json", ""),
        ("_evidence/old/bridge.yml", ""),
        ("_drafts/bridge.yml", ""),
        ("a/_b/bridge.yml", ""),
        ("_template.yml", ""),
        ("README.md", ""),
        (".hidden.yml", ""),
    ],
)
def test_the_kind_follows_from_the_path(path: str, kind: str) -> None:
    assert entry_kind(path) == kind


def test_a_path_never_ends_a_line() -> None:
    assert path_in_log("claims/a\n-\n.yml") == "claims/a\\x0a-\\x0a.yml"
    assert path_in_log("claims/Brücke.yml") == "claims/Brücke.yml"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "desk"
    (root / "claims/_evidence").mkdir(parents=True)
    (root / "claims/bridge.yml").write_bytes(b"claim: one\n")
    (root / "claims/_evidence/bridge.yml").write_bytes(b"record\n")
    git(root, "init", "--quiet")
    git(root, "add", ".")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-03-01T10:00:00+0100")
    git(root, "commit", "--quiet", "-m", "x")
    (root / "claims/bridge.yml").unlink()
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-03-02T00:00:00-0500")
    git(root, "commit", "--quiet", "-a", "-m", "x")
    return root


@pytest.mark.usefixtures("needs_git")
def test_entries_are_five_lines_from_the_history(root: Path, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache.sqlite")
    history = read_history(root / "claims")
    first, second = (history.changes[n].commit.id for n in (0, -1))
    record, claim = (hashlib.sha256(raw).hexdigest() for raw in (b"record\n", b"claim: one\n"))
    expected = [
        f"evidence/v1\nclaims/_evidence/bridge.yml\n{record}\n{first}\n2026-03-01T09:00:00Z\n",
        f"claim/v1\nclaims/bridge.yml\n{claim}\n{first}\n2026-03-01T09:00:00Z\n",
        f"claim/v1\nclaims/bridge.yml\n-\n{second}\n2026-03-02T05:00:00Z\n",
    ]

    for _ in range(2):
        log = derive_log(read_history(root / "claims", cache), cache)
        assert [text.decode() for text in log.texts] == expected
    assert log.numbers[second, "claims/bridge.yml"] == 2


@pytest.mark.usefixtures("needs_git")
def test_a_shallow_clone_has_no_log(root: Path, tmp_path: Path) -> None:
    """A log that starts later would contradict the published one."""
    (root / "claims/tower.yml").write_text("claim: two\n")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "x")
    git(tmp_path, "clone", "--quiet", "--depth=1", root.as_uri(), str(tmp_path / "clone"))

    record = read_public_record(tmp_path / "clone/claims")

    assert record.history is not None
    assert record.log is None
    assert "git fetch --unshallow" in record.missing


def test_without_a_repository_there_is_no_log(tmp_path: Path) -> None:
    record = read_public_record(tmp_path)

    assert (record.history, record.log) == (None, None)
    assert record.missing
