"""FD113, FD123: remaining placeholders, and claims that are not statements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from factdesk.checks.check import Finding, check
from factdesk.checks.context import Context
from factdesk.checks.field_names import FIELDS
from factdesk.checks.lenient import is_judged, language_of
from factdesk.messages.catalogue import tr
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.nodes import ScalarNode
from factdesk.text.shown import shown

_PLACEHOLDER = re.compile(
    r"\b(?:TODO|FIXME|TBD|TKTK)\b|\b[Ll]orem ipsum\b"
    r"|\bX{2,}(?= ?(?:%|per ?cent|Prozent|€|\$|[Ee]uros?\b|[Dd]ollars?\b|[Mm]illi))"
    r"|\[(?:[Ii]nsert|INSERT|[Yy]our|YOUR|FILL IN|AUSFÜLLEN|[Hh]ier)\b[^\]\n]*\]"
)
# Every placeholder contains one of these words, and hardly any file does. Searching for them is
# faster than for the pattern, and searching for one letter is forty times as fast as for a word.
_SIGNS = {"X": ("XX", "FIXME"), "K": ("TKTK",), "D": ("TODO", "TBD"), "p": ("orem ipsum",)}
_INSTRUCTION = re.compile(r"\[[IiYyFAHh]")
#: What people write into a field to fill it in later.
_NOTHING = frozenset([
    "n/a", "n.a.", "none", "tba", "tbc", "xxx", "xx", "k.a.", "k. a.", "keine angabe", "folgt",
    "asdf", "blah", "bla bla", "placeholder", "platzhalter",
])  # fmt: skip
_LONGEST_NOTHING = 12
#: The names of all fields, which are most of the short texts in a file.
_NAMES = frozenset(chain.from_iterable(FIELDS.values()))
#: Fields that quote others.
_VERBATIM = frozenset(["quote", "exact", "prefix", "suffix", "page", "id"])
_TODO_IS_A_WORD = ("es", "gl", "pt")


@check("FD113")
def no_placeholder_is_left(file: ClaimFile, context: Context) -> Iterator[Finding]:
    if not is_judged(file):
        return
    short = {text for text in file.texts - _NAMES if len(text) <= _LONGEST_NOTHING}
    if nothing := set(filter(_says_nothing, short)):
        for scalar in file.scalars:
            if scalar.value in nothing and not _is_verbatim(file, scalar):
                message = tr("'{text}' is not a text", text=shown(scalar.value.strip()))
                yield Finding(scalar, message, tr("write the text, or delete the field"))
    if not _has_sign(file.text) and not _INSTRUCTION.search(file.text):
        return
    language = language_of(file, context.language).partition("-")[0]
    for scalar in file.scalars:
        found = _PLACEHOLDER.search(scalar.value)
        is_word = found and found[0] == "TODO" and language in _TODO_IS_A_WORD
        if found and not is_word and not scalar.value.startswith("http"):
            yield Finding(scalar, tr("this text still has a placeholder: {found}", found=found[0]))


def _has_sign(text: str) -> bool:
    return any(
        letter in text and any(word in text for word in words) for letter, words in _SIGNS.items()
    )


@lru_cache(maxsize=4096)  # most short texts are words of the format
def _says_nothing(text: str) -> bool:
    stripped = text.strip()
    is_sign = bool(stripped) and not any(map(str.isalnum, stripped)) and stripped.isprintable()
    return stripped.casefold() in _NOTHING or (is_sign and stripped[0] in ".-–—?_*/!…")


def _is_verbatim(file: ClaimFile, scalar: ScalarNode) -> bool:
    path = file.field_at(scalar)
    return not path or path[-1] in _VERBATIM


_LABEL = re.compile(
    r"\s*(?:fact[ -]?check|faktencheck|faktenfuchs|fake|claim|behauptung)\s*:", re.IGNORECASE
)
_LEAST_CAPITALS = 12


@check("FD123", needs="claim")
def claim_is_a_statement(file: ClaimFile, _: Context) -> Iterator[Finding]:
    claim = file.root.scalar("claim")
    if claim is None:
        return
    text = claim.value.rstrip(" \"'“”»’)")
    if text.endswith("?"):
        yield Finding(claim, tr("the claim is a question"), tr("write it as a statement"))
    elif match := _LABEL.match(claim.value):
        message = tr("the claim begins with '{label}'", label=match[0].strip())
        yield Finding(claim, message, tr("write only what was claimed"))
    elif text.isupper() and sum(map(str.isalpha, text)) >= _LEAST_CAPITALS and " " in text:
        hint = tr("write it in the usual spelling; the exact words can be in 'quote'")
        yield Finding(claim, tr("the claim is in capital letters"), hint)
