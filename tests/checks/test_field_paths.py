"""The field path of a problem, which a form needs to show it in the right place."""

from __future__ import annotations

import pytest

from factdesk.checks.context import Context
from factdesk.checks.file import check_file
from factdesk.claims.problem import FieldPath
from factdesk.reading.claim_file import parse_claim_file

CLAIM = """\
claim: The bridge cost twice its budget
claimant: Example Gazette
verdict: mostly-true
summary: The final account is 1.9 times the budget.
published_on: 2026-03-01
sources:
  - title: Final account
    url: https://www.bridge.example/account
"""


def fields(text: str) -> dict[str, FieldPath]:
    result = check_file(parse_claim_file(text.encode(), "bridge.yml"), Context())
    return {problem.code: problem.field for problem in result.problems}


@pytest.mark.parametrize(
    ("text", "code", "path"),
    [
        (CLAIM.replace("    url: https", "    url: htps"), "FD201", ("sources", 0, "url")),
        (CLAIM.replace("2026-03-01", "soon"), "FD301", ("published_on",)),
        (CLAIM + "topics: [bridges, '']\n", "FD109", ("topics", 1)),
        (CLAIM + "parts:\n  - {claim: One, verdict: no}\n", "FD103", ("parts", 0, "verdict")),
        (CLAIM + "sources.0: x\n", "FD008", ("sources.0",)),
        (CLAIM + "analysis: See [@s2].\n", "FD203", ("analysis",)),
        (CLAIM + "claim: Another\n", "FD007", ("claim",)),
        (CLAIM.replace("Final account\n", '"\\u202eFinal"\n'), "FD004", ("sources", 0, "title")),
        ("claimant: {role: x}\n" + CLAIM.replace("claimant", "#"), "FD101", ("claimant", "name")),
        (CLAIM.replace("summary", "# ").replace("verdict", "# "), "FD101", ("verdict",)),
        (CLAIM + "x: 1\n", "FD208", ("sources",)),
    ],
)  # fmt: skip
def test_a_problem_names_its_field(text: str, code: str, path: FieldPath) -> None:
    assert fields(text)[code] == path
