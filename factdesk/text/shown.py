"""A piece of somebody's text inside a message."""

from __future__ import annotations


def shown(text: str, longest: int = 60) -> str:
    """Return the text on one line, cut where a reader has seen enough of it."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
