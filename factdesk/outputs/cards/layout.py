"""Positions on a card of 1200 by 630 pixels, and the size of the claim.

Horizontal positions are measured from the side where reading begins: the layout of a right-to-left
claim is mirrored.
"""

from __future__ import annotations

import msgspec

from factdesk.outputs.cards.text import Paragraph, TextStyle

BAND = 16
MARGIN, COLUMN, EDGE = 72, 264, 1128
COLUMN_WIDTH = EDGE - COLUMN

SIGN = 132
SIGN_TOP = 86
_CLAIM_TOP = 86
_CAPITAL = 0.7  # the height of a capital, in ems

BY = 30
SITE = 32
EVIDENCE = 28
#: The height of the logo, its maximum width, the height of its centre above the baseline of the
#: site's name, and the gap before the name; next to the claim, the gap between logo and column.
MARK, WIDEST_MARK, MARK_RISE, MARK_GAP, GAP = 46, 220, 11, 18, 24
_WORD, _WORD_ALONE = 76, 104

# Sizes of the claim, largest first, each with the minimum line height in ems and the maximum number
# of lines.
_SIZES = (
    (60, 1.233, 3),
    (48, 1.233, 4),
    (38, 1.2, 7),
    (34, 1.2, 8),
    (30, 1.2, 9),
    (27, 1.2, 10),
    (24, 1.2, 11),
    (22, 1.2, 12),
)
_RULE, _LOWEST_RULE = 398, 460


class Layout(msgspec.Struct, frozen=True):
    """The lines of the claim, and the baselines of everything below it."""

    lines: tuple[str, ...]
    size: float
    leading: float
    first: float
    by: float
    rule: float
    word: float
    foot: float
    word_size: float = _WORD

    @property
    def last(self) -> float:
        """The baseline of the claim's last line."""
        return self.first + self.leading * (len(self.lines) - 1)


def lay_out(text: str, style: TextStyle, *, has_by: bool) -> Layout | None:
    """Return the layout with the claim as large as possible; None if no size fits."""
    if not text:
        return None
    paragraph = Paragraph(text, style)
    for size, least, most in _SIZES:
        lines = paragraph.lines(size, COLUMN_WIDTH, most)
        if lines is None:
            continue
        ems = style.line_height(text, least)
        # Large letters begin a little lower, so that they do not rise above the icon.
        first = _CLAIM_TOP + size * (_CAPITAL + 0.6 * (ems - least)) + max(size - 38, 0) * 0.55
        last = first + size * ems * (len(lines) - 1)
        by = last + size * (0.26 + 0.5 * (ems - least)) + 36
        rule = (by if has_by else last) + 24
        if rule <= _LOWEST_RULE:
            return _layout(lines, size, size * ems, first, by, max(rule, _RULE))
    return None


def layout_without_claim() -> Layout:
    """Return the layout of a card without its claim: the verdict is next to its icon."""
    return Layout((), 0, 0, 0, by=272, rule=_RULE, word=192, foot=578, word_size=_WORD_ALONE)


def _layout(
    lines: list[str], size: float, leading: float, first: float, by: float, rule: float
) -> Layout:
    down = rule - _RULE
    word, foot = rule + 84 - down / 10, 578 + down * 0.3
    return Layout(tuple(lines), size, leading, first, by, rule, word, foot)
