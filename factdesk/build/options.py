"""The options of a build, which do not come from the configuration."""

from __future__ import annotations

import msgspec
from msgspec import structs

from factdesk.timings import Timings
from factdesk.workers import cores


class BuildOptions(msgspec.Struct, frozen=True):
    """The options of one build, as commands set them.

    ``offline`` builds a copy to read from disk; a ``preview`` shows drafts and continues despite
    errors; ``strict`` treats warnings as errors; ``ignore_cache`` renders everything again;
    ``verbose`` reports every problem.
    """

    offline: bool = False
    preview: bool = False
    strict: bool = False
    ignore_cache: bool = False
    verbose: bool = False
    jobs: int = msgspec.field(default_factory=cores)
    timings: Timings = msgspec.field(default_factory=Timings)

    def with_jobs(self, jobs: int | None) -> BuildOptions:
        """Return the options with another number of processes, if one is given."""
        return structs.replace(self, jobs=jobs) if jobs else self
