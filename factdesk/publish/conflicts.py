"""Report files that other programs added to a site at the program's addresses."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from factdesk.messages.catalogue import tr
from factdesk.publish.failure import UNCHANGED, PublishError

#: The maximum number of conflicting files that are named.
_NAMED = 10


def require_none(paths: Collection[str], sources: Mapping[str, str]) -> None:
    """Require that there are no such paths; ``sources`` has the source files of some.

    Raises:
        PublishError: there are; the message names each.
    """
    if not paths:
        return
    named = [
        tr(
            "{source} has the address {path}, which is reserved for a file of Factdesk",
            source=sources.get(path) or tr("a file of the theme or of a plugin"),
            path=path,
        )
        for path in sorted(paths)
    ]
    more = [tr("and {n} more", n=len(named) - _NAMED)] if len(named) > _NAMED else []
    raise PublishError(
        "\n".join(named[:_NAMED] + more),
        tr(
            "Rename it, move it to another folder, or delete it. {unchanged}",
            unchanged=tr(UNCHANGED),
        ),
    )
