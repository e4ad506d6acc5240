"""How the program was called."""

from __future__ import annotations

from dataclasses import dataclass, field

from factdesk.timings import Timings


@dataclass(frozen=True, slots=True)
class Invocation:
    """What a command line says about a build; MkDocs' own commands say nothing.

    ``jobs`` is the number of processes, by default one a core. ``claims_dir`` replaces the
    configured folder. ``clean`` trusts nothing that earlier builds kept; ``timings`` takes down
    what each step took.
    """

    offline: bool = False
    jobs: int | None = None
    claims_dir: str | None = None
    clean: bool = False
    timings: Timings = field(default_factory=Timings, compare=False)
