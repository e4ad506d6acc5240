"""Find the claim files of earlier imports, and the names that are in use."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from factdesk.reading.claim_file import parse_claim_file
from factdesk.reading.folder import find_claim_files
from factdesk.reading.nodes import plain

# The block as the import writes it; other notations are parsed as YAML.
_IMPORTED = re.compile(rb"^imported:[ \t]*\r?\n((?:[ \t]+[^\r\n]*\r?\n?)+)", re.MULTILINE)
_FIELD = re.compile(r"[ \t]+(from|id|on|digest): ([^\s'\"|>#&*!%@\[{][^#]*?)[ \t]*")


class ImportedFile(NamedTuple):
    """A claim file with the field ``imported``: its path, and the content of the field."""

    path: Path
    slug: str
    origin: str
    digest: str


class ExistingClaims:
    """The contents of the claims folder before an import."""

    def __init__(self, folder: Path, root: Path) -> None:
        self.by_identity: dict[str, ImportedFile] = {}
        #: The slugs and aliases in use, in lower case, with the file of each.
        self.names: dict[str, Path] = {}
        for found in find_claim_files(folder, root).files:
            file = Path(found.path)
            self.names.setdefault(file.stem.casefold(), file)
            self._add(file)

    def _add(self, file: Path) -> None:
        try:
            raw = file.read_bytes()
        except OSError:
            return  # `check` reports it
        if b"\naliases:" in raw:
            for alias in _fields(raw, file).get("aliases") or ():
                self.names.setdefault(str(alias).casefold(), file)
        if b"imported" not in raw:
            return
        about = _about_import(raw)
        if about is None:
            given = _fields(raw, file).get("imported")
            about = given if isinstance(given, dict) else {}
        if identity := str(about.get("id") or ""):
            known = ImportedFile(
                file, file.stem, str(about.get("from") or ""), str(about.get("digest") or "")
            )
            self.by_identity.setdefault(identity, known)


def _about_import(raw: bytes) -> dict[str, str] | None:
    """Return the fields of ``imported`` if they have the usual layout, else None."""
    match = _IMPORTED.search(raw)
    if match is None:
        return None
    lines = match[1].decode("utf-8", "replace").splitlines()
    fields = [found for line in lines if line.strip() and (found := _FIELD.fullmatch(line))]
    if len(fields) != sum(bool(line.strip()) for line in lines):
        return None
    return {found[1]: found[2] for found in fields}


def _fields(raw: bytes, file: Path) -> dict[str, Any]:
    fields: dict[str, Any] = plain(parse_claim_file(raw, file.as_posix()).root)
    return fields
