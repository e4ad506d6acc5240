"""Generated pictures, and claims that show them."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageDraw


def drawn_picture(width: int = 960, height: int = 640) -> Image.Image:
    """A drawing: people walk towards an entrance, and a camera on a tripod points at them."""
    image = Image.new("RGB", (width, height), "#cfd9dd")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height * 0.72, width, height), fill="#8d9a9c")
    draw.rectangle((width * 0.3, height * 0.15, width * 0.7, height * 0.72), fill="#5f7f8c")
    for n in range(4):
        left = width * (0.32 + n * 0.095)
        draw.rectangle((left, height * 0.2, left + width * 0.08, height * 0.72), fill="#a9c4cd")
    for x, coat in ((0.2, "#3d2f4f"), (0.27, "#6b3a2e")):
        left = width * x
        draw.ellipse((left, height * 0.4, left + width * 0.05, height * 0.475), fill="#d9b08c")
        box = (left - width * 0.01, height * 0.47, left + width * 0.06, height * 0.8)
        draw.rectangle(box, fill=coat)
    draw.line((width * 0.82, height * 0.5, width * 0.78, height * 0.9), fill="#222", width=6)
    draw.line((width * 0.82, height * 0.5, width * 0.86, height * 0.9), fill="#222", width=6)
    draw.rectangle((width * 0.76, height * 0.4, width * 0.87, height * 0.5), fill="#222")
    return image


def encoded(image: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    """An encoded picture file."""
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def media(name: str = "camera.jpg", **fields: Any) -> dict[str, Any]:
    """An entry of ``media`` with a picture."""
    return {
        "file": name,
        "category": "decontextualized",
        "description": "Two people walk towards an entrance. A camera points at them.",
        "licence": "drawn for this test",
        **fields,
    }
