"""The findings of the last run, kept by all that they depend on, so that nothing is done twice.

The key is made of contents, never of time stamps: every claim file, the settings, the day, and the
program itself.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from factdesk.claims.problem import Problem
from factdesk.edition import edition
from factdesk.kept import Entry, Kept
from factdesk.reading.claim_file import digest_of
from factdesk.reading.files import read_bytes
from factdesk.reading.folder import find_claim_files
from factdesk.settings import Settings

#: The one entry in the file of kept things.
_NAME = "findings"


class Findings(NamedTuple):
    """What a report needs of a run: problems, the files that they are of, the slugs with a page."""

    problems: tuple[Problem, ...]
    names: tuple[str, ...]
    slugs: frozenset[str]


_READ = TypeAdapter(Findings)


def recall(kept: Kept, key: str) -> Findings | None:
    """Return the findings of the last run, if it had the same key."""
    entry = kept.read([_NAME]).get(_NAME)
    try:
        return _READ.validate_json(entry.value) if entry and entry.key == key else None
    except ValidationError:
        return None


def remember(kept: Kept, key: str, findings: Findings) -> None:
    """Keep findings in the place of those before."""
    kept.add([Entry(_NAME, key, to_json(findings))])


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
    parts = [edition(), settings.model_dump_json(include=_LOOKED_AT), str(today)]
    parts += [f"{name}\0{digest}" for name, digest in sorted(digests.items())]
    return hashlib.sha256("\0\0".join(parts).encode()).hexdigest()
