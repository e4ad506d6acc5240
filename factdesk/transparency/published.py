"""Read the published log of a site, and compare it with another log."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from factdesk.messages.catalogue import tr
from factdesk.transparency.checkpoint import CHECKPOINT, Checkpoint, parse_checkpoint
from factdesk.transparency.entries import parse_entry
from factdesk.transparency.log import TransparencyLog
from factdesk.transparency.tiles import LogFormatError, bundle_paths, read_bundle

#: Returns a file by its path in the folder of the log.
Fetch = Callable[[str], bytes]


class PublishedLog(NamedTuple):
    """A verified published log. ``note`` is the checkpoint as it was read."""

    note: bytes
    checkpoint: Checkpoint
    log: TransparencyLog


def read_published_log(fetch: Fetch) -> PublishedLog:
    """Read a published log, and verify all its files.

    Raises:
        LogFormatError: a file is damaged, or contradicts the checkpoint.
    """
    note = fetch(CHECKPOINT)
    checkpoint = parse_checkpoint(note)
    texts: list[bytes] = []
    files: dict[str, bytes] = {}
    for path, width in bundle_paths(checkpoint.size):
        files[path] = fetch(path)
        texts += read_bundle(files[path], width)
    log = TransparencyLog([parse_entry(text) for text in texts])
    if log.tree.root() != checkpoint.root:
        raise LogFormatError(
            tr(
                "the {size} entries have the root {root_text}, but the checkpoint says {published}",
                size=checkpoint.size,
                root_text=log.checkpoint("").root_text,
                published=checkpoint.root_text,
            )
        )
    for path, content in log.files():
        if (files.get(path) or fetch(path)) != content:
            raise LogFormatError(tr("{path} contradicts the entries of the log", path=path))
    return PublishedLog(note, checkpoint, log)


def first_difference(one: TransparencyLog, other: TransparencyLog) -> int | None:
    """Return the number of the first entry that differs; None if one log begins with the other."""
    pairs = zip(one.texts, other.texts, strict=False)
    return next((n for n, (left, right) in enumerate(pairs) if left != right), None)
