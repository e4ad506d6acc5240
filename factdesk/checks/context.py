"""What the checks of a claim file know besides the file."""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property

import msgspec

from factdesk.cache.fingerprint import fingerprint, program_fingerprint
from factdesk.claims.problem import Severity
from factdesk.claims.verdicts import DEFAULT_SCALE, Scale
from factdesk.messages.catalogue import message_language
from factdesk.reading.shared_sources import NO_SHARED_SOURCES, SharedSources


class Context(msgspec.Struct, frozen=True, dict=True):
    """The context of the checks: scale, language, and today's date if it is known.

    ``unrecorded`` is the severity of a quotation whose source has no evidence record. ``samples``
    are the texts of the site's template, ``shared`` the sources that several claims share.
    ``refuses_examples`` is set if the site is real: example domains are reported then. Without
    ``notes``, checks that only give advice do not run. Without ``claims``, results do not contain
    the claims, which a report does not need.
    """

    scale: Scale = DEFAULT_SCALE
    language: str = "en"
    today: dt.date | None = None
    unrecorded: Severity = Severity.NOTE
    samples: frozenset[str] = frozenset()
    shared: SharedSources = NO_SHARED_SOURCES
    refuses_examples: bool = False
    notes: bool = True
    claims: bool = True

    @cached_property
    def fingerprint(self) -> str:
        """The fingerprint of the program and of all this, except the shared sources."""
        scale = msgspec.to_builtins(self.scale)
        others = (
            self.today,
            self.unrecorded,
            self.refuses_examples,
            self.notes,
            self.claims,
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
