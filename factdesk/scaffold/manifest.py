"""The manifest of a site: the program's version and the hashes of the files that it wrote.

``upgrade`` uses it to detect which files the site has changed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from pathlib import Path

import msgspec

from factdesk.messages.catalogue import os_reason, tr
from factdesk.scaffold.pins import without_pins
from factdesk.scaffold.requirements import VENDOR

#: Path of the manifest in a site.
MANIFEST = f"{VENDOR}/factdesk.json"


class NoManifest(Exception):
    """A folder is not a site that ``init`` created; the message says why."""


class Manifest(msgspec.Struct, frozen=True):
    """The program's version, the language of the texts, and fingerprints of files by path."""

    version: str
    language: str
    files: Mapping[str, str]

    @classmethod
    def of(cls, version: str, language: str, files: Mapping[str, bytes]) -> Manifest:
        """Return the manifest of these files."""
        prints = {path: content_hash(path, content) for path, content in sorted(files.items())}
        return cls(version, language, prints)

    @classmethod
    def read(cls, site: Path) -> Manifest:
        """Return the manifest of a site.

        Raises:
            NoManifest: it is missing or damaged.
        """
        try:
            kept = json.loads((site / MANIFEST).read_text("utf-8"))
            files = {
                _inside(path): str(content_hash) for path, content_hash in kept["files"].items()
            }
            return cls(str(kept["version"]), str(kept["language"]), files)
        except OSError as error:
            raise NoManifest(
                tr(
                    "{manifest} cannot be read: {value}",
                    manifest=MANIFEST,
                    value=os_reason(error),
                )
            ) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise NoManifest(
                tr(
                    "{manifest} is damaged: restore it from the repository's history",
                    manifest=MANIFEST,
                )
            ) from error

    def to_bytes(self) -> bytes:
        """Return the manifest as JSON with a line for each file."""
        kept = {"version": self.version, "language": self.language, "files": dict(self.files)}
        return json.dumps(kept, indent=1, ensure_ascii=False).encode() + b"\n"


def content_hash(path: str, content: bytes) -> str:
    """Return a hash that ignores line endings, which git changes, and versions of actions."""
    return hashlib.sha256(without_pins(path, content.replace(b"\r\n", b"\n"))).hexdigest()


def _inside(path: str) -> str:
    """Return a path of the manifest; raise ``ValueError`` if it leads out of the site's folder."""
    if not path or path.startswith("/") or re.search(r"[\\:]", path) or ".." in path.split("/"):
        raise ValueError(path)
    return path
