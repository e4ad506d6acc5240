"""Cut windows: quotations with surrounding text of the source, within a fixed budget.

Records contain text by other authors. To stay within the right to quote, a source contributes at
most 1,500 characters, and at most a tenth of its text. The quotations themselves, which the claim
file contains anyway, are always kept; the rest of the budget is divided among them as context.
"""

from __future__ import annotations

from collections.abc import Sequence

from factdesk.evidence.matching import Match

#: The maximum number of characters on each side of a quotation, and of all windows of one source.
CONTEXT, LARGEST_TOTAL = 200, 1_500
_LARGEST_SHARE = 0.1


def cut_windows(text: str, matches: Sequence[Match]) -> list[str]:
    """Return the window of each match, in order. Windows begin and end between words."""
    budget = min(LARGEST_TOTAL, int(len(text) * _LARGEST_SHARE))
    quoted = sum(match.end - match.start for match in matches)
    context = min(CONTEXT, max(0, budget - quoted) // (2 * len(matches))) if matches else 0
    return [_window(text, match, context) for match in matches]


def _window(text: str, match: Match, context: int) -> str:
    start, end = max(0, match.start - context), min(len(text), match.end + context)
    if 0 < start < match.start:
        space = text.find(" ", start, match.start)
        start = space + 1 if space >= 0 else match.start
    if match.end < end < len(text):
        space = text.rfind(" ", match.end, end)
        end = space if space >= 0 else match.end
    return text[start:end]
