"""Draw a card: 1200 by 630 pixels in sixteen colours."""

from __future__ import annotations

from functools import cache
from typing import Any

from factdesk.claims.verdicts import Tone
from factdesk.claims.vocabulary import Status
from factdesk.outputs.cards import layout as at
from factdesk.outputs.cards.canvas import Canvas, Colour, Palette, palette, rgb
from factdesk.outputs.cards.card import WIDTH, Card
from factdesk.outputs.cards.fonts import Fonts, Role
from factdesk.outputs.cards.layout import Layout, lay_out, layout_without_claim
from factdesk.outputs.cards.logo import Logo
from factdesk.outputs.cards.signs import sign
from factdesk.outputs.cards.text import TextStyle, truncate_line
from factdesk.outputs.design_tokens import colours

_GAP = 0.4  # between a withdrawn verdict and the word after it, in ems
_STRIKE = (0.26, 0.085)  # height above the baseline and thickness, in ems


def render_card(card: Card, fonts: Fonts, logo: Logo | None = None) -> bytes:
    """Return a card as PNG. The same card, fonts, logo and libraries give the same bytes.

    A text that no font supports is left out. If FreeType or Raqm fails on a font that is not
    bundled, all texts that need such fonts are left out.
    """
    try:
        return _draw(card, fonts, logo)
    except (OSError, RuntimeError, ValueError):
        return _draw(card, Fonts(folders=(), can_shape=fonts.can_shape), logo)


def claim_layout(card: Card, fonts: Fonts) -> Layout | None:
    """Return the layout of a claim; None if no font has its letters, or if no size fits."""
    style = TextStyle(fonts, Role.CLAIM, card.language, card.direction)
    return lay_out(card.text, style, has_by=bool(card.by)) if style.can_draw(card.text) else None


def _draw(card: Card, fonts: Fonts, logo: Logo | None) -> bytes:
    drawing = _Drawing(card, fonts, logo)
    laid_out = claim_layout(card, fonts)
    place = laid_out or layout_without_claim()
    drawing.band()
    drawing.sign()
    drawing.claim(place)
    drawing.by(place)
    drawing.rule(place)
    drawing.word(place)
    drawing.foot(place)
    return drawing.canvas.png()


@cache
def _inks() -> dict[str, Colour]:
    return {name: rgb(colour) for name, colour in colours("default").items()}


@cache
def _palette(tone: Tone | None, status: Status | None) -> Palette:
    """Return the sixteen colours of a card; the site's own card has one for every tone."""
    inks = _inks()
    if status is None:
        accents = [(inks[f"{each}-shape"], 1) for each in Tone]
    elif tone is None or status is not Status.PUBLISHED:
        accents = [(inks["rule"], 1), (inks["ink-2"], 3), (inks["edge"], 4)]
    else:
        accents = [(inks["rule"], 1), (inks[tone], 4), (inks[f"{tone}-shape"], 3)]
    return palette(inks["paper"], inks["ink"], accents)


class _Drawing:
    def __init__(self, card: Card, fonts: Fonts, logo: Logo | None) -> None:
        self._card, self._logo = card, logo
        self.canvas = Canvas(_palette(card.tone, card.status), card.direction)
        inks = _inks()
        self._ink, self._quiet, self._rule = inks["ink"], inks["ink-2"], inks["rule"]
        if card.status is Status.PUBLISHED and card.tone:
            self._tone, self._shape = inks[card.tone], inks[f"{card.tone}-shape"]
        else:
            self._tone = self._quiet if card.status else self._ink
            self._shape = inks["edge"]
        claims_own = (card.language, card.direction)
        sites_own = (card.site_language, card.site_direction)
        self._claim_style = TextStyle(fonts, Role.CLAIM, *claims_own)
        self._by_style = TextStyle(fonts, Role.PLAIN, *claims_own)
        self._word_style = TextStyle(fonts, Role.VERDICT, *sites_own)
        self._plain_style = TextStyle(fonts, Role.PLAIN, *sites_own)

    def band(self) -> None:
        canvas, status = self.canvas, self._card.status
        if status is None:
            shares = self._card.shares or tuple((tone, 1) for tone in Tone)
            total, begin = sum(count for _, count in shares), 0.0
            for tone, count in shares:
                end = begin + WIDTH * count / total
                left = round(begin) + (4 if begin else 0)
                canvas.fill(left, round(end), 0, at.BAND, _inks()[f"{tone}-shape"])
                begin = end
        elif status is Status.WITHDRAWN:
            canvas.fill(0, WIDTH, 0, 5, self._shape)
            canvas.fill(0, WIDTH, 11, at.BAND, self._shape)
        elif status is Status.IN_REVIEW:
            canvas.dashes(0, WIDTH, 0, 10, self._shape, dash=24)
        else:
            canvas.fill(0, WIDTH, 0, at.BAND, self._shape)

    def sign(self) -> None:
        if self._card.status is None:
            if self._logo:
                mask = self._logo.mask(at.SIGN, at.COLUMN - at.MARGIN - at.GAP)
                self.canvas.stamp(mask, at.MARGIN, at.SIGN_TOP, self._ink)
        elif self._card.tone:
            self.canvas.stamp(sign(self._card.tone, at.SIGN), at.MARGIN, at.SIGN_TOP, self._shape)

    def claim(self, place: Layout) -> None:
        if place.lines:
            lines = [(place.first + n * place.leading, each) for n, each in enumerate(place.lines)]
            self._write(lines, self._claim_style, place.size, self._ink, top=at.BAND + 8)

    def by(self, place: Layout) -> None:
        style, limit = self._by_style, at.COLUMN_WIDTH / at.BY
        forms = [form for form in self._card.by if style.can_draw(form)]
        if forms:
            fitting = (form for form in forms if style.width(form) <= limit)
            form = next(fitting, None) or truncate_line(forms[-1], style, limit)
            self._write([(place.by, form)], style, at.BY, self._quiet)

    def rule(self, place: Layout) -> None:
        edges = (at.COLUMN, at.EDGE, place.rule, place.rule + 2, self._rule)
        if self._card.status is Status.IN_REVIEW:
            self.canvas.dashes(*edges, dash=12)
        else:
            self.canvas.fill(*edges)

    def word(self, place: Layout) -> None:
        """Draw the verdict or, if no font has its letters, the English name of its tone."""
        card, style = self._card, self._word_style
        word, after = card.word, card.after if style.can_draw(card.after) else ""
        if not style.can_draw(word):
            word = card.tone.value.replace("-", " ").capitalize() if card.tone else ""
        gap = _GAP if word and after else 0.0
        ems = style.width(word) + gap + style.width(after)
        size = min(place.word_size, at.COLUMN_WIDTH / ems) if ems else place.word_size
        strike = _STRIKE if card.status is Status.WITHDRAWN else None
        if word:
            self._write([(place.word, word)], style, size, self._tone, strike=strike)
        if after:
            left = at.COLUMN + (style.width(word) + gap) * size
            self._write([(place.word, after)], style, size, self._ink, left=left)

    def foot(self, place: Layout) -> None:
        card, name, plain = self._card, self._word_style, self._plain_style
        site = card.site if name.can_draw(card.site) else card.host
        start = at.MARGIN
        if self._logo:
            mask = self._logo.mask(at.MARK, at.WIDEST_MARK)
            top = place.foot - at.MARK_RISE - mask.height / 2
            self.canvas.stamp(mask, at.MARGIN, top, self._ink)
            start += mask.width + at.MARK_GAP
        site = truncate_line(site, name, (at.EDGE - start) / at.SITE)
        if site:
            self._write([(place.foot, site)], name, at.SITE, self._ink, left=start)
        evidence = card.evidence if plain.can_draw(card.evidence) else ""
        width = plain.width(evidence) * at.EVIDENCE
        free = at.EDGE - start - name.width(site) * at.SITE - 48
        if evidence and width <= free:
            line, left = [(place.foot, evidence)], at.EDGE - width
            self._write(line, plain, at.EVIDENCE, self._quiet, left=left)

    def _write(
        self,
        lines: list[tuple[float, str]],
        style: TextStyle,
        size: float,
        ink: Colour,
        left: float = at.COLUMN,
        **options: Any,
    ) -> None:
        self.canvas.write(lines, style, size, ink, left=left, right=at.EDGE, **options)
