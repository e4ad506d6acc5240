"""The checkpoint of a log: its name, its size and its root. https://c2sp.org/tlog-checkpoint.

A checkpoint can be signed, as https://c2sp.org/signed-note describes: then a blank line and
signatures follow.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import NamedTuple

from factdesk.messages.catalogue import tr
from factdesk.transparency.merkle import HASH_BYTES
from factdesk.transparency.tiles import LogFormatError

#: The path of the file in the folder of the log.
CHECKPOINT = "checkpoint"
_SIZE = re.compile(r"0|[1-9][0-9]{0,17}")
_LARGEST = 64 << 10


class Checkpoint(NamedTuple):
    """The state of a log at one time. ``origin`` is the name of the log: the site's address."""

    origin: str
    size: int
    root: bytes

    @property
    def root_text(self) -> str:
        """The root in base64, as it is printed."""
        return base64.b64encode(self.root).decode()

    @property
    def text(self) -> str:
        """The three lines of the checkpoint, which a signature covers."""
        return f"{self.origin}\n{self.size}\n{self.root_text}\n"


def origin_of(site_url: str) -> str:
    """Return the name of a site's log: its address without the scheme."""
    return site_url.partition("://")[2].rstrip("/")


def parse_checkpoint(raw: bytes) -> Checkpoint:
    """Parse a checkpoint, signed or not; further lines are allowed.

    Raises:
        LogFormatError: this is not a checkpoint.
    """
    lines = raw[:_LARGEST].decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    if len(lines) < 4 or not lines[0] or not _SIZE.fullmatch(lines[1]):
        raise LogFormatError(
            tr("this is not a checkpoint: its lines must be a name, a size and a root")
        )
    try:
        root = base64.b64decode(lines[2], validate=True)
    except binascii.Error:
        root = b""
    if len(root) != HASH_BYTES or base64.b64encode(root).decode() != lines[2]:
        raise LogFormatError(
            tr("the third line of the checkpoint is not a root: it must be 32 bytes in base64")
        )
    return Checkpoint(lines[0], int(lines[1]), root)
