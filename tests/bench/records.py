"""A site whose quotations have evidence records: two sources a claim, two quotations a source."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

from bench.corpus import WORDS

from factdesk.claims.proof import MatchKind, Via
from factdesk.evidence.record import (
    EvidenceRecord,
    QuoteRecord,
    SourceRecord,
    record_path,
    sha256_of,
)
from factdesk.evidence.record_file import encode_record

_MKDOCS = "site_name: Bench\ntheme: {name: material}\nplugins: [factdesk]\n"
_NONE = "0" * 64
#: The fraction of quotations whose source has other quotation marks than the claim file.
_TYPOGRAPHIC = 0.2


def write_site(folder: Path, count: int) -> None:
    """Write a site of this number of claims with their records."""
    claims = folder / "claims"
    record_path(claims, "").parent.mkdir(parents=True)
    (folder / "docs").mkdir()
    (folder / "mkdocs.yml").write_text(_MKDOCS)
    (folder / "docs/index.md").write_text("# Bench\n")
    for n in range(count):
        chance = random.Random(n)
        sources = {f"s{m}": _source(n, m, chance) for m in (1, 2)}
        (claims / f"c{n}.yml").write_text(_claim_file(n, sources, chance))
        record_path(claims, f"c{n}").write_bytes(encode_record(EvidenceRecord(sources=sources)))


def _source(n: int, m: int, chance: random.Random) -> SourceRecord:
    return SourceRecord(
        url=f"https://source{m}.example.net/{n}/{m}",
        captured_at=dt.datetime(2026, 2, 20, tzinfo=dt.UTC),
        via=Via.DIRECT,
        media_type="text/html",
        length=1,
        sha256=_NONE,
        text_sha256=_NONE,
        extractor="html/1",
        quotes=(_quote(chance), _quote(chance)),
    )


def _quote(chance: random.Random) -> QuoteRecord:
    text = _text(chance, 15)
    is_typographic = chance.random() < _TYPOGRAPHIC
    exact = f"'{text}'" if is_typographic else text
    shown = f"\u201c{text}\u201d" if is_typographic else text
    window = f"{_text(chance, 26)} {shown} {_text(chance, 26)}"
    return QuoteRecord(
        exact=exact,
        match=MatchKind.NORMALISED if is_typographic else MatchKind.EXACT,
        window=window,
        window_sha256=sha256_of(window),
    )


def _claim_file(n: int, sources: dict[str, SourceRecord], chance: random.Random) -> str:
    lines = [
        f"claim: Claim {n} about {_text(chance, 8)}",
        "claimant: Example Gazette",
        "claimed_on: 2026-01-01",
        "verdict: mostly-true",
        f"summary: {_text(chance, 20)}.",
        "published_on: 2026-03-01",
        "sources:",
    ]
    for id_, source in sources.items():
        lines += [f"  - id: {id_}", f"    title: Source {n} {id_}", f"    url: {source.url}"]
        lines += ["    quotes:", *(f'      - exact: "{quote.exact}"' for quote in source.quotes)]
    return "\n".join(lines) + "\n"


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(words))
