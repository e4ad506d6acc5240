"""The public record of a site's claims in git: their history, and the log derived from it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from factdesk.cache.store import NO_CACHE, Cache
from factdesk.git.changes import History, read_history
from factdesk.git.run import HistoryError
from factdesk.messages.catalogue import tr
from factdesk.transparency.log import TransparencyLog, derive_log


class PublicRecord(NamedTuple):
    """The history and the log of a site. ``missing`` says why one or both are missing."""

    history: History | None = None
    log: TransparencyLog | None = None
    missing: str = ""


#: The record of sites without one, such as previews.
NO_RECORD = PublicRecord()


def read_public_record(folder: Path, cache: Cache = NO_CACHE) -> PublicRecord:
    """Return the record of the claims in a folder. Without git, the record is empty."""
    history = None
    try:
        history = read_history(folder, cache)
        log = derive_log(history, cache)
    except HistoryError as error:
        return PublicRecord(history, None, str(error))
    if not log.entries:
        return PublicRecord(history, None, tr("no claim is committed yet"))
    return PublicRecord(history, log)
