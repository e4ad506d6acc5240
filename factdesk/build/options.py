"""The options of a build, which do not come from the configuration."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from factdesk.timings import Timings
from factdesk.workers import cores


@dataclass(frozen=True, slots=True)
class BuildOptions:
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
    jobs: int = field(default_factory=cores)
    timings: Timings = field(default_factory=Timings, compare=False)

    def with_jobs(self, jobs: int | None) -> BuildOptions:
        """Return the options with another number of processes, if one is given."""
        return replace(self, jobs=jobs) if jobs else self
