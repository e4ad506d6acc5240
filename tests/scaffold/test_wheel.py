"""The program packs itself into the same bytes, wherever it runs."""

import hashlib
import os
import subprocess
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path

from flit_core.wheel import make_wheel_in

import factdesk
from factdesk.scaffold.repository import ROOT
from factdesk.scaffold.wheel import _pack, program_wheel

SAY = "import factdesk.scaffold.wheel as it, sys; sys.stdout.write(it.program_wheel().digest)"
RECORD = f"factdesk-{factdesk.__version__}.dist-info/RECORD"


def say(python: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [python, "-c", SAY],
        cwd=python.parent,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def content(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as opened:
        return {name: opened.read(name) for name in opened.namelist() if name != RECORD}


def test_an_installed_program_packs_all_that_its_wheel_had_into_the_same_bytes(
    installed: Path, wheel: Path
) -> None:
    """So the wheel in a site can be compared with one that anyone else has built."""
    assert say(installed).stdout == _pack(content(wheel)).digest


def test_a_checkout_packs_what_the_build_backend_builds(tmp_path: Path) -> None:
    built = make_wheel_in(ROOT / "pyproject.toml", tmp_path).file
    packed = program_wheel()

    assert packed.name == built.name
    assert packed.digest == _pack(content(built)).digest


def test_what_is_packed_is_a_wheel(tmp_path: Path) -> None:
    packed = program_wheel()
    (tmp_path / packed.name).write_bytes(packed.content)

    with zipfile.ZipFile(tmp_path / packed.name) as opened:
        assert opened.testzip() is None
        listed = [line.split(",") for line in opened.read(RECORD).decode().splitlines()]
        assert [name for name, _, _ in listed] == opened.namelist()
        for name, digest, size in listed[:-1]:
            found = hashlib.sha256(opened.read(name)).digest()
            assert digest == f"sha256={urlsafe_b64encode(found).decode().rstrip('=')}"
            assert int(size) == opened.getinfo(name).file_size
        assert listed[-1] == [RECORD, "", ""]


def test_a_program_that_was_changed_after_its_installation_is_not_passed_on(
    new_python: Callable[[], Path],
) -> None:
    """A site contains the installed program of its publisher, or none."""
    python = new_python()
    [module] = python.parents[1].rglob("site-packages/factdesk/__init__.py")
    module.write_bytes(module.read_bytes() + b"# changed\n")

    said = say(python)

    assert said.returncode != 0
    assert (
        "factdesk/__init__.py is not as it was installed: install the program again." in said.stderr
    )


def test_a_program_without_a_list_of_its_files_is_not_passed_on(
    new_python: Callable[[], Path],
) -> None:
    python = new_python()
    [record] = python.parents[1].rglob(f"site-packages/{RECORD}")
    record.unlink()

    assert "The installed program has no list of its files" in say(python).stderr
