"""Correct claim files for ``factdesk check --fix``, and print each correction."""

from __future__ import annotations

import datetime as dt
import os
import re
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import click

from factdesk.checks.context import Context
from factdesk.checks.fixes import Fix, FixedText, fix_text
from factdesk.checks.run import check_context
from factdesk.checks.scope import Scope
from factdesk.claims.problem import Problem
from factdesk.config.site_config import SiteConfig
from factdesk.editing.errors import EditError
from factdesk.editing.files import edit_file
from factdesk.messages.catalogue import tr, tr_count
from factdesk.reading.faults import Fault
from factdesk.reading.files import read_bytes
from factdesk.reading.folder import FoundFile, find_claim_files, name_in
from factdesk.text.characters import visible

_SPECIAL_SPACE = re.compile("[\u00a0\u2007\u202f\u3000]")


def fix_files(
    config: SiteConfig, paths: Sequence[Path], today: dt.date, *, is_quiet: bool = False
) -> None:
    """Correct the claim files of a site, or those below some paths.

    With ``is_quiet``, it asks nothing and prints to standard error, because a program reads
    standard output.
    """
    config.require_claims_folder()
    found = find_claim_files(config.claims_folder, config.root).files
    context = check_context(config, found, today)
    counts = []
    for file in _wanted(found, paths, config.root):
        changes = _fix(file, context, can_ask=not is_quiet and sys.stdin.isatty())
        for change in changes:
            click.echo(_shown(_from_here(file), change), err=is_quiet)
        counts.append(len(changes))
    if corrected := sum(map(bool, counts)):
        message = tr(
            "Corrected {places} in {files}.\n",
            places=tr_count("{n} place", "{n} places", sum(counts)),
            files=tr_count("{n} file", "{n} files", corrected),
        )
        click.echo(message, err=is_quiet)


def _wanted(found: Sequence[FoundFile], paths: Sequence[Path], root: Path) -> Iterator[FoundFile]:
    scope = Scope(paths, root)
    yield from (file for file in found if scope.covers(file.shown_as))
    known = {file.shown_as for file in found}
    for path in paths:  # for example, a template, which is not a claim of the site
        name = name_in(root, path)
        if path.is_file() and name not in known:
            yield FoundFile(os.fspath(path), name)


def _fix(file: FoundFile, context: Context, *, can_ask: bool) -> Sequence[Fix]:
    raw, record = read_bytes(file.path), read_bytes(file.record) if file.record else None
    if isinstance(raw, Fault):
        return ()  # the report says why
    confirm = partial(_ask, _from_here(file)) if can_ask else _leave
    fixed = FixedText("", [])

    def edit(text: str) -> str:
        nonlocal fixed
        fixed = fix_text(text, file.shown_as, context, confirm, record)
        return fixed.text

    try:
        edit_file(Path(file.path), edit)
    except EditError:  # a file that is not text cannot be corrected, and the report says so
        return ()
    return fixed.changes


def _leave(*_: object) -> bool:
    return False


def _ask(name: str, problem: Problem, value: str, new: str) -> bool:
    where = f"{visible(name)}:{problem.place.line}"
    return click.confirm(
        tr(
            "{where}: is '{value}' the address {new}?",
            where=where,
            value=visible(value),
            new=visible(new),
        ),
        err=True,
    )


def _from_here(file: FoundFile) -> str:
    return Path(os.path.relpath(file.path)).as_posix()


def _shown(name: str, change: Fix) -> str:
    lines = [f"{visible(name)}:{change.line}: {change.code} {change.what}"]
    lines.append(f"  - {_seen(change.before)}")
    if change.after:
        lines.append(f"  + {_seen(change.after)}")
    return "\n".join(lines)


def _seen(line: str) -> str:
    """Return a line with special spaces made visible."""
    return _SPECIAL_SPACE.sub(lambda match: f"\\u{ord(match[0]):04x}", visible(line))
