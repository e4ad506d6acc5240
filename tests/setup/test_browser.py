"""The choice of the browser."""

from pathlib import Path

import pytest
from support.browser import find_browser


def program(folder: Path, name: str) -> str:
    file = folder / name
    file.touch(0o755)
    return str(file)


def test_chrome_path_decides_where_it_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "chromium")
    monkeypatch.setenv("PATH", str(tmp_path))
    mine = program(tmp_path, "mine")
    assert find_browser({"CHROME_PATH": mine}) == mine


def test_a_wrong_chrome_path_finds_nothing_though_there_are_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "chromium")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_browser({"CHROME_PATH": str(tmp_path / "absent")}) is None


@pytest.mark.parametrize("name", ["chromium", "google-chrome", "chrome", "microsoft-edge"])
def test_any_of_the_usual_ones_will_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    expected = program(tmp_path, name)
    assert find_browser({}) == expected


def test_a_browser_without_windows_is_preferred(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    program(tmp_path, "chromium")
    expected = program(tmp_path, "chromium-headless-shell")
    assert find_browser({}) == expected
