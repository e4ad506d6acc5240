"""Decode a picture from untrusted bytes: raster formats only, with limits on its size.

Only pixels leave this module. Metadata, comments, colour profiles and any other data before,
between or after the pixels never get into a published file.
"""

from __future__ import annotations

import io
import warnings
from enum import Enum, auto
from typing import NamedTuple

from PIL import Image, ImageOps, UnidentifiedImageError

from factdesk.messages.catalogue import tr

#: The supported formats, by file extension.
PICTURE_FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "avif": "AVIF"}
#: The maximum file size, and the maximum number of pixels: those of a 24-megapixel camera.
LARGEST_PICTURE = 10 * 1024 * 1024
MOST_PIXELS = 25_000_000
#: The minimum length of a side, so that the bar fits, and the maximum, in pixels.
SHORTEST_SIDE, LONGEST_SIDE = 100, 16_000

_WHITE = (255, 255, 255)
# Cameras store several pictures in one JPEG; the first is the photograph.
_SAME_FORMAT = {"MPO": "JPEG"}


class PictureProblem(Enum):
    """What is wrong with a picture file."""

    UNREADABLE = auto()
    DAMAGED = auto()
    SIZE = auto()


class PictureFault(NamedTuple):
    """Why a picture cannot be shown. Without a hint, the one of the check is used."""

    problem: PictureProblem
    message: str
    hint: str | None = None


def decode_picture(raw: bytes, name: str) -> Image.Image | PictureFault:
    """Return the pixels of a picture, upright, in RGB on white; or why it cannot be shown."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # our own limits are below those of Pillow
            return _decode(raw, name)
    except UnidentifiedImageError:
        return _other_format(raw)
    except Image.DecompressionBombError:  # before any pixel is decoded
        return PictureFault(
            PictureProblem.SIZE,
            tr(
                "this picture has more than {most_pixels} million pixels",
                most_pixels=MOST_PIXELS // 1_000_000,
            ),
        )
    except Exception:  # noqa: BLE001  # decoders raise arbitrary exceptions on damaged files
        return PictureFault(PictureProblem.DAMAGED, tr("this picture is damaged or incomplete"))


def _decode(raw: bytes, name: str) -> Image.Image | PictureFault:
    with Image.open(
        io.BytesIO(raw), formats=tuple(dict.fromkeys(PICTURE_FORMATS.values()))
    ) as image:
        # Size and format are known before any pixel is decoded.
        found = _SAME_FORMAT.get(image.format or "", image.format)
        if fault := _format_fault(str(found), name) or _size_fault(*image.size):
            return fault
        if found == image.format and getattr(image, "n_frames", 1) > 1:
            return PictureFault(
                PictureProblem.DAMAGED,
                tr("this picture is animated"),
                tr("save one frame of it, and set 'kind: video'"),
            )
        image.load()
        return _pixels(_upright(image))


def _format_fault(found: str, name: str) -> PictureFault | None:
    ending = name.rpartition(".")[2].lower()
    if PICTURE_FORMATS.get(ending) == found:
        return None
    message = tr(
        "this file is {found}, but its name ends in '.{ending}'", found=found, ending=ending
    )
    right = next(each for each, name in PICTURE_FORMATS.items() if name == found)
    hint = tr("change its extension to '.{right}'", right=right)
    return PictureFault(PictureProblem.DAMAGED, message, hint)


def _size_fault(width: int, height: int) -> PictureFault | None:
    size = tr("this picture has {width} × {height} pixels", width=width, height=height)
    if width * height > MOST_PIXELS:
        message = tr("{size}, more than {most} million", size=size, most=MOST_PIXELS // 1_000_000)
        return PictureFault(PictureProblem.SIZE, message)
    if max(width, height) > LONGEST_SIDE:
        message = tr("{size}, more than {most} on one side", size=size, most=LONGEST_SIDE)
        return PictureFault(PictureProblem.SIZE, message)
    if min(width, height) < SHORTEST_SIDE:
        message = tr("{size}, fewer than {least} on one side", size=size, least=SHORTEST_SIDE)
        hint = tr("use a larger version; a verdict would not be readable on this one")
        return PictureFault(PictureProblem.SIZE, message, hint)
    return None


def _upright(image: Image.Image) -> Image.Image:
    try:
        return ImageOps.exif_transpose(image)
    except Exception:  # noqa: BLE001  # damaged metadata says nothing about the pixels
        return image


def _pixels(image: Image.Image) -> Image.Image:
    """Return a new picture with only the pixels; transparent pixels become white."""
    if image.mode.startswith("I"):  # 16 bits of grey
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    page = Image.new("RGB", image.size, _WHITE)
    if image.has_transparency_data:
        image = image.convert("RGBA")
        page.paste(image, mask=image.getchannel("A"))
    else:
        page.paste(image.convert("RGB"))
    return page


def _other_format(raw: bytes) -> PictureFault:
    """Return the fault of a file in an unsupported format, which its first bytes identify."""
    start = raw[:1024].lstrip().lower()
    if start.startswith((b"<svg", b"<?xml", b"<!doctype", b"<html")):
        message, hint = (
            tr("this file is text, such as SVG or HTML"),
            tr("save it as PNG: SVG can contain programs"),
        )
    elif raw[:4] == b"GIF8":
        message, hint = (
            tr("this file is a GIF"),
            tr("save it as PNG; of an animation, save one frame"),
        )
    elif raw[4:12] in (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc"):
        message, hint = tr("this file is HEIC"), tr("export it as JPEG")
    elif raw[:5] == b"%PDF-":
        message, hint = tr("this file is a PDF"), tr("save the page as PNG")
    else:
        message, hint = tr("this file is not a picture that can be read"), None
    return PictureFault(PictureProblem.DAMAGED, message, hint)
