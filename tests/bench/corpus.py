"""Generate claims from a fixed vocabulary: the same number gives the same claims."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_VOCABULARY = """
account agency airport amount annual archive article audit author average bank bill board bridge
budget building camera campaign canal capital carrier case census central century chamber charge
chart church citizen city clause climate coast college column commerce committee company contract
corridor council country county court credit crisis crop culture current customs danger data debate
decade deficit degree delegate demand deposit district document drainage drought duty early economy
editor election electric embassy emission energy engine entrance estate estimate exchange export
factory farmer fashion federal ferry figure finance fishery flood forecast foreign forest fortnight
foundation freight frontier fuel garden gateway general glacier governor grain grant harbour harvest
health heating highway history hospital hotel household housing import income index industry
inflation inquiry island journal judge junction kitchen labour lake land law leader lease ledger
letter level library licence loan local machine major market mayor meadow measure member merchant
message method migration mill minister minute mission model month morning motion mountain museum
nation network newspaper northern notice nurse office opera opinion orchard order outlook owner
paper parish park partner party passage passenger patent payment pension permit petition pilot
pipeline planet platform policy pollution population port power press price prison private produce
profit programme project property protest province public pupil quarry quarter railway rainfall
record reform refugee region register report reserve reservoir resident result revenue review
river road roof rural safety salary sample school science season secretary section sector seed
senate service session settlement shipping signal society soldier source southern speech square
staff station statute steel storage storm strategy street student subsidy suburb summer supply
survey system tariff tax teacher theatre timber title tonnage tourism tower town trade traffic
train transport treasury treaty tribunal tunnel union university urban valley vehicle venture
verdant vessel village visitor volume vote wage warehouse waste water weather western wheat winter
witness worker
"""
WORDS = _VOCABULARY.split()
_SMALL = "the of in for to and a by with from on at that after before under over against"
SMALL_WORDS = _SMALL.split()
TOPICS = [
    f"{first} {second}"
    for first in ("Public", "Local", "Rural", "Coastal")
    for second in (
        *("budgets", "transport", "housing", "energy", "health"),
        *("schools", "water", "trade", "justice", "records"),
    )
]
CLAIMANTS = 400
PUBLISHERS = [
    f"{name} {kind}"
    for kind in ("Statistics Office", "Records", "Tribune", "Institute")
    for name in ("Northern", "Harbour", "Valley", "Central", "Island", "Western")
]
VERDICTS = ("true", "mostly-true", "mixed", "misleading", "mostly-false", "false", "unproven")
_FIRST_DAY = date(2010, 1, 1)
_DAYS = 5_800
_ANALYSIS = 200  # words


@dataclass(frozen=True)
class Source:
    """Evidence, with the passage that is quoted from it."""

    id: str
    title: str
    url: str
    publisher: str
    published_on: date
    primary: bool
    supports: bool
    quotation: str


@dataclass(frozen=True)
class Claim:
    """One generated claim, to be written for any of the compared programs.

    ``paragraphs`` are the analysis, each with the ids of the sources cited at its end.
    """

    slug: str
    claim: str
    claimant: str
    claimed_on: date
    published_on: date
    verdict: str
    summary: str
    paragraphs: tuple[tuple[str, tuple[str, ...]], ...]
    sources: tuple[Source, ...]
    topics: tuple[str, ...]
    appeared_at: str


def claims(count: int) -> Iterator[Claim]:
    """Yield this number of claims; the first ones are the same for every number."""
    for n in range(count):
        yield _claim(n, random.Random(n))


def _claim(n: int, chance: random.Random) -> Claim:
    text = f"{_sentence(chance, 9).removesuffix('.')} {n}"
    slug = f"{'-'.join(text.lower().split()[:6])}-{n}"
    published_on = _FIRST_DAY + timedelta(days=chance.randrange(_DAYS))
    claimed_on = published_on - timedelta(days=chance.randrange(1, 90))
    verdict = chance.choice(VERDICTS)
    sources = tuple(
        _source(n, m, chance, published_on, supports=verdict in VERDICTS[:3] or m % 2 == 1)
        for m in range(chance.randint(3, 5))
    )
    return Claim(
        slug=slug,
        claim=text,
        claimant=f"{WORDS[n % CLAIMANTS % len(WORDS)].title()} Gazette {n % CLAIMANTS}",
        claimed_on=claimed_on,
        published_on=published_on,
        verdict=verdict,
        summary=f"{_sentence(chance, 14)} {_sentence(chance, 12)}",
        paragraphs=tuple(_paragraphs(chance, [source.id for source in sources])),
        sources=sources,
        topics=tuple(chance.sample(TOPICS, chance.randint(2, 4))),
        appeared_at=f"https://gazette-{n % CLAIMANTS}.example.org/news/{slug}",
    )


def _source(n: int, m: int, chance: random.Random, before: date, *, supports: bool) -> Source:
    publisher = PUBLISHERS[(n + m) % len(PUBLISHERS)]
    host = f"{publisher.lower().replace(' ', '-')}.example.net"
    return Source(
        id=f"{chance.choice(WORDS)}-{m}",
        title=_sentence(chance, 7).removesuffix("."),
        url=f"https://{host}/documents/{n}/{m}",
        publisher=publisher,
        published_on=before - timedelta(days=chance.randrange(1, 900)),
        primary=m == 0,
        supports=supports,
        quotation=_sentence(chance, 18),
    )


def _paragraphs(chance: random.Random, ids: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield four paragraphs that together have the words of an analysis."""
    for part in range(4):
        text = " ".join(_sentence(chance, _ANALYSIS // 12) for _ in range(3))
        yield text, tuple(ids[part::4])


def _sentence(chance: random.Random, words: int) -> str:
    chosen = [chance.choice(SMALL_WORDS if place % 2 else WORDS) for place in range(words)]
    return " ".join(chosen).capitalize() + "."
