"""``factdesk explain``: print the rule of a check."""

from __future__ import annotations

import click

from factdesk.checks.codes import CODES, Code
from factdesk.messages.catalogue import tr
from factdesk.text.nearest import nearest


@click.command("explain")
@click.argument("code", required=False)
def command(code: str | None) -> int:
    """Explain the check CODE, or list all checks.

    With a word instead of a code, list the checks about this subject.
    """
    found = CODES.get(f"FD{code}" if code and code.isdecimal() else (code or "").upper())
    if found:
        click.echo(explanation(found))
        return 0
    listed = [each for each in CODES.values() if code is None or _is_about(each, code)]
    if code and not listed:
        is_code = code.upper().startswith("FD")
        near = nearest(code, CODES, least=0) if is_code else nearest(code, _subjects())
        hint = (
            tr("did you mean {near}?", near=near)
            if near
            else tr("'explain' without a code lists all checks")
        )
        raise click.UsageError(tr("unknown check '{code}'; {hint}", code=code, hint=hint))
    for each in listed:
        click.echo(f"{each.code}  {tr(each.severity):7}  {tr(each.name)}")
    return 0


def _subjects() -> set[str]:
    """Return the words in the names of the checks."""
    return {word for each in CODES.values() for word in tr(each.name).split() if len(word) > 3}


def _is_about(check: Code, words: str) -> bool:
    text = " ".join(map(tr, (check.name, check.rule, check.hint))).casefold()
    return all(word in text for word in words.casefold().split())


def explanation(code: Code) -> str:
    """Return the rule, reason, hint and examples of a check as text."""
    parts = [
        f"{code.code} {tr(code.name)} ({_weight(code)})",
        tr(code.rule),
        tr("Why: {why}", why=tr(code.why)),
        tr("What to do: {hint}.", hint=tr(code.hint)),
        tr("This triggers it:") + f"\n\n{_indented(code.example)}",
    ]
    if code.fixed:
        parts.append(tr("This is the corrected form:") + f"\n\n{_indented(code.fixed)}")
    return "\n\n".join(parts)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}".rstrip() for line in text.rstrip().split("\n"))


def _weight(code: Code) -> str:
    if code.can_be_accepted:
        return tr("warning: an error under --strict, unless the claim accepts it")
    return {
        "error": tr("error: nothing is built"),
        "warning": tr("warning: an error under --strict"),
        "note": tr("note: advice"),
    }[code.severity]
