"""The card that other sites embed: one page without scripts per claim."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from types import SimpleNamespace

import msgspec

from factdesk.claims.claim import Claim
from factdesk.claims.verdicts import Tone
from factdesk.claims.vocabulary import Gravity, Status
from factdesk.config.site_config import SiteConfig
from factdesk.outputs.design_tokens import colours
from factdesk.outputs.status_text import name_with_state, short_reason, shortened
from factdesk.outputs.templating import render_output
from factdesk.pages.claimants import attribution_with_role
from factdesk.pages.page_context import language_attributes, time_html
from factdesk.pages.urls import Linker, claim_address, version_address
from factdesk.pages.verdict_words import verdict_word
from factdesk.site_texts.languages import direction
from factdesk.site_texts.texts import SiteTexts
from factdesk.text.html import NO_HTML, Html, join_html, packaged_html

_File = tuple[str, bytes]

STYLESHEET = "assets/factdesk/embed.css"
_LONGEST_SOURCE = 400  # precedes the charset, which must be within 1,024 bytes
#: The severities of corrections that a card names.
_CORRECTED = (Gravity.VERDICT, Gravity.FACT)
_LONGEST_CLAIMANT = 160  # longer names are truncated; the review has the full name

_SYMBOL = re.compile(r'<symbol id="fd-([a-z-]+)"[^>]*>(.*?)</symbol>', re.DOTALL)


def embed_address(slug: str) -> str:
    """Return the address of a claim's embedded card, relative to the site's root."""
    return f"embed/{slug}/"


class PinnedCard(msgspec.Struct, frozen=True):
    """The fixed version that a card shows, and the current verdict if it is different."""

    on: dt.date
    now: str


def pinned_embed_address(slug: str, on: dt.date) -> str:
    """Return the address of the card of a fixed version."""
    return f"embed/{slug}/{on}/"


def embed_files(
    claim: Claim, config: SiteConfig, texts: SiteTexts, *, offline: bool = False
) -> Iterator[_File]:
    """Yield a claim's embedded card at its address, and the same card at each former address.

    A sandboxed frame does not follow a redirect in a page, so a former address contains the card
    itself, with all links to the new address. A draft has no card.
    """
    if claim.status is not Status.DRAFT:
        page = embed_page(claim, config, texts, offline=offline)
        for slug in (claim.slug, *claim.aliases):
            yield f"{embed_address(slug)}index.html", page


def embed_page(
    claim: Claim,
    config: SiteConfig,
    texts: SiteTexts,
    *,
    offline: bool = False,
    pinned: PinnedCard | None = None,
) -> bytes:
    """Return the page of a claim's embedded card, under 10 kB with its style sheet.

    A ``pinned`` card shows a fixed version, and says so.
    """
    own = pinned_embed_address(claim.slug, pinned.on) if pinned else embed_address(claim.slug)
    link = Linker.at(own, offline=offline)
    language = claim.language or config.language
    ours = language_attributes(config.language, language)
    verdict = config.scale[claim.verdict] if claim.shows_verdict and claim.verdict else None
    is_withdrawn, is_former = claim.status is Status.WITHDRAWN, bool(pinned and pinned.now)
    look = "withdrawn" if is_withdrawn or is_former else verdict.tone if verdict else "open"
    word = verdict_word(claim, config, texts)
    address = claim_address(claim.slug)
    review = version_address(claim.slug, pinned.on) if pinned else address
    card = SimpleNamespace(
        claim=claim,
        language=language,
        direction=direction(language),
        ours=ours,
        title=_title(word, texts),
        stylesheet_source=_stylesheet_source(config.site_url),
        canonical=config.site_url + address if config.site_url else link(address),
        stylesheet=link(STYLESHEET),
        review=link(review),
        look=look,
        claimant=_claimant(claim, texts),
        claimed=time_html(claim.claimed_on, texts, ours) if claim.claimed_on else "",
        sign=_signs()[verdict.tone] if verdict else "",
        label=verdict.label_in(config.language) if verdict else "",
        word="" if is_former and not is_withdrawn else word,
        version=_version(pinned, texts) if pinned else NO_HTML,
        notice=_notice(claim, texts),
        summary=_summary(claim),
        checked=_checked(claim, config, texts),
        evidence=_evidence(len(claim.sources), texts),
    )
    return render_output("embed.html", "card", card).encode()


def stylesheet() -> _File:
    """Return the style sheet of all embedded cards, with its path; it has the site's colours."""
    rules = files("factdesk.outputs").joinpath("templates/embed.css").read_text("utf-8")
    light, dark = _scheme("default"), _scheme("slate")
    scheme = f"@media (prefers-color-scheme: dark) {{\n{dark}}}\n"
    return STYLESHEET, (":root { color-scheme: light dark; }\n" + light + scheme + rules).encode()


@cache
def _stylesheet_source(site_url: str) -> str:
    """Return the address of the style sheet for the page's content policy, if it fits.

    In a sandboxed frame, ``'self'`` matches nothing in some browsers, because such a page has no
    origin. So the policy also names the address of the style sheet.
    """
    source = f" {site_url}{STYLESHEET}" if site_url else ""
    source = source.replace(";", "%3B").replace(",", "%2C")
    return source if len(source) <= _LONGEST_SOURCE else ""


def _notice(claim: Claim, texts: SiteTexts) -> Html:
    """Return the message about a review that is withdrawn or not finished."""
    if claim.withdrawn and claim.status is Status.WITHDRAWN:
        date = time_html(claim.withdrawn.on, texts, NO_HTML)
        return texts.html("state.withdrawn_on", date=date)
    return NO_HTML if claim.shows_verdict else texts.html("card.checking")


def _version(pinned: PinnedCard, texts: SiteTexts) -> Html:
    """Return which version a card shows, and the current verdict if it has changed."""
    date = time_html(pinned.on, texts, NO_HTML)
    if not pinned.now:
        return texts.html("version.on_card", date=date)
    now = texts.html("version.on_card_now", verdict=pinned.now)
    return join_html([texts.html("version.on_card_former", date=date), now], " ")


def _summary(claim: Claim) -> str:
    """Return the summary, or the reason for the withdrawal."""
    if claim.withdrawn and claim.status is Status.WITHDRAWN:
        return short_reason(claim)
    return (claim.summary or "") if claim.shows_verdict else ""


def _claimant(claim: Claim, texts: SiteTexts) -> str:
    return shortened(attribution_with_role(claim, texts), _LONGEST_CLAIMANT)


def _checked(claim: Claim, config: SiteConfig, texts: SiteTexts) -> Html:
    """Return who checked the claim and when, and when its verdict or facts were corrected."""
    reviewed_on = claim.published_on if claim.shows_verdict else None
    publisher = name_with_state(config.publisher.name, config, texts)
    by = _by(publisher, reviewed_on, texts)
    corrections = [each for each in claim.corrections if each.severity in _CORRECTED]
    if not reviewed_on or not corrections:
        return by
    date = time_html(corrections[-1].made_on, texts, NO_HTML)
    corrected = texts.html(f"state.on_{corrections[-1].severity}", date=date)
    return join_html([by, corrected], " · ")


# Cached, because many cards have the same texts.


@lru_cache(maxsize=4096)
def _by(publisher: str, reviewed_on: dt.date | None, texts: SiteTexts) -> Html:
    if reviewed_on is None:
        return texts.html("embed.in_review_by", publisher=publisher)
    date = time_html(reviewed_on, texts, NO_HTML)
    return texts.html("embed.checked_on", publisher=publisher, date=date)


@lru_cache(maxsize=256)
def _title(word: str, texts: SiteTexts) -> Html:
    return texts.html("embed.title", verdict=word)


@lru_cache(maxsize=256)
def _evidence(n: int, texts: SiteTexts) -> Html:
    return texts.html("embed.evidence", n=n) if n else NO_HTML


def _scheme(scheme: str) -> str:
    found = colours("slate" if scheme == "slate" else "default")
    base = " ".join(
        f"--{name}: {found[name]};" for name in ("paper", "ink", "ink-2", "edge", "accent")
    )
    tones = (
        f".{tone} {{ --tone: {found[tone]}; --shape: {found[f'{tone}-shape']}; }}\n"
        for tone in Tone
    )
    return f":root {{ {base} }}\n" + "".join(tones)


@cache
def _signs() -> dict[str, Html]:
    svg = packaged_html("theme/assets/factdesk/verdicts.svg")
    return {
        symbol[1]: svg[symbol.start(2) : symbol.end(2)].strip() for symbol in _SYMBOL.finditer(svg)
    }
