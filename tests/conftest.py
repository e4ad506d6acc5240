"""Fixtures of all tests: a temporary site, a web server, a browser, and git."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from support import repository
from support.browser import MISSING, find_browser
from support.serving import serving
from support.site_folder import BRIDGE, SiteFolder
from support.tabs import Tabs

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


IN_CI = bool(os.environ.get("CI"))

# No deadline: a busy machine must not fail a test. In CI, as many examples as Hypothesis suggests.
settings.register_profile("local", deadline=None, max_examples=50)
settings.register_profile("ci", deadline=None, max_examples=100)
settings.load_profile("ci" if IN_CI else "local")

# A page that contacts another host gets no response, immediately.
ONLY_THIS_MACHINE = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"

# Otherwise, every process would compile the program and its templates, half of the suite's time.
if sys.dont_write_bytecode:
    sys.dont_write_bytecode = False
    sys.pycache_prefix = os.path.join(sys.prefix, "pycache")  # noqa: PTH118
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix

# GitHub's environment variables in a workflow must not affect the builds of tests.
for variable in ("GITHUB_REPOSITORY", "GITHUB_SERVER_URL", "GITHUB_STEP_SUMMARY"):
    os.environ.pop(variable, None)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--long", action="store_true", help="Try every hostile text and file, not a selection."
    )


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Start one worker more than there are processors, because browser tests often wait."""
    return (os.cpu_count() or 1) + 1


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
    """Serve a folder until the tests are over, and return its address; see ``serving``."""
    with ExitStack() as servers:
        yield lambda *arguments, **options: servers.enter_context(serving(*arguments, **options))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The installed browser, started once for all tests of a worker."""
    path = find_browser()
    if path is None:
        (pytest.fail if IN_CI else pytest.skip)(MISSING)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", f"--host-resolver-rules={ONLY_THIS_MACHINE}"]
        browser = playwright.chromium.launch(executable_path=path, args=arguments)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def tabs(browser: Browser) -> Tabs:
    """The tabs of the browser; see ``Tabs``."""
    return Tabs(browser)


@pytest.fixture
def open_tab(tabs: Tabs) -> Iterator[Callable[..., Page]]:
    """Open tabs that are closed after the test."""
    with tabs.opener() as open_tab:
        yield open_tab


@pytest.fixture(scope="session")
def needs_git() -> None:
    """Skip a test if git is missing, as with a downloaded archive."""
    if not repository.IS_INSTALLED:
        (pytest.fail if IN_CI else pytest.skip)("git is not installed")
