"""The last look before a site is published: what is missing, torn, broken, or gone since."""

from __future__ import annotations

import logging
import re

from factdesk.publish.failure import AS_IT_WAS, PublishError
from factdesk.publish.inspection import missing, unreadable, vanished
from factdesk.publish.links import Links
from factdesk.publish.staging import Staging

log = logging.getLogger("mkdocs.plugins.factdesk")

#: How many of a kind are named; the rest are counted.
_NAMED = 10

# Written one a claim by the same serialiser as the documents of all claims, which are looked at.
_ONE_A_CLAIM = ("api/claims/", "api/oembed/")
_FURTHER_PAGE = re.compile(r"(?:^|/)page/\d+/$")


def look_over(staging: Staging, links: Links) -> None:
    """Warn of links that lead nowhere, of pages that are gone, of what the site brings torn.

    Raises:
        PublishError: a file that was planned is missing, empty or not whole, or a file of the
            site's own is in the way of one.
    """
    staging.require_room()
    files, brought = staging.files(), staging.brought()
    ours = files - brought.keys()
    faults = missing(staging.path, ours)
    faults += unreadable(staging.path, (path for path in ours if not path.startswith(_ONE_A_CLAIM)))
    if faults:
        raise PublishError(
            "\n".join(map(str, sorted(faults)[:_NAMED])),
            f"This is a fault of the program; please report it. {AS_IT_WAS}",
        )
    _warn(
        [
            f"{brought[fault.path]}: {fault.message}; mend it, or let its name end otherwise"
            for fault in unreadable(staging.path, sorted(files & brought.keys()))
        ],
        "more files are not what their names say",
    )
    broken = links.broken(files, lambda path: _text(f"{staging.path}/{path}"))
    _warn([str(link) for link in broken], "more links lead nowhere")
    gone = [a for a in vanished(staging.previous_files, files) if not _FURTHER_PAGE.search(a)]
    _warn(
        [
            f"{a} was in the published site and is gone: give it an alias, or withdraw it"
            for a in gone
        ],
        "more pages are gone",
    )


def _text(path: str) -> str:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123  # ten thousand Paths take long
        return file.read().decode()


def _warn(messages: list[str], rest: str) -> None:
    for message in messages[:_NAMED]:
        log.warning("%s", message)
    if len(messages) > _NAMED:
        log.warning("%d %s", len(messages) - _NAMED, rest)
