"""Independent sources are counted by origin and by side."""

from __future__ import annotations

from typing import Any

from factdesk.claims.claim import Claim
from factdesk.claims.evidence import count_independent, count_roots
from factdesk.claims.vocabulary import Stance


def claim(sources: list[dict[str, Any]], appearances: list[str] | None = None) -> Claim:
    fields = {
        "slug": "a",
        "path": "a.yml",
        "claim": "A",
        "sources": [{"title": "T", **source} for source in sources],
        "appearances": [{"url": url} for url in appearances or []],
    }
    return Claim.from_fields(fields)


def count(of: Claim) -> tuple[int, int]:
    sides = count_independent(of.sources, of.appearances)
    return sides[Stance.SUPPORTS], sides[Stance.CONTRADICTS]


def test_each_side_is_counted_apart_and_context_never() -> None:
    of = claim(
        [
            {"url": "https://a.example/", "stance": "supports"},
            {"url": "https://b.example/", "stance": "supports"},
            {"url": "https://c.example/", "stance": "contradicts"},
            {"url": "https://d.example/", "stance": "context"},
            {"url": "https://e.example/"},
        ]
    )

    assert count(of) == (2, 1)


def test_one_document_is_one_origin_however_its_address_is_written() -> None:
    addresses = [
        "https://source.example/report",
        "https://source.example/report#page=3",
        "http://www.source.example:80/report?utm_source=x",
        "https://web.archive.org/web/20260201000000/https://source.example/report",
        "https://archive.ph/20260201000000/https://source.example/report",
        "https://source.example/rep%6Frt",
    ]

    of = claim([{"url": url, "stance": "supports"} for url in addresses])

    assert count(of) == (1, 0)
    assert count_roots(of.sources) == 1


def test_neither_an_appearance_nor_what_repeats_it_is_evidence() -> None:
    of = claim(
        [
            {"id": "post", "url": "http://paper.example/post?fbclid=1", "stance": "supports"},
            {"url": "https://copy.example/", "stance": "supports", "derived_from": ["post"]},
            {"url": "https://record.example/", "stance": "supports"},
        ],
        ["https://www.paper.example/post"],
    )

    assert count(of) == (1, 0)


def test_sources_of_one_origin_count_once() -> None:
    of = claim(
        [
            {"url": "https://a.example/", "stance": "contradicts", "origin": "Census of 2020"},
            {"url": "https://b.example/", "stance": "contradicts", "origin": "census of 2020"},
        ]
    )

    assert count(of) == (0, 1)
