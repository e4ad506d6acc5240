"""Create a new site: render its files and write them into an empty folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import factdesk
from factdesk.checks.codes import acceptable_warnings
from factdesk.claims.schema import claim_schema, shared_source_schema, translate_schema
from factdesk.claims.verdicts import Scale
from factdesk.files import write_file
from factdesk.messages.catalogue import messages_in
from factdesk.scaffold.files import Identity, Owner, read_file, render_files, scale_in
from factdesk.scaffold.manifest import MANIFEST, Manifest
from factdesk.scaffold.requirements import VENDOR, site_requirements
from factdesk.scaffold.wheel import program_wheel

REQUIREMENTS = "requirements.txt"

Files = Mapping[str, bytes]


def new_site(identity: Identity) -> dict[str, bytes]:
    """Return every file of a new site by its path.

    Raises:
        NoWheel: the program cannot be packed.
    """
    program = program_files(identity, scale_in(identity.language))
    editors = _encoded(render_files(identity, Owner.EDITORS))
    manifest = Manifest.of(factdesk.__version__, identity.language, program)
    return {**program, **editors, MANIFEST: manifest.to_bytes()}


def program_files(identity: Identity, scale: Scale) -> dict[str, bytes]:
    """Return the files that ``upgrade`` updates: workflows, requirements, template and so on."""
    wheel = program_wheel()
    files = _encoded(render_files(identity, Owner.PROGRAM))
    pinned = read_file(f"{Owner.PROGRAM}/requirements.txt")
    files[REQUIREMENTS] = site_requirements(pinned, wheel).encode()
    files[f"{VENDOR}/{wheel.name}"] = wheel.content
    files |= schema_files(scale, identity.language)
    return files


def schema_files(scale: Scale, language: str) -> Files:
    """Return the JSON Schemas with which text editors complete claim files and shared sources."""
    with messages_in(language):
        schemas = {
            ".vscode/claim.schema.json": translate_schema(
                claim_schema(scale, acceptable_warnings(), language)
            ),
            ".vscode/source.schema.json": translate_schema(shared_source_schema()),
        }
    return {
        path: json.dumps(schema, indent=1, ensure_ascii=False).encode() + b"\n"
        for path, schema in schemas.items()
    }


def write_new(folder: Path, files: Files) -> None:
    """Write a site into a folder that is empty or does not exist.

    Raises:
        OSError: a file could not be written; then those already written are removed.
    """
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    try:
        for path, content in files.items():
            written.append(folder / path)
            write_file(folder / path, content, new=True)
    except OSError as error:
        if isinstance(error, FileExistsError):
            written.pop()  # it is not ours
        _remove(folder, written)
        if is_new:
            _remove_empty(folder)
        raise


def _remove(folder: Path, written: list[Path]) -> None:
    """Remove these files, and the folders that become empty."""
    for file in written:
        with suppress(OSError):
            file.unlink()
        for parent in file.parents:
            if parent == folder:
                break
            _remove_empty(parent)


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):
        folder.rmdir()


def _encoded(texts: Mapping[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in texts.items()}
