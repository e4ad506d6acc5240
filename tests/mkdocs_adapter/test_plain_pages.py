"""Pages load no files of Material if nothing is missing without them."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from factdesk.mkdocs_adapter.plain_pages import has_plain_pages, is_plain

LIGHT = {"media": "(prefers-color-scheme: light)", "toggle": {"icon": "a"}}


def config(folder: Path, theme: dict[str, Any] | None = None, **options: Any) -> MkDocsConfig:
    (folder / "docs").mkdir(exist_ok=True)
    file = folder / "mkdocs.yml"
    file.write_text("site_name: Desk\n", "utf-8")
    features = {"features": ["navigation.tabs", "content.code.copy"]}
    theme = {"name": "material", **features, **(theme or {})}
    return load_config(str(file), theme=theme, plugins=[], **options)


def test_pages_of_an_ordinary_site_are_plain(tmp_path: Path) -> None:
    assert has_plain_pages(config(tmp_path))
    assert has_plain_pages(config(tmp_path, {"palette": [LIGHT, LIGHT]}))
    assert has_plain_pages(config(tmp_path, extra_css=["own.css"]))


@pytest.mark.parametrize(
    ("theme", "options"),
    [
        ({"features": []}, {}),  # the navigation is in a sidebar
        ({"features": ["navigation.tabs", "navigation.instant"]}, {}),
        ({"palette": [LIGHT, LIGHT, LIGHT]}, {}),
        ({}, {"extra_javascript": ["own.js"]}),
        ({}, {"extra": {"alternate": [{"name": "Deutsch", "link": "/de/"}]}}),
        ({}, {"extra": {"consent": {"title": "Cookies"}}}),
    ],
)
def test_what_needs_the_files_of_material_gets_them(
    tmp_path: Path, theme: dict[str, Any], options: dict[str, Any]
) -> None:
    assert not has_plain_pages(config(tmp_path, theme, **options))


def test_a_site_that_replaces_parts_of_pages_gets_them(tmp_path: Path) -> None:
    custom = tmp_path / "overrides"
    custom.mkdir()
    (custom / "main.html").write_text("{% extends 'base.html' %}", "utf-8")
    theme = {"custom_dir": str(custom)}
    assert has_plain_pages(config(tmp_path, theme))
    (custom / "partials").mkdir()
    assert not has_plain_pages(config(tmp_path, theme))


@pytest.mark.parametrize(
    ("content", "plain"),
    [
        ('<h2 id="a">A</h2>\n<p>Text, <a href="x">link</a>, <code>code</code>.</p>', True),
        ("<!-- factdesk:home -->\n<table><thead><tr><th>A</th></tr></thead></table>", True),
        ('<div class="admonition note"><p>Note</p></div>', False),
        ('<p class="lead">Text</p>', False),
        ("<details><summary>A</summary></details>", False),
    ],
)
def test_a_written_page_is_plain_if_it_has_simple_elements_only(content: str, plain: bool) -> None:
    page = SimpleNamespace(meta={"hide": ["navigation", "toc"]}, content=content)
    assert is_plain(page) is plain  # type: ignore[arg-type]
    page.meta = {"hide": ["navigation"]}
    assert not is_plain(page)  # type: ignore[arg-type]
