"""Store the responses of sources in the cache, for the editor only: they are never published."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from threading import Lock

import click

from factdesk.cache.store import CACHE_FOLDER
from factdesk.evidence.responses import Fetched
from factdesk.messages.catalogue import tr

KeepBody = Callable[[Fetched], None]


@contextmanager
def answers_kept(root: Path, warc: bool) -> Iterator[KeepBody]:
    """Yield a function that stores each body by its hash and, with ``warc``, the response as WARC.

    Raises:
        UsageError: WARC is requested, and its package is not installed.
    """
    folder = root / CACHE_FOLDER / "evidence"
    folder.mkdir(parents=True, exist_ok=True)

    def keep(fetched: Fetched) -> None:
        (folder / hashlib.sha256(fetched.body).hexdigest()).write_bytes(fetched.body)

    if not warc:
        yield keep
        return
    try:
        from warcio.statusandheaders import StatusAndHeaders
        from warcio.warcwriter import WARCWriter
    except ImportError as error:
        raise click.UsageError(
            tr("--warc needs the package 'warcio': pip install warcio")
        ) from error
    lock = Lock()
    with (folder / "capture.warc.gz").open("ab") as file:
        writer = WARCWriter(file, gzip=True)

        def keep_both(fetched: Fetched) -> None:
            keep(fetched)
            headers = StatusAndHeaders(
                f"{fetched.status or 200} OK",
                [("Content-Type", fetched.content_type)],
                protocol="HTTP/1.1",
            )
            with lock:
                writer.encode_record(
                    writer.create_warc_record(
                        fetched.final_url or fetched.url,
                        "response",
                        payload=BytesIO(fetched.body),
                        http_headers=headers,
                    )
                )

        yield keep_both
