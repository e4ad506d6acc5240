"""Run git for tests, independent of the user's configuration."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

IDENTITY = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
IS_INSTALLED = shutil.which("git") is not None


def git(folder: Path, *arguments: str) -> str:
    """Run a git command in a folder, and return its output."""
    done = subprocess.run(
        ["git", "-C", os.fspath(folder), *IDENTITY, *arguments],
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout
