"""Whether a verdict agrees with its evidence and its parts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.check_samples import check, sources

POSITIVE, NEGATIVE = ("true", "mostly-true"), ("false", "mostly-false")
ELSE = ("mixed", "misleading", "unproven", "outdated")


def codes(root: Path, **claim: Any) -> set[str]:
    checked = check(root, {"bridge": claim})
    return {problem.code for problem in checked.problems}


@pytest.mark.parametrize(
    ("whole", "parts", "is_odd"),
    [
        *((verdict, NEGATIVE, True) for verdict in POSITIVE),
        *((verdict, POSITIVE, True) for verdict in NEGATIVE),
        *((verdict, NEGATIVE, False) for verdict in (*NEGATIVE, *ELSE)),
        *((verdict, POSITIVE, False) for verdict in (*POSITIVE, *ELSE)),
        ("true", ("true", "false"), True),
        ("mostly-true", ("true", "false"), False),
        ("false", ("true", "false"), False),
        ("true", ("true", "mostly-false"), False),
        ("true", ("unproven", "unproven"), True),
        ("false", ("unproven",), True),
        ("mostly-true", ("unproven",), False),
        ("true", ("half-true", "false"), False),
        ("true", (), False),
    ],
)
def test_a_verdict_agrees_with_its_parts(
    tmp_path: Path, whole: str, parts: tuple[str, ...], is_odd: bool
) -> None:
    listed = [{"claim": f"Part {n}", "verdict": verdict} for n, verdict in enumerate(parts)]

    assert ("FD402" in codes(tmp_path, verdict=whole, parts=listed)) == is_odd


@pytest.mark.parametrize(
    ("verdict", "bases", "is_odd"),
    [
        ("true", ["self-report", "self-report"], True),
        ("false", ["self-report"], True),
        ("mostly-true", ["self-report"], False),
        ("unproven", ["self-report"], False),
        ("true", ["self-report", "independent-test"], False),
        ("true", ["self-report", None], False),
        ("true", [None], False),
    ],
)
def test_an_absence_needs_more_than_self_reports(
    tmp_path: Path, verdict: str, bases: list[str | None], is_odd: bool
) -> None:
    evidence = [
        {**sources(f"bridge-{n}")[0], **({"basis": basis} if basis else {})}
        for n, basis in enumerate(bases)
    ]

    found = codes(tmp_path, kind="absence", verdict=verdict, sources=evidence)

    assert ("FD401" in found) == is_odd


def test_context_is_not_evidence_of_an_absence(tmp_path: Path) -> None:
    one, other = sources("bridge")
    evidence = [
        {**one, "basis": "self-report", "stance": "supports"},
        {**other, "basis": "expert", "stance": "context"},
    ]

    assert "FD401" in codes(tmp_path, kind="absence", verdict="true", sources=evidence)


@pytest.mark.parametrize(
    ("verdict", "stances", "expected"),
    [
        ("mixed", ("supports", "contradicts"), set()),
        ("mixed", ("supports", "supports"), {"FD403"}),
        ("mixed", ("context", "context"), {"FD403"}),
        ("true", ("contradicts", "context"), {"FD404"}),
        ("mostly-false", ("supports", "context"), {"FD404"}),
        ("true", ("contradicts", "supports"), {"FD208"}),
        ("true", ("context", "context"), {"FD208"}),
        ("misleading", ("supports", "supports"), set()),
    ],
)
def test_a_verdict_follows_the_stances_of_its_sources(
    tmp_path: Path, verdict: str, stances: tuple[str, str], expected: set[str]
) -> None:
    evidence = [
        {**source, "stance": stance}
        for source, stance in zip(sources("bridge"), stances, strict=True)
    ]

    assert codes(tmp_path, verdict=verdict, sources=evidence) == expected


def test_a_scale_of_ones_own_is_judged_by_its_tones(tmp_path: Path) -> None:
    scale = [
        {"name": "so", "tone": "true", "label": "So"},
        {"name": "not-so", "tone": "false", "label": "Not so"},
    ]
    claim = {"verdict": "so", "parts": [{"claim": "A part", "verdict": "not-so"}]}

    checked = check(
        tmp_path, {"bridge": claim, "tower": {"claim": "It is not so high"}}, scale=scale
    )

    assert [(p.code, p.message) for p in checked.problems] == [
        ("FD402", "the verdict is 'so', but all parts are false"),
        ("FD105", "the claim contains the verdict word 'not so'"),
        ("FD103", "unknown verdict 'mostly-true'"),
    ]


@pytest.mark.parametrize("status", ["draft", "in-review"])
def test_the_evidence_of_an_unfinished_review_is_not_judged(tmp_path: Path, status: str) -> None:
    claim = {"kind": "absence", "verdict": "true", "sources": [], "analysis": "TODO"}

    assert codes(tmp_path, status=status, **claim) == set()
