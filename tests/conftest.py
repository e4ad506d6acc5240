"""What all tests share: a site to build in a folder of its own, a web server, and a browser."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from support.browser import MISSING, find_browser
from support.serving import serving
from support.site_folder import BRIDGE, SiteFolder

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--long", action="store_true", help="Try every hostile text and file, not a choice of them."
    )


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    """A site with a home page and no claim yet."""
    return SiteFolder.begin(tmp_path / "desk")


@pytest.fixture
def bridge() -> dict[str, Any]:
    """A claim that passes every error check."""
    return {**BRIDGE, "sources": [dict(source) for source in BRIDGE["sources"]]}


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[..., str]]:
    """Serve a folder until the tests are over, and get its address; see ``serving``."""
    with ExitStack() as servers:
        yield lambda *place, **how: servers.enter_context(serving(*place, **how))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The installed browser, started once for all tests of a worker."""
    path = find_browser()
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
