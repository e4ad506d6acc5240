"""Read the YAML tables of the program."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml

#: libyaml is ten times as fast; if it is missing, as in a browser, the result is the same.
YAML_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_table(package: str, name: str) -> Any:
    """Return the content of a YAML file in a package of the program."""
    text = files(package).joinpath(name).read_bytes()
    return yaml.load(text, Loader=YAML_LOADER)  # noqa: S506  # this loader is safe
