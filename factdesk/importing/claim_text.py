"""Write the text of an imported claim file, in the order and the style of the template."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from factdesk.checks.context import Context
from factdesk.checks.fields import read_fields
from factdesk.checks.file import check_file
from factdesk.checks.read_errors import refusals
from factdesk.claims.claim import Claim
from factdesk.claims.descriptions import names_in_order
from factdesk.claims.problem import Severity
from factdesk.editing.values import block_value
from factdesk.messages.catalogue import tr, tr_number
from factdesk.reading.claim_file import parse_claim_file
from factdesk.reading.files import MAX_BYTES

#: The fields that begin a new paragraph of the file, like a heading in the template.
_PARAGRAPHS = (
    frozenset(["verdict", "summary", "analysis", "parts", "would_change_if", "why_checked"]),
    frozenset(["sources"]),
    frozenset(["topics", "published_on", "review_by", "language", "status", "withdrawn", "replies",
               "corrections", "authors", "reviewers", "accepted", "translation_of", "related",
               "aliases"]),
    frozenset(["imported"]),
)  # fmt: skip
#: The fields of a draft that need no check beyond reading the file.
_PLAIN = frozenset(["claim", "quote", "claimant", "claimed_on", "appearances", "verdict", "summary",
                    "topics", "published_on", "language", "status", "authors",
                    "imported"])  # fmt: skip


@cache
def _order() -> dict[str, int]:
    return {name: n for n, name in enumerate(names_in_order(Claim))}


def field_order() -> list[str]:
    """Return the names of the fields in the order of a claim file."""
    return list(_order())


def write_claim(fields: Mapping[str, Any]) -> str:
    """Return the text of a claim file with these fields."""
    paragraphs: dict[int, dict[str, Any]] = {}
    for name in sorted(fields, key=lambda name: _order()[name]):
        number = next((n for n, names in enumerate(_PARAGRAPHS, 1) if name in names), 0)
        paragraphs.setdefault(number, {})[name] = _short(name, fields[name])
    return "\n".join(block_value(each, 0, "\n") + "\n" for _, each in sorted(paragraphs.items()))


def _short(name: str, value: Any) -> Any:
    """Return a claimant of whom only the name is known as plain text."""
    is_name = name in ("claimant", "attributed_to") and isinstance(value, Mapping)
    return value["name"] if is_name and list(value) == ["name"] else value


def faults_of(text: str, path: str, fields: Mapping[str, Any], context: Context) -> list[str]:
    """Return the errors that ``check`` would report for a claim file."""
    raw = text.encode("utf-8", "surrogatepass")
    if len(raw) > MAX_BYTES:
        return [
            tr(
                "a claim file can have at most {most} bytes, but this one would have {count}",
                most=tr_number(MAX_BYTES),
                count=tr_number(len(raw)),
            )
        ]
    file = parse_claim_file(raw, path)
    if fields.get("status") == "draft" and _PLAIN.issuperset(fields):
        _, errors = read_fields(file)
        problems = [*refusals(file), *errors]
    else:
        problems = list(check_file(file, context).problems)
    return [
        f"{problem.code} {problem.message}"
        for problem in problems
        if problem.severity is Severity.ERROR
    ]
