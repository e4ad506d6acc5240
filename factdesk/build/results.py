"""The result of a batch of pages, as workers return it and the cache stores it."""

from __future__ import annotations

from dataclasses import dataclass, field

import msgspec

from factdesk.cache.store import CacheEntry
from factdesk.publish.links import Found, Links

#: A path below the site's root, and the SHA-256 of the file.
PathAndHash = tuple[str, str]


@dataclass
class BatchResult:
    """The files of a batch, the links found in them, and entries to be cached.

    ``rendered`` counts the pages that were not taken from the last build.
    """

    links: Links
    files: list[PathAndHash] = field(default_factory=list)
    entries: list[CacheEntry] = field(default_factory=list)
    rendered: int = 0


@dataclass(frozen=True)
class PageRecord:
    """The files that were written for a page, and the links and anchors found in it.

    For a claim's page, ``related`` are the slugs of the claims that the program found related,
    under the fingerprint ``related_by``; and ``mentions`` tells, for each slug that its analysis
    links to, whether such a claim exists. ``others`` has what was found in the pages of its history
    by their addresses.
    """

    files: list[PathAndHash]
    found: Found
    related: list[str] = field(default_factory=list)
    related_by: str = ""
    mentions: dict[str, bool] = field(default_factory=dict)
    others: dict[str, Found] = field(default_factory=dict)

    def encoded(self) -> bytes:
        """Return the record as it is cached."""
        return _ENCODER.encode(self)

    @classmethod
    def decoded(cls, encoded: bytes) -> PageRecord | None:
        """Return a cached record; None if it has another shape."""
        try:
            return _DECODER.decode(encoded)
        except msgspec.MsgspecError:
            return None


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(PageRecord)
