"""Which files in the folder of claims are claim files, judged by their paths alone."""

from __future__ import annotations

_ENDING = ".yml"


def is_claim_path(path: str) -> bool:
    """Return whether a path, relative to the folder of claims, is one of a claim file."""
    return path.endswith(_ENDING) and not is_aside(path)


def is_aside(path: str) -> bool:
    """Return whether a name in a relative path begins with ``_`` or ``.``.

    Such files are not claims, and such folders are not searched for claims.
    """
    return path.startswith(("_", ".")) or "/_" in path or "/." in path
