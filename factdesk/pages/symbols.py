"""The signs of verdicts: drawn once on each page, and used by reference."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from factdesk.claims.verdicts import Tone
from factdesk.pages.templating import render_macro
from factdesk.text.html import NO_HTML, Html, join_html, packaged_html

_SYMBOL = re.compile(r'<symbol id="fd-([a-z-]+)".*?</symbol>', re.DOTALL)


def symbols(tones: Iterable[Tone]) -> Html:
    """Return the drawings of these signs, inline, so that a page opened from disk has them too."""
    return _symbols(frozenset(tones))


@cache
def _symbols(tones: frozenset[Tone]) -> Html:
    if not tones:
        return NO_HTML
    drawings = _drawings()
    return render_macro(
        "atoms.html", "symbols", join_html(drawings[tone] for tone in Tone if tone in tones)
    )


@cache
def _drawings() -> dict[str, Html]:
    svg = packaged_html("theme/assets/factdesk/verdicts.svg")
    return {symbol[1]: svg[symbol.start() : symbol.end()] for symbol in _SYMBOL.finditer(svg)}
