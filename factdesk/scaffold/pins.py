"""Versions of actions, which Dependabot updates: ``uses: owner/name@commit # v1.2.3``."""

from __future__ import annotations

import re

_PIN = re.compile(rb"(?P<action>\buses: *[\w./-]+)@(?P<commit>[0-9a-f]{40}) # v(?P<version>[\d.]+)")


def without_pins(path: str, content: bytes) -> bytes:
    """Return a workflow without the versions of its actions, and any other file unchanged."""
    return _PIN.sub(lambda pin: pin["action"], content) if _is_workflow(path) else content


def with_newer_pins(path: str, content: bytes, current: bytes) -> bytes:
    """Return a workflow with each action at the newer version: its own, or that of ``current``."""
    if not _is_workflow(path):
        return content
    ahead = {pin["action"]: pin for pin in _PIN.finditer(current)}

    def newer(pin: re.Match[bytes]) -> bytes:
        other = ahead.get(pin["action"], pin)
        return max(pin, other, key=_version)[0]

    return _PIN.sub(newer, content)


def _is_workflow(path: str) -> bool:
    return path.startswith(".github/workflows/")


def _version(pin: re.Match[bytes]) -> tuple[int, ...]:
    return tuple(int(part) for part in pin["version"].split(b".") if part)
