"""What ``factdesk check`` finds, told in one format or another."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import click

from factdesk.checks.history import Changes, HistoryError, compare
from factdesk.checks.run import CheckResult, check_claims, in_order
from factdesk.checks.scope import Scope
from factdesk.claims.problem import Problem, Severity
from factdesk.claims.vocabulary import Status
from factdesk.config.mkdocs_yml import read_mkdocs_yml
from factdesk.config.site_config import SiteConfig
from factdesk.pages.navigation import navigation_problems
from factdesk.pages.written import written_problems
from factdesk.reading.folder import name_in
from factdesk.reports import github, json, text
from factdesk.reports.last_report import Said
from factdesk.scaffold.placeholders import find_placeholders


class Look(NamedTuple):
    """What is said of the claims, and the digests of their files, by name."""

    said: Said
    digests: dict[str, str]


def look(
    file: Path,
    config: SiteConfig,
    today: dt.date,
    *,
    paths: Sequence[Path] = (),
    since: str | None = None,
    jobs: int | None = None,
    format_: str = "text",
    colour: bool = False,
) -> Look:
    """Check the claims, all of them or those below some paths, and what links to them."""
    root = file.parent
    checked = check_claims(config, paths, root=root, today=today, jobs=jobs)
    changes = None if since is None else _changes(root, config, since, checked)
    slugs = {file.slug for file in checked.files if file.status is not Status.DRAFT}
    scope = Scope(paths, root)
    others = [*_of_navigation(file, slugs), *_of_pages(config, root, slugs)]
    more = [*filter(scope.concerns, others)]
    more += changes.problems if changes else []
    problems = in_order([*checked.problems, *more])
    found = {problem.severity for problem in problems}
    said = Said(
        text=_told(problems, checked.names, root, format_, changes, colour=colour),
        worst=next((severity for severity in Severity if severity in found), ""),
    )
    return Look(said, {file.path: file.digest for file in checked.files})


def _changes(root: Path, config: SiteConfig, since: str, checked: CheckResult) -> Changes:
    try:
        return compare(root, config.claims_dir, since, checked.files)
    except HistoryError as error:
        raise click.UsageError(f"--since: {error}") from error


def _of_navigation(file: Path, slugs: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with the navigation's links to claims."""
    nav, text = read_mkdocs_yml(file).get("nav"), file.read_text("utf-8")
    return navigation_problems(nav, text, file.name, slugs)


def _of_pages(config: SiteConfig, root: Path, slugs: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with the written pages, which only a build would tell otherwise."""
    docs = root / config.docs_dir
    for page in sorted(docs.rglob("*.md")):
        try:
            markdown = page.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            continue  # the host's to report
        yield from written_problems(markdown, name_in(root, page), slugs)
        yield from find_placeholders(markdown, name_in(root, page))


def _told(
    found: Sequence[Problem],
    files: Sequence[str],
    root: Path,
    format_: str,
    changes: Changes | None,
    *,
    colour: bool,
) -> str:
    here = _Here(root)
    problems = [here.problem(problem) for problem in found]
    names = [here.name(name) for name in files]
    if format_ == "json":
        extra = {"since": changes.as_dict()} if changes else None
        return json.report(problems, files=len(names), extra=extra)
    if format_ == "github":
        _write_job_summary(github.job_summary(problems, names))
        commands = [github.workflow_commands(problems)] if problems else []
        return "\n".join([*commands, text.summary(problems, names)])
    told = [text.report(problems, files=names, colour=colour)]
    return "\n".join([*told, changes.as_sentence()] if changes else told)


def _write_job_summary(summary: str) -> None:
    if path := os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(path).open("a", encoding="utf-8", newline="\n") as file:
            file.write(summary)


class _Here:
    """Names relative to where the command was called, to be clicked on."""

    def __init__(self, root: Path) -> None:
        """Take the folder that names are relative to."""
        self._root = root
        folder = self._way(root.resolve(), root)
        self._before = "" if folder == "." else f"{folder}/"

    def problem(self, problem: Problem) -> Problem:
        """Return the problem with its names as they are from here."""
        places = (problem.place, *problem.also)
        if all(self.name(place.path) == place.path for place in places):
            return problem
        place, *also = [replace(place, path=self.name(place.path)) for place in places]
        return replace(problem, place=place, also=tuple(also))

    def name(self, name: str) -> str:
        """Return the name of a file as it is from here."""
        # Names of files outside of the site begin so, or with a drive.
        if name.startswith(("..", "/")) or name[1:2] == ":":
            return self._way(self._root.resolve() / name, self._root / name)
        return f"{self._before}{name}"

    @staticmethod
    def _way(path: Path, otherwise: Path) -> str:
        try:
            return Path(os.path.relpath(path)).as_posix()
        except ValueError:  # another drive
            return otherwise.as_posix()
