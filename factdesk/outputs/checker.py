"""The checks in the browser as an output: Pyodide, and the parts of this program that it runs.

Neither the build nor the page fetches anything from another host. The publisher puts the runtime
into a folder; only files with known hashes are published.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path

from factdesk.checks.context import Context
from factdesk.checks.in_browser import encode_context
from factdesk.config.mkdocs_yml import ConfigError
from factdesk.config.site_config import SiteConfig
from factdesk.messages.catalogue import tr

CHECKER_FOLDER = "assets/factdesk/checker"

#: The files of Pyodide, from its npm package, and their SHA-256.
PYODIDE_VERSION = "314.0.7"
PYODIDE = {
    "pyodide.mjs": "6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109",
    "pyodide.asm.mjs": "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635",
    "pyodide.asm.wasm": "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6",
    "python_stdlib.zip": "fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a",
    "pyodide-lock.json": "5dc2fc119108bc148c7457dc86e7675b5c87e1cafd420b9c34c1eaef7b36c010",
}
#: The only compiled package that the checks of one file need, from the Python package index.
WHEEL = "msgspec-0.23.0-cp314-cp314-pyemscripten_2026_0_wasm32.whl"
WHEEL_SHA256 = "1836f50ad87e7c56600b648a1b75c3bbcce62835cb1f489435fc5fee8d068831"

#: The packages of this program that check one file, and other modules that they import.
_OWN = ("cache", "messages", "text", "claims", "reading", "evidence", "checks")
_OTHERS = ("anyascii", "babel", "rapidfuzz", "yaml")
#: The languages in which wrong dates and names of languages are recognised.
_LOCALES = frozenset([
    "root", "en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "ar", "fa", "he",
    "hi",
])  # fmt: skip
_COMPILED = (".so", ".pyd", ".pyc", ".pyi", ".dylib")
#: A time that every zip file can have: the archive must not contain the current time.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def checker_files(config: SiteConfig, context: Context) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the checker, if the folder of its runtime is configured.

    Raises:
        ConfigError: a file of the runtime is missing, or has an unknown hash.
    """
    if not config.checker:
        return
    folder = config.root / config.checker
    for name, sha256 in PYODIDE.items():
        yield f"{CHECKER_FOLDER}/{name}", _known(folder / name, sha256)
    wheel = _known(folder / WHEEL, WHEEL_SHA256)
    yield f"{CHECKER_FOLDER}/checker.zip", _archive(wheel)
    yield f"{CHECKER_FOLDER}/site.json", encode_context(context)


def _known(file: Path, sha256: str) -> bytes:
    try:
        content = file.read_bytes()
    except OSError as error:
        raise ConfigError(
            tr(
                "checker: there is no file {file}: the handbook says how to install the runtime",
                file=file,
            )
        ) from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ConfigError(
            tr(
                "checker: {file} is not the file that this version of Factdesk knows: install "
                "Pyodide {pyodide_version} and {wheel}",
                file=file,
                pyodide_version=PYODIDE_VERSION,
                wheel=WHEEL,
            )
        )
    return content


def _archive(wheel: bytes) -> bytes:
    """Return a zip file of the program and of the wheel's content."""
    buffer = BytesIO()
    with (
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        zipfile.ZipFile(BytesIO(wheel)) as compiled,
    ):
        for name, content in program_modules():
            archive.writestr(_entry(name), content)
        for name in sorted(compiled.namelist()):
            archive.writestr(_entry(name), compiled.read(name))
    return buffer.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def program_modules() -> Iterator[tuple[str, bytes]]:
    """Yield the packages that check one file, with their tables, by path; all are pure Python."""
    root = files("factdesk")
    for module in ("__init__.py", "tables.py"):
        yield f"factdesk/{module}", root.joinpath(module).read_bytes()
    for package in _OWN:
        yield from _below(root.joinpath(package), f"factdesk/{package}")
    for package in _OTHERS:
        yield from _below(files(package), package)


def _below(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{path}/{each.name}"
        if each.is_dir():
            if each.name not in ("__pycache__", "messages"):
                yield from _below(each, name)
        elif not each.name.endswith(_COMPILED) and _is_wanted(name):
            yield name, each.read_bytes()


def _is_wanted(name: str) -> bool:
    folder, _, file = name.rpartition("/")
    return not folder.endswith("locale-data") or file.partition(".")[0] in _LOCALES
