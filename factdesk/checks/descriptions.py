"""FD501: one address, described differently in two files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from factdesk.checks.collection import At, FindingAt, Gathered, collection_check
from factdesk.text.slugs import fold

#: What does not depend on the claim that a source is used for.
_DESCRIPTION = ("title", "publisher", "author", "published_on", "kind")


@collection_check("FD501")
def sources_are_described_alike(gathered: Gathered) -> Iterator[FindingAt]:
    """Compare each source with the first one at its address; what one leaves out is no matter."""
    first_at: dict[str, tuple[At, Mapping[str, Any]]] = {}
    for file in gathered.files:
        for n, source in file.mappings("sources"):
            address = source.get("url")
            if address is None:
                continue
            at = At(file, f"sources.{n}")
            first, described = first_at.setdefault(address, (at, source))
            differing = [] if first.file is file else _differences(described, source)
            if differing:
                message = (
                    f"another {' and '.join(differing)} for the same address in {first.file.path}"
                )
                yield FindingAt(at, message, None, (first,))


def _differences(one: Mapping[str, Any], other: Mapping[str, Any]) -> list[str]:
    return [
        name
        for name in _DESCRIPTION
        if isinstance(a := one.get(name), str)
        and isinstance(b := other.get(name), str)
        and a != b
        and fold(a) != fold(b)
    ]
