"""A machine without the checkout: a Python with the program installed from its wheel."""

import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path

import pytest
from flit_core.wheel import make_wheel_in

from factdesk.scaffold.repository import ROOT


def _make_python(folder: Path) -> Path:
    """Create a Python with the packages of this one, and nothing of the checkout."""
    venv.create(folder, symlinks=True)
    [packages] = [*folder.glob("lib/python3*/site-packages"), *folder.glob("Lib/site-packages")]
    # A folder that a .pth file names is searched, but its own .pth files, which lead to the
    # checkout, are ignored.
    (packages / "borrowed.pth").write_text(f"{sysconfig.get_path('purelib')}\n", "utf-8")
    return folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python3")


def _install(python: Path, *what: str, cwd: Path) -> str:
    """Install files with uv or pip, without an index; return the message of a failure."""
    installers = [
        ["uv", "pip", "install", "--offline", "--no-deps", "--python", str(python)],
        [
            sys.executable,
            "-m",
            "pip",
            "--python",
            str(python),
            "install",
            "--no-index",
            "--no-deps",
        ],
    ]
    said = ""
    for command in installers:
        if shutil.which(command[0]) is not None:
            done = subprocess.run(
                [*command, *what], cwd=cwd, capture_output=True, text=True, check=False
            )
            if done.returncode == 0:
                return ""
            said += done.stdout + done.stderr
    return said or "there is neither uv nor pip"


@pytest.fixture(scope="session")
def make_python() -> Callable[[Path], Path]:
    return _make_python


@pytest.fixture(scope="session")
def install() -> Callable[..., str]:
    return _install


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel that this checkout builds."""
    built: Path = make_wheel_in(ROOT / "pyproject.toml", tmp_path_factory.mktemp("wheel")).file
    return built


@pytest.fixture(scope="session")
def new_python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """Return a function that creates another Python with the program installed."""

    def make() -> Path:
        folder = tmp_path_factory.mktemp("machine")
        python = _make_python(folder / "venv")
        assert _install(python, str(wheel), cwd=folder) == ""
        return python

    return make


@pytest.fixture(scope="session")
def installed(new_python: Callable[[], Path]) -> Path:
    """A Python with the program installed; tests must not change it."""
    return new_python()
