"""A palette image as PNG, with nothing in it but the image: https://www.w3.org/TR/png-3/."""

from __future__ import annotations

import struct
import zlib

from PIL import Image

from factdesk.outputs.cards.palette import Palette

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LEVEL = 4  # fixed, since it shows in the bytes; 6 takes twice the time for a file 7 % smaller
_PALETTE_COLOUR = 3


def encode(places: Image.Image, colours: Palette) -> bytes:
    """Return an image of at most sixteen colours as PNG, four bits a pixel.

    ``places`` has mode ``L``, an even width, and in each pixel a place in ``colours``.
    """
    width, height = places.size
    packed = Image.frombytes("P", places.size, places.tobytes()).tobytes("raw", "P;4")
    stride = width // 2
    # Before every row stands the number of its filter: none.
    rows = b"".join(b"\0" + packed[at : at + stride] for at in range(0, len(packed), stride))
    return SIGNATURE + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">LLBBBBB", width, height, 4, _PALETTE_COLOUR, 0, 0, 0)),
            _chunk(b"PLTE", bytes(part for colour in colours for part in colour)),
            _chunk(b"IDAT", zlib.compress(rows, _LEVEL)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">L", len(data)) + name + data + struct.pack(">L", zlib.crc32(name + data))
