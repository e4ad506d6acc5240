"""The evidence workflows: their scripts, run against a local repository."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_site import HERE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the scripts run on Ubuntu")

CAPTURE, HEALTH = "capture-evidence", "evidence-health"
REPORT = "claims/_evidence/_health.json"
#: Records its arguments, and reports an open pull request only if there is a file "open".
GH = """#!/bin/sh
echo "$@" >>"$GH_LOG"
case "$*" in "pr list"*) cat "$GH_OPEN" 2>/dev/null || true ;; esac
"""
#: Replaces the program, whose commands are tested elsewhere.
PROGRAM = """
import pathlib, sys
pathlib.Path("arguments.txt").write_text(repr(sys.argv[1:]))
folder = pathlib.Path("claims/_evidence")
folder.mkdir(exist_ok=True)
if "health" in sys.argv:
    old = folder / "_health.json"
    old.write_text((old.read_text() if old.exists() else "") + "checked\\n")
    print("| state | source |")
else:
    (folder / "bridge.yml").write_text("version: 1\\n")
    pathlib.Path("elsewhere.txt").write_text("not a claim")
    print("     1 captured")
"""


@dataclass
class Runner:
    """A clone of a repository, and the folders of a runner."""

    folder: Path

    @property
    def clone(self) -> Path:
        return self.folder / "clone"

    def git(self, *arguments: str) -> str:
        done = subprocess.run(
            ["git", *arguments], cwd=self.clone, check=True, capture_output=True, text=True
        )
        return done.stdout

    def start_again(self) -> None:
        """Start with a fresh checkout of main, as every job does."""
        subprocess.run(["rm", "-rf", self.clone, self.folder / "temp"], check=True)
        subprocess.run(["git", "clone", "-q", self.folder / "origin.git", self.clone], check=True)
        (self.folder / "temp").mkdir()

    def step(self, workflow: str, job: str, name: str, **variables: str) -> None:
        file = HERE / ".github" / "workflows" / f"{workflow}.yml"
        content: dict[str, Any] = yaml.load(file.read_text("utf-8"), yaml.BaseLoader)
        (script,) = [s["run"] for s in content["jobs"][job]["steps"] if s["name"] == name]
        environment = {
            **os.environ,
            "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "RUNNER_TEMP": str(self.folder / "temp"),
            "GITHUB_OUTPUT": str(self.folder / "output.txt"),
            "GITHUB_STEP_SUMMARY": str(self.folder / "summary.md"),
            "GITHUB_RUN_ID": "17",
            "GH_LOG": str(self.folder / "gh.log"),
            "GH_OPEN": str(self.folder / "open"),
            "BASE": "main",
            **variables,
        }
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script],
            cwd=self.clone, env=environment, check=False, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr

    def requests(self) -> str:
        return (self.folder / "gh.log").read_text("utf-8")


@pytest.fixture
def runner(tmp_path: Path) -> Runner:
    runner = Runner(tmp_path)
    (tmp_path / "bin").mkdir()
    gh = tmp_path / "bin/gh"
    gh.write_text(GH)
    gh.chmod(0o755)
    runner.clone.mkdir()
    runner.git("init", "-q", "-b", "main")
    (runner.clone / "build_site.py").write_text(PROGRAM)
    (runner.clone / "claims").mkdir()
    (runner.clone / "claims/bridge.yml").write_text("claim: The bridge\n")
    runner.git("add", "--all")
    runner.git("-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "-qm", "Begin")
    runner.git("init", "-q", "--bare", "-b", "main", "../origin.git")
    runner.git("push", "-q", "../origin.git", "main")
    runner.start_again()
    return runner


def test_capturing_proposes_the_records_and_nothing_else(runner: Runner) -> None:
    _capture(runner, "claims/bridge.yml claims/money")

    arguments = (runner.clone / "arguments.txt").read_text()
    assert arguments == "['evidence', 'capture', '--', 'claims/bridge.yml', 'claims/money']"
    assert (runner.folder / "output.txt").read_text() == "changed=true\n"
    assert "1 captured" in (runner.folder / "summary.md").read_text()

    _hand_over(runner)
    runner.step(CAPTURE, "propose", "Open the pull request")

    changed = runner.git("diff", "--name-only", "origin/main", "origin/evidence/capture-17")
    assert changed.split() == ["claims/_evidence/bridge.yml"]
    assert "pr create --base main --head evidence/capture-17" in runner.requests()


@pytest.mark.parametrize("paths", ["", "--all $(touch hacked) `touch hacked` ; touch hacked"])
def test_the_paths_are_neither_options_nor_commands(runner: Runner, paths: str) -> None:
    _capture(runner, paths)

    arguments = (runner.clone / "arguments.txt").read_text()
    assert arguments == repr(["evidence", "capture", "--", *paths.split()])
    assert not (runner.clone / "hacked").exists()


def test_health_keeps_one_pull_request_and_continues_with_its_results(runner: Runner) -> None:
    for week in range(3):
        if week == 1:
            (runner.folder / "open").write_text("4\n")
        _health(runner)

    log = runner.git("log", "--format=%s", "origin/main..origin/evidence/health")
    assert log == "Update the health of the sources\n"
    assert runner.git("show", f"origin/evidence/health:{REPORT}") == "checked\n" * 3
    assert runner.requests().count("pr create") == 1
    assert runner.requests().count("pr edit evidence/health") == 2
    assert "| state | source |" in (runner.folder / "summary.md").read_text()


def _capture(runner: Runner, paths: str) -> None:
    runner.step(CAPTURE, "capture", "Capture the sources", PATHS=paths)
    runner.step(CAPTURE, "capture", "Collect the changes")


def _hand_over(runner: Runner) -> None:
    """Simulate the two actions for artifacts."""
    kept = runner.folder / "kept"
    (runner.folder / "temp/evidence").rename(kept)
    runner.start_again()
    kept.rename(runner.folder / "temp/evidence")


def _health(runner: Runner) -> None:
    runner.start_again()
    for name in ("Continue with the newest results", "Ask the sources", "Collect the results"):
        runner.step(HEALTH, "health", name)
    _hand_over(runner)
    runner.step(HEALTH, "propose", "Refresh the pull request")
    runner.git("fetch", "-q", "origin")
