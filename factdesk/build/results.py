"""The files of a batch of pages, as workers return them and the cache stores them."""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

import msgspec

from factdesk.publish.links import Found, FoundInBatch

#: A path below the site's root, and the SHA-256 of the file.
PathAndHash = tuple[str, str]


class PageRecord(msgspec.Struct, frozen=True, array_like=True):
    """The files that were written for a page, and the links and anchors found in it.

    ``key`` is the fingerprint of their inputs. ``found`` has the links and anchors of the page, and
    of the pages of its history, by address. ``mentions`` tells, for each slug that the analysis of
    a claim links to, whether such a claim exists.
    """

    key: bytes
    files: list[PathAndHash]
    found: dict[str, Found]
    mentions: dict[str, bool] = {}


class BatchRecord(msgspec.Struct, frozen=True, array_like=True):
    """The joined records of all pages of a batch: ``keys`` are in the order of the pages."""

    keys: list[bytes]
    files: list[PathAndHash]
    found: FoundInBatch
    mentions: dict[str, bool]

    @classmethod
    def of(cls, pages: list[PageRecord]) -> BatchRecord:
        """Join the records of the pages of a batch."""
        files = [file for page in pages for file in page.files]
        found = chain.from_iterable(page.found.items() for page in pages)
        return cls(
            [page.key for page in pages],
            files,
            FoundInBatch.of(found, {path for path, _ in files}),
            {slug: exists for page in pages for slug, exists in page.mentions.items()},
        )


class BatchResult(NamedTuple):
    """The result of a batch: its encoded record and those of its pages.

    ``rendered`` counts the pages that were not taken from the last build. ``related`` are the
    related claims that were found for claims of the batch, by slug.
    """

    record: bytes
    pages: bytes
    rendered: int
    related: dict[str, list[str]]
