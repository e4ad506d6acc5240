"""A whole collection, read and checked in one run; every problem of every file is reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

# Importing a module of checks registers them.
from factdesk.checks import descriptions, duplicates, site, slugs  # noqa: F401
from factdesk.checks.acceptance import settle
from factdesk.checks.collection import run_collection_checks
from factdesk.checks.file import CheckedFile, check_file
from factdesk.checks.registry import Context
from factdesk.checks.unread import left_aside
from factdesk.checks.workers import cores, spread, without_collecting
from factdesk.claims.claim import Claim
from factdesk.claims.problem import Problem, Severity
from factdesk.reading.claim_file import read_claim_file
from factdesk.reading.folder import FoundFile, find_claim_files
from factdesk.settings import Settings


@dataclass(frozen=True)
class Checked:
    """Every file with what was found in it, and all problems in order of file and line."""

    files: tuple[CheckedFile, ...]
    problems: tuple[Problem, ...]

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of all sound files, in order of file; drafts among them."""
        return tuple(file.claim for file in self.files if file.claim is not None)

    def fails(self, *, strict: bool = False) -> bool:
        """Whether nothing may be built from this: an error, or with ``strict`` a warning."""
        failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
        return any(problem.severity in failing for problem in self.problems)


def check_claims(
    settings: Settings,
    *,
    root: Path = Path(),
    today: dt.date | None = None,
    jobs: int | None = None,
) -> Checked:
    """Read and check all claim files of a site.

    ``root`` is the folder that ``mkdocs.yml`` is in; names of files are relative to it. ``today``
    is the day by which dates are judged; without it, none is called past or future.
    """
    found = find_claim_files(root / settings.claims_dir, root)
    context = Context(settings.scale, settings.language, today)
    with without_collecting():
        files = tuple(spread(partial(_check, context), found.files, jobs or cores()))
        problems = [left_aside(path, fault) for path, fault in found.left_aside]
        problems += [problem for file in files for problem in file.problems]
        problems += run_collection_checks(files, settings)
        settled = settle(problems, files)
    return Checked(files, tuple(sorted(settled, key=lambda problem: problem.in_order)))


def _check(context: Context, files: Sequence[FoundFile]) -> list[CheckedFile]:
    return [check_file(read_claim_file(path, shown_as), context) for path, shown_as in files]
