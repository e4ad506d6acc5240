"""What workers send back: what they printed, in as few bytes as tell it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

from factdesk.cache.store import Entry
from factdesk.publish.links import Found, Links

#: A path below the site's root, and the SHA-256 of the file.
PathAndHash = tuple[str, str]


@dataclass
class Printed:
    """A worker's part of the site; ``made`` is to be kept for later builds."""

    links: Links
    files: list[PathAndHash] = field(default_factory=list)
    made: list[Entry] = field(default_factory=list)


@dataclass(frozen=True)
class PrintedPage:
    """The files that a page was printed with, and what was found in it.

    On a claim's page, ``near`` are the claims that the program named beside it, given all that
    ``near_by`` is the digest of, and ``mentions`` says of the slugs that its analysis links to
    whether there is such a claim.
    """

    files: list[PathAndHash]
    found: Found
    near: list[str] = field(default_factory=list)
    near_by: str = ""
    mentions: dict[str, bool] = field(default_factory=dict)

    def as_json(self) -> bytes:
        """Return it as it is kept."""
        return to_json(self)

    @classmethod
    def from_json(cls, text: bytes) -> PrintedPage | None:
        """Return what was kept, if it has the right shape."""
        try:
            return _adapter().validate_json(text)
        except ValidationError:
            return None


@cache
def _adapter() -> TypeAdapter[PrintedPage]:
    """Return what reads it; made when it is first needed, for that takes longer than a page."""
    return TypeAdapter(PrintedPage)
