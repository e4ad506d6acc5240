"""The findings of the last run, kept by all that they depend on, so that nothing is done twice.

The key is made of contents, never of time stamps: every claim file, the settings, the day, and the
program itself. What is kept is plain JSON; whatever is wrong with it, it is made anew.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, NamedTuple

from factdesk.claims.problem import Place, Problem, Severity
from factdesk.reading.claim_file import digest_of
from factdesk.reading.files import read_bytes
from factdesk.reading.folder import find_claim_files
from factdesk.settings import Settings


class Findings(NamedTuple):
    """What a report needs of a run: problems, the files that they are of, the slugs with a page."""

    problems: tuple[Problem, ...]
    names: tuple[str, ...]
    slugs: frozenset[str]


class Memory:
    """A file with the findings of the last run."""

    def __init__(self, file: Path) -> None:
        """Take the file; it need not be there."""
        self._file = file

    @property
    def is_there(self) -> bool:
        """Whether anything is kept, right or not."""
        return self._file.is_file()

    def recall(self, key: str) -> Findings | None:
        """Return the findings of the last run, if it had the same key."""
        try:
            kept = json.loads(self._file.read_bytes())
            if kept["key"] != key:
                return None
            problems = tuple(map(_problem, kept["problems"]))
            return Findings(problems, tuple(kept["names"]), frozenset(kept["slugs"]))
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def keep(self, key: str, findings: Findings) -> None:
        """Keep findings in the place of those before. Where that cannot be, they are made again."""
        kept = {
            "key": key,
            "problems": [asdict(problem) for problem in findings.problems],
            "names": findings.names,
            "slugs": sorted(findings.slugs),
        }
        new = self._file.with_name(f"{self._file.name}.{os.getpid()}")
        try:
            self._file.parent.mkdir(exist_ok=True)
            new.write_text(json.dumps(kept), "utf-8")
            new.replace(self._file)
        except OSError:
            with suppress(OSError):
                new.unlink()


def contents(settings: Settings, root: Path) -> dict[str, str]:
    """Return what the folder of claims holds now: digests by name, also of what is left aside."""
    found = find_claim_files(root / settings.claims_dir, root)
    digests = {name: fault.message for name, fault in found.left_aside}
    for path, name in found.files:
        raw = read_bytes(path)
        digests[name] = digest_of(raw) if isinstance(raw, bytes) else ""
    return digests


#: The settings that checks look at.
_LOOKED_AT = {"claims_dir", "language", "scale", "articles", "featured"}


def key_of(settings: Settings, digests: Mapping[str, str], today: dt.date | None) -> str:
    """Return a hash of everything that the findings of a run depend on."""
    parts = [_program(), settings.model_dump_json(include=_LOOKED_AT), str(today)]
    parts += [f"{name}\0{digest}" for name, digest in sorted(digests.items())]
    return hashlib.sha256("\0\0".join(parts).encode()).hexdigest()


def _program() -> str:
    """Return a hash of all that decides what is found, so that a newer program looks again."""
    mark = hashlib.sha256()
    package = files("factdesk")
    for source in (package / "settings.py", *map(package.joinpath, _ROOMS)):
        for file in sorted(_files(source), key=lambda file: file.name):
            mark.update(file.name.encode() + file.read_bytes())
    return mark.hexdigest()


_ROOMS = ("text", "claims", "reading", "checks")


def _files(source: Traversable) -> Iterable[Traversable]:
    if source.is_file():
        return [source]
    return [file for file in source.iterdir() if file.name.endswith((".py", ".yml"))]


def _problem(kept: dict[str, Any]) -> Problem:
    also = tuple(Place(**place) for place in kept.pop("also"))
    place = Place(**kept.pop("place"))
    return Problem(severity=Severity(kept.pop("severity")), place=place, also=also, **kept)
