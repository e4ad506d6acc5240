"""Cards for tests, and generated fonts, so that no test depends on installed ones."""

from __future__ import annotations

import io
import struct
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops
from support.output_samples import ENGLISH, claim, site

from factdesk.outputs.cards import fonts as fonts_module
from factdesk.outputs.cards.card import Card, claim_card
from factdesk.outputs.cards.drawing import render_card
from factdesk.outputs.cards.fonts import Fonts

OURS = Path(fonts_module.__file__).parent / "fonts"
LITERATA = OURS / "Literata-Medium.ttf"

#: Only the bundled fonts.
BARE = Fonts(folders=())
#: The bundled fonts, and those of this machine.
INSTALLED = Fonts()

PAPER = (251, 251, 249)


def card(text: str = "The bridge cost twice its budget", /, **changes: Any) -> Card:
    """Return the card of a claim with this text."""
    return claim_card(claim(claim=text, **changes), site(), ENGLISH)


def drawn(card: Card, fonts: Fonts = BARE) -> Image.Image:
    """Return a card as a viewer decodes it."""
    with Image.open(io.BytesIO(render_card(card, fonts))) as image:
        return image.convert("RGB")


def ink(image: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int, int] | None:
    """Return the bounds of everything in a region of a card that is not paper."""
    part = image.crop(box)
    bounds = ImageChops.difference(part, Image.new("RGB", part.size, PAPER)).getbbox()
    if bounds is None:
        return None
    left, top = box[:2]
    return bounds[0] + left, bounds[1] + top, bounds[2] + left, bounds[3] + top


def font_with(characters: str, path: Path) -> Path:
    """Write a font that draws these characters, and no others, as Literata draws its letters."""
    data = LITERATA.read_bytes()
    count = struct.unpack_from(">H", data, 4)[0]
    tables = {}
    for n in range(count):
        tag, _, at, size = struct.unpack_from(">4sLLL", data, 12 + 16 * n)
        tables[tag] = data[at : at + size]
    codes = sorted(map(ord, characters))
    groups = b"".join(struct.pack(">LLL", code, code, 40 + n) for n, code in enumerate(codes))
    mapping = struct.pack(">HHLLL", 12, 0, 16 + len(groups), 0, len(codes)) + groups
    tables[b"cmap"] = struct.pack(">HHHHL", 0, 1, 3, 10, 12) + mapping
    head, body = data[:12], b""
    for tag, table in sorted(tables.items()):
        place = 12 + 16 * count + len(body)
        checksum = sum(struct.unpack(f">{-(-len(table) // 4)}L", table + b"\0" * (-len(table) % 4)))
        head += struct.pack(">4sLLL", tag, checksum & 0xFFFFFFFF, place, len(table))
        body += table + b"\0" * (-len(table) % 4)
    path.write_bytes(head + body)
    return path
