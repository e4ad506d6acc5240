"""The cards of checked articles and of lists: the number of claims for each verdict."""

from __future__ import annotations

from collections.abc import Sequence

from factdesk.claims.claim import ClaimSummary
from factdesk.outputs.cards.card import Card, host_of_site, one_line
from factdesk.outputs.status_text import name_with_state
from factdesk.pages.articles import article_address
from factdesk.pages.site import Site
from factdesk.pages.urls import list_address
from factdesk.pages.verdict_bar import VerdictCount, verdict_counts

# The maximum number of verdicts in the line below the title if not all fit.
_FEWER = (4, 3, 2)


def list_cards(site: Site) -> dict[str, Card]:
    """Return the cards of checked articles, verdicts and topics that have claims, by address."""
    cards = {}
    for checked in site.collection.articles:
        if checked.claims:
            language = checked.article.language or site.config.language
            title = checked.article.title
            cards[article_address(checked)] = _card(title, language, checked.claims, site)
    for folder in ("verdicts", "topics"):
        for group in getattr(site.collection, folder):
            if group.claims:
                address = list_address(f"{folder}/{group.slug}")
                cards[address] = _card(group.name, site.config.language, group.claims, site)
    return cards


def describe_card(card: Card) -> str:
    """Return the description of a list's card: title, number of claims, and their verdicts."""
    return ". ".join([card.text, card.word, *card.by[:1]])


def _card(title: str, language: str, claims: Sequence[ClaimSummary], site: Site) -> Card:
    config, counts = site.config, verdict_counts(claims, site)
    named = _named(counts, site)
    largest = sorted(counts, key=lambda each: -each.count)
    shorter = [_named(largest[:n], site) for n in _FEWER if n < len(counts)]
    return Card(
        text=one_line(title),
        language=language,
        site_language=config.language,
        site=one_line(name_with_state(config.site_name, config, site.texts)),
        word=site.texts("article.checked", n=len(claims)),
        by=tuple(" · ".join(each) for each in (named, *shorter) if each),
        host=host_of_site(config),
        shares=tuple((each.verdict.tone, each.count) for each in counts),
    )


def _named(counts: Sequence[VerdictCount], site: Site) -> list[str]:
    number, language = site.texts.number, site.config.language
    return [one_line(f"{number(each.count)} {each.verdict.label_in(language)}") for each in counts]
