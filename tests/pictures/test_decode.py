"""Pictures from untrusted files: which are decoded, which are refused, and the messages."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from support.drawn_pictures import drawn_picture, encoded

from factdesk.pictures.decode import PictureFault, PictureProblem, decode_picture

SMALL = drawn_picture(240, 160)


def _fault(raw: bytes, name: str = "a.jpg") -> PictureFault:
    fault = decode_picture(raw, name)
    assert isinstance(fault, PictureFault)
    return fault


def _png_header(width: int, height: int) -> bytes:
    """A PNG file that declares a size but has almost no pixels."""
    chunks = {
        b"IHDR": struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0),
        b"IDAT": zlib.compress(b"\0" * 64),
        b"IEND": b"",
    }
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(data)) + name + data + struct.pack(">L", zlib.crc32(name + data))
        for name, data in chunks.items()
    )


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("JPEG", "a.jpg"),
        ("JPEG", "a.JPEG"),
        ("PNG", "a.png"),
        ("WEBP", "a.webp"),
        ("AVIF", "a.avif"),
    ],
)
def test_raster_pictures_are_decoded_to_bare_pixels(form: str, name: str) -> None:
    image = decode_picture(encoded(SMALL, form), name)

    assert isinstance(image, Image.Image)
    assert (image.mode, image.size, image.info) == ("RGB", (240, 160), {})


def test_nothing_of_the_metadata_is_left() -> None:
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    exif[0x0112] = 6  # to be rotated by 90 degrees
    raw = encoded(SMALL, "JPEG", exif=exif, comment=b"secret", icc_profile=b"x" * 200)

    image = decode_picture(raw, "a.jpg")

    assert isinstance(image, Image.Image)
    assert image.size == (160, 240)  # upright
    assert image.info == {}
    assert not image.getexif()


def test_transparent_pixels_become_white() -> None:
    image = decode_picture(encoded(Image.new("RGBA", (120, 120), (0, 0, 0, 0)), "PNG"), "a.png")

    assert isinstance(image, Image.Image)
    assert image.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "CMYK"])
def test_every_colour_mode_is_shown(mode: str) -> None:
    source = Image.new("I;16", (120, 120), 32768) if mode == "I;16" else SMALL.convert(mode)
    form, name = ("JPEG", "a.jpg") if mode == "CMYK" else ("PNG", "a.png")

    image = decode_picture(encoded(source, form), name)

    assert isinstance(image, Image.Image)
    assert image.mode == "RGB"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "text, such as SVG or HTML"),
        (b"<!doctype html><script>alert(1)</script>", "text, such as SVG or HTML"),
        (encoded(SMALL, "GIF"), "a GIF"),
        (b"\0\0\0\x20ftypheic\0\0\0\0mif1", "HEIC"),
        (b"%PDF-1.7\n", "a PDF"),
        (encoded(SMALL, "BMP"), "not a picture that can be read"),
        (b"", "not a picture that can be read"),
        (b"\0" * 500, "not a picture that can be read"),
    ],
)
def test_other_formats_are_named(raw: bytes, message: str) -> None:
    fault = _fault(raw)

    assert (fault.problem, fault.message) == (PictureProblem.DAMAGED, f"this file is {message}")


def test_a_wrong_ending_is_answered_with_the_right_one() -> None:
    fault = _fault(encoded(SMALL, "PNG"), "a.jpg")

    assert fault.message == "this file is PNG, but its name ends in '.jpg'"
    assert fault.hint == "change its extension to '.png'"


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_an_incomplete_picture_is_damaged(form: str) -> None:
    raw = encoded(drawn_picture(400, 300), form)
    name = f"a.{form.lower()}"

    assert _fault(raw[: len(raw) * 2 // 3], name).problem is PictureProblem.DAMAGED


def test_an_animation_is_refused() -> None:
    frames = [SMALL.rotate(n * 90) for n in range(3)]
    raw = encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:])

    assert _fault(raw, "a.webp").message == "this picture is animated"


@pytest.mark.parametrize(
    ("size", "message"),
    [
        ((6000, 6000), "6000 × 6000 pixels, more than 25 million"),
        ((60_000, 60_000), "more than 25 million pixels"),
        ((20_000, 200), "20000 × 200 pixels, more than 16000 on one side"),
        ((4000, 99), "4000 × 99 pixels, fewer than 100 on one side"),
    ],
)
def test_sizes_are_refused_before_a_pixel_is_decoded(size: tuple[int, int], message: str) -> None:
    fault = _fault(_png_header(*size), "a.png")

    assert (fault.problem, fault.message) == (PictureProblem.SIZE, f"this picture has {message}")


def test_a_second_format_behind_the_picture_is_dropped() -> None:
    raw = encoded(SMALL, "JPEG") + b"<script>alert(1)</script>PK\x03\x04"
    image = decode_picture(raw, "a.jpg")

    assert isinstance(image, Image.Image)
    out = io.BytesIO()
    image.save(out, "JPEG")
    assert b"script" not in out.getvalue()


TINY = {form: encoded(drawn_picture(120, 100), form) for form in ("JPEG", "PNG", "WEBP")}


@settings(max_examples=60, deadline=None)
@given(st.data(), st.sampled_from(sorted(TINY)))
def test_no_damage_ever_raises(data: st.DataObject, form: str) -> None:
    raw = bytearray(TINY[form])
    for _ in range(data.draw(st.integers(1, 8))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))

    assert isinstance(decode_picture(bytes(raw), f"a.{form.lower()}"), Image.Image | PictureFault)
