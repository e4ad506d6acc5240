"""Check one claim file in a browser, where the program runs in Pyodide."""

from __future__ import annotations

import datetime as dt
import json

import msgspec

from factdesk.checks.acceptance import apply_acceptances
from factdesk.checks.codes import CODES
from factdesk.checks.context import Context
from factdesk.checks.file import check_file
from factdesk.claims.problem import Problem
from factdesk.claims.verdicts import Scale, Tone, Verdict
from factdesk.messages.catalogue import messages_in
from factdesk.reading.claim_file import ClaimFile, parse_claim_file
from factdesk.reading.shared_sources import SharedSources

#: Checks whose results depend on evidence records and on other claims, which a browser lacks.
_NEED_OTHER_FILES = frozenset(["FD111", "FD601"])


def encode_context(context: Context) -> bytes:
    """Return the context of a site's checks as JSON, which ``check_text`` reads."""
    settings = {
        "verdicts": msgspec.to_builtins(context.scale.verdicts),
        "language": context.language,
        "samples": sorted(context.samples),
        "refuses_examples": context.refuses_examples,
        "shared": {file.path: file.text for file in context.shared.files.values()},
    }
    return json.dumps(settings, ensure_ascii=True, sort_keys=True).encode()


def check_text(text: str, name: str, settings: str, today: str) -> str:
    """Return the problems of a claim file as a JSON list, sorted by line.

    Args:
        text: the content of the file.
        name: the name of the file, whose stem is the claim's slug.
        settings: the result of ``encode_context``.
        today: the date to compare with, as ``2026-03-01``.
    """
    given = json.loads(settings)
    scale = Scale(verdicts=tuple(_verdict(**verdict) for verdict in given["verdicts"]))
    context = Context(
        scale=scale,
        language=given["language"],
        today=dt.date.fromisoformat(today),
        samples=frozenset(given["samples"]),
        refuses_examples=given["refuses_examples"],
        shared=SharedSources(_parsed(*each) for each in given["shared"].items()),
    )
    with messages_in(context.language):
        result = check_file(_parsed(name, text), context)
        problems = apply_acceptances(result.problems, [result])
    known = [problem for problem in problems if problem.code not in _NEED_OTHER_FILES]
    return json.dumps(
        [problem_for_form(problem) for problem in sorted(known, key=lambda p: p.in_order)]
    )


def _parsed(path: str, text: str) -> ClaimFile:
    return parse_claim_file(text.encode("utf-8", "surrogatepass"), path)


def _verdict(*, tone: str, **others: object) -> Verdict:
    return Verdict(tone=Tone(tone), **others)  # type: ignore[arg-type]


def problem_for_form(problem: Problem) -> dict[str, object]:
    """Return what the editing form shows of a problem."""
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "hint": problem.hint,
        "path": problem.field,
        "line": problem.place.line,
        "column": problem.place.column,
        "acceptable": CODES[problem.code].can_be_accepted,
    }
