"""One page while it is written: what its templates say, link and show."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from markupsafe import Markup, escape

from factdesk.claims.verdicts import Tone, Verdict
from factdesk.i18n.languages import direction, language_name
from factdesk.i18n.messages import Messages
from factdesk.pages.site import Site
from factdesk.pages.symbols import icon, symbols
from factdesk.pages.urls import Linker
from factdesk.text.dates import PartialDate
from factdesk.text.html import trusted

#: What a link to somebody else's site says about it.
OUTWARD = Markup('rel="nofollow noopener noreferrer"')


class PageContext:
    """A page of the site in the making.

    ``language`` is that of the page's own texts; where the site speaks another one, the program's
    words on the page are marked as such. ``texts`` has the words for attributes, ``says`` those to
    read; ``t`` and ``say`` are the same for words with values in them.
    """

    def __init__(self, site: Site, address: str, language: str | None = None) -> None:
        """Begin the page at an address."""
        self.site = site
        self.link = Linker.at(address, offline=site.offline)
        self.language = language or site.config.language
        #: The attributes of what the program says, and of what the page's own texts say.
        self.ours = _attributes_of_ours(site.config.language, self.language)
        self.theirs = language_attributes(self.language, site.config.language)
        self.t = site.messages.html
        self.texts = site.texts_with("")
        self.says = site.texts_with(self.ours)
        self._tones: set[Tone] = set()

    def say(self, key: str, /, **values: Any) -> Markup:
        """Return a text of the program, marked with its language where the page has another one."""
        return self.says.mark(self.t(key, **values))

    def time(self, date: PartialDate | dt.date, length: str = "long") -> Markup:
        """Return a date in words; ``length`` is ``long`` or ``short``."""
        return _time(self.site.messages, date, length, self.ours)

    def day(self, date: PartialDate | dt.date) -> Markup:
        """Return a date in short words alone, where a text repeats one of the page."""
        return self.says.mark(escape(self.site.messages.date(date, "short")))

    def icon(self, verdict: Verdict) -> Markup:
        """Return a verdict's sign."""
        self.draw(verdict.tone)
        return icon(verdict.tone)

    def draw(self, tone: Tone) -> None:
        """Remember that a verdict's sign is used on the page."""
        self._tones.add(tone)

    def tag(self, verdict: Verdict) -> Markup:
        """Return a verdict's sign with its word."""
        return trusted(f'<span class="fd-tag">{self.icon(verdict)}{self.label(verdict)}</span>')

    def label(self, verdict: Verdict) -> Markup:
        """Return a verdict's word, to stand beside its sign."""
        return trusted(f"<span{self.ours}>{escape(self.name(verdict))}</span>")

    def name(self, verdict: Verdict) -> str:
        """Return a verdict's word as plain text."""
        return verdict.label_in(self.site.config.language)

    def own_page(self, address: str | None) -> str:
        """Return the link to a page that the configuration names, here or elsewhere, if any."""
        if not address or "://" in address:
            return address or ""
        return self.link(address.removeprefix("/"))

    def lang(self, language: str | None) -> Markup:
        """Return the attributes of a text in some language, on this page."""
        return language_attributes(language or self.language, self.language)

    def language_name(self, language: str) -> str:
        """Return the name of a language in the words of the site."""
        return language_name(language, self.site.config.language)

    def symbols(self) -> Markup:
        """Return the drawings of all signs that were used so far."""
        return symbols(self._tones)


@cache
def language_attributes(language: str, inside: str) -> Markup:
    """Return ``lang`` and, where it turns, ``dir`` for a text inside one of another language."""
    if language == inside:
        return Markup("")
    turn = direction(language)
    attributes = f' lang="{escape(language)}"'
    return trusted(attributes if turn == direction(inside) else f'{attributes} dir="{turn}"')


@cache
def _attributes_of_ours(language: str, inside: str) -> Markup:
    """Return the attributes of the program's words; none within one language: en inside en-GB."""
    is_one = language.split("-", maxsplit=1)[0] == inside.split("-", maxsplit=1)[0]
    is_one = is_one and direction(language) == direction(inside)
    return Markup("") if is_one else language_attributes(language, inside)


@cache
def _time(
    messages: Messages, date: PartialDate | dt.date, length: str, attributes: Markup
) -> Markup:
    said = escape(messages.date(date, length))
    return trusted(f'<time datetime="{date}"{attributes}>{said}</time>')
