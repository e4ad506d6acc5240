"""FD111: apply the acceptances of editors after all other checks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from factdesk.checks.codes import CODES
from factdesk.checks.file import FileResult
from factdesk.claims.problem import Problem, Severity
from factdesk.claims.vocabulary import REVIEWED
from factdesk.messages.catalogue import tr


def apply_acceptances(problems: Sequence[Problem], files: Sequence[FileResult]) -> list[Problem]:
    """Return the problems without accepted warnings, and a problem for each unnecessary acceptance.

    A warning about two files can be accepted in either of them.
    """
    accepted = {
        file.path: {acceptance.check for acceptance in file.summary.accepted}
        for file in files
        if file.summary.accepted
    }
    if not accepted:
        return list(problems)
    found: dict[str, set[str]] = defaultdict(set)
    for problem in problems:
        if CODES[problem.code].can_be_accepted:
            for path in _concerned(problem):
                found[path].add(problem.code)
    left = [
        problem
        for problem in problems
        if not (
            CODES[problem.code].can_be_accepted
            and problem.severity is not Severity.ERROR  # the configuration can make it an error
            and any(problem.code in accepted.get(path, ()) for path in _concerned(problem))
        )
    ]
    return left + [
        problem
        for file in files
        if file.summary.accepted
        for problem in _needless(file, found[file.path])
    ]


def _needless(file: FileResult, found: set[str]) -> Iterator[Problem]:
    if file.status not in REVIEWED:
        return
    waiting = set(found)
    for n, acceptance in enumerate(file.summary.accepted):
        code = acceptance.check
        if code in waiting:
            waiting.remove(code)
        elif code in CODES and CODES[code].can_be_accepted:
            field = f"accepted.{n}.check"
            message = tr("nothing here triggers {code}", code=code)
            path = ("accepted", n, "check")
            yield CODES["FD111"].problem(message, file.place(field), field=path)


def _concerned(problem: Problem) -> set[str]:
    return {problem.place.path, *(place.path for place in problem.also)}
