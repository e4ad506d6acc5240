"""Write texts, lists and mappings in the block or flow style of YAML."""

from __future__ import annotations

from collections.abc import Mapping as Fields
from collections.abc import Sequence as Items
from typing import Any, TypeAlias

from factdesk.text.yaml_scalars import write_scalar

#: The values of fields and list entries; texts are written unchanged.
Value: TypeAlias = "str | Items[Any] | Fields[str, Any]"


def as_read(value: Value) -> Any:
    """Return a value as a parser would return it: texts, lists and dictionaries."""
    if isinstance(value, str):
        return value
    if isinstance(value, Fields):
        return {name: as_read(each) for name, each in value.items()}
    return [as_read(each) for each in value]


def after_colon(value: Value, indent: int, newline: str, *, in_flow: bool = False) -> str:
    """Return the text after the colon of a field that begins at the column ``indent``."""
    if in_flow:
        return f" {flow_value(value)}"
    if isinstance(value, str):
        return " " + write_scalar(value, indent=indent + 2, newline=newline, fold=True)
    return f"{newline}{block_value(value, indent + 2, newline)}"


def block_value(value: Value, indent: int, newline: str) -> str:
    """Return a value in block style, with every line indented by ``indent`` columns."""
    pad = " " * indent
    if isinstance(value, str):
        return pad + write_scalar(value, indent=indent, newline=newline, fold=True)
    if isinstance(value, Fields):
        return newline.join(
            f"{pad}{name}:{after_colon(each, indent, newline)}" for name, each in value.items()
        )
    return newline.join(
        f"{pad}- {block_value(each, indent + 2, newline).lstrip()}" for each in value
    )


def flow_value(value: Value) -> str:
    """Return a value in flow style, on one line."""
    if isinstance(value, str):
        return write_scalar(value, indent=0, in_flow=True)
    if isinstance(value, Fields):
        pairs = (f"{name}: {flow_value(each)}" for name, each in value.items())
        return "{" + ", ".join(pairs) + "}"
    return "[" + ", ".join(map(flow_value, value)) + "]"
