"""The table of the former and new addresses of imported reviews."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path

from factdesk.files import write_file

#: The name of the table, next to the claims; it is not a claim file.
REDIRECTS = "_redirects.csv"


def write_redirects(file: Path, redirects: Mapping[str, str]) -> bool:
    """Write a table of former and new addresses; return whether the file changed.

    Addresses from earlier imports are kept.
    """
    before = file.read_text("utf-8") if file.is_file() else ""
    earlier = [row for row in list(csv.reader(io.StringIO(before)))[1:] if len(row) == 2]
    rows = {**dict(earlier), **redirects}
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerows([("old_address", "new_address"), *sorted(rows.items())])
    if not rows or stream.getvalue() == before:
        return False
    write_file(file, stream.getvalue().encode())
    return True
