"""Checks of one claim file: small generators that yield findings, registered by their code.

Their severity, rule and default hint are in ``codes.yml``.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from typing import NamedTuple, TypeAlias

import msgspec

from factdesk.cache.fingerprint import fingerprint, program_fingerprint
from factdesk.checks.codes import CODES, Code
from factdesk.claims.problem import FieldPath, Problem, Severity
from factdesk.claims.verdicts import DEFAULT_SCALE, Scale
from factdesk.messages.catalogue import message_language
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.faults import Fault
from factdesk.reading.nodes import Node, Stretch
from factdesk.reading.shared_sources import NO_SHARED_SOURCES, SharedSources


@dataclass(frozen=True)
class Context:
    """The context of the checks: scale, language, and today's date if it is known.

    ``unrecorded`` is the severity of a quotation whose source has no evidence record. ``samples``
    are the texts of the site's template, ``shared`` the sources that several claims share.
    ``refuses_examples`` is set if the site is real: example domains are reported then. Without
    ``notes``, checks that only give advice do not run.
    """

    scale: Scale = DEFAULT_SCALE
    language: str = "en"
    today: dt.date | None = None
    unrecorded: Severity = Severity.NOTE
    samples: frozenset[str] = frozenset()
    shared: SharedSources = NO_SHARED_SOURCES
    refuses_examples: bool = False
    notes: bool = True

    def key(self, path: str, raw: bytes, record: bytes | Fault | None = None) -> str:
        """Return the cache key of a file's result, computed from all data that the checks use."""
        head = f"{self._fingerprint} {self.shared.digest_of_named(raw)} {len(raw)} {path}\0"
        key = blake2b(head.encode("utf-8", "surrogatepass") + raw, digest_size=20)
        if record is not None:
            recorded = record.message if isinstance(record, Fault) else record
            key.update(fingerprint(recorded).encode())
        return key.hexdigest()

    @cached_property
    def _fingerprint(self) -> str:
        scale = msgspec.to_builtins(self.scale)
        others = (
            self.today,
            self.unrecorded,
            self.refuses_examples,
            self.notes,
            sorted(self.samples),
        )
        return fingerprint(program_fingerprint(), scale, self.language, message_language(), *others)

    @cached_property
    def verdict_names(self) -> list[str]:
        """The names on the scale, best first."""
        return [verdict.name for verdict in self.scale.each()]

    def verdict_words(self, language: str) -> re.Pattern[str]:
        """Return a pattern of verdict names and labels in a language, as full words."""
        if language not in self._words:
            words = {word for v in self.scale.each() for word in (v.name, v.label_in(language))}
            spaced = {word.replace("-", " ") for word in words}
            longest_first = sorted(words | spaced, key=lambda word: (-len(word), word))
            either = "|".join(map(re.escape, longest_first))
            self._words[language] = re.compile(rf"(?<![\w-])(?:{either})(?![\w-])", re.IGNORECASE)
        return self._words[language]

    @cached_property
    def _words(self) -> dict[str, re.Pattern[str]]:
        return {}


class Finding(NamedTuple):
    """What a check found, and where. Without a hint, the one in the table is used.

    ``field`` is the path of a field that is missing; otherwise the node determines it.
    """

    node: Node | Stretch
    message: str
    hint: str | None = None
    also: tuple[Node, ...] = ()
    field: FieldPath = ()


Check: TypeAlias = Callable[[ClaimFile, Context], Iterator[Finding]]

_CHECKS: list[tuple[Code, str, Check]] = []


def check(code: str, needs: str = "") -> Callable[[Check], Check]:
    """Register a generator as the check with this code.

    It runs only on files that have the field ``needs``, so that rare fields take no time elsewhere.
    """

    def register(function: Check) -> Check:
        function.__doc__ = CODES[code].rule
        _CHECKS.append((CODES[code], needs, function))
        return function

    return register


def run_file_checks(file: ClaimFile, context: Context) -> Iterator[Problem]:
    """Yield the problems that all registered checks find in a file."""
    values, unwanted = file.root.values, None if context.notes else Severity.NOTE
    for code, needed, function in _CHECKS:
        if code.severity is unwanted or (needed and needed not in values):
            continue
        for node, message, hint, also, field in function(file, context):
            others = tuple(file.place_of(other) for other in also)
            path = field or file.field_at(node)
            yield code.problem(message, file.place_of(node), hint, others, path)
