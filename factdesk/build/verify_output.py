"""Verify the staged site before publishing: damaged files, broken links, pages that disappeared."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Collection, Iterable

from factdesk.config.site_config import Output
from factdesk.messages.catalogue import tr, tr_count, tr_noop
from factdesk.outputs.api import CLAIMS_ADDRESS
from factdesk.outputs.claims_search import CLAIMS_SEARCH_ADDRESS
from factdesk.outputs.datafeed import DATAFEED_ADDRESS
from factdesk.outputs.fragments import ClaimFragments
from factdesk.publish.failure import UNCHANGED, PublishError
from factdesk.publish.inspection import DamagedFile, missing, require_json, unreadable, vanished
from factdesk.publish.links import Links
from factdesk.publish.staging import Staging

_log = logging.getLogger("mkdocs.plugins.factdesk")

#: The maximum number of listed findings of a kind; the others are counted.
_NAMED = 10

# Written by the same encoder as the fragments of the documents of all claims, which are verified.
_ONE_A_CLAIM = ("api/claims/", "api/oembed/")
#: The documents of ``verify_fragments``.
_IN_FRAGMENTS = (CLAIMS_ADDRESS, DATAFEED_ADDRESS, CLAIMS_SEARCH_ADDRESS)
_OF_HISTORY = re.compile(r"^(?:claims/[^/]+/(?:history|versions/[^/]+)|embed/[^/]+/[^/]+)/$")
_CLAIMS = ("claims/", "embed/")
_CLAIM_GONE = tr_noop(
    "{page} was in the published site and disappeared: give the claim an alias, or withdraw it"
)
_PAGE_GONE = tr_noop(
    "{page} was in the published site and disappeared, so links to it break. If this is intended, "
    "build once without --strict"
)
#: The folders of outputs that have pages.
_FOLDERS = {
    "embed/": Output.EMBEDS,
    "search/": Output.SEARCH,
    "edit/": Output.EDIT,
    "log/": Output.LOG,
}
_FURTHER_PAGE = re.compile(r"(?:^|/)page/\d+/$")


def verify_output(staging: Staging, links: Links, outputs: Collection[Output]) -> None:
    """Log warnings about broken links, pages that disappeared, and damaged files of the site.

    Raises:
        PublishError: a file that Factdesk wrote is missing, empty or damaged, or a file of the site
            has its path.
    """
    staging.files.require_no_conflicts(staging.path)
    files, unchanged = staging.files.listed(), staging.files.unchanged_sources()
    # The other files were verified when they were written.
    ours = staging.files.new() & files - unchanged.keys()
    faults = missing(staging.path, ours)
    single = {path for path in ours if not path.startswith(_ONE_A_CLAIM)}
    faults += unreadable(staging.path, single.difference(_IN_FRAGMENTS))
    _require_none(faults)
    _warn(
        [
            tr(
                "{path}: {message}; fix it or change its extension",
                path=unchanged[fault.path],
                message=fault.message,
            )
            for fault in unreadable(staging.path, sorted(files & unchanged.keys()))
        ],
        lambda n: tr_count(
            "{n} more file does not have the format of its extension",
            "{n} more files do not have the format of their extension",
            n,
        ),
    )
    broken = links.broken(files, lambda path: _text(f"{staging.path}/{path}"))
    _warn(
        [str(link) for link in broken],
        lambda n: tr_count("{n} more broken link", "{n} more broken links", n),
    )
    _warn_of_vanished(vanished(staging.previous_files, files), outputs)


def _warn_of_vanished(addresses: Iterable[str], outputs: Collection[Output]) -> None:
    """Warn about pages that disappeared, except those of outputs that were turned off."""
    off = tuple(folder for folder, output in _FOLDERS.items() if output not in outputs)
    gone = [a for a in addresses if not _FURTHER_PAGE.search(a) and not a.startswith(off)]
    old = [address for address in gone if _OF_HISTORY.match(address)]
    if old and Output.HISTORY in outputs:
        message = tr_count(
            "{n} page of the history of reviews was in the published site and disappeared, "
            "{page}: build with the full git history ('git fetch --unshallow')",
            "{n} pages of the history of reviews were in the published site and disappeared, such "
            "as {page}: build with the full git history ('git fetch --unshallow')",
            len(old),
            page=old[-1],
        )
        _log.warning("%s", message)
    _warn(
        [
            tr(_CLAIM_GONE if address.startswith(_CLAIMS) else _PAGE_GONE, page=address)
            for address in gone
            if address not in old
        ],
        lambda n: tr_count("{n} more page disappeared", "{n} more pages disappeared", n),
    )


def verify_fragments(fragments: ClaimFragments) -> None:
    """Verify new contributions of claims to the JSON documents of all claims.

    The documents have tens of megabytes, and only join these fragments.

    Raises:
        PublishError: a fragment is damaged.
    """
    faults = []
    parts = (fragments.rows, fragments.reviews, fragments.found)
    for path, items in zip(_IN_FRAGMENTS, parts, strict=True):
        try:
            require_json(f"[{items.decode()}]")
        except ValueError as error:
            faults.append(DamagedFile(path, tr("this is not valid JSON: {error}", error=error)))
    _require_none(faults)


def _require_none(faults: list[DamagedFile]) -> None:
    if faults:
        raise PublishError(
            "\n".join(map(str, sorted(faults)[:_NAMED])),
            tr("This is a bug in Factdesk: please report it. {unchanged}", unchanged=tr(UNCHANGED)),
        )


def _text(path: str) -> str:
    with open(path, "rb", buffering=0) as file:  # noqa: PTH123  # creating Paths takes longer
        return file.read().decode()


def _warn(messages: list[str], rest: Callable[[int], str]) -> None:
    """Log the first messages, and how many more there are, in the words of ``rest``."""
    for message in messages[:_NAMED]:
        _log.warning("%s", message)
    if len(messages) > _NAMED:
        _log.warning("%s", rest(len(messages) - _NAMED))
