"""Run git. No other module starts it.

Revisions and names are untrusted: a revision is resolved to a commit first, and names follow
``--``.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO

from factdesk.messages.catalogue import tr, tr_noop

# English messages, unfiltered objects, and no waiting for locks.
_ENVIRONMENT = {"LC_ALL": "C", "GIT_NO_REPLACE_OBJECTS": "1", "GIT_OPTIONAL_LOCKS": "0"}
_NO_GIT = tr_noop("git is not installed")


class HistoryError(Exception):
    """The history cannot be read. The message says why."""


def run_git(folder: Path, *arguments: str) -> bytes:
    """Return what a git command prints in a folder.

    Raises:
        HistoryError: git is not installed, or the command fails; the message is git's own.
    """
    try:
        done = subprocess.run(
            _command(folder, *arguments),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            env=os.environ | _ENVIRONMENT,
        )
    except FileNotFoundError as error:
        raise HistoryError(tr(_NO_GIT)) from error
    except subprocess.CalledProcessError as error:
        message = error.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        if message.startswith("not a git repository"):
            message = tr("this folder is not in a git repository")
        if message.startswith("ambiguous argument 'HEAD"):
            message = tr("the repository has no commits yet")
        # Git says nothing about an unknown revision, the last argument, with --quiet.
        revision = arguments[-1].removesuffix("^{commit}")
        unknown = tr("there is no revision '{revision}' here", revision=revision)
        raise HistoryError(message or unknown) from error
    return done.stdout


def resolve_commit(folder: Path, revision: str) -> str:
    """Return the commit id of a revision.

    Raises:
        HistoryError: there is no such revision.
    """
    named = f"{revision}^{{commit}}"
    answer = run_git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", named)
    return answer.decode().strip()


def read_blobs(folder: Path, blobs: Iterable[str]) -> Iterator[bytes]:
    """Yield the contents of blobs by their ids, in the same order.

    Only one content is in memory at a time.

    Raises:
        HistoryError: git is not installed, or a blob is not in the repository.
    """
    with tempfile.TemporaryFile() as names:
        # A file instead of a pipe, to avoid a deadlock: git stops reading ids if nobody reads its
        # output.
        names.writelines(f"{blob}\n".encode() for blob in blobs)
        names.seek(0)
        command = _command(folder, "cat-file", "--batch")
        environment = os.environ | _ENVIRONMENT
        try:
            process = subprocess.Popen(
                command, stdin=names, stdout=subprocess.PIPE, env=environment
            )
        except FileNotFoundError as error:
            raise HistoryError(tr(_NO_GIT)) from error
        with process:
            assert process.stdout is not None
            try:
                yield from _contents(process.stdout)
            finally:
                process.kill()  # if the caller did not consume all contents


def blob_name(content: bytes, length: int) -> str:
    """Return git's blob id of a content; ``length`` determines the hash function."""
    hash_ = hashlib.sha256() if length == 64 else hashlib.sha1(usedforsecurity=False)
    hash_.update(b"blob %d\0" % len(content) + content)
    return hash_.hexdigest()


def _contents(answers: IO[bytes]) -> Iterator[bytes]:
    while header := answers.readline():
        name, *kind_and_size = header.split()
        if len(kind_and_size) != 2:
            message = tr(
                "the git history is incomplete, for example after 'git clone --filter': the object "
                "{name} is not in the repository. Clone it again without a filter",
                name=name.decode(),
            )
            raise HistoryError(message)
        yield answers.read(int(kind_and_size[1]))
        answers.read(1)  # a line break follows each content


def _command(folder: Path, *arguments: str) -> list[str]:
    return ["git", "-C", os.fspath(folder), *arguments]
