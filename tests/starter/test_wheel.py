"""The program packs itself, from wherever it runs, always into the same bytes."""

import os
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import factdesk
from factdesk.starter.wheel import program_wheel

SAY = "import sys; from factdesk.starter.wheel import program_wheel as w; sys.stdout.write(w().digest)"
RECORD = f"factdesk-{factdesk.__version__}.dist-info/RECORD"


def say(python: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [python, "-c", SAY], capture_output=True, text=True, cwd=python.parent, env=environment
    )


def content(wheel: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(wheel) as opened:
        return {name: opened.read(name) for name in opened.namelist() if name != RECORD}


def test_a_checkout_and_an_installed_wheel_pack_the_same(installed: Path) -> None:
    """So the wheel in a site can be compared with one that anybody else has made."""
    assert say(installed).stdout == program_wheel().digest


def test_the_wheel_holds_what_the_backend_builds(wheel: Path, tmp_path: Path) -> None:
    packed = program_wheel()
    (tmp_path / packed.name).write_bytes(packed.content)

    assert packed.name == wheel.name
    assert content(tmp_path / packed.name) == content(wheel)


def test_a_program_that_was_changed_after_its_installation_is_not_passed_on(
    new_python: Callable[[], Path],
) -> None:
    """What a site carries is what its publisher installed, or it carries nothing."""
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
