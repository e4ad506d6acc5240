"""Draws a card: 1200 by 630 pixels in sixteen colours."""

from __future__ import annotations

from functools import cache

from factdesk.claims.verdicts import Tone
from factdesk.claims.vocabulary import Status
from factdesk.outputs.cards import layout as at
from factdesk.outputs.cards.breaking import clusters
from factdesk.outputs.cards.canvas import Canvas, Lettering
from factdesk.outputs.cards.card import Card
from factdesk.outputs.cards.fonts import Fonts, Role
from factdesk.outputs.cards.layout import Layout, lay_out, without_claim
from factdesk.outputs.cards.palette import MOST, Colour, Palette, palette, rgb
from factdesk.outputs.cards.png import encode
from factdesk.outputs.cards.signs import sign
from factdesk.outputs.cards.typesetting import Style
from factdesk.outputs.design_tokens import colours

_GAP = 0.4  # between a struck verdict and what follows it, in ems
_STRIKE, _STRIKE_AT = 0.085, 0.26  # how thick, and how far above the baseline


def render_card(card: Card, fonts: Fonts) -> bytes:
    """Return a card as PNG; the same card and fonts give the same bytes."""
    drawing = _Drawing(card, fonts)
    drawing.draw()
    return encode(drawing.canvas.page, drawing.canvas.colours)


def claim_layout(card: Card, fonts: Fonts) -> Layout | None:
    """Return how the claim is set; None when no font has its letters, or it fits at no size."""
    style = Style(fonts, Role.CLAIM, card.language, card.direction)
    return lay_out(card.text, style, has_by=bool(card.by)) if style.has_all_of(card.text) else None


@cache
def _inks() -> dict[str, Colour]:
    return {name: rgb(colour) for name, colour in colours("default").items()}


@cache
def _palette(tone: Tone | None, status: Status | None) -> Palette:
    """Return the colours of a card; on the site's own, every verdict has one."""
    inks = _inks()
    if status is None:
        accents = [(inks[f"{each}-shape"], 1) for each in Tone]
    elif tone is None or status is not Status.PUBLISHED:
        accents = [(inks["rule"], 1), (inks["ink-2"], 3), (inks["edge"], 4)]
    else:
        accents = [(inks["rule"], 1), (inks[tone], 4), (inks[f"{tone}-shape"], 3)]
    found = palette(inks["paper"], inks["ink"], accents)
    assert len(found) <= MOST  # four bits a pixel
    return found


class _Drawing:
    def __init__(self, card: Card, fonts: Fonts) -> None:
        self.card = card
        self.fonts = fonts
        self.canvas = Canvas(_palette(card.tone, card.status), card.direction)
        inks = _inks()
        self.ink, self.quiet, self.rule = inks["ink"], inks["ink-2"], inks["rule"]
        if card.status is Status.PUBLISHED and card.tone:
            self.tone, self.shape = inks[card.tone], inks[f"{card.tone}-shape"]
        else:
            self.tone, self.shape = (self.quiet if card.status else self.ink), inks["edge"]

    def draw(self) -> None:
        laid = claim_layout(self.card, self.fonts)
        place = laid or without_claim()
        self._band()
        self._sign()
        self._claim(place)
        self._by(place)
        self._rule(place)
        self._word(place)
        self._foot(place)

    def _band(self) -> None:
        canvas, status = self.canvas, self.card.status
        if status is None:
            width = at.WIDTH / len(Tone)
            for n, tone in enumerate(Tone):
                begin, end = round(n * width) + (4 if n else 0), round((n + 1) * width)
                canvas.fill(begin, end, 0, at.BAND, _inks()[f"{tone}-shape"])
        elif status is Status.WITHDRAWN:
            canvas.fill(0, at.WIDTH, 0, 5, self.shape)
            canvas.fill(0, at.WIDTH, 11, at.BAND, self.shape)
        elif status is Status.IN_REVIEW:
            canvas.dashes(0, at.WIDTH, 0, 10, self.shape, dash=24)
        else:
            canvas.fill(0, at.WIDTH, 0, at.BAND, self.shape)

    def _sign(self) -> None:
        if self.card.status is None:
            self.canvas.stamp(sign("mark", at.SIGN), at.MARGIN, at.SIGN_TOP, self.ink)
        elif self.card.tone:
            self.canvas.stamp(sign(self.card.tone, at.SIGN), at.MARGIN, at.SIGN_TOP, self.shape)

    def _claim(self, place: Layout) -> None:
        if not place.lines:
            return
        style = self._theirs(Role.CLAIM)
        text = Lettering(at.COLUMN, at.EDGE, at.BAND + 8, place.last + place.size * 0.5)
        for n, line in enumerate(place.lines):
            baseline = place.first + n * place.leading
            text.write(line, style, place.size, baseline, self.card.direction)
        text.lay(self.canvas, self.ink)

    def _by(self, place: Layout) -> None:
        style = self._theirs(Role.PLAIN)
        limit = at.COLUMN_WIDTH / at.BY
        forms = [form for form in self.card.by if style.has_all_of(form)]
        if forms:
            fitting = (form for form in forms if style.width(form) <= limit)
            form = next(fitting, None) or _shortened(forms[-1], style, limit)
            self._line(form, style, at.BY, place.by, self.quiet)

    def _rule(self, place: Layout) -> None:
        if self.card.status is Status.IN_REVIEW:
            top = place.rule
            self.canvas.dashes(at.COLUMN, at.EDGE, top, top + 2, self.rule, dash=12)
        else:
            self.canvas.fill(at.COLUMN, at.EDGE, place.rule, place.rule + 2, self.rule)

    def _word(self, place: Layout) -> None:
        """Draw the verdict; where no font has its letters, the English name of its tone."""
        card, style = self.card, self._ours(Role.VERDICT)
        word, after = card.word, card.after if style.has_all_of(card.after) else ""
        if not style.has_all_of(word):
            word = card.tone.value.replace("-", " ").capitalize() if card.tone else ""
        gap = _GAP if word and after else 0.0
        ems = style.width(word) + gap + style.width(after)
        size = min(place.word_size, at.COLUMN_WIDTH / ems) if ems else place.word_size
        width = style.width(word) * size
        text = Lettering(at.COLUMN, at.EDGE, place.word - size, place.word + size * 0.4)
        text.write(word, style, size, place.word, card.direction)
        if card.status is Status.WITHDRAWN and word:
            middle = place.word - size * _STRIKE_AT
            text.strike(width, middle, size * _STRIKE, card.direction)
        text.lay(self.canvas, self.tone)
        if after:
            begin = at.COLUMN + width + gap * size
            self._line(after, style, size, place.word, self.ink, begin)

    def _foot(self, place: Layout) -> None:
        card = self.card
        name, plain = self._ours(Role.VERDICT), self._ours(Role.PLAIN)
        site = card.site if name.has_all_of(card.site) else card.host
        site = _shortened(site, name, (at.EDGE - at.NAME) / at.SITE)
        self.canvas.stamp(sign("mark", at.MARK), at.MARGIN, place.foot - 34, self.ink)
        self._line(site, name, at.SITE, place.foot, self.ink, at.NAME)
        width = plain.width(card.evidence) * at.EVIDENCE
        free = at.EDGE - at.NAME - name.width(site) * at.SITE - 48
        if card.evidence and plain.has_all_of(card.evidence) and width <= free:
            self._line(card.evidence, plain, at.EVIDENCE, place.foot, self.quiet, at.EDGE - width)

    def _line(
        self,
        line: str,
        style: Style,
        size: float,
        baseline: float,
        ink: Colour,
        left: float = at.COLUMN,
    ) -> None:
        text = Lettering(left, at.EDGE, baseline - size * 1.1, baseline + size * 0.5)
        text.write(line, style, size, baseline, self.card.direction)
        text.lay(self.canvas, ink)

    def _theirs(self, role: Role) -> Style:
        """Return how the claim's own texts are set."""
        return Style(self.fonts, role, self.card.language, self.card.direction)

    def _ours(self, role: Role) -> Style:
        """Return how the site's own words are set."""
        return Style(self.fonts, role, self.card.spoken, self.card.spoken_direction)


def _shortened(line: str, style: Style, limit: float) -> str:
    """Return a line of at most ``limit`` ems, with an ellipsis where something was cut."""
    if style.width(line) <= limit:
        return line
    pieces = clusters(line)
    low, high = 0, len(pieces)
    while low < high:
        middle = (low + high + 1) // 2
        if style.width("".join(pieces[:middle]).rstrip() + "…") <= limit:
            low = middle
        else:
            high = middle - 1
    return "".join(pieces[:low]).rstrip() + "…"
