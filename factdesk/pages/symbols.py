"""The verdicts' signs: drawn once a page, used by reference."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from markupsafe import Markup

from factdesk.claims.verdicts import Tone
from factdesk.text.html import trusted

_SYMBOL = re.compile(r'<symbol id="fd-([a-z-]+)".*?</symbol>', re.DOTALL)


@cache
def icon(tone: Tone) -> Markup:
    """Return a sign for use in a page that draws it; the verdict's word always stands beside it."""
    return Markup('<svg aria-hidden="true"><use href="#fd-{}"/></svg>').format(tone)


def symbols(tones: Iterable[Tone]) -> Markup:
    """Return the drawings of these signs, inline, so that a page opened from disk has them too."""
    return _symbols(frozenset(tones))


@cache
def _symbols(tones: frozenset[Tone]) -> Markup:
    if not tones:
        return Markup("")
    drawn = "".join(_drawings()[tone] for tone in Tone if tone in tones)
    return trusted(f'<svg class="fd-symbols" aria-hidden="true">{drawn}</svg>')


@cache
def _drawings() -> dict[str, str]:
    file = files("factdesk").joinpath("theme/assets/factdesk/verdicts.svg")
    return {found[1]: found[0] for found in _SYMBOL.finditer(file.read_text("utf-8"))}
