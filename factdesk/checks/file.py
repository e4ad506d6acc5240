"""One claim file, checked alone: whatever needs no other file. The result is small and plain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from sys import intern
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import to_json

# Importing a module of checks registers them.
from factdesk.checks import citations, claim, dates, evidence, form, sources  # noqa: F401
from factdesk.checks.fields import read_fields
from factdesk.checks.lenient import status_of
from factdesk.checks.read_errors import refusals
from factdesk.checks.registry import Context, run_checks
from factdesk.claims.claim import Claim, Status
from factdesk.claims.problem import Place, Problem, Severity
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.nodes import Mapping, Node
from factdesk.text.urls import BadURL, parse_url

#: Where things stand that other files may be at odds with, by the way to them (``related.0``):
#: line, column and length.
Places = dict[str, tuple[int, int, int]]


@dataclass(frozen=True)
class CheckedFile:
    """What the checks say about one file, and what it holds, in a small and plain form.

    ``digest`` is the SHA-256 of its bytes, empty when they could not be read. ``fields`` is as much
    of its texts as other files may be at odds with, and ``places`` says where they stand.
    ``packed`` is the whole claim as JSON, None when the file has an error.
    """

    path: str
    slug: str
    digest: str
    status: Status
    problems: tuple[Problem, ...]
    fields: dict[str, Any]
    places: Places
    packed: bytes | None

    @property
    def is_sound(self) -> bool:
        """Whether the file has no error of its own, and so is a claim."""
        return self.packed is not None

    @cached_property
    def claim(self) -> Claim | None:
        """The claim, when the file has no error. Made when it is first asked for."""
        return None if self.packed is None else Claim.from_json(self.packed)

    @property
    def acceptances(self) -> list[tuple[int, str]]:
        """The codes of the warnings that the claim accepts, each with its place in the list."""
        accepted = self.mappings("accepted")
        return [(n, code) for n, entry in accepted if isinstance(code := entry.get("check"), str)]

    def as_json(self) -> bytes:
        """Return it as it is kept for later runs: on a line of its own, and then the claim."""
        return to_json(replace(self, packed=None)) + b"\n" + (self.packed or b"")

    @classmethod
    def from_json(cls, text: bytes) -> CheckedFile | None:
        """Return what was kept, if it has the right shape."""
        head, _, packed = text.partition(b"\n")
        try:
            return replace(_READ.validate_json(head), packed=packed or None)
        except ValidationError:
            return None

    def place(self, way: str) -> Place:
        """Return where something stands, by the way to it; the file's beginning where it is not."""
        return Place(self.path, *self.places.get(way, (1, 1, 1)))

    def texts(self, name: str) -> list[tuple[int, str]]:
        """Return the texts in a list, each with its place in it."""
        return [(n, item) for n, item in enumerate(self._items(name)) if isinstance(item, str)]

    def mappings(self, name: str) -> list[tuple[int, dict[str, Any]]]:
        """Return the groups of fields in a list, each with its place in it."""
        return [(n, item) for n, item in enumerate(self._items(name)) if isinstance(item, dict)]

    def _items(self, name: str) -> list[Any]:
        items = self.fields.get(name)
        return items if isinstance(items, list) else []


_READ = TypeAdapter(CheckedFile)


def check_file(file: ClaimFile, context: Context) -> CheckedFile:
    """Return what is wrong with a file as far as it alone can tell, and the claim that it holds."""
    problems = list(refusals(file))
    fields: dict[str, Any] = {}
    if file.was_read:
        fields, faults = read_fields(file)
        problems += faults
        problems += run_checks(file, context)
    is_sound = all(problem.severity is not Severity.ERROR for problem in problems)
    return CheckedFile(
        path=file.path,
        slug=file.slug,
        digest=file.digest,
        status=status_of(file),
        problems=tuple(sorted(problems, key=lambda problem: problem.in_order)),
        fields=_outline(fields),
        places=_places(file),
        packed=_packed(fields, file) if is_sound else None,
    )


def _packed(fields: dict[str, Any], file: ClaimFile) -> bytes:
    return to_json({**fields, "slug": file.slug, "path": file.path})


#: What the checks of the collection look at: fields, and the fields of their entries.
_OUTLINE = ("claim", "verdict", "related", "aliases", "accepted", "corrections")
_OUTLINE_OF_ENTRIES = {
    "sources": ("url", "title", "publisher", "author", "published_on", "kind"),
    "appearances": ("url",),
}


def _outline(fields: dict[str, Any]) -> dict[str, Any]:
    found = {name: fields[name] for name in _OUTLINE if name in fields}
    for name, kept in _OUTLINE_OF_ENTRIES.items():
        if isinstance(entries := fields.get(name), list):
            found[name] = [_outline_of_entry(entry, kept) for entry in entries]
    return found


def _outline_of_entry(entry: Any, kept: tuple[str, ...]) -> dict[str, Any] | None:
    """Return as much of an entry as is looked at, its address as browsers read it."""
    if not isinstance(entry, dict):
        return None
    found = {key: entry[key] for key in kept if key in entry}
    try:
        found["url"] = parse_url(entry["url"])
    except (BadURL, KeyError, TypeError, AttributeError):
        found.pop("url", None)
    return found


def _places(file: ClaimFile) -> Places:
    place = file.lines.place
    return {way: place(node.start, node.end) for way, node in _placed(file.root) if node}


def _placed(root: Mapping) -> Iterator[tuple[str, Node | None]]:
    """Yield what other files may be at odds with, by the way to it.

    The ways are one and the same texts in all files, and so are sent and kept only once.
    """
    yield "claim", root.node("claim")
    yield "verdict", root.node("verdict")
    for name in ("related", "aliases"):
        for n, item in enumerate(root.items(name)):
            yield intern(f"{name}.{n}"), item
    for name, field in (("sources", "url"), ("accepted", "check")):
        for n, item in enumerate(root.items(name)):
            yield intern(f"{name}.{n}"), item.node(field) if isinstance(item, Mapping) else item
