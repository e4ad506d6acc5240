"""FD122: published claims that still contain sample texts of the template."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from factdesk.checks.check import Finding, check
from factdesk.checks.context import Context
from factdesk.checks.lenient import is_judged
from factdesk.messages.catalogue import tr
from factdesk.reading.claim_file import ClaimFile, read_claim_file
from factdesk.text.shown import shown

TEMPLATE = "_template.yml"
#: Shorter values, such as a verdict or a date, may be right by chance.
_SHORTEST = 16


def sample_texts(claims: Path) -> frozenset[str]:
    """Return the texts and addresses of the template in a folder of claims."""
    template = claims / TEMPLATE
    if not template.is_file():
        return frozenset()
    values = (scalar.value.strip() for scalar in read_claim_file(template).scalars)
    return frozenset(filter(_is_sample, values))


def _is_sample(value: str) -> bool:
    """Return whether a value is a text or an address, and not a name or fixed value."""
    return len(value) >= _SHORTEST and (" " in value or "://" in value)


@check("FD122")
def samples_are_replaced(file: ClaimFile, context: Context) -> Iterator[Finding]:
    if not context.samples or file.slug.startswith("_") or not is_judged(file):
        return
    for scalar in file.scalars:
        text = scalar.value.strip()
        if text in context.samples:
            yield Finding(
                scalar, tr("this is a sample text of the template: '{text}'", text=shown(text))
            )
