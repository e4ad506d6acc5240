"""The verdict scale: a publisher's own words, each with one of eight tones.

The publisher chooses the name, label and definition of a verdict. Its tone determines the icon, the
colour and the meaning for the checks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Annotated, Any

import msgspec

from factdesk.claims.field_groups import FieldGroup
from factdesk.claims.field_types import FieldType, Unreadable
from factdesk.messages.catalogue import tr
from factdesk.tables import read_table
from factdesk.text.slugs import slug_fault


def _verdict_name(value: object) -> str:
    if not isinstance(value, str):
        raise Unreadable("not_a_text")
    if fault := slug_fault(value):
        raise Unreadable("bad_slug", fault)
    return value


def _texts(value: object) -> dict[str, str]:
    """Return texts by language; a single text applies to all languages."""
    if not isinstance(value, str | Mapping):
        raise Unreadable("not_a_text")
    if not value:
        raise Unreadable("empty_text")
    return {"": value} if isinstance(value, str) else dict(value)


def _whole_number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise Unreadable("not_a_number")
    return value


VerdictName = Annotated[str, FieldType(_verdict_name, {})]
Texts = Annotated[dict[str, str], FieldType(_texts, {}, blank={})]
WholeNumber = Annotated[int, FieldType(_whole_number, {}, blank=0)]


class Tone(StrEnum):
    """The meaning of a verdict, independent of its name; best first."""

    TRUE = "true"
    MOSTLY_TRUE = "mostly-true"
    MIXED = "mixed"
    MISLEADING = "misleading"
    MOSTLY_FALSE = "mostly-false"
    FALSE = "false"
    UNPROVEN = "unproven"
    OUTDATED = "outdated"


class Verdict(FieldGroup, frozen=True, kw_only=True):
    """One step of the scale.

    ``number`` is an ordinal for other programs, where higher is better; it is None for a verdict
    that does not say right or wrong. ``label`` and ``definition`` are texts by language tag.
    """

    name: VerdictName
    tone: Tone
    label: Texts
    definition: Texts = msgspec.field(default_factory=dict)
    number: WholeNumber | None = None

    def label_in(self, language: str) -> str:
        """Return the label in a language, or in the most similar one that the scale has."""
        return _in_language(self.label, language) or self.name

    def definition_in(self, language: str) -> str:
        """Return the definition in a language or the most similar one, or an empty string."""
        return _in_language(self.definition, language)


def _in_language(texts: Mapping[str, str], language: str) -> str:
    for tag in (language, language.partition("-")[0], "", "en"):
        if tag in texts:
            return texts[tag]
    return next(iter(texts.values()), "")


class Scale(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The publisher's verdicts, best first."""

    verdicts: tuple[Verdict, ...]

    def __post_init__(self) -> None:
        """Reject an empty scale, and two verdicts with the same name."""
        if not self.verdicts:
            raise ValueError(tr("the scale has no verdicts"))
        names = [verdict.name for verdict in self.verdicts]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise ValueError(tr("the scale has two verdicts named '{twice}'", twice=twice[0]))

    @cached_property
    def _by_name(self) -> dict[str, Verdict]:
        return {verdict.name: verdict for verdict in self.verdicts}

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    def __getitem__(self, name: str) -> Verdict:
        return self._by_name[name]

    def __len__(self) -> int:
        return len(self.verdicts)

    def each(self) -> Iterator[Verdict]:
        """Yield the verdicts, best first."""
        return iter(self.verdicts)

    @cached_property
    def numbers(self) -> tuple[int, int] | None:
        """The best and the worst number of the scale, or None if no verdict has one."""
        numbers = [verdict.number for verdict in self.verdicts if verdict.number is not None]
        return (max(numbers), min(numbers)) if numbers else None


def _default_scale() -> Scale:
    loaded: dict[str, dict[str, Any]] = read_table(__package__, "verdicts.yml")
    return Scale(
        verdicts=tuple(
            Verdict(name=name, tone=Tone(name), **fields) for name, fields in loaded.items()
        )
    )


#: The scale of a site that defines none, with labels in every language of the interface.
DEFAULT_SCALE = _default_scale()
