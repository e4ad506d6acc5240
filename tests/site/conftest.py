"""The first site, which is this repository's own, built once a worker in each of its ways."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from markup import BuiltSite
from site_folder import SiteFolder

ROOT = Path(__file__).parents[2]

BELOW = "https://desk.example/a/path/"
AT_ROOT = "https://desk.example/"


def copy_first_site(folder: Path) -> SiteFolder:
    """Copy what the first site is made from, and nothing of the program."""
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    for name in ("docs", "claims"):
        shutil.copytree(ROOT / name, folder / name)
    return SiteFolder(folder)


@pytest.fixture(scope="session")
def first(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """The sources of the first site; nobody changes them."""
    return copy_first_site(tmp_path_factory.mktemp("first") / "site")


def _build(site: SiteFolder, name: str, *options: str, url: str = "") -> BuiltSite:
    result = site.run("build", "--site-dir", name, *options, **({"SITE_URL": url} if url else {}))
    assert result.exit_status == 0, result
    return BuiltSite(site.root / name, url)


@pytest.fixture(scope="session")
def below(first: SiteFolder) -> BuiltSite:
    """The first site below a path, as most repositories have it."""
    return _build(first, "below", url=BELOW)


@pytest.fixture(scope="session")
def at_root(first: SiteFolder) -> BuiltSite:
    """The first site at a domain's root."""
    return _build(first, "root", url=AT_ROOT)


@pytest.fixture(scope="session")
def on_disk(first: SiteFolder) -> BuiltSite:
    """The first site for reading from disk."""
    return _build(first, "disk", "--offline")
