"""Small PDFs for tests: lines of text at given places, on any number of pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

#: Text at x and y, in points from the lower left corner of a page.
Line: TypeAlias = tuple[float, float, str]


def pdf(pages: Sequence[Sequence[Line]]) -> bytes:
    """Return a PDF whose pages have these lines, in Helvetica, in the order given."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, lines in enumerate(pages):
        shown = "".join(
            f"BT /F1 10 Tf {x} {y} Td ({_escaped(text)}) Tj ET\n" for x, y, text in lines
        )
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * n} 0 R >>"
        )
        objects.append(f"<< /Length {len(shown.encode('cp1252'))} >>\nstream\n{shown}endstream")
    return _file([each.encode("cp1252") for each in objects])


def column(x: float, text: Sequence[str], top: float = 780) -> list[Line]:
    """Return lines below each other, beginning at the height ``top``."""
    return [(x, top - 14 * n, line) for n, line in enumerate(text)]


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def _file(objects: Sequence[bytes]) -> bytes:
    content, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    trailer = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        len(content),
    )
    return b"%sxref\n0 %d\n0000000000 65535 f \n%s%s" % (content, size, table, trailer)
