"""build_site.py: set up and run the program from a plain Python."""

import ast
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
PINNED = "some-package==1.0 --hash=sha256:00\n"
POSIX = pytest.mark.skipif(os.name == "nt", reason="the stand-in for uv is a shell script")

PROGRAM = """
import os, sys

print("arguments", *sys.argv[1:])
print("configuration", os.environ["FACTDESK_CONFIG_FILE"])
print("folder", os.getcwd())
sys.exit(7)
"""

# Creates a .venv in which the checkout and pytest can be imported, and records each time. Options
# of its commands are recorded as well.
UV = """#!/bin/sh
case "$1 $2" in
  "--version "*) exit 0 ;;
  "venv "*)
    echo made >>"$RECORD"
    sleep "${SECONDS_TO_MAKE:-0}"
    "$PYTHON" -m venv --without-pip --symlinks .venv
    echo "$BORROWED" >"$(echo .venv/lib/python3*/site-packages)/borrowed.pth" ;;
  *)
    echo "$@" >>"$RECORD.commands"
    test -z "$FAILURE" || { echo "$FAILURE"; exit 1; }
    pwd >"$(echo .venv/lib/python3*/site-packages)/factdesk.pth" ;;
esac
"""


def _environment() -> dict[str, str]:
    """The environment, without the configuration that `build_site.py test` names in it."""
    left_out = ("FACTDESK_CONFIG_FILE", "PYTHONPATH", "PYTHONSAFEPATH")
    return {name: value for name, value in os.environ.items() if name not in left_out}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkout with the real build_site.py and a replacement for the program."""
    root = tmp_path / "checkout"
    write_checkout(root)
    return root


def write_checkout(root: Path) -> None:
    (root / "factdesk").mkdir(parents=True)
    shutil.copy(HERE / "build_site.py", root)
    (root / "requirements.txt").write_text(PINNED, encoding="utf-8")
    (root / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    (root / "factdesk" / "__init__.py").touch()
    (root / "factdesk" / "__main__.py").write_text(PROGRAM, encoding="utf-8")


@pytest.fixture
def script(folder: Path) -> ModuleType:
    """The build_site.py of that checkout, as a module."""
    spec = importlib.util.spec_from_file_location("script_under_test", folder / "build_site.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def uv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A replacement for uv, first on the search path; returns the record of its calls."""
    programs, record = tmp_path / "programs", tmp_path / "record"
    programs.mkdir()
    (programs / "uv").write_text(UV, encoding="utf-8")
    (programs / "uv").chmod(0o755)
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("RECORD", str(record))
    monkeypatch.setenv("PYTHON", sys.executable)
    monkeypatch.setenv("BORROWED", str(Path(pytest.__file__).parents[1]))
    return record


def run(
    folder: Path, *arguments: str, cwd: Path | None = None, **variables: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(folder / "build_site.py"), *arguments],
        cwd=cwd or folder,
        env={**_environment(), **variables},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


# --- The Python that it is started with ----------------------------------------------------------


def test_python_2_7_can_parse_the_file() -> None:
    """There is no parser for old versions here, so unsupported features are searched by name."""
    source = (HERE / "build_site.py").read_bytes()
    assert source.isascii()
    new = (ast.JoinedStr, ast.AnnAssign, ast.NamedExpr, ast.Nonlocal, ast.YieldFrom, ast.Match)
    for node in ast.walk(ast.parse(source)):
        assert not isinstance(node, new), ast.dump(node)
        if isinstance(node, ast.FunctionDef):
            arguments = node.args
            assert not [*arguments.kwonlyargs, *arguments.posonlyargs], node.name
            assert node.returns is None, node.name
            assert not any(argument.annotation for argument in arguments.args), node.name
        if isinstance(node, ast.List | ast.Tuple | ast.Set):
            assert not any(isinstance(element, ast.Starred) for element in node.elts)
        if isinstance(node, ast.Dict):
            assert None not in node.keys
        if isinstance(node, ast.Raise):
            assert node.cause is None
        if isinstance(node, ast.Name):
            assert node.id != "print"


@pytest.mark.parametrize("version", ["2.7", "3.8", "3.10"])
def test_an_old_python_reports_which_one_is_needed(folder: Path, version: str) -> None:
    numbers = (*map(int, version.split(".")), 2)
    pretence = f"import sys; sys.version_info = {numbers}; exec(open('build_site.py').read())"
    result = subprocess.run(
        [sys.executable, "-c", pretence], cwd=folder, capture_output=True, text=True, check=False
    )
    assert result.returncode == 2
    assert result.stderr == (
        f"Factdesk needs Python 3.11 or newer, but this is Python {version}. Install a newer one "
        "and start this file with it, for example `python3.13 build_site.py`.\n"
    )


@POSIX
def test_the_program_runs_in_the_callers_folder_and_its_exit_status_is_returned(
    folder: Path, uv: Path, tmp_path: Path
) -> None:
    result = run(folder, "check", "--strict", "a.yml", cwd=tmp_path)

    assert result.returncode == 7, result.stderr
    assert result.stdout.splitlines() == [
        "arguments check --strict a.yml",
        f"configuration {folder / 'mkdocs.yml'}",
        f"folder {tmp_path}",
    ]


@POSIX
def test_a_module_in_the_callers_folder_replaces_none_of_ours(
    folder: Path, uv: Path, tmp_path: Path
) -> None:
    (tmp_path / "factdesk.py").write_text("raise SystemExit(1)", encoding="utf-8")
    assert run(folder, cwd=tmp_path).returncode == 7


@POSIX
def test_later_runs_make_nothing_and_say_nothing(folder: Path, uv: Path) -> None:
    first, second = run(folder), run(folder)

    assert first.stderr.startswith("Setting up .venv (first use). This takes about a minute, once ")
    assert second.stderr == ""
    assert uv.read_text().split() == ["made"]


@POSIX
@pytest.mark.parametrize("name", ["site [new]", "with space", "Ümlaut-文", "50%#'"])
def test_any_folder_will_do_in_any_locale(tmp_path: Path, uv: Path, name: str) -> None:
    write_checkout(tmp_path / name)
    for _ in range(2):
        result = run(tmp_path / name, LC_ALL="C")
        assert result.returncode == 7, result.stderr
    [path_file] = (tmp_path / name).rglob("factdesk.pth")
    assert path_file.read_bytes().isascii()
    assert "-e ." in (uv.parent / "record.commands").read_text()


@POSIX
def test_packages_of_the_sites_own_are_installed_after_the_pinned_ones(
    folder: Path, uv: Path
) -> None:
    (folder / "requirements-site.txt").write_text("mine==1\n", encoding="utf-8")

    run(folder)

    commands = (uv.parent / "record.commands").read_text().splitlines()
    assert [command.partition("/bin/python ")[2] for command in commands] == [
        "--require-hashes -r requirements.txt",
        "-r requirements-site.txt",
        "--no-deps --no-build-isolation -e .",
    ]


def test_pip_installs_into_the_venv_whatever_its_configuration_says(script: ModuleType) -> None:
    [*_, (create, *fill)] = script.installers(script.RUNTIME)
    assert create[1:] == ["-I", "-m", "venv", str(script.VENV)]
    for command in fill:
        assert {"--no-user", "--target="} <= set(command)
        assert command[command.index("--prefix") + 1] == str(script.VENV)


# --- What makes a .venv unusable ------------------------------------------------------------------


@pytest.fixture
def made(script: ModuleType, uv: Path) -> ModuleType:
    """The script of a checkout with a valid .venv."""
    script.set_up(script.RUNTIME)
    assert script.reason_to_make(script.RUNTIME) is None
    return script


def rewrite_stamp(script: ModuleType, **changes: object) -> None:
    record = json.loads(script.STAMP.read_text(encoding="utf-8"))
    script.STAMP.write_text(json.dumps({**record, **changes}), encoding="utf-8")


DECAY: list[tuple[Callable[[ModuleType], object], str]] = [
    (lambda script: shutil.rmtree(script.VENV), "first use"),
    (lambda script: script.STAMP.unlink(), "the last setup was interrupted"),
    (lambda script: script.STAMP.write_text('{"fol'), "the last setup was interrupted"),
    (lambda script: script.STAMP.write_text("{}"), "its folder has changed"),
    (lambda script: script.RUNTIME.write_text("a==1"), "requirements.txt has changed"),
    (lambda script: script.OWN.write_text("a==1"), "requirements-site.txt has changed"),
    (lambda script: script.PROJECT.write_text("[project]\na = 1\n"), "pyproject.toml has changed"),
    (lambda script: script.VENV_PYTHON.unlink(), "its Python has changed"),
    (
        lambda script: rewrite_stamp(script, **{"its Python": [script.BASE_PYTHON, 1, 1]}),
        "its Python has changed",
    ),
    (lambda script: rewrite_stamp(script, **{"its folder": "/else"}), "its folder has changed"),
]


@POSIX
@pytest.mark.parametrize(("decay", "reason"), DECAY, ids=range(len(DECAY)))
def test_an_outdated_venv_is_created_again(
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
    made.TESTS.write_text(PINNED, encoding="utf-8")
    assert made.reason_to_make(made.TESTS) == "tests/requirements.txt has changed"

    made.set_up(made.TESTS)

    assert made.reason_to_make(made.TESTS) is None
    assert made.reason_to_make(made.RUNTIME) is None
    assert uv.read_text().split() == ["made"]


@POSIX
def test_a_venv_that_could_not_be_added_to_is_not_trusted(
    made: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.TESTS.parent.mkdir()
    made.TESTS.write_text(PINNED, encoding="utf-8")
    installers = made.installers
    monkeypatch.setattr(made, "installers", lambda wanted: installers(wanted)[:1])
    monkeypatch.setenv("FAILURE", "error: interrupted")

    with pytest.raises(SystemExit):
        made.set_up(made.TESTS)

    assert made.reason_to_make(made.RUNTIME) == "the last setup was interrupted"


@POSIX
def test_the_configuration_of_tools_does_not_recreate_the_venv(made: ModuleType) -> None:
    with made.PROJECT.open("a", encoding="utf-8") as file:
        file.write("\n[tool.ruff]\nline-length = 99\n")
    assert made.reason_to_make(made.RUNTIME) is None


@POSIX
def test_packages_that_somebody_added_stay(made: ModuleType) -> None:
    next(made.VENV.glob("lib/*/site-packages")).joinpath("mine-1.0.dist-info").mkdir()
    assert made.reason_to_make(made.RUNTIME) is None


def test_a_venv_of_somebody_elses_is_left_alone(
    script: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    script.RUNTIME.write_text(PINNED, encoding="utf-8")
    (script.VENV / "bin").mkdir(parents=True)
    (script.VENV / "bin" / "mine").write_text("mine", encoding="utf-8")

    assert exit_status(script, "build") == 2

    assert capsys.readouterr().err == (
        "build_site.py did not create the folder .venv: rename or delete it, then try again.\n"
    )
    assert [path.relative_to(script.VENV).as_posix() for path in script.VENV.rglob("*")] == [
        "bin",
        "bin/mine",
    ]


# --- Making it -----------------------------------------------------------------------------------


@pytest.fixture
def failing_uv(script: ModuleType, uv: Path, monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A machine with enough space whose only installer is uv, and uv fails."""
    installers = script.installers
    monkeypatch.setattr(script, "installers", lambda wanted: installers(wanted)[:1])
    set_free_bytes(script, monkeypatch, 10**12)
    monkeypatch.setenv("FAILURE", "error: no reason")
    return monkeypatch


def set_free_bytes(script: ModuleType, monkeypatch: pytest.MonkeyPatch, free: int) -> None:
    usage = shutil._ntuple_diskusage(0, 0, free)
    monkeypatch.setattr(script.shutil, "disk_usage", lambda _: usage)


def exit_status(script: ModuleType, *arguments: str) -> object:
    with pytest.raises(SystemExit) as end:
        script.main(list(arguments))
    return end.value.code


@POSIX
@pytest.mark.parametrize(
    ("words", "remedy"),
    [
        ("error: Connection refused", "Fix the problem that the installer reports above"),
        ("Hash mismatch for click==8.5.1", "A package does not match its hash."),
        ("ensurepip is not available", "Install uv or, on Debian and Ubuntu, the package"),
    ],
)
def test_a_failed_installation_shows_the_installers_output_and_a_remedy(
    script: ModuleType,
    failing_uv: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: str,
    remedy: str,
) -> None:
    failing_uv.setenv("FAILURE", words)

    assert exit_status(script, "build") == 2

    said = capsys.readouterr().err.splitlines()
    assert said[1] == "Setting up .venv failed."
    assert said[2].endswith("uv failed:")
    assert said[3] == f"    {words}"
    assert said[4].startswith(remedy)
    assert len(said) == 5


@POSIX
def test_where_uv_fails_pip_is_tried(
    folder: Path, uv: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAILURE", "error: no reason")
    monkeypatch.setenv("PIP_NO_INDEX", "1")

    result = run(folder)

    assert result.returncode == 2
    assert "uv failed:\n    error: no reason\n" in result.stderr
    assert "No matching distribution found for some-package==1.0" in result.stderr


@POSIX
def test_a_full_disk_is_named_as_such(
    script: ModuleType, failing_uv: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    set_free_bytes(script, failing_uv, 10**6)

    assert exit_status(script) == 2

    assert "The disk is nearly full (1 MB free): free some space" in capsys.readouterr().err


@POSIX
def test_a_folder_that_cannot_be_written_is_named(
    script: ModuleType,
    uv: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", "/the/folder")

    monkeypatch.setattr(script.subprocess, "Popen", refuse)
    monkeypatch.setattr(script.shutil, "which", lambda _: None)

    assert exit_status(script) == 2

    assert capsys.readouterr().err.endswith(
        "\n.venv cannot be set up: Permission denied: /the/folder\n"
        "Free some space, allow writing there, or stop programs that use it, then try again.\n"
    )


@POSIX
def test_two_at_once_make_it_once(
    folder: Path, uv: Path, monkeypatch: pytest.MonkeyPatch, script: ModuleType
) -> None:
    monkeypatch.setenv("SECONDS_TO_MAKE", "0.5")
    program = "import build_site; build_site.set_up(build_site.RUNTIME)"
    runs = [
        subprocess.Popen([sys.executable, "-c", program], cwd=folder, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    said = [process.communicate(timeout=30)[1].decode() for process in runs]

    assert sorted(len(text.splitlines()) for text in said) == [1, 2]
    assert "Waiting for another run that is setting up .venv.\n" in said
    assert uv.read_text().split() == ["made"]
    assert script.reason_to_make(script.RUNTIME) is None


@POSIX
def test_after_a_kill_the_next_run_waits_for_the_orphan_and_starts_again(
    folder: Path, uv: Path, monkeypatch: pytest.MonkeyPatch, script: ModuleType
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
    assert not script.try_lock(os.open(script.LOCK, os.O_RDWR)), "the orphan still works"

    monkeypatch.setenv("SECONDS_TO_MAKE", "0")
    script.set_up(script.RUNTIME)

    assert uv.read_text().split() == ["made", "made"]
    assert script.reason_to_make(script.RUNTIME) is None


# --- The tests -----------------------------------------------------------------------------------


def test_a_site_without_a_test_suite_says_so(folder: Path) -> None:
    result = run(folder, "test")
    assert result.returncode == 2
    assert result.stderr == ("This repository has no test suite.\n")


@POSIX
def test_test_runs_pytest_in_the_repository(folder: Path, uv: Path, tmp_path: Path) -> None:
    (folder / "tests").mkdir()
    (folder / "tests" / "requirements.txt").write_text(PINNED, encoding="utf-8")
    (folder / "tests" / "test_it.py").write_text("def test(): pass\n", encoding="utf-8")
    (tmp_path / "test_elsewhere.py").write_text("def test(): assert False\n", encoding="utf-8")

    result = run(folder, "test", "-q", "-p", "no:cacheprovider", cwd=tmp_path)

    assert result.returncode == 0, result.stdout + result.stderr
    assert "1 passed" in result.stdout
