"""Tables of the program are parsed again only when they have changed."""

from __future__ import annotations

import sys
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from factdesk.tables import read_table

PACKAGE = "own_tables"


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / PACKAGE
    folder.mkdir()
    (folder / "__init__.py").write_text("", "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    monkeypatch.delitem(sys.modules, PACKAGE, raising=False)
    file = folder / "table.yml"
    file.write_text("a: 1\n", "utf-8")
    return file


def copy_of(table: Path) -> Path:
    return Path(cache_from_source(f"{table}.py"))


def test_an_edited_table_is_read_again(table: Path) -> None:
    assert read_table(PACKAGE, "table.yml") == {"a": 1}
    assert read_table(PACKAGE, "table.yml", only_texts=True) == {"a": "1"}

    table.write_text("a: 2\n", "utf-8")

    assert read_table(PACKAGE, "table.yml") == {"a": 2}


@pytest.mark.parametrize("damage", [b"", b"something else", None], ids=["empty", "other", "cut"])
def test_a_damaged_copy_does_no_harm(table: Path, damage: bytes | None) -> None:
    read_table(PACKAGE, "table.yml")
    copy = copy_of(table)
    copy.write_bytes(copy.read_bytes()[:-2] if damage is None else damage)

    assert read_table(PACKAGE, "table.yml") == {"a": 1}


def test_nothing_is_stored_if_python_may_not_write_modules(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    assert read_table(PACKAGE, "table.yml") == {"a": 1}
    assert not copy_of(table).exists()
