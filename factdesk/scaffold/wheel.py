"""Pack the running program into a wheel.

A new site contains the program as a wheel, so that it needs no package index for it. Installers
keep the files of a wheel but not the wheel itself; here the same files are packed again, always
into the same bytes. They are not compressed, because git compresses them better.
"""

from __future__ import annotations

import csv
import hashlib
import io
import tempfile
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution, PackageNotFoundError, PackagePath, distribution
from pathlib import Path

import msgspec

import factdesk
from factdesk.messages.catalogue import tr

_NAME = "factdesk"
# The earliest date that ZIP can store.
_DAY_ZERO = (1980, 1, 1, 0, 0, 0)
# The metadata in a wheel. Installers add other files about the installation.
_METADATA = ("METADATA", "WHEEL", "entry_points.txt")


class NoWheel(Exception):
    """The program's files differ from what was installed; the message says what to do."""


class Wheel(msgspec.Struct, frozen=True):
    """A wheel's file name and its bytes."""

    name: str
    content: bytes

    @property
    def digest(self) -> str:
        """The SHA-256 of its bytes, in hexadecimal digits."""
        return hashlib.sha256(self.content).hexdigest()


def program_wheel() -> Wheel:
    """Return the program as a wheel.

    Raises:
        NoWheel: the program was changed after it was installed, or its installer kept no list.
    """
    project = Path(factdesk.__file__).parent.parent / "pyproject.toml"
    return _pack(_built(project) if project.is_file() else dict(_installed()))


def _built(project: Path) -> dict[str, bytes]:
    """Return the files of the wheel that a checkout would build."""
    try:
        from flit_core.wheel import make_wheel_in
    except ImportError as error:  # a checkout that was not started by build_site.py
        raise NoWheel(
            tr("A checkout needs flit_core for this: start it by build_site.py.")
        ) from error
    with tempfile.TemporaryDirectory() as folder:
        made = make_wheel_in(project, Path(folder))
        with zipfile.ZipFile(made.file) as wheel:
            return {name: wheel.read(name) for name in wheel.namelist() if not _is_record(name)}


def _installed() -> Iterator[tuple[str, bytes]]:
    """Yield the files of the installed program that its wheel contained, after verifying them."""
    for file in _listed(_distribution()):
        if _was_in_the_wheel(file):
            content = _read(file)
            if content is None or file.hash is None or file.hash.value != _hash(content):
                raise NoWheel(
                    tr("{file} is not as it was installed: install the program again.", file=file)
                )
            yield file.as_posix(), content


def _distribution() -> Distribution:
    try:
        return distribution(_NAME)
    except PackageNotFoundError as error:
        raise NoWheel(tr("The program runs without being installed: install its wheel.")) from error


def _listed(program: Distribution) -> list[PackagePath]:
    if not program.files:
        raise NoWheel(
            tr("The installed program has no list of its files: install its wheel with pip or uv.")
        )
    return program.files


def _was_in_the_wheel(file: PackagePath) -> bool:
    top, *inside = file.parts
    if top == _NAME:
        return "__pycache__" not in inside
    is_metadata = top.startswith(f"{_NAME}-") and top.endswith(".dist-info")
    return is_metadata and (inside[0] == "licenses" or "/".join(inside) in _METADATA)


def _read(file: PackagePath) -> bytes | None:
    try:
        return Path(str(file.locate())).read_bytes()
    except OSError:
        return None


def _is_record(name: str) -> bool:
    return name.endswith(".dist-info/RECORD")


def _pack(files: Mapping[str, bytes]) -> Wheel:
    """Return a wheel of these files and their RECORD, in sorted order and with a fixed date."""
    [metadata] = [name for name in files if name.endswith(".dist-info/METADATA")]
    folder = metadata.removesuffix("/METADATA")
    record = f"{folder}/RECORD"
    listed = io.StringIO()
    writer = csv.writer(listed, lineterminator="\n")
    for name in sorted(files):
        writer.writerow((name, f"sha256={_hash(files[name])}", len(files[name])))
    writer.writerow((record, "", ""))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as wheel:
        for name in [*sorted(files), record]:
            entry = zipfile.ZipInfo(name, _DAY_ZERO)
            entry.create_system = 3  # as on Unix, on all systems
            entry.external_attr = 0o100644 << 16
            wheel.writestr(entry, files.get(name, listed.getvalue().encode()))
    return Wheel(f"{folder.removesuffix('.dist-info')}-py3-none-any.whl", packed.getvalue())


def _hash(content: bytes) -> str:
    """Return a hash in the format of a wheel's RECORD (PEP 427)."""
    return urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
