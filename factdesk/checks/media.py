"""FD705 and FD706: whether a claim says where its pictures are, and why they may be shown."""

from __future__ import annotations

from collections.abc import Iterator

from factdesk.checks.check import Finding, check
from factdesk.checks.context import Context
from factdesk.checks.lenient import is_judged
from factdesk.messages.catalogue import tr
from factdesk.reading.claim_file import ClaimFile


@check("FD705", needs="media")
def media_can_be_seen(file: ClaimFile, _: Context) -> Iterator[Finding]:
    for item in file.root.mappings("media"):
        if item.node("file") is None and item.node("url") is None:
            yield Finding(item, tr("this entry of 'media' has neither 'file' nor 'url'"))


@check("FD706", needs="media")
def pictures_may_be_shown(file: ClaimFile, _: Context) -> Iterator[Finding]:
    if not is_judged(file):
        return
    for item in file.root.mappings("media"):
        name = item.node("file")
        if name is not None and item.node("licence") is None:
            yield Finding(name, tr("this picture has no licence or reason why it may be shown"))
