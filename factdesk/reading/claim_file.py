"""A parsed claim file: its text, its fields with their positions, and its faults."""

from __future__ import annotations

import hashlib
import re
from itertools import islice
from pathlib import Path

from factdesk.claims.problem import FieldPath, Place
from factdesk.messages.catalogue import tr
from factdesk.reading.faults import Fault, Reason
from factdesk.reading.files import read_bytes
from factdesk.reading.lines import Lines
from factdesk.reading.nodes import MappingNode, Node, ScalarNode, Stretch, child_at
from factdesk.reading.texts import decode
from factdesk.reading.tree import Tree, read_tree
from factdesk.text.characters import (
    character_faults,
    direction_faults,
    direction_offsets,
    has_directions,
)


class ClaimFile:
    """One claim file.

    ``path`` is its name in messages, ``slug`` its stem, ``digest`` the SHA-256 of its bytes (empty
    if they could not be read) and of those of its evidence record, ``record``, if it has one.
    ``root`` contains the fields and is empty if ``was_read`` is False: then only the faults
    describe the file. ``texts`` are all names and values in it, each once: whether one of them is
    there is answered much faster than by searching ``text``.
    """

    __slots__ = (
        "digest", "faults", "lines", "path", "record", "root", "scalars", "slug", "text", "texts",
        "was_read"
    )  # fmt: skip

    def __init__(self, path: str, digest: str, text: str, tree: Tree, faults: list[Fault]) -> None:
        self.path = path
        self.record: bytes | Fault | None = None
        self.digest = digest
        self.slug = path.rpartition("/")[2].rpartition(".")[0]
        self.text = text
        self.lines = Lines(text)
        self.was_read = type(tree.top) is MappingNode
        self.root = tree.top if type(tree.top) is MappingNode else MappingNode()
        self.scalars = tree.scalars
        self.texts = {scalar.value for scalar in tree.scalars}
        self.faults = faults

    def place(self, start: int, end: int) -> Place:
        """Return the place of a part of the text."""
        return Place(self.path, *self.lines.place(start, end))

    def field_at(self, node: Node | Stretch) -> FieldPath:
        """Return the path of the field that a node is in or names."""
        steps: list[str | int] = []
        here: Node | None = self.root if node is not self.root else None
        while here is not None:
            step, here = child_at(here, node.start)
            if step is not None:
                steps.append(step)
            if here is node:
                break
        return tuple(steps)

    def place_of(self, node: Node | Stretch) -> Place:
        """Return the place of a node, or of some characters in one."""
        return self.place(node.start, node.end)


def read_claim_file(
    path: Path | str, shown_as: str | None = None, record: Path | str = ""
) -> ClaimFile:
    """Read a file from disk, with the evidence record at the path ``record`` if there is one.

    Its name in messages is ``shown_as``, by default its path.
    """
    name = Path(path).as_posix() if shown_as is None else shown_as
    return as_claim_file(read_bytes(path), name, read_bytes(record) if record else None)


def as_claim_file(raw: bytes | Fault, path: str, record: bytes | Fault | None = None) -> ClaimFile:
    """Convert the result of reading a file (its bytes, or why there are none) to a claim file."""
    if isinstance(raw, Fault):
        return ClaimFile(path, "", "", Tree(None, [], []), [raw])
    file = parse_claim_file(raw, path)
    if record is not None:
        file.record = record
        file.digest = digest_of(raw, record)
    return file


def parse_claim_file(raw: bytes, path: str) -> ClaimFile:
    """Parse a file's bytes; ``path`` is its name in messages."""
    digest = digest_of(raw)
    text, faults = decode(raw)
    if any(fault.reason is Reason.NOT_UTF8 for fault in faults):
        return ClaimFile(path, digest, text, Tree(None, [], []), faults)
    tree = read_tree(text)
    faults += tree.faults
    faults += _character_faults(text, tree.scalars)
    if type(tree.top) is not MappingNode and not any(f.reason in _FATAL for f in tree.faults):
        faults.append(_no_fields(tree.top))
    return ClaimFile(path, digest, text, tree, faults)


def digest_of(raw: bytes, record: bytes | Fault | None = None) -> str:
    """Return a digest of the contents of a file and of its record, if any."""
    if record is None:
        return hashlib.sha256(raw).hexdigest()
    added = record if isinstance(record, bytes) else record.message.encode()
    return hashlib.sha256(b"%d\0%b%b" % (len(raw), raw, added)).hexdigest()


_FATAL = (Reason.NOT_YAML, Reason.REFUSED)


def _no_fields(top: Node | None) -> Fault:
    if top is None:
        return Fault(
            Reason.NO_FIELDS, tr("this file is empty"), tr("a claim file begins with 'claim: …'")
        )
    value = top.value if type(top) is ScalarNode else ""
    first = value.split("\n")[0]
    message = tr("this file contains no fields")
    if match := _NO_BREAK_AFTER_COLON.match(first):
        message = tr("there is a no-break space after '{found}:'", found=match[1])
        hint = tr("type an ordinary space")
    elif _TABLE.match(first):
        hint = tr("this looks like a table; the command 'import' reads tables")
    elif ":" in first:
        hint = tr("a space must follow the colon: 'claim: …'")
    else:
        hint = tr("a claim file contains fields, such as 'claim: …'")
    return Fault(Reason.NO_FIELDS, message, hint, top.start, top.end)


_TABLE = re.compile(r"[^:\n]+?([;,\t])[^:\n]+?\1[^:\n]+")
# To YAML, only the ordinary space and the tab are white space.
_NO_BREAK_AFTER_COLON = re.compile("\\s*([\\w-]+):[\u00a0\u2007\u202f]")


def _character_faults(text: str, scalars: list[ScalarNode]) -> list[Fault]:
    """Return faults that only values show: escaped characters and unclosed directions."""
    faults: list[Fault] = []
    if "\\" in text:
        for scalar in scalars:
            if (
                not scalar.plain
                and text[scalar.start] == '"'
                and "\\" in text[scalar.start : scalar.end]
            ):
                found = [*character_faults(scalar.value), *direction_faults(scalar.value)]
                faults += [_character(scalar.start, scalar.end, f.message, f.hint) for f in found]
    if has_directions(text):
        faults += _direction_faults(text, scalars)
    return faults


def _direction_faults(text: str, scalars: list[ScalarNode]) -> list[Fault]:
    faults: list[Fault] = []
    outside = set(direction_offsets(text))
    for scalar in scalars:
        outside.difference_update(range(scalar.start, scalar.end))
        for offset, message, hint in islice(direction_faults(text[scalar.start : scalar.end]), 1):
            at = scalar.start + offset
            faults.append(_character(at, at + 1, message, hint))
    if outside:
        at, message = min(outside), tr("a direction character is outside the texts")
        faults.append(_character(at, at + 1, message, tr("delete it")))
    return faults


def _character(start: int, end: int, message: str, hint: str) -> Fault:
    return Fault(Reason.CHARACTER, message, hint, start, end)
