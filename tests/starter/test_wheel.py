"""The program packs itself, from wherever it runs, always into the same bytes."""

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from flit_core.wheel import make_wheel_in

from factdesk import __version__
from factdesk.starter.repository import ROOT
from factdesk.starter.wheel import program_wheel

SAY = "import sys; from factdesk.starter.wheel import program_wheel as w; sys.stdout.write(w().digest)"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python in which the program is installed from its wheel, and nothing of the checkout is."""
    folder = tmp_path_factory.mktemp("installed")
    wheel = make_wheel_in(ROOT / "pyproject.toml", folder).file
    return install(folder / "venv", wheel)


def test_a_checkout_and_an_installed_wheel_pack_the_same(installed: Path) -> None:
    """So the wheel in a site can be compared with one that anybody else has made."""
    said = subprocess.run(
        [installed, "-c", SAY], capture_output=True, text=True, check=True, cwd=installed.parent
    )

    assert said.stdout == program_wheel().digest


def test_the_wheel_holds_what_the_backend_builds(tmp_path: Path) -> None:
    built = zipfile.ZipFile(make_wheel_in(ROOT / "pyproject.toml", tmp_path).file)
    (tmp_path / "again.whl").write_bytes(program_wheel().content)
    packed = zipfile.ZipFile(tmp_path / "again.whl")

    record = f"factdesk-{__version__}.dist-info/RECORD"
    assert {name: built.read(name) for name in built.namelist() if name != record} == {
        name: packed.read(name) for name in packed.namelist() if name != record
    }


def test_a_program_that_was_changed_after_its_installation_is_not_passed_on(
    installed: Path,
) -> None:
    """What a site carries is what its publisher installed, or it carries nothing."""
    [package] = installed.parents[1].glob("[Ll]ib/**/site-packages/factdesk/__init__.py")
    before = package.read_bytes()
    package.write_bytes(before + b"# changed\n")
    try:
        said = subprocess.run([installed, "-c", SAY], capture_output=True, text=True, check=False)
    finally:
        package.write_bytes(before)

    assert "factdesk/__init__.py is not as it was installed: install the program again." in said.stderr
