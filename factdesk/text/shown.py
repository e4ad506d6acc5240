"""Quote a text within a message."""

from __future__ import annotations


def shown(text: str, longest: int = 60) -> str:
    """Return the text on one line, shortened to ``longest`` characters."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"
