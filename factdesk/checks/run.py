"""Read and check a collection in one run, and report every problem of every file."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

import msgspec
from msgspec import structs

from factdesk.cache.store import NO_CACHE, Cache
from factdesk.checks import site
from factdesk.checks.acceptance import apply_acceptances
from factdesk.checks.claim_store import ClaimStore
from factdesk.checks.collection import run_collection_checks
from factdesk.checks.context import Context
from factdesk.checks.file import FileResult, check_file
from factdesk.checks.files import check_files
from factdesk.checks.history import Changes, compare_since
from factdesk.checks.pictures import check_pictures
from factdesk.checks.read_errors import skipped
from factdesk.checks.records import check_health_report, unused_records
from factdesk.checks.scope import Scope
from factdesk.checks.shared_sources import check_shared_sources
from factdesk.checks.template import sample_texts
from factdesk.checks.written_pages import check_navigation, check_written_pages
from factdesk.claims.claim import Claim
from factdesk.claims.problem import Problem, Severity
from factdesk.claims.vocabulary import Status
from factdesk.config.mkdocs_yml import read_mkdocs_yml
from factdesk.config.site_config import SiteConfig
from factdesk.pictures.folder import find_pictures, picture_names, pictures_of
from factdesk.reading.claim_file import read_claim_file
from factdesk.reading.folder import FoundFile, find_claim_files, find_misplaced_claims, name_in
from factdesk.reading.shared_sources import SHARED, SharedSources
from factdesk.workers import cores

#: The code of placeholders, which a preview shows on the page itself.
_PLACEHOLDER = "FD510"
#: The codes of unknown claims in written pages and in the configuration.
_UNKNOWN_CLAIMS = frozenset(["FD505", "FD506"])


class CheckResult(msgspec.Struct, frozen=True, dict=True):
    """The results of all checks.

    ``files`` are the results of all claim files; ``problems`` are sorted by file and line;
    ``names`` are the requested claim files. ``changes`` is the comparison with a git revision, if
    requested.
    """

    files: tuple[FileResult, ...]
    problems: tuple[Problem, ...]
    names: tuple[str, ...]
    changes: Changes | None = None

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of all valid files, including drafts, in the order of the files."""
        return tuple(claim for file in self.files if (claim := file.claim))

    def fails(self, *, strict: bool = False) -> bool:
        """Whether the problems stop a build."""
        return fails(self.problems, strict=strict)


def fails(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """Return whether the problems include an error or, with ``strict``, a warning."""
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(problem.severity in failing for problem in problems)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems sorted by file, line and column."""
    return tuple(sorted(problems, key=lambda problem: problem.in_order))


def check_site(  # noqa: PLR0913  # all but the first are options
    config: SiteConfig,
    paths: Sequence[Path] = (),
    *,
    today: dt.date | None = None,
    since: str | None = None,
    jobs: int | None = None,
    cache: Cache = NO_CACHE,
    preview: bool = False,
    notes: bool = True,
    claims: bool = True,
    store: ClaimStore | None = None,
) -> CheckResult:
    """Run all checks of a site: claim files, collection, written pages, navigation, history.

    See ``check_claims`` for the other parameters. ``since`` is a git revision to compare with. In a
    ``preview``, links may lead to drafts, and placeholders are not reported. Without ``notes``, the
    notes about claim files are left out.

    Raises:
        HistoryError: the comparison with ``since`` is not possible.
    """
    root = config.root
    result = check_claims(
        config,
        paths,
        today=today,
        jobs=jobs,
        cache=cache,
        notes=notes,
        claims=claims,
        store=store,
    )
    pages = {f.slug for f in result.files if preview or f.status is not Status.DRAFT}
    text = config.file.read_text("utf-8") if config.file.is_file() else ""
    others = [
        *check_navigation(config.nav, text, config.file.name, pages),
        *site.check_publisher(config),
        *site.check_language(config),
        *check_health_report(config.claims_folder, root),
        *check_written_pages(config.docs_folder, root, pages),
    ]
    if preview:
        others = [problem for problem in others if problem.code != _PLACEHOLDER]
    changes = (
        None
        if since is None
        else compare_since(root, config.claims_folder, since, result.files, today)
    )
    problems = [*result.problems, *filter(Scope(paths, root).concerns, others)]
    problems += changes.problems if changes else []
    if any(each.code in _UNKNOWN_CLAIMS for each in problems) and not _has_own_claims(config):
        problems = [_expected_with_other_claims(each) for each in problems]
    return structs.replace(result, problems=in_order(problems), changes=changes)


def _has_own_claims(config: SiteConfig) -> bool:
    """Return whether the claims are those of ``mkdocs.yml``, not those of ``--claims``."""
    _, folder = read_mkdocs_yml(config.file).source_folders()
    return folder.resolve() == config.claims_folder.resolve()


def _expected_with_other_claims(problem: Problem) -> Problem:
    """Downgrade a problem to a warning if the site's own claims would not have it.

    Other claims are built with a site's pages to preview or test them, and these pages may link to
    any of the site's own claims.
    """
    if problem.code not in _UNKNOWN_CLAIMS:
        return problem
    return structs.replace(problem, severity=Severity.WARNING)


def check_claims(
    config: SiteConfig,
    paths: Sequence[Path] = (),
    *,
    today: dt.date | None = None,
    jobs: int | None = None,
    cache: Cache = NO_CACHE,
    notes: bool = True,
    claims: bool = True,
    store: ClaimStore | None = None,
) -> CheckResult:
    """Read and check all claim files of a site.

    ``paths`` limits the report to these files and folders. All files are still read, because claims
    refer to each other. A file among ``paths`` that is not part of the collection, such as a
    template, is checked on its own. ``today`` is the date to compare with; without it, no date
    counts as past or future. ``jobs`` defaults to the number of cores. ``cache`` contains earlier
    results for single files. Without ``notes``, checks of claim files that only give advice do not
    run. Without ``claims``, the result has only their summaries, which takes less time. With a
    ``store``, the claims are moved into it.
    """
    root = config.root
    config.require_claims_folder()
    folder = name_in(root, config.claims_folder)
    found = find_claim_files(config.claims_folder, root)
    context = check_context(config, found.files, today)
    context = structs.replace(context, notes=notes, claims=claims)
    known = {file.shown_as for file in found.files}
    known |= {file.path for file in context.shared.files.values()}
    outside = _outside(paths, root, known)
    files = check_files(found.files, context, cache, jobs or cores(), store)
    others = [check_file(read_claim_file(path, name), context) for path, name, _ in outside]
    elsewhere = find_misplaced_claims((root, config.docs_folder), config.claims_folder, root)
    asked = {file.shown_as for file in outside}
    aside = [*found.skipped, *(each for each in elsewhere if each[0] not in asked)]
    problems = [skipped(path, fault) for path, fault in aside]
    for file in (*files, *others):
        problems += file.serious
        problems += file.notes if notes else ()
    problems += run_collection_checks(files, config, cache)
    problems += unused_records(found.unused_records, files)
    problems += check_shared_sources(context.shared, files, f"{folder}/{SHARED}")
    problems += _picture_problems(config, files, cache)
    remaining = apply_acceptances(problems, [*files, *others])
    scope = Scope(paths, root)
    names = tuple(file.path for file in (*files, *others) if scope.covers(file.path))
    return CheckResult(files, in_order(filter(scope.concerns, remaining)), names)


def _picture_problems(
    config: SiteConfig, files: Sequence[FileResult], cache: Cache
) -> Iterator[Problem]:
    folder = config.claims_folder
    named = pictures_of(file.summary for file in files)
    pictures = find_pictures(folder, named, cache)
    return check_pictures(files, pictures, picture_names(folder), name_in(config.root, folder))


def check_context(
    config: SiteConfig, files: Iterable[FoundFile], today: dt.date | None = None
) -> Context:
    """Return the context for checking the claim files of a site; ``files`` are all of them."""
    has_records = any(file.record for file in files)
    unrecorded = config.evidence.severity_of_unrecorded(has_records=has_records)
    samples = sample_texts(config.claims_folder)
    shared = SharedSources.read(config.claims_folder, config.root)
    is_real = site.has_real_address(config)
    return Context(config.scale, config.language, today, unrecorded, samples, shared, is_real)


def _outside(paths: Sequence[Path], root: Path, known: set[str]) -> list[FoundFile]:
    """Return the files among and below the paths that are not part of the collection."""
    found: list[FoundFile] = []
    for path in paths:
        is_folder = path.is_dir() and not path.is_symlink()
        file = FoundFile(os.fspath(path), name_in(root, path))
        found += find_claim_files(path, root).files if is_folder else [file]
    return [file for file in found if file.shown_as not in known]
