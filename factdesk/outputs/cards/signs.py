"""The verdicts' signs as masks, drawn from the same SVG as on the pages."""

from __future__ import annotations

import io
import re
from functools import cache

from PIL import Image
from resvg_py import svg_to_bytes

from factdesk.outputs.design_tokens import drawings

#: Factdesk's mark: a dot in the margin of lines of text.
MARK = (
    '<path d="M8 2h2v20H8zM13 4h9v2h-9zm0 7h9v2h-9zm0 7h6v2h-6z"/>'
    '<circle cx="3.6" cy="12" r="2.9"/>'
)
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
_SYMBOL = re.compile(r'<symbol id="fd-([a-z-]+)"[^>]*>(.*?)</symbol>', re.DOTALL)


@cache
def sign(name: str, size: int) -> Image.Image:
    """Return the sign of a tone, or Factdesk's ``mark``, as a mask of ``size`` pixels square."""
    shapes = {"mark": MARK, **dict(_SYMBOL.findall(drawings()))}[name]
    png = svg_to_bytes(
        svg_string=_SVG + shapes + "</svg>", width=size, height=size, skip_system_fonts=True
    )
    with Image.open(io.BytesIO(png)) as image:
        return image.getchannel("A")
