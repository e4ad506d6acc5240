"""Write a new claim file in the style of the template."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Mapping as Fields
from collections.abc import Sequence as Items
from typing import Any

from factdesk.editing.values import after_colon

_WIDTH = 99


def write_new_file(fields: Fields[str, Any], sections: Iterable[tuple[str, Items[str]]]) -> str:
    """Return the text of a claim file with these fields, in the order of the sections.

    A section has a heading, printed as a comment, and the names of its fields. Every field must be
    in one of them.
    """
    blocks = []
    for heading, names in sections:
        written = {name: after_colon(fields[name], 0, "\n") for name in names if name in fields}
        lines = [f"{name}:{value}\n" for name, value in written.items()]
        if lines:
            blocks.append("".join([f"{_rule(heading)}\n\n", *lines]))
    return "\n".join(blocks)


def _rule(heading: str) -> str:
    return f"# -- {heading} ".ljust(_WIDTH, "-")
