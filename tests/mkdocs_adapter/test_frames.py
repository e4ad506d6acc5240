"""A page put together from a frame is, byte for byte, the page that the theme would have made."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.commands.build import build
from support.every_kind import KINDS, write_every_kind

from factdesk.build.shells import PageShells
from factdesk.mkdocs_adapter.invocation import Invocation
from factdesk.mkdocs_adapter.plugin import FactdeskPlugin
from factdesk.mkdocs_adapter.run import load
from factdesk.mkdocs_adapter.theme_renderer import Theme
from factdesk.pages.page import Page

#: What a site may lay over the theme: it looks at the page, and adds before and after.
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
) -> tuple[Theme, list[Page]]:
    """Build the site in a folder; return its theme, still usable, and the pages of the press."""
    pages: dict[str, Page] = {}
    fill = PageShells.html

    def noting(frames: PageShells, page: Page) -> str:
        pages[page.address] = page
        return fill(frames, page)

    monkeypatch.setattr(PageShells, "html", noting)
    monkeypatch.chdir(folder)
    config = load(folder / "mkdocs.yml", Invocation(offline=offline, jobs=1))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    plugin = config.plugins["factdesk"]
    assert isinstance(plugin, FactdeskPlugin)
    return plugin.build._theme, list(pages.values())


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


def test_a_sites_own_templates_are_part_of_the_frame(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write_every_kind(tmp_path, theme="\n  custom_dir: overrides")
    site.write("overrides/main.html", OVERRIDE)
    theme, pages = built(tmp_path, monkeypatch)
    for page in pages:
        assert site.page(page.address) == theme.render(page), page.address
        assert '<meta name="theme-color" content="#123456">' in site.page(page.address)


def test_what_no_frame_can_know_is_rendered_by_the_theme_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A template that changes what it is given would show our own marks to readers."""
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
