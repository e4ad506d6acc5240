"""The card that other sites embed: a page of its own for each claim, without a script."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from factdesk.claims.claim import Claim
from factdesk.claims.verdicts import Tone
from factdesk.claims.vocabulary import Status
from factdesk.config.site_config import SiteConfig
from factdesk.i18n.languages import direction
from factdesk.i18n.messages import Messages
from factdesk.outputs.design_tokens import colours, drawings
from factdesk.outputs.status_text import short_reason, shortened, verdict_word
from factdesk.pages.page_context import language_attributes
from factdesk.pages.urls import Linker, claim_address
from factdesk.text.dates import PartialDate

File = tuple[str, bytes]

STYLESHEET = "assets/factdesk/embed.css"
_POLICY = Markup(
    "default-src 'none'; style-src 'self'{}; img-src 'self' data:; base-uri 'none'; "
    "form-action 'none'"
)
_LONGEST_SOURCE = 400  # the policy stands before the encoding, which must be named in 1,024 bytes
_LONGEST_CLAIMANT = 160  # a name may have any length; the review itself shows it whole

_SYMBOL = re.compile(r'<symbol id="fd-([a-z-]+)"[^>]*>(.*?)</symbol>', re.DOTALL)


def embed_address(slug: str) -> str:
    """Return where a claim's embedded card is, relative to the site's root."""
    return f"embed/{slug}/"


def embed_files(
    claim: Claim, config: SiteConfig, messages: Messages, *, offline: bool = False
) -> Iterator[File]:
    """Yield a claim's embedded card, at its own address and the same at each former one.

    A sandboxed frame follows no redirect of a page's own, so a former address holds the card
    itself, and all its links lead to the new one. A draft has none.
    """
    if claim.status is not Status.DRAFT:
        page = embed_page(claim, config, messages, offline=offline)
        for slug in (claim.slug, *claim.aliases):
            yield f"{embed_address(slug)}index.html", page


def embed_page(
    claim: Claim, config: SiteConfig, messages: Messages, *, offline: bool = False
) -> bytes:
    """Return the page of a claim's embedded card, under 10 kB with its style sheet."""
    link = Linker.at(embed_address(claim.slug), offline=offline)
    language = claim.language or config.language
    ours = language_attributes(config.language, language)
    verdict = config.scale[claim.verdict] if claim.shows_verdict and claim.verdict else None
    withdrawn = claim.status is Status.WITHDRAWN
    html = _template().render(
        claim=claim,
        language=language,
        direction=direction(language),
        ours=ours,
        title=_title(verdict_word(claim, config, messages), messages),
        policy=_policy(config.site_url),
        canonical=config.site_url + claim_address(claim.slug)
        if config.site_url
        else link(claim_address(claim.slug)),
        stylesheet=link(STYLESHEET),
        review=link(claim_address(claim.slug)),
        look="withdrawn" if withdrawn else verdict.tone if verdict else "open",
        claimant=_claimant(claim, messages),
        claimed=_time(claim.claimed_on, messages, ours) if claim.claimed_on else "",
        sign=_signs()[verdict.tone] if verdict else "",
        label=verdict.label_in(config.language) if verdict else "",
        word=verdict_word(claim, config, messages),
        notice=_notice(claim, messages),
        summary=_summary(claim),
        checked=_checked(claim, config, messages),
        evidence=_evidence(len(claim.sources), messages),
    )
    return html.encode()


def stylesheet() -> File:
    """Return the style sheet of all embedded cards, with its path; its colours are the site's."""
    rules = files("factdesk.outputs").joinpath("templates/embed.css").read_text("utf-8")
    light, dark = _scheme("default"), _scheme("slate")
    scheme = f"@media (prefers-color-scheme: dark) {{\n{dark}}}\n"
    return STYLESHEET, (":root { color-scheme: light dark; }\n" + light + scheme + rules).encode()


@cache
def _policy(site_url: str) -> Markup:
    """Return the page's content policy.

    In a sandboxed frame some browsers match ``'self'`` with nothing, since such a page has no
    origin of its own; so the one style sheet is also named by its address.
    """
    source = f" {site_url}{STYLESHEET}" if site_url else ""
    source = source.replace(";", "%3B").replace(",", "%2C")
    return _POLICY.format(source if len(source) <= _LONGEST_SOURCE else "")


def _notice(claim: Claim, messages: Messages) -> Markup:
    """Return what the program says of a review that does not stand."""
    if claim.withdrawn and claim.status is Status.WITHDRAWN:
        date = _time(claim.withdrawn.on, messages, Markup(""))
        return messages.html("state.withdrawn_on", date=date)
    return Markup("") if claim.shows_verdict else messages.html("card.checking")


def _summary(claim: Claim) -> str:
    """Return the review in the editors' own words: what was found, or why it was withdrawn."""
    if claim.withdrawn and claim.status is Status.WITHDRAWN:
        return short_reason(claim)
    return (claim.summary or "") if claim.shows_verdict else ""


def _claimant(claim: Claim, messages: Messages) -> str:
    claimant = claim.claimant
    if claimant is None:
        return ""
    if claimant.is_unknown:
        return messages("state.unknown_claimant")
    names = f"{claimant.name}, {claimant.role}" if claimant.role else claimant.name
    return shortened(names, _LONGEST_CLAIMANT)


def _checked(claim: Claim, config: SiteConfig, messages: Messages) -> Markup:
    reviewed_on = claim.published_on if claim.shows_verdict else None
    return _by(config.publisher.name, reviewed_on, messages)


# What comes again, on one card after another, is put into words once.


@lru_cache(maxsize=4096)
def _by(publisher: str, reviewed_on: dt.date | None, messages: Messages) -> Markup:
    if reviewed_on is None:
        return messages.html("embed.in_review_by", publisher=publisher)
    date = _time(reviewed_on, messages, Markup(""))
    return messages.html("embed.checked_on", publisher=publisher, date=date)


@lru_cache(maxsize=4096)
def _time(date: PartialDate | dt.date, messages: Messages, attributes: Markup) -> Markup:
    return Markup('<time datetime="{}"{}>{}</time>').format(date, attributes, messages.date(date))


@lru_cache(maxsize=256)
def _title(word: str, messages: Messages) -> Markup:
    return messages.html("embed.title", verdict=word)


@lru_cache(maxsize=256)
def _evidence(n: int, messages: Messages) -> Markup:
    return messages.html("embed.evidence", n=n) if n else Markup("")


def _scheme(scheme: str) -> str:
    found = colours("slate" if scheme == "slate" else "default")
    base = " ".join(
        f"--{name}: {found[name]};" for name in ("paper", "ink", "ink-2", "edge", "green")
    )
    tones = (
        f".{tone} {{ --tone: {found[tone]}; --shape: {found[f'{tone}-shape']}; }}\n"
        for tone in Tone
    )
    return f":root {{ {base} }}\n" + "".join(tones)


@cache
def _signs() -> dict[str, Markup]:
    return {found[1]: Markup(found[2].strip()) for found in _SYMBOL.finditer(drawings())}  # noqa: S704


@cache
def _template() -> Template:
    return Environment(
        loader=PackageLoader("factdesk.outputs"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    ).get_template("embed.html")
