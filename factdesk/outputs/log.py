"""The files of the transparency log, below ``log/``."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs

from factdesk.config.site_config import SiteConfig
from factdesk.text.json_text import joined, json_bytes
from factdesk.transparency.checkpoint import CHECKPOINT, origin_of
from factdesk.transparency.log import TransparencyLog
from factdesk.transparency.signed_note import NoteKey, sign_note

#: The folder of the log.
LOG_FOLDER = "log/"
#: The file in which a site says that its log was restarted, and why.
RESTARTS = f"{LOG_FOLDER}restarts.json"


def log_files(
    log: TransparencyLog, config: SiteConfig, key: NoteKey | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield the tiles, the checkpoint (signed if there is a key), and the restarts, if any.

    The name of the log is the site's address; without one, there is no log.
    """
    if not config.site_url:
        return
    for path, content in log.files():
        yield f"{LOG_FOLDER}{path}", content
    text = log.checkpoint(origin_of(config.site_url)).text
    yield f"{LOG_FOLDER}{CHECKPOINT}", (sign_note(text, key) if key else text).encode()
    if config.log.restarts:
        restarts = (json_bytes(structs.asdict(each)) for each in config.log.restarts)
        yield RESTARTS, b"".join(joined(restarts))
