"""Run the tests against mutants, each in a separate process on a copy of the project."""

from __future__ import annotations

import importlib
import os
import shutil
import signal
import sys
import time
import traceback
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from mutation.mutants import Mutant

ROOT = Path(__file__).parents[2]
_COPIED = ("factdesk", "tests", "docs", "claims", "pyproject.toml", "mkdocs.yml", "build_site.py",
           "requirements.txt", "README.md", "CHANGELOG.md", "LICENSE", ".github")  # fmt: skip
#: Loaded once, so that no mutant has to wait for it. It contains nothing of the program.
_HEAVY = ("pytest", "hypothesis", "msgspec", "yaml", "babel", "jinja2", "nh3", "comrak",
          "ada_url", "rapidfuzz", "click", "anyascii", "mkdocs.config", "lxml.etree")  # fmt: skip


class Verdict(NamedTuple):
    """The result of a mutant: detected, survived, or stopped after too long."""

    mutant: Mutant
    ending: str  # "killed", "survived" or "too long", which counts as noticed


class _Running(NamedTuple):
    mutant: Mutant
    folder: Path
    until: float


def copy_project(to: Path) -> Path:
    """Copy the files that tests need, without compiled files, and return the folder."""
    shutil.rmtree(to, ignore_errors=True)
    to.mkdir(parents=True)
    for name in _COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(
                ROOT / name, to / name, ignore=shutil.ignore_patterns("__pycache__", "bench")
            )
        elif (ROOT / name).exists():
            shutil.copy2(ROOT / name, to / name)
    return to


def load() -> None:
    """Load the modules that tests use, before the trials are forked."""
    for name in _HEAVY:
        with suppress(ImportError):
            importlib.import_module(name)


def time_tests(folder: Path, tests: Sequence[str]) -> float:
    """Run tests on the unchanged project, and return the seconds they took.

    Raises:
        RuntimeError: they fail; the message ends with their report.
    """
    began = time.monotonic()
    _, status = os.waitpid(_start(folder, tests), 0)
    if status:
        report = (folder / "trial.txt").read_text(encoding="utf-8", errors="replace")
        raise RuntimeError(f"the tests fail without a mutant:\n{report[-3000:]}")
    return time.monotonic() - began


def try_mutants(
    mutants: Sequence[Mutant], module: str, tests: Sequence[str], folders: list[Path], limit: float
) -> Iterator[Verdict]:
    """Yield each mutant's verdict; the number of folders limits how many run at once."""
    waiting, free = deque(mutants), list(folders)
    running: dict[int, _Running] = {}
    try:
        while waiting or running:
            while waiting and free:
                folder, mutant = free.pop(), waiting.popleft()
                (folder / module).write_text(mutant.text, encoding="utf-8")
                until = time.monotonic() + limit
                running[_start(folder, tests)] = _Running(mutant, folder, until)
            for pid, trial in list(running.items()):
                if ending := _ending(pid, trial.until):
                    del running[pid]
                    shutil.copy2(ROOT / module, trial.folder / module)
                    free.append(trial.folder)
                    yield Verdict(trial.mutant, ending)
            time.sleep(0.02)
    finally:  # also if the whole run is interrupted
        for pid in running:
            _stop(pid)


def _ending(pid: int, until: float) -> str:
    """Return the result of a trial, or nothing while it is running."""
    ended, status = os.waitpid(pid, os.WNOHANG)
    if ended:
        _stop(pid)
        return "killed" if status else "survived"
    if time.monotonic() > until:
        _stop(pid)
        os.waitpid(pid, 0)
        return "too long"
    return ""


def _start(folder: Path, tests: Sequence[str]) -> int:
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        os.setsid()  # so that its child processes can be stopped too
        code = _run_tests(folder, tests)
    except BaseException:  # noqa: BLE001  # nothing may go on as a second main program
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _stop(pid: int) -> None:
    """Stop a trial and its child processes."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)


def _run_tests(folder: Path, tests: Sequence[str]) -> int:
    import hypothesis
    import pytest

    os.chdir(folder)
    output = os.open("trial.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(output, 1)
    os.dup2(output, 2)
    # A compiled file is validated by its time in seconds, which two mutants can share.
    os.environ |= {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    sys.dont_write_bytecode = True
    # A failure is enough, so it is not minimised. A busy machine must not cause failures.
    hypothesis.settings.register_profile(
        "mutation",
        database=None,
        deadline=None,
        derandomize=True,
        max_examples=50,
        phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
        suppress_health_check=list(hypothesis.HealthCheck),
    )
    hypothesis.settings.load_profile("mutation")
    options = ["-x", "-q", "-n0", "-p", "no:cacheprovider", "--no-header", "--tb=line"]
    # pytest cannot rewrite the assertions of modules that `load` has loaded; nobody reads them
    # here.
    options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
    options += ["-k", "not seconds and not as_long"]  # speed tests, which are slow
    return int(pytest.main([*options, *tests]))
