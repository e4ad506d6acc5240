"""Decoding: faults in bytes and characters, their places and corrections."""

from __future__ import annotations

import pytest

from factdesk.reading.faults import Fault, Reason
from factdesk.reading.texts import decode


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf_8_is_read_with_or_without_a_byte_order_mark(mark: bytes) -> None:
    assert decode(mark + "claim: Brücke".encode()) == ("claim: Brücke", [])


def test_a_second_byte_order_mark_is_a_character_that_is_refused() -> None:
    _, faults = decode(b"\xef\xbb\xbf" * 2 + b"claim: a")

    assert [(fault.reason, fault.start, fault.end) for fault in faults] == [
        (Reason.CHARACTER, 0, 1)
    ]


def test_a_refused_character_is_replaced_and_the_rest_is_read() -> None:
    text, faults = decode("claim: ü\x00b\x1bc".encode())

    assert text == "claim: ü\ufffdb\ufffdc"
    assert [(fault.start, fault.end) for fault in faults] == [(8, 9), (10, 11)]


@pytest.mark.parametrize(
    ("raw", "read", "message", "hint"),
    [
        (
            b"claim: \xc3\xbc Br\xfccke", "claim: ü Br", "the byte 0xfc is not UTF-8",
            "save the file as UTF-8; in Windows-1252 this byte would be 'ü'",
        ),
        (b"a\x81", "a", "the byte 0x81 is not UTF-8", "save the file as UTF-8"),
        (
            b"\xff\xfea\x00", "", "the byte 0xff is not UTF-8",
            "this looks like UTF-16: save the file as UTF-8",
        ),
        (
            b"\xfe\xff\x00a", "", "the byte 0xfe is not UTF-8",
            "this looks like UTF-16: save the file as UTF-8",
        ),
        (
            b"\xfe\x00a", "", "the byte 0xfe is not UTF-8",
            "save the file as UTF-8; in Windows-1252 this byte would be 'þ'",
        ),
    ],
)  # fmt: skip
def test_what_is_not_utf_8_is_said_at_its_place(
    raw: bytes, read: str, message: str, hint: str
) -> None:
    at = len(read)

    assert decode(raw) == (read, [Fault(Reason.NOT_UTF8, message, hint, at, at + 1)])
