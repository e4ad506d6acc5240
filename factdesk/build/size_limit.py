"""Warn before a site reaches the size limit of its host."""

from __future__ import annotations

from collections.abc import Iterator

from factdesk.config.site_config import Output, SiteConfig
from factdesk.messages.catalogue import tr

#: GitHub Pages publishes sites of up to 1 GB.
LIMIT = 1_000_000_000
#: The fraction of the limit from which on a build prints a note.
_CLOSE = 0.7
#: Outputs by space per claim, the largest first.
_LARGEST = (Output.CARDS, Output.HISTORY, Output.EMBEDS, Output.DATA)


def size_notes(size: int, config: SiteConfig) -> Iterator[str]:
    """Yield a note if a site of this size, in bytes, is close to the limit of GitHub Pages."""
    if size < LIMIT * _CLOSE:
        return
    names = [output.value for output in _LARGEST if output in config.outputs]
    note = tr(
        "the site has {size} MB, and GitHub Pages publishes at most 1 GB", size=size // 1_000_000
    )
    if names:
        note += tr("; leave out some of these outputs: {names}", names=", ".join(names))
    yield note
