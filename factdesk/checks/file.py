"""One claim file, checked alone: whatever needs no other file. The result is small and plain."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

# Importing a module of checks registers them.
from factdesk.checks import citations, claim, dates, evidence, form, sources  # noqa: F401
from factdesk.checks.fields import read_fields
from factdesk.checks.registry import Context, run_checks
from factdesk.checks.tolerant import status_of
from factdesk.checks.unread import refusals
from factdesk.claims.claim import Claim, Status
from factdesk.claims.problem import Place, Problem, Severity
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.nodes import Mapping, Node

#: Where things stand that other files may be at odds with, by the way to them (``related.0``):
#: line, column and length.
Places = dict[str, tuple[int, int, int]]


@dataclass(frozen=True)
class CheckedFile:
    """What the checks say about one file, and what it holds.

    ``digest`` is the SHA-256 of its bytes, empty when they could not be read. ``fields`` are its
    texts as they were written; they make a claim when no problem is an error.
    ``places`` are those of the values that the checks of the collection look at.
    """

    path: str
    slug: str
    digest: str
    status: Status
    problems: tuple[Problem, ...]
    fields: dict[str, Any]
    places: Places

    @property
    def is_sound(self) -> bool:
        """Whether the file has no error of its own, and so is a claim."""
        return all(problem.severity is not Severity.ERROR for problem in self.problems)

    @cached_property
    def claim(self) -> Claim | None:
        """The claim, when the file is sound. Made when it is first asked for."""
        if not self.is_sound:
            return None
        return Claim.model_validate({**self.fields, "slug": self.slug, "path": self.path})

    @property
    def acceptances(self) -> list[tuple[int, str]]:
        """The codes of the warnings that the claim accepts, each with its place in the list."""
        accepted = self.mappings("accepted")
        return [(n, code) for n, entry in accepted if isinstance(code := entry.get("check"), str)]

    def place(self, way: str) -> Place:
        """Return where something stands, by the way to it; the file's beginning where it is not."""
        return Place(self.path, *self.places.get(way, (1, 1, 1)))

    def texts(self, name: str) -> list[tuple[int, str]]:
        """Return the texts in a list, each with its place in it."""
        items = self.fields.get(name)
        return (
            []
            if not isinstance(items, list)
            else [(n, t) for n, t in enumerate(items) if isinstance(t, str)]
        )

    def mappings(self, name: str) -> list[tuple[int, dict[str, Any]]]:
        """Return the groups of fields in a list, each with its place in it."""
        items = self.fields.get(name)
        return (
            []
            if not isinstance(items, list)
            else [(n, m) for n, m in enumerate(items) if isinstance(m, dict)]
        )


def check_file(file: ClaimFile, context: Context) -> CheckedFile:
    """Return what is wrong with a file as far as it alone can tell, and the claim that it holds."""
    problems = list(refusals(file))
    fields: dict[str, Any] = {}
    if file.was_read:
        fields, faults = read_fields(file)
        problems += faults
        problems += run_checks(file, context)
    ordered = tuple(sorted(problems, key=lambda problem: problem.in_order))
    return CheckedFile(
        file.path, file.slug, file.digest, status_of(file), ordered, fields, _places(file)
    )


def _places(file: ClaimFile) -> Places:
    root = file.root
    found: dict[str, Node | None] = {name: root.node(name) for name in ("claim", "verdict")}
    for name in ("related", "aliases"):
        found |= {f"{name}.{n}": item for n, item in enumerate(root.items(name))}
    for name, field in (("sources", "url"), ("accepted", "check")):
        for n, item in enumerate(root.items(name)):
            found[f"{name}.{n}"] = item.node(field) if isinstance(item, Mapping) else item
    return {way: file.lines.place(n.start, n.end) for way, n in found.items() if n is not None}
