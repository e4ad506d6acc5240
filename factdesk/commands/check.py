"""``factdesk check``: what is wrong with the claim files, and what to do about it."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import click

from factdesk.checks.history import Changes, HistoryError, compare
from factdesk.checks.memory import Findings, contents, key_of, recall, remember
from factdesk.checks.run import Checked, check_claims, fails, in_order
from factdesk.checks.scope import Scope
from factdesk.claims.claim import Status
from factdesk.claims.problem import Problem
from factdesk.commands import options
from factdesk.configuration import read_configuration, read_settings
from factdesk.kept import FOLDER, Kept
from factdesk.reading.folder import name_in
from factdesk.render.navigation import navigation_problems
from factdesk.render.written import written_problems
from factdesk.reports import github, json, text
from factdesk.settings import Settings
from factdesk.starter.placeholders import find_placeholders
from factdesk.text.dates import parse_day


class Day(click.ParamType):  # type: ignore[type-arg]  # generic in newer releases only
    """A day on the command line: ``2026-11-24``."""

    name = "YYYY-MM-DD"

    def convert(
        self, value: str | dt.date, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.date:
        """Return the day."""
        try:
            return value if isinstance(value, dt.date) else parse_day(value)
        except ValueError:
            self.fail(f"'{value}' is not a day; write it as 2026-11-24", param, ctx)


@click.command("check")
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path))
@options.config_file
@options.claims_dir
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="For whom it is.",
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option("--today", type=Day(), help="The day by which dates are judged; by default today.")
@click.option("--since", metavar="REF", help="Also look what has vanished since a git revision.")
@click.option("--jobs", type=click.IntRange(1), help="How many processes; by default one a core.")
def command(
    paths: tuple[Path, ...],
    config_file: str,
    claims_dir: str | None,
    format_: str,
    strict: bool,
    today: dt.date | None,
    since: str | None,
    jobs: int | None,
) -> int:
    """Check the claim files, all of them or those below PATH, and list every problem."""
    root = Path(config_file).parent
    folder = None if claims_dir is None else str(Path(claims_dir).resolve())
    settings = read_settings(Path(config_file), claims_dir=folder)
    today = today or _today()
    changes = None
    if paths or since is not None:
        checked = check_claims(settings, paths, root=root, today=today, jobs=jobs)
        findings = _findings(checked)
        changes = None if since is None else _changes(root, settings, since, checked)
    else:
        findings = _look(settings, root, today, jobs)
    scope = Scope(paths, root)
    others = chain(
        _of_navigation(Path(config_file), findings.slugs),
        _of_pages(settings, root, findings.slugs),
    )
    more = [*filter(scope.concerns, others)]
    more += changes.problems if changes else []
    problems = in_order([*findings.problems, *more])
    _print(problems, findings.names, root, format_, changes)
    return 1 if fails(problems, strict=strict) else 0


def _look(settings: Settings, root: Path, today: dt.date, jobs: int | None) -> Findings:
    """Return what is found in the whole collection, from memory when nothing has changed."""
    file = root / FOLDER / "check.sqlite"
    kept = Kept(file)
    if file.is_file():
        found = recall(kept, key_of(settings, contents(settings, root), today))
        if found is not None:
            return found
    checked = check_claims(settings, root=root, today=today, jobs=jobs)
    findings = _findings(checked)
    digests = {file.path: file.digest for file in checked.files}
    if all(digests.values()):
        remember(kept, key_of(settings, digests, today), findings)
    return findings


def _findings(checked: Checked) -> Findings:
    slugs = frozenset(file.slug for file in checked.files if file.status is not Status.DRAFT)
    return Findings(checked.problems, checked.names, slugs)


def _changes(root: Path, settings: Settings, since: str, checked: Checked) -> Changes:
    try:
        return compare(root, settings.claims_dir, since, checked.files)
    except HistoryError as error:
        raise click.UsageError(f"--since: {error}") from error


def _of_navigation(config_file: Path, slugs: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with the navigation's links to claims."""
    nav, text = read_configuration(config_file).get("nav"), config_file.read_text("utf-8")
    return navigation_problems(nav, text, config_file.name, slugs)


def _of_pages(settings: Settings, root: Path, slugs: Collection[str]) -> Iterator[Problem]:
    """Yield what is wrong with the written pages, which only a build would tell otherwise."""
    docs = root / settings.docs_dir
    for page in sorted(docs.rglob("*.md")):
        try:
            markdown = page.read_text("utf-8")
        except (OSError, UnicodeDecodeError):
            continue  # the host's to report
        yield from written_problems(markdown, name_in(root, page), slugs)
        yield from find_placeholders(markdown, name_in(root, page))


def _today() -> dt.date:
    """Return the day where the editor is; a report says it to them, and no site is made of it."""
    return dt.datetime.now().astimezone().date()


def _print(
    found: Sequence[Problem],
    files: Sequence[str],
    root: Path,
    format_: str,
    changes: Changes | None,
) -> None:
    here = _Here(root)
    problems = [here.problem(problem) for problem in found]
    names = [here.name(name) for name in files]
    if format_ == "json":
        extra = {"since": changes.as_dict()} if changes else None
        click.echo(json.report(problems, files=len(names), extra=extra))
        return
    if format_ == "github":
        if problems:
            click.echo(github.workflow_commands(problems))
        click.echo(text.summary(problems, names))
        _write_job_summary(github.job_summary(problems, names))
        return
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    click.echo(text.report(problems, files=names, colour=colour), color=colour)
    if changes:
        click.echo(changes.as_sentence())


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
