"""How a claim's card gets into another page: the frame, its code, and the offer on our own page."""

from __future__ import annotations

import html
from unicodedata import east_asian_width

from markupsafe import Markup, escape

from factdesk.claims.claim import Claim
from factdesk.claims.vocabulary import Status
from factdesk.config.site_config import SiteConfig
from factdesk.i18n.messages import Messages
from factdesk.outputs.embed import embed_address
from factdesk.outputs.status_text import summary_of, verdict_word
from factdesk.pages.claim import Fold
from factdesk.pages.page_context import language_attributes
from factdesk.pages.urls import Linker, claim_address

WIDTH = 600

#: What the frame may do: nothing but follow a link in the reader's window when he chooses it.
SANDBOX = "allow-top-navigation-by-user-activation"

# Other people's pages have no style sheet of ours that would do this.
_FITTING = ' style="border:0;max-width:100%"'
_PREVIEW = ' class="fd-embed"'


def embed_code(claim: Claim, config: SiteConfig, messages: Messages) -> str:
    """Return the HTML that puts a claim's card into another page; empty without ``site_url``."""
    if not config.site_url or claim.status is Status.DRAFT:
        return ""
    address = config.site_url + embed_address(claim.slug)
    return str(_frame(claim, address, config, messages, _FITTING))


def embed_fold(
    claim: Claim, config: SiteConfig, messages: Messages, *, offline: bool = False
) -> Fold | None:
    """Return the part of a claim's page that offers its card to others, with a preview."""
    code = embed_code(claim, config, messages)
    if not code:
        return None
    link = Linker.at(claim_address(claim.slug), offline=offline)
    ours = language_attributes(config.language, claim.language or config.language)
    preview = _frame(claim, link(embed_address(claim.slug)), config, messages, _PREVIEW)
    promise = messages.html("embed.stays_current")
    shown = html.escape(code, quote=False)
    body = f'<p{ours}>{promise}</p><pre tabindex="0" dir="ltr">{shown}</pre>{preview}'
    return Fold(messages("embed.fold"), Markup(body))  # noqa: S704  # made of escaped parts


def frame_height(claim: Claim, messages: Messages) -> int:
    """Return the height in pixels at which a frame of the usual width shows the whole card.

    A guess from the number of characters, on the generous side; what does not fit scrolls.
    """
    title = _lines(claim.claim, 11.5) * 27
    summary = _lines(summary_of(claim, messages), 8.8) * 22.5
    by = 36 if claim.claimant or claim.claimed_on else 16
    rest = 7 + 16 + by + 28 + 20 + 20 + 13
    return -int(-(title + summary + rest) // 20) * 20


def _frame(claim: Claim, source: str, config: SiteConfig, messages: Messages, more: str) -> Markup:
    title = escape(messages("embed.title", verdict=verdict_word(claim, config, messages)))
    height = frame_height(claim, messages)
    return Markup(  # noqa: S704  # its two texts are escaped
        f'<iframe src="{escape(source)}" title="{title}" width="{WIDTH}" height="{height}"'
        f' loading="lazy" sandbox="{SANDBOX}"{more}></iframe>'
    )


def _lines(text: str, width: float) -> int:
    """Return how many lines of the frame a text takes; East Asian letters are twice as wide."""
    wide = 0 if text.isascii() else sum(east_asian_width(character) in "WF" for character in text)
    return int((len(text) + wide) * width // (WIDTH - 42)) + 1 if text else 0
