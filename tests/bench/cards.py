"""Measure the time and size of social cards: `python tests/bench/cards.py [CLAIMS]`."""

import statistics
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from factdesk.cache.store import Cache
from factdesk.claims.claim import Claim
from factdesk.config.reader import read_options
from factdesk.outputs.cards.card import claim_card
from factdesk.outputs.cards.drawing import render_card
from factdesk.outputs.cards.files import card_files
from factdesk.outputs.cards.fonts import Fonts
from factdesk.site_texts.texts import SiteTexts

WORDS = [
    "the",
    "council",
    "voted",
    "in",
    "secret",
    "to",
    "buy",
    "twelve",
    "cameras",
    "for",
    "its",
    "new",
    "bridge",
    "at",
    "twice",
    "the",
    "price",
    "that",
    "was",
    "agreed",
    "before",
    "the",
    "election",
    "while",
    "every",
    "newspaper",
    "of",
    "the",
    "region",
    "reported",
    "otherwise",
    "and",
    "no",
    "document",
    "shows",
    "who",
    "signed",
    "it",
    "nor",
    "when",
    "money",
    "left",
    "the",
    "public",
    "account",
    "of",
    "harbour",
    "and",
    "railway",
]
LENGTHS = (40, 60, 75, 90, 120, 200, 300)


def claims(count: int) -> list[Claim]:
    """Return claims of many lengths and words, no two alike."""
    lengths = cycle(LENGTHS)
    return [claim(n, next(lengths)) for n in range(count)]


def claim(n: int, length: int) -> Claim:
    texts = islice(cycle(WORDS), n * 7 % len(WORDS), None, 1 + n % 3)
    text = f"{n}"
    for word in texts:
        if len(text) + len(word) + 1 > length:
            break
        text += f" {word}"
    return Claim.from_fields(
        {
            "slug": f"claim-{n}",
            "path": f"claims/claim-{n}.yml",
            "claim": text,
            "claimant": {"name": f"Gazette {n % 400}", "role": "newspaper"},
            "claimed_on": f"{2000 + n % 25}-{1 + n % 12:02}",
            "verdict": ("true", "mixed", "misleading", "false", "unproven")[n % 5],
            "summary": "What was found.",
            "published_on": "2026-03-01",
            "sources": [{"title": "A source", "url": f"https://example.org/{i}"} for i in range(4)],
        }
    )


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    config = read_options({"site_name": "Bench", "site_url": "https://example.org/"})
    texts, fonts = SiteTexts("en"), Fonts()
    cards = [claim_card(claim, config, texts) for claim in claims(count)]
    render_card(cards[0], fonts)
    times, sizes = [], []
    for card in cards:
        begun = time.perf_counter()
        sizes.append(len(render_card(card, fonts)))
        times.append((time.perf_counter() - begun) * 1000)
    say(f"{count} cards, drawn: {shown(times, 'ms')}; {shown([s / 1000 for s in sizes], 'kB')}")
    with tempfile.TemporaryDirectory() as folder:
        cache = Cache(Path(folder) / "cache.sqlite")
        card_files(claims(count), config, texts, fonts, cache)
        begun = time.perf_counter()
        card_files(claims(count), config, texts, fonts, cache)
        say(f"cached: {(time.perf_counter() - begun) * 1000 / count:.2f} ms each")


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def shown(figures: list[float], unit: str) -> str:
    return (
        f"median {statistics.median(figures):.1f} {unit}, mean {statistics.mean(figures):.1f}, "
        f"largest {max(figures):.1f}"
    )


if __name__ == "__main__":
    main()
