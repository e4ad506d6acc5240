"""Replace a text in a claim file, in its own style where that is possible."""

from __future__ import annotations

import re

from factdesk.editing.layout import Edit, FileLayout
from factdesk.reading.nodes import ScalarNode
from factdesk.text.yaml_scalars import write_quoted, write_scalar, write_single_quoted

_FITS_SINGLE_QUOTES = re.compile(r"[\x20-\x7e\xa1-\u2027]*")


def replace_scalar(
    file: FileLayout, old: ScalarNode, value: str, *, indent: int, in_flow: bool
) -> Edit:
    """Replace a text by another one; ``indent`` is that of the lines of a block."""
    end, style = file.end_of(old), "" if old.plain else file.text[old.start]
    if style == '"' and "\n" not in value:
        written = write_quoted(value)
    elif style == "'" and _FITS_SINGLE_QUOTES.fullmatch(value):
        written = write_single_quoted(value)
    else:
        written = write_scalar(
            value, indent=indent, newline=file.newline, in_flow=in_flow, fold=style == ">"
        )
        rest = file.text[end : file.next_line(end)]
        # A block would swallow a following comment, and its last line needs a line break.
        if file.newline in written and (rest.strip() or not rest):
            written = write_quoted(value)
    return Edit(old.start, end, written)
