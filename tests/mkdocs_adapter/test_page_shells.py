"""A filled page shell equals the page that the theme renders, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.every_kind import KINDS, write_every_kind

from factdesk.build import pipeline
from factdesk.build.options import BuildOptions
from factdesk.build.page_shells import PageShells
from factdesk.build.theme_cache import ThemeCache
from factdesk.cache.store import NO_CACHE
from factdesk.config.mkdocs_yml import read_mkdocs_yml
from factdesk.config.reader import validate
from factdesk.mkdocs_adapter.run import theme_of
from factdesk.pages.page import Page
from factdesk.pages.shell import ThemeRenderer

#: A template override of a site: it reads the page, and adds something before and after.
OVERRIDE = """\
{% extends "base.html" %}
{% block announce %}About “{{ page.title }}”{% endblock %}
{% block extrahead %}
  {{ super() }}
  <meta name="theme-color" content="#123456">
  {% if page %}<meta name="x" content="{{ page.meta.description }}">{% endif %}
{% endblock %}
{% block footer %}<p>{{ page.canonical_url }} {{ page.title }}</p>{{ super() }}{% endblock %}
"""


def built(
    folder: Path, monkeypatch: pytest.MonkeyPatch, *, offline: bool = False
) -> tuple[ThemeRenderer, list[Page]]:
    """Build the site in a folder; return its theme and all pages that were rendered."""
    pages: dict[str, Page] = {}
    fill = PageShells.html

    def recording(shells: PageShells, page: Page) -> str:
        pages[page.address] = page
        return fill(shells, page)

    monkeypatch.setattr(PageShells, "html", recording)
    monkeypatch.chdir(folder)
    source = read_mkdocs_yml(Path("mkdocs.yml")).with_options(site_url="" if offline else None)
    options = BuildOptions(offline=offline, jobs=1)
    themes = ThemeCache(NO_CACHE, None, lambda: theme_of(source))
    result = pipeline.build(validate(source), options, themes)
    return result.build.theme, list(pages.values())


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("address", ["", "https://desk.example/", "https://desk.example/a/b/"])
def test_every_page_is_the_themes_own(
    address: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SITE_URL", address)
    site = write_every_kind(tmp_path, language)

    theme, pages = built(tmp_path, monkeypatch)

    printed = {page.address for page in pages}
    written = {"", "methodology/", "404.html"}
    assert set(KINDS.values()) - written <= printed
    for page in pages:
        assert site.page(page.address) == theme.render(page), page.address


def test_every_page_of_a_copy_for_the_disk_is_the_themes_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write_every_kind(tmp_path)
    theme, pages = built(tmp_path, monkeypatch, offline=True)
    for page in pages:
        assert site.page(page.address) == theme.render(page), page.address


def test_a_sites_own_templates_are_part_of_the_shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write_every_kind(tmp_path, theme="\n  custom_dir: overrides")
    site.write("overrides/main.html", OVERRIDE)
    theme, pages = built(tmp_path, monkeypatch)
    for page in pages:
        assert site.page(page.address) == theme.render(page), page.address
        assert '<meta name="theme-color" content="#123456">' in site.page(page.address)


def test_what_no_shell_can_represent_is_rendered_by_the_theme_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template that changes its input would show our placeholders to readers."""
    site = write_every_kind(tmp_path, theme="\n  custom_dir: overrides")
    site.write(
        "overrides/main.html",
        "{% extends 'base.html' %}{% block announce %}{{ page.title | upper }}{% endblock %}",
    )
    theme, pages = built(tmp_path, monkeypatch)
    assert "THE TOWN&#39;S NEW BRIDGE" in site.page("claims/bridge/").upper()
    for page in pages:
        assert site.page(page.address) == theme.render(page), page.address
        assert "fdslot0" not in site.page(page.address).lower()
