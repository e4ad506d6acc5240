"""The door: from a bare Python to the program, and never in the way of either."""

import ast
import importlib.metadata
import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

HERE = Path(__file__).parent.parent
PRESENT = f"click=={importlib.metadata.version('click')} --hash=sha256:00\n"
ABSENT = "no-such-package==1.0 --hash=sha256:00\n"
POSIX = pytest.mark.skipif(os.name == "nt", reason="the stand-in for uv is a shell script")

STAND_IN_PROGRAM = """
import os, sys

def main(arguments):
    print("arguments", *arguments)
    print("configuration", os.environ["FACTDESK_CONFIG_FILE"])
    print("python", sys.prefix)
    sys.exit(7)
"""

# Makes a .venv that holds what the test says, and keeps a record of how often it was asked to.
STAND_IN_UV = """#!/bin/sh
case "$1 $2" in
  "--version "*) exit 0 ;;
  "venv "*)
    echo made >>"$RECORD"
    sleep "${SECONDS_TO_MAKE:-0}"
    mkdir -p .venv/bin .venv/lib/python3.11/site-packages/no_such_package-1.0.dist-info
    ln -sf "$PYTHON" .venv/bin/python
    echo "home = nowhere" >.venv/pyvenv.cfg ;;
  *) test -z "$FAILURE" || { echo "$FAILURE"; exit 1; } ;;
esac
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkout with the real door and a stand-in for the program."""
    root = tmp_path / "checkout"
    (root / "factdesk").mkdir(parents=True)
    shutil.copy(HERE / "build_site.py", root)
    (root / "requirements.txt").write_text(PRESENT, encoding="utf-8")
    (root / "pyproject.toml").write_text(
        '[project]\nname = "factdesk"\nversion = "0"\n'
        '[project.entry-points."mkdocs.plugins"]\nfactdesk = "factdesk.cli:main"\n',
        encoding="utf-8",
    )
    (root / "factdesk" / "__init__.py").touch()
    (root / "factdesk" / "cli.py").write_text(STAND_IN_PROGRAM, encoding="utf-8")
    return root


@pytest.fixture
def door(folder: Path) -> ModuleType:
    """The door of that checkout, as a module."""
    spec = importlib.util.spec_from_file_location("door_under_test", folder / "build_site.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def uv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for uv, first on the search path; returns the record of its work."""
    programs, record = tmp_path / "programs", tmp_path / "record"
    programs.mkdir()
    (programs / "uv").write_text(STAND_IN_UV, encoding="utf-8")
    (programs / "uv").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("RECORD", str(record))
    monkeypatch.setenv("PYTHON", sys.executable)
    return record


def run(folder: Path, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(folder / "build_site.py"), *arguments],
        cwd=cwd or folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


# --- The Python that it is started with ----------------------------------------------------------


def test_python_3_6_can_read_the_file() -> None:
    source = (HERE / "build_site.py").read_text(encoding="utf-8")
    assert ast.parse(source, feature_version=(3, 6))


def test_an_old_python_is_told_which_one_is_needed(folder: Path) -> None:
    pretence = "import sys; sys.version_info = (3, 9, 2); exec(open('build_site.py').read())"
    result = subprocess.run(
        [sys.executable, "-c", pretence], cwd=folder, capture_output=True, text=True, check=False
    )
    assert result.returncode == 2
    assert result.stderr == (
        "Factdesk needs Python 3.11 or newer, and this is Python 3.9: install a newer one and "
        "start this file with it, for example `python3.13 build_site.py`.\n"
    )


def test_nothing_is_made_where_the_pinned_versions_are_there(folder: Path) -> None:
    before = sorted(folder.iterdir())
    result = run(folder, "check", "--strict", "claims/a.yml")

    assert result.stdout.splitlines()[0] == "arguments check --strict claims/a.yml"
    assert f"python {sys.prefix}" in result.stdout
    assert result.stderr == ""
    assert [path for path in sorted(folder.iterdir()) if path.name != "__pycache__"] == before


def test_a_python_that_trusts_no_folder_works_too(folder: Path) -> None:
    command = [sys.executable, "-P", str(folder / "build_site.py")]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 7, result.stderr


def test_the_programs_exit_status_is_the_doors(folder: Path) -> None:
    assert run(folder).returncode == 7


def test_it_works_from_any_folder_and_leaves_paths_to_the_caller(
    folder: Path, tmp_path: Path
) -> None:
    result = run(folder, "check", "a.yml", cwd=tmp_path)
    assert result.stdout.splitlines()[:2] == [
        "arguments check a.yml",
        f"configuration {folder / 'mkdocs.yml'}",
    ]


def test_the_plugin_is_found_though_the_checkout_is_not_installed(folder: Path) -> None:
    (folder / "factdesk" / "cli.py").write_text(
        "import importlib.metadata\n"
        "def main(arguments):\n"
        "    [plugin] = importlib.metadata.entry_points(group='mkdocs.plugins', name='factdesk')\n"
        "    assert plugin.load() is main\n"
        "    print(importlib.metadata.version('factdesk'))\n",
        encoding="utf-8",
    )
    result = run(folder)
    assert result.stdout == "0\n"
    assert result.returncode == 0


# --- What is pinned ------------------------------------------------------------------------------


def test_pins_are_read_with_hashes_conditions_and_local_wheels(door: ModuleType) -> None:
    door.RUNTIME.write_text(
        "# a comment with name==1.0\n"
        "click==8.5.1 \\\n    --hash=sha256:00 \\\n    --hash=sha256:01\n    # via factdesk\n"
        "colorama==0.4.6 ; sys_platform == 'win32' \\\n    --hash=sha256:02\n"
        "pymdown-extensions==12.3 ; python_full_version < '3.11.5' \\\n    --hash=sha256:03\n"
        "pymdown-extensions==13.1.2 ; python_full_version >= '3.11.5' \\\n    --hash=sha256:04\n"
        "./packages/factdesk-0.1.0-py3-none-any.whl --hash=sha256:05\n",
        encoding="utf-8",
    )
    assert door.pins(door.RUNTIME) == {
        "click": {"8.5.1"},
        "colorama": {"0.4.6", None},
        "pymdown-extensions": {"12.3", "13.1.2", None},
        "factdesk": {"0.1.0"},
    }


@pytest.mark.parametrize(
    ("requirements", "lack"),
    [
        (PRESENT, None),
        (ABSENT, "no-such-package is missing"),
        (PRESENT.replace("==", "==99."), f"click is {importlib.metadata.version('click')}"),
        ("no-such-package==1.0 ; sys_platform == 'plan9' --hash=sha256:00\n", None),
    ],
)
def test_another_version_is_as_bad_as_none(
    door: ModuleType, requirements: str, lack: str | None
) -> None:
    door.RUNTIME.write_text(requirements, encoding="utf-8")
    assert door.unmet_pin(door.RUNTIME) == lack


# --- What is wrong with a .venv ------------------------------------------------------------------


@pytest.fixture
def made(door: ModuleType, uv: Path) -> ModuleType:
    """The door of a checkout whose .venv is in order."""
    door.set_up(door.RUNTIME)
    assert door.reason_to_make(door.RUNTIME) is None
    return door


def rename_folder(door: ModuleType) -> None:
    record = json.loads(door.STAMP.read_text(encoding="utf-8"))
    door.STAMP.write_text(json.dumps({**record, "folder": "/elsewhere"}), encoding="utf-8")


def upgrade_python(door: ModuleType) -> None:
    record = json.loads(door.STAMP.read_text(encoding="utf-8"))
    record["python"]["changed_ns"] -= 1
    door.STAMP.write_text(json.dumps(record), encoding="utf-8")


DECAY: list[tuple[Callable[[ModuleType], object], str]] = [
    (lambda door: shutil.rmtree(door.VENV), "first use"),
    (lambda door: door.STAMP.unlink(), "the last set-up was interrupted"),
    (lambda door: door.STAMP.write_text('{"fol'), "the last set-up was interrupted"),
    (lambda door: door.RUNTIME.write_text(ABSENT), "requirements.txt has changed"),
    (lambda door: door.PROJECT.write_text("[project]\n"), "pyproject.toml has changed"),
    (lambda door: door.VENV_PYTHON.unlink(), "its Python has changed or is gone"),
    (upgrade_python, "its Python has changed or is gone"),
    (rename_folder, "the folder has moved"),
    (
        lambda door: next(door.VENV.glob("lib/*/site-packages/*.dist-info")).rmdir(),
        "its packages were changed",
    ),
]


@POSIX
@pytest.mark.parametrize(("decay", "reason"), DECAY, ids=[reason for _, reason in DECAY])
def test_a_venv_that_no_longer_fits_is_made_anew(
    made: ModuleType, uv: Path, decay: Callable[[ModuleType], object], reason: str
) -> None:
    decay(made)
    assert made.reason_to_make(made.RUNTIME) == reason

    made.set_up(made.RUNTIME)

    assert made.reason_to_make(made.RUNTIME) is None
    assert uv.read_text().split() == ["made", "made"]


@POSIX
def test_the_tests_packages_are_added_and_serve_the_build_as_well(
    made: ModuleType, uv: Path
) -> None:
    made.TESTS.parent.mkdir()
    made.TESTS.write_text(PRESENT, encoding="utf-8")
    assert made.reason_to_make(made.TESTS) == "tests/requirements.txt is wanted too"

    made.set_up(made.TESTS)

    assert made.reason_to_make(made.TESTS) is None
    assert made.reason_to_make(made.RUNTIME) is None
    assert uv.read_text().split() == ["made"]


@POSIX
def test_a_venv_that_could_not_be_added_to_is_not_trusted(
    made: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_venv_module(monkeypatch, made)
    made.TESTS.parent.mkdir()
    made.TESTS.write_text(PRESENT, encoding="utf-8")
    monkeypatch.setenv("FAILURE", "error: interrupted")

    with pytest.raises(made.SetupError):
        made.set_up(made.TESTS)

    assert made.reason_to_make(made.RUNTIME) == "the last set-up was interrupted"


@POSIX
def test_the_configuration_of_tools_is_no_reason_to_make_it_anew(made: ModuleType) -> None:
    with made.PROJECT.open("a", encoding="utf-8") as file:
        file.write("\n[tool.ruff]\nline-length = 99\n")
    assert made.reason_to_make(made.RUNTIME) is None


@POSIX
def test_packages_that_somebody_added_stay(made: ModuleType) -> None:
    next(made.VENV.glob("lib/*/site-packages")).joinpath("mine-1.0.dist-info").mkdir()
    assert made.reason_to_make(made.RUNTIME) is None


def test_a_venv_of_somebody_elses_is_left_alone(
    door: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    door.RUNTIME.write_text(ABSENT, encoding="utf-8")
    (door.VENV / "bin").mkdir(parents=True)
    (door.VENV / "bin" / "mine").write_text("mine", encoding="utf-8")

    assert door.main(["build"]) == 2

    assert capsys.readouterr().err == (
        "The folder .venv was not made by build_site.py, so it is left alone. Rename or remove it; "
        "or activate it and install requirements.txt into it. Then start again.\n"
    )
    assert [path.relative_to(door.VENV).as_posix() for path in door.VENV.rglob("*")] == [
        "bin",
        "bin/mine",
    ]


# --- Making it -----------------------------------------------------------------------------------


def without_venv_module(monkeypatch: pytest.MonkeyPatch, door: ModuleType) -> None:
    """Debian's Python without its package python3-venv."""
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(
        door.importlib.util,
        "find_spec",
        lambda name, package=None: None if name == "ensurepip" else find_spec(name, package),
    )


def test_one_sentence_says_what_to_install_when_nothing_can_install(
    door: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    door.RUNTIME.write_text(ABSENT, encoding="utf-8")
    monkeypatch.setenv("PATH", "")
    without_venv_module(monkeypatch, door)

    assert door.main(["build"]) == 2

    assert capsys.readouterr().err == (
        "Setting up .venv (first use). This takes up to a minute, once.\n"
        "Setting up needs uv, or Python's venv module with pip: on Debian and Ubuntu install "
        "python3-venv (`sudo apt install python3-venv`), elsewhere install uv; then start again.\n"
    )


@POSIX
@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        ("error: Connection refused", "Look whether this machine reaches its package index"),
        ("Hash mismatch for click==8.5.1", "A package is not the one that was pinned."),
    ],
)
def test_a_failed_installation_shows_the_installers_words_and_a_remedy(
    door: ModuleType,
    uv: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: str,
    remedy: str,
) -> None:
    door.RUNTIME.write_text(ABSENT, encoding="utf-8")
    monkeypatch.setenv("FAILURE", words)
    monkeypatch.setattr(door.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(0, 0, 10**12))
    without_venv_module(monkeypatch, door)

    assert door.main(["build"]) == 2

    said = capsys.readouterr().err.splitlines()
    assert said[1:4] == ["Setting up .venv failed.", "uv:", f"    {words}"]
    assert said[4].startswith(remedy)
    assert len(said) == 5


@POSIX
def test_a_full_disk_is_named_as_such(
    door: ModuleType,
    uv: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    door.RUNTIME.write_text(ABSENT, encoding="utf-8")
    monkeypatch.setenv("FAILURE", "error: cannot write")
    monkeypatch.setattr(door.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(0, 0, 10**6))
    without_venv_module(monkeypatch, door)

    assert door.main([]) == 2

    assert "The disk is nearly full (1 MB are left): make room" in capsys.readouterr().err


@POSIX
def test_two_at_once_make_it_once(
    folder: Path, uv: Path, monkeypatch: pytest.MonkeyPatch, door: ModuleType
) -> None:
    monkeypatch.setenv("SECONDS_TO_MAKE", "0.5")
    program = "import build_site; build_site.set_up(build_site.RUNTIME)"
    runs = [
        subprocess.Popen([sys.executable, "-c", program], cwd=folder, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=30)[1].decode() for process in runs]

    assert sorted(len(text.splitlines()) for text in said) == [1, 2]
    assert "Another run is setting up .venv: waiting for it.\n" in said
    assert uv.read_text().split() == ["made"]
    assert door.reason_to_make(door.RUNTIME) is None


@POSIX
def test_after_a_kill_the_next_run_waits_for_the_orphan_and_makes_it_anew(
    folder: Path, uv: Path, monkeypatch: pytest.MonkeyPatch, door: ModuleType
) -> None:
    monkeypatch.setenv("SECONDS_TO_MAKE", "1")
    program = "import build_site; build_site.set_up(build_site.RUNTIME)"
    process = subprocess.Popen(
        [sys.executable, "-c", program], cwd=folder, stderr=subprocess.DEVNULL
    )
    while not uv.exists():
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert not door.try_lock(os.open(door.LOCK, os.O_RDWR)), "the orphan still works"

    monkeypatch.setenv("SECONDS_TO_MAKE", "0")
    door.set_up(door.RUNTIME)

    assert uv.read_text().split() == ["made", "made"]
    assert door.reason_to_make(door.RUNTIME) is None


# --- The tests -----------------------------------------------------------------------------------


def test_a_site_without_a_test_suite_says_so(folder: Path) -> None:
    result = run(folder, "test")
    assert result.returncode == 2
    assert result.stderr == (
        "This repository has no test-suite; `python3 build_site.py check` checks the claims.\n"
    )


@POSIX
def test_test_runs_pytest_in_the_repository_and_names_the_browser_to_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (folder / "tests").mkdir()
    shutil.copy(HERE / "tests" / "browser.py", folder / "tests")
    (folder / "tests" / "requirements.txt").write_text(PRESENT, encoding="utf-8")
    (folder / "tests" / "test_it.py").write_text(
        "import os\ndef test_it(): print(); print('browser', os.environ['CHROME_PATH'])\n",
        encoding="utf-8",
    )
    (tmp_path / "test_elsewhere.py").write_text("def test(): assert False\n", encoding="utf-8")
    (tmp_path / "chromium").touch(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("CHROME_PATH", raising=False)

    result = run(folder, "test", "-s", "-q", cwd=tmp_path)

    assert result.returncode == 0, result.stdout
    assert f"browser {tmp_path / 'chromium'}" in result.stdout.splitlines()
