"""``factdesk accept``: accept a warning in a claim file, with a reason that its page prints."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from difflib import SequenceMatcher

import click

from factdesk.checks.codes import CODES, Code
from factdesk.checks.context import Context
from factdesk.checks.file import FileResult, check_file
from factdesk.checks.run import CheckResult, check_claims
from factdesk.claims.claim import Claim
from factdesk.claims.descriptions import names_in_order
from factdesk.claims.problem import Severity
from factdesk.claims.vocabulary import REVIEWED
from factdesk.commands import options
from factdesk.commands.claim_argument import find_claim
from factdesk.config.site_config import SiteConfig
from factdesk.editing.errors import EditError
from factdesk.editing.files import edit_file
from factdesk.editing.value_edits import insert_item
from factdesk.messages.catalogue import tr, tr_noop
from factdesk.reading.claim_file import parse_claim_file
from factdesk.text.characters import visible
from factdesk.text.shown import shown


@click.command("accept")
@click.argument("code")
@click.argument("claim")
@click.option("--reason", required=True, help="Give the reason, which the claim page shows.")
@options.config
def command(code: str, claim: str, reason: str, config: SiteConfig) -> int:
    """Accept the warning CODE of CLAIM with a public reason.

    CLAIM is a slug or a file.
    """
    accepted = _acceptable(code)
    result = check_claims(config, today=dt.datetime.now().astimezone().date())
    file = find_claim(claim, result.files, config.root)
    _refuse_needless(accepted, file, result)
    entry = {"check": accepted.code, "reason": " ".join(reason.split())}
    before = (config.root / file.path).read_bytes().decode(errors="replace")
    try:
        edit_file(config.root / file.path, lambda text: _edited(text, entry, file, config))
    except EditError as error:
        lines = f"accepted:\n  - check: {entry['check']}\n    reason: {entry['reason']}"
        message = tr(
            "{path}: {error}. Add this to the file yourself:\n\n{lines}",
            path=visible(file.path),
            error=error,
            lines=lines,
        )
        raise click.ClickException(message) from error
    after = (config.root / file.path).read_bytes().decode(errors="replace")
    click.echo(tr("Wrote to {path}:", path=visible(file.path)))
    for line in added_lines(before, after):
        click.echo(visible(line))
    click.echo(tr("The claim page shows the reason."))
    return 0


def _acceptable(name: str) -> Code:
    """Return the check with this code if its warnings can be accepted."""
    code = CODES.get(name.upper())
    if code is None:
        raise click.UsageError(
            tr("unknown check '{name}'; 'explain' lists all checks", name=shown(name))
        )
    if not code.can_be_accepted:
        message = {
            Severity.ERROR: tr_noop(
                "{code} ({name}) is an error, which has to be fixed; only warnings can be accepted"
            ),
            Severity.NOTE: tr_noop(
                "{code} ({name}) is a note, which needs no acceptance; only warnings can be "
                "accepted"
            ),
            Severity.WARNING: tr_noop(
                "{code} ({name}) is a warning that is not about one claim; only warnings can be "
                "accepted"
            ),
        }[code.severity]
        raise click.UsageError(tr(message, code=code.code, name=tr(code.name)))
    return code


def _refuse_needless(code: Code, file: FileResult, result: CheckResult) -> None:
    """Refuse an acceptance that already exists, or whose warning the file does not have."""
    path = visible(file.path)
    for n, acceptance in enumerate(file.summary.accepted):
        if acceptance.check == code.code:
            line = file.place(f"accepted.{n}.check").line
            raise click.UsageError(
                tr(
                    "{path} accepts {code} already, in line {line}",
                    path=path,
                    code=code.code,
                    line=line,
                )
            )
    found = {
        problem.code
        for problem in result.problems
        if CODES[problem.code].can_be_accepted and problem.severity is not Severity.ERROR
        if file.path in {problem.place.path, *(place.path for place in problem.also)}
    }
    if code.code in found:
        return
    message = tr(
        "{path} does not have the warning {code} ({name})",
        path=path,
        code=code.code,
        name=tr(code.name),
    )
    if file.status not in REVIEWED:
        message += tr("; with the status '{status}', not all checks apply", status=file.status)
    elif found:
        message += tr("; it has {found}", found=", ".join(sorted(found)))
    raise click.UsageError(message)


def _edited(text: str, entry: dict[str, str], file: FileResult, config: SiteConfig) -> str:
    """Return the text of a file with an acceptance added.

    Raises:
        EditError: the reason has characters that a claim file refuses.
    """
    last = len(file.summary.accepted)
    edited = insert_item(text, ("accepted",), last, entry, order=names_in_order(Claim))
    context = Context(config.scale, config.language)
    result = check_file(parse_claim_file(edited.encode(), file.path), context)
    wrong = [each for each in result.problems if each.field[:1] == ("accepted",)]
    if errors := [each for each in wrong if each.severity is Severity.ERROR]:
        raise click.UsageError(f"--reason: {errors[0].message}")
    return edited


def added_lines(before: str, after: str) -> Iterator[str]:
    """Yield the lines that an edit added or changed, with their numbers."""
    old, new = before.splitlines(), after.splitlines()
    for tag, _, _, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            for number, line in enumerate(new[start:end], start + 1):
                yield f"{number:5} | {line}"
