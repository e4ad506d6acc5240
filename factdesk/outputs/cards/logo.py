"""The logo of a site on its cards: drawn in one colour, from an SVG, PNG, JPEG or WebP file."""

from __future__ import annotations

import io
from functools import lru_cache
from pathlib import Path

import msgspec
from PIL import Image, ImageOps
from resvg_py import svg_to_bytes

from factdesk.cache.fingerprint import fingerprint
from factdesk.messages.catalogue import os_reason, tr

_LARGEST = 2 * 1024 * 1024
_MOST_PIXELS = 16_000_000
_HEIGHT = 512  # an SVG file is drawn at this size and then scaled down
_CLEAR = 250  # a pixel with a lower alpha (of 255) counts as transparent


class LogoError(ValueError):
    """A file that cannot be used as a logo. The message names it and the reason."""


class Logo(msgspec.Struct, frozen=True, eq=False):
    """A logo: a mask without margins, and the fingerprint of its file."""

    ink: Image.Image
    fingerprint: str

    def mask(self, height: int, widest: int) -> Image.Image:
        """Return the mask scaled to a height, or smaller if it would be too wide."""
        return _scaled(self, height, widest)


@lru_cache(maxsize=8)  # every card of a site has the same two sizes
def _scaled(logo: Logo, height: int, widest: int) -> Image.Image:
    ink = logo.ink
    width = round(ink.width * height / ink.height)
    if width > widest:
        width, height = widest, round(ink.height * widest / ink.width)
    return ink.resize((max(width, 1), max(height, 1)), Image.Resampling.LANCZOS)


def read_logo(file: Path) -> Logo:
    """Read the logo in a file.

    Its shape is the part that is not transparent or, if nothing is transparent, the dark part.

    Raises:
        LogoError: the file is missing, too large, empty, or not a picture.
    """
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise LogoError(
            tr("{file} cannot be read: {value}", file=file, value=os_reason(error))
        ) from error
    if len(raw) > _LARGEST:
        raise LogoError(
            tr("{file} is larger than {largest} MiB", file=file, largest=_LARGEST // 1024 // 1024)
        )
    try:
        ink = _ink(_decoded(raw, file))
    except Exception as error:  # damaged pictures raise arbitrary exceptions
        message = tr("{file} is damaged, or not an SVG, PNG, JPEG or WebP file", file=file)
        raise LogoError(message) from error
    bounds = ink.getbbox()
    if bounds is None:
        raise LogoError(tr("{file} is empty: it has nothing that could be drawn", file=file))
    return Logo(ink.crop(bounds), fingerprint(raw))


def _decoded(raw: bytes, file: Path) -> Image.Image:
    if file.suffix.lower() == ".svg":
        raw = svg_to_bytes(svg_string=raw.decode(), height=_HEIGHT, skip_system_fonts=True)
    image = Image.open(io.BytesIO(raw), formats=("PNG", "JPEG", "WEBP"))
    if image.width * image.height > _MOST_PIXELS:
        raise ValueError(tr("too many pixels"))
    return image.convert("RGBA")


def _ink(image: Image.Image) -> Image.Image:
    alpha = image.getchannel("A")
    lowest, _ = alpha.getextrema()
    is_opaque = isinstance(lowest, int | float) and lowest >= _CLEAR
    return ImageOps.invert(image.convert("L")) if is_opaque else alpha
