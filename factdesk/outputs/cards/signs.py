"""The icons of the verdicts as masks, drawn from the same SVG as on the pages."""

from __future__ import annotations

import io
import re
from functools import cache

from PIL import Image
from resvg_py import svg_to_bytes

from factdesk.outputs.design_tokens import drawings

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
_SYMBOL = re.compile(r'<symbol id="fd-([a-z-]+)"[^>]*>(.*?)</symbol>', re.DOTALL)


@cache
def sign(name: str, size: int) -> Image.Image:
    """Return the icon of a tone as a mask of ``size`` pixels square."""
    shapes = dict(_SYMBOL.findall(drawings()))[name]
    png = svg_to_bytes(
        svg_string=_SVG + shapes + "</svg>", width=size, height=size, skip_system_fonts=True
    )
    with Image.open(io.BytesIO(png)) as image:
        return image.getchannel("A")
