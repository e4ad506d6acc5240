"""Find an installed browser for the tests; none is ever downloaded."""

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

#: The headless shell comes first: it is the same browser without windows, and opens a page in half
#: the time.
NAMES = (
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "microsoft-edge",
    "microsoft-edge-stable",
    "msedge",
)

MISSING = (
    "no browser found: install Chromium, Chrome or Edge, or set CHROME_PATH to the program's path"
)


def find_browser(environment: Mapping[str, str] = os.environ) -> str | None:
    """The path of a Chromium-like browser, or None.

    If `CHROME_PATH` is set, only this path is tried, so that no other browser is tested by mistake.
    """
    named = environment.get("CHROME_PATH")
    if named:
        return shutil.which(named)
    return next(filter(None, map(shutil.which, candidates(environment))), None)


def candidates(environment: Mapping[str, str]) -> Iterator[str]:
    """Names on the search path first, then the places where installers put browsers."""
    yield from NAMES
    if sys.platform == "darwin":
        for root in (Path("/Applications"), Path.home() / "Applications"):
            for name in ("Chromium", "Google Chrome", "Microsoft Edge"):
                yield str(root / f"{name}.app" / "Contents" / "MacOS" / name)
    if sys.platform == "win32":
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if root_folder := environment.get(variable):
                for program in (
                    "Chromium/Application/chrome.exe",
                    "Google/Chrome/Application/chrome.exe",
                    "Microsoft/Edge/Application/msedge.exe",
                ):
                    yield str(Path(root_folder) / program)
