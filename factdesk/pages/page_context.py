"""The context of one page: its language, links, texts, dates and icons."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache

from factdesk.claims.claim import ClaimSummary
from factdesk.claims.verdicts import Verdict
from factdesk.pages.assets import asset_address
from factdesk.pages.claimants import attribution
from factdesk.pages.site import Site
from factdesk.pages.templating import render_macro
from factdesk.pages.text_html import TextHtml
from factdesk.pages.urls import Linker, list_address
from factdesk.site_texts.languages import direction, language_name
from factdesk.site_texts.texts import SiteTexts
from factdesk.text.dates import PartialDate
from factdesk.text.html import AUTO_DIRECTION, NO_HTML, Html, escape

# Letters of right-to-left scripts.
_RTL = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


class PageContext:
    """The data that the templates of one page share. It is created once and passed down.

    ``language`` is the language of the page's own texts. If the site has another one, ``say`` marks
    the program's texts with their language; ``text`` is for attributes and is not marked.
    """

    def __init__(self, site: Site, address: str, language: str | None = None) -> None:
        """Create the context of the page at an address."""
        self.site = site
        self._address = address
        self.link = Linker.at(address, offline=site.offline)
        self.language = language or site.config.language
        #: The language attributes of the program's texts, and of the page's own texts.
        self.ours = _message_attributes(site.config.language, self.language)
        self.theirs = language_attributes(self.language, site.config.language)
        self._is_rtl = direction(self.language) == "rtl"
        self.text: TextHtml = site.text_html(NO_HTML)
        self.say: TextHtml = site.text_html(self.ours)

    def below(self, address: str) -> str:
        """Return the link to a page below this one, by its address from the root."""
        return Linker(0, self.link.offline)(address.removeprefix(self._address))

    def time(self, date: PartialDate | dt.date, length: str = "long") -> Html:
        """Return a date in words; ``length`` is ``long`` or ``short``."""
        return time_html(date, self.site.texts, self.ours, length)

    def date(self, date: dt.date) -> str:
        """Return a date in words, as plain text."""
        return self.site.texts.date(date)

    def number(self, n: int) -> str:
        """Return a whole number in the format of the site's language."""
        return self.site.texts.number(n)

    @property
    def icon(self) -> Html:
        """The icon of the verdict whose colours are used here."""
        return _icon()

    def tag(self, verdict: Verdict) -> Html:
        """Return a verdict's icon with its word, for use inside its colours."""
        return _tag(self.name(verdict), self.ours)

    def label(self, verdict: Verdict) -> Html:
        """Return a verdict's word, to be printed next to its icon."""
        return _label(self.name(verdict), self.ours)

    def name(self, verdict: Verdict) -> str:
        """Return a verdict's word as plain text."""
        return verdict.label_in(self.site.config.language)

    def attribution(self, claim: ClaimSummary) -> str:
        """Return who makes a claim and whom they quote; empty for nobody."""
        return attribution(claim, self.site.texts)

    def own_page(self, address: str | None) -> str:
        """Return the link to a page in the configuration, on this site or elsewhere, or empty."""
        if not address or "://" in address:
            return address or ""
        return self.link(address.removeprefix("/"))

    def asset(self, name: str) -> str:
        """Return the link to a style sheet or script of ours."""
        return self.link(asset_address(name))

    def list_link(self, folder: str, number: int) -> str:
        """Return the link to a page of a list."""
        return self.link(list_address(folder, number))

    def lang(self, language: str | None) -> Html:
        """Return the attributes of a text in some language on this page."""
        return language_attributes(language or self.language, self.language)

    def auto(self, text: str) -> Html:
        """Return the attribute of a text that may run against the page; empty if it cannot."""
        if self._is_rtl or (not text.isascii() and _RTL.search(text)):
            return AUTO_DIRECTION
        return NO_HTML

    def isolated(self, name: str) -> Html:
        """Return a name, isolated from the text around it where they may differ in direction."""
        return render_macro("atoms.html", "name", name) if self.auto(name) else escape(name)

    def language_name(self, language: str) -> str:
        """Return the name of a language in the site's language."""
        return language_name(language, self.site.config.language)


@cache
def language_attributes(language: str, inside: str) -> Html:
    """Return ``lang``, and ``dir`` if it differs, for a text inside one of another language."""
    if language == inside:
        return NO_HTML
    own = direction(language)
    return render_macro("atoms.html", "language", language, "" if own == direction(inside) else own)


@cache
def _message_attributes(language: str, inside: str) -> Html:
    """Return the attributes of texts; none inside a variant of their language (en in en-GB)."""
    is_same = language.split("-", maxsplit=1)[0] == inside.split("-", maxsplit=1)[0]
    is_same = is_same and direction(language) == direction(inside)
    return NO_HTML if is_same else language_attributes(language, inside)


@cache
def time_html(
    date: PartialDate | dt.date, texts: SiteTexts, attributes: Html, length: str = "long"
) -> Html:
    """Return a date in words as HTML."""
    return render_macro("atoms.html", "time", date, texts.date(date, length), attributes)


@cache
def _icon() -> Html:
    return render_macro("atoms.html", "icon")


@cache
def _label(name: str, attributes: Html) -> Html:
    return render_macro("atoms.html", "label", name, attributes)


@cache
def _tag(name: str, attributes: Html) -> Html:
    return render_macro("atoms.html", "tag", _icon(), _label(name, attributes))
