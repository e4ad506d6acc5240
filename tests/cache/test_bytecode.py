"""Compiled templates are stored next to the program, for one text and one program version."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment, FileSystemLoader

from factdesk.cache.bytecode import TemplateCache


@pytest.fixture(autouse=True)
def may_write(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def environment(folder: Path, kept: Path, ours: Path | None = None) -> Environment:
    """An environment that stores compiled templates in a temporary folder."""
    env = Environment(loader=FileSystemLoader(folder), autoescape=True)
    env.bytecode_cache = TemplateCache(env, ours or folder)
    env.bytecode_cache.directory = str(kept)
    return env


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    (tmp_path / "kept").mkdir()
    return tmp_path / "kept"


@pytest.fixture
def templates(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/a.html").write_text("{{ x }} one")
    return tmp_path / "templates"


def test_a_template_is_compiled_once(
    templates: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    environment(templates, kept).get_template("a.html")
    env = environment(templates, kept)
    monkeypatch.delattr(Environment, "compile")

    assert env.get_template("a.html").render(x="<") == "&lt; one"


def test_a_template_that_was_changed_is_compiled_again(templates: Path, kept: Path) -> None:
    environment(templates, kept).get_template("a.html")
    (templates / "a.html").write_text("{{ x }} two")

    assert environment(templates, kept).get_template("a.html").render(x=1) == "1 two"


def test_other_compiler_options_are_distinguished(templates: Path, kept: Path) -> None:
    (templates / "a.html").write_text("{% if x %}\none{% endif %}")
    environment(templates, kept).get_template("a.html")
    other = environment(templates, kept)
    other.trim_blocks = True

    assert other.get_template("a.html").render(x=1) == "one"


@pytest.mark.parametrize("spoilt", [b"", b"no such thing", b"j2\x80\x02K\x05."])
def test_what_is_spoilt_is_compiled_again(templates: Path, kept: Path, spoilt: bytes) -> None:
    environment(templates, kept).get_template("a.html")
    for file in kept.iterdir():
        file.write_bytes(file.read_bytes()[:25] + spoilt)

    assert environment(templates, kept).get_template("a.html").render(x=1) == "1 one"


def test_a_sites_own_templates_are_not_kept(templates: Path, kept: Path, tmp_path: Path) -> None:
    environment(templates, kept, ours=tmp_path / "program").get_template("a.html")
    env = environment(templates, kept)
    env.loader = DictLoader({"b.html": "of no file"})
    env.get_template("b.html")

    assert list(kept.iterdir()) == []


def test_where_python_keeps_no_modules_no_templates_are_kept(
    templates: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    environment(templates, kept).get_template("a.html")

    assert list(kept.iterdir()) == []


def test_a_read_only_folder_is_not_an_error(templates: Path, kept: Path) -> None:
    kept.rmdir()

    assert environment(templates, kept).get_template("a.html").render(x=1) == "1 one"
