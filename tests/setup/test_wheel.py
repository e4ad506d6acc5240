"""The installed package."""

import zipfile
from pathlib import Path

import pytest
from flit_core.buildapi import build_wheel

from build_site import HERE


def test_the_wheel_carries_every_file_of_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Templates, styles, scripts, fonts and languages are needed as much as the code."""
    monkeypatch.chdir(HERE)
    wheel = zipfile.ZipFile(tmp_path / build_wheel(str(tmp_path)))

    expected = {
        file.relative_to(HERE).as_posix()
        for file in (HERE / "factdesk").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert {name for name in wheel.namelist() if ".dist-info/" not in name} == expected


def test_the_wheel_brings_the_command_and_the_plugin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(HERE)
    wheel = zipfile.ZipFile(tmp_path / build_wheel(str(tmp_path)))
    [points] = [name for name in wheel.namelist() if name.endswith("/entry_points.txt")]
    assert wheel.read(points).decode().split() == [
        "[console_scripts]",
        "factdesk=factdesk.cli:main",
        "[mkdocs.plugins]",
        "factdesk=factdesk.mkdocs_adapter.plugin:FactdeskPlugin",
    ]
