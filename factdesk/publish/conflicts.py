"""Report files that other programs added to a site at the program's addresses, or removed."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

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


def require_present(folder: Path, paths: Iterable[str]) -> None:
    """Require that these new files are still in the folder.

    Raises:
        PublishError: one is not; the message names it.
    """
    for path in paths:
        if not os.path.lexists(f"{folder}/{path}"):
            raise PublishError(
                tr("{path} was written and then removed by another program", path=path),
                tr("Build again. {unchanged}", unchanged=tr(UNCHANGED)),
            )
