"""The site's colours and icons, read from its style sheet and SVG file for cards and embeds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COLOUR = re.compile(r"--fd-([a-z0-9-]+):\s*(#[0-9a-f]{6})")


@cache
def colours(scheme: Literal["default", "slate"]) -> Mapping[str, str]:
    """Return the colours of the light or the dark scheme by name: ``{"paper": "#fbfbf9", …}``."""
    found: dict[str, str] = {}
    for selector, body in _RULE.findall(_asset("tokens.css")):
        if f'"{scheme}"' in selector:
            found.update(_COLOUR.findall(body))
    return found


@cache
def drawings() -> str:
    """Return the verdicts' icons: an SVG file with one symbol for each tone, ``fd-<tone>``."""
    return _asset("verdicts.svg")


def _asset(name: str) -> str:
    return files("factdesk").joinpath(f"theme/assets/factdesk/{name}").read_text("utf-8")
