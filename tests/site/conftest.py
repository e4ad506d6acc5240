"""The first site, from this repository, built once per worker in each mode."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page
from support.built_site import BuiltSite
from support.every_kind import write_every_kind
from support.site_folder import SiteFolder
from support.tabs import Tabs
from support.watched_pages import note_complaints

ROOT = Path(__file__).parents[2]

BELOW = "https://desk.example/a/path/"
AT_ROOT = "https://desk.example/"


def copy_first_site(folder: Path) -> SiteFolder:
    """Copy the sources of the first site, and nothing of the program."""
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("docs", "claims"):
        shutil.copytree(ROOT / name, folder / name)
    return SiteFolder(folder)


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """The sources of the first site; tests must not change them."""
    return copy_first_site(tmp_path_factory.mktemp("first") / "site")


def _build(site: SiteFolder, name: str, *options: str, url: str = "") -> BuiltSite:
    result = site.run("build", "--site-dir", name, *options, **({"SITE_URL": url} if url else {}))
    assert result.exit_status == 0, result
    return BuiltSite(site.root / name, url)


@pytest.fixture(scope="session")
def below(first: SiteFolder) -> BuiltSite:
    """The first site under a path, like most repositories."""
    return _build(first, "below", url=BELOW)


@pytest.fixture(scope="session")
def at_root(first: SiteFolder) -> BuiltSite:
    """The first site at a domain's root."""
    return _build(first, "root", "--strict", url=AT_ROOT)


@pytest.fixture(scope="session")
def on_disk(first: SiteFolder) -> BuiltSite:
    """The first site for reading from disk."""
    return _build(first, "disk", "--offline")


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """A site with a page of every kind, under a path."""
    site = write_every_kind(tmp_path_factory.mktemp("desk"))
    return _build(site, "site", url=BELOW)


@pytest.fixture(scope="session")
def desk_on_disk(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The same for reading from disk."""
    return _build(write_every_kind(tmp_path_factory.mktemp("desk")), "site", "--offline")


@pytest.fixture(scope="session")
def address(desk: BuiltSite, serve: Callable[..., str]) -> str:
    """The address of the site with a page of every kind; it ends in a slash."""
    return serve(desk.folder, urlsplit(BELOW).path)


@pytest.fixture
def reader(tabs: Tabs) -> Iterator[Callable[..., Page]]:
    """Open a new tab; any error that the browser reports fails the test."""
    complaints: list[str] = []
    with tabs.opener() as open_tab:

        def open_watched(**options: Any) -> Page:
            page = open_tab(**options)
            note_complaints(page, complaints)
            return page

        yield open_watched
    assert complaints == []
