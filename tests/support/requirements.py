"""Read the pinned versions in a requirements file."""

from __future__ import annotations

import re
from pathlib import Path


def pins(requirements: Path) -> dict[str, set[str | None]]:
    """Return the pinned versions by package.

    A package pinned under a condition (for one operating system, for example) may be missing, which
    is None, and may be pinned to several versions.
    """
    pinned: dict[str, set[str | None]] = {}
    for line in requirements.read_text("utf-8").splitlines():
        pin = re.match(r"([\w.-]+)==([^\s;]+)(\s*;)?", line)
        wheel = re.match(r"[^#\s]*?([\w.]+)-([^-/\s]+)(?:-[^-/\s]+){3,4}\.whl\b", line)
        if pin:
            pinned.setdefault(pin[1], set()).update([pin[2], None] if pin[3] else [pin[2]])
        elif wheel:
            pinned[wheel[1]] = {wheel[2]}
    return pinned
