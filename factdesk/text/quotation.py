"""Put quotation marks around a text that may contain quotation marks."""

from __future__ import annotations

import re

import msgspec

#: Double quotation marks of any language; a single one may be an apostrophe.
_DOUBLE = re.compile('[“”„«»"]')


class QuotationMarks(msgspec.Struct, frozen=True):
    """The quotation marks of a language: outer and inner ones."""

    open: str
    close: str
    inner_open: str
    inner_close: str

    def around(self, text: str) -> str:
        """Return a text in quotation marks; the double marks inside it become the inner ones.

        Marks are opening and closing in turn, whatever their shape, because a source may use those
        of another language. If their number is odd, they are not changed.
        """
        return f"{self.open}{self.nested(text)}{self.close}"

    def nested(self, text: str) -> str:
        """Return a text for use inside quotation marks."""
        if len(_DOUBLE.findall(text)) % 2:
            return text
        pieces = _DOUBLE.split(text)
        marks = (self.inner_open, self.inner_close)
        joined = (f"{marks[n % 2]}{piece}" for n, piece in enumerate(pieces[1:]))
        return "".join((pieces[0], *joined))
