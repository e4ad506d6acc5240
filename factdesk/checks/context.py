"""What the checks of a claim file know besides the file."""

from __future__ import annotations

import datetime as dt
import re
from functools import cached_property
from hashlib import blake2b

import msgspec

from factdesk.cache.fingerprint import fingerprint, program_fingerprint
from factdesk.claims.problem import Severity
from factdesk.claims.verdicts import DEFAULT_SCALE, Scale
from factdesk.messages.catalogue import message_language
from factdesk.reading.faults import Fault
from factdesk.reading.shared_sources import NO_SHARED_SOURCES, SharedSources


class Context(msgspec.Struct, frozen=True, dict=True):
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

    def key(
        self, path: str, digest: bytes, shared: str, record: bytes | Fault | None = None
    ) -> str:
        """Return the cache key of a file's result, computed from all data that the checks use.

        ``digest`` is that of its content, ``shared`` that of the shared sources that it names.
        """
        head = f"{self._fingerprint} {shared} {path}\0"
        key = blake2b(head.encode("utf-8", "surrogatepass") + digest, digest_size=20)
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
