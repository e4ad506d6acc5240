"""What a site remembers of the program that wrote it: which version, and what its files were like.

The file is kept beside the program's wheel, so that ``upgrade`` can tell what the site has changed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from factdesk.scaffold.pins import without_pins
from factdesk.scaffold.requirements import VENDOR

#: Where a site keeps it.
MANIFEST = f"{VENDOR}/factdesk.json"


class NoManifest(Exception):
    """A folder is no site that the program has written; the message says why."""


@dataclass(frozen=True)
class Manifest:
    """The version that wrote a site, the language of its texts, its files' fingerprints by path."""

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
            NoManifest: it is not there, or no longer one.
        """
        try:
            kept = json.loads((site / MANIFEST).read_text("utf-8"))
            files = {
                _inside(path): str(content_hash) for path, content_hash in kept["files"].items()
            }
            return cls(str(kept["version"]), str(kept["language"]), files)
        except OSError as error:
            raise NoManifest(
                f"{MANIFEST} cannot be read: {(error.strerror or '').lower()}"
            ) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise NoManifest(
                f"{MANIFEST} is damaged: restore it from the repository's history"
            ) from error

    def to_bytes(self) -> bytes:
        """Return the manifest as it is kept: JSON, a line for each file."""
        kept = {"version": self.version, "language": self.language, "files": dict(self.files)}
        return json.dumps(kept, indent=1, ensure_ascii=False).encode() + b"\n"


def content_hash(path: str, content: bytes) -> str:
    """Return what tells two states of a file apart.

    Line ends, which git may change, do not count, and neither do the versions of actions in a
    workflow, which Dependabot moves.
    """
    return hashlib.sha256(without_pins(path, content.replace(b"\r\n", b"\n"))).hexdigest()


def _inside(path: str) -> str:
    """Return a path of the manifest; raise ``ValueError`` if it leads out of the site's folder."""
    if not path or path.startswith("/") or re.search(r"[\\:]", path) or ".." in path.split("/"):
        raise ValueError(path)
    return path
