"""Write the same claims as a site for Factdesk and for Hugo.

Hugo's theme is the simplest one that shows the same content: a page per claim with its ClaimReview,
lists by topic, claimant and verdict with fifty claims per page, and a feed for each.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from bench.corpus import Claim, claims

HUGO_THEME = Path(__file__).parent / "hugo"

_FACTDESK = """\
site_name: Bench
site_description: Claims by the thousand.
site_url: https://example.org/bench/
theme: {{name: material, font: false}}
plugins:
  - factdesk:
      page_size: 50{outputs}
"""
_NUMBERS = {"true": 5, "mostly-true": 4, "mixed": 3, "misleading": 2, "mostly-false": 2, "false": 1}


def write_factdesk_site(folder: Path, count: int, outputs: Iterable[str] | None = None) -> None:
    """Write a site of this number of claims, with these optional outputs or the default ones."""
    option = "" if outputs is None else f"\n      outputs: [{', '.join(outputs)}]"
    _write(folder / "mkdocs.yml", _FACTDESK.format(outputs=option))
    _write(folder / "docs/index.md", "# Bench\n\n<!-- factdesk:home -->\n")
    _write(folder / "docs/about.md", "# About\n\nEverything here is made up.\n")
    for claim in claims(count):
        _write(claim_file(folder, claim), as_claim_file(claim))


def claim_file(folder: Path, claim: Claim) -> Path:
    """Return the path of a claim's file."""
    return folder / f"claims/{claim.published_on.year}/{claim.slug}.yml"


def write_hugo_site(folder: Path, count: int) -> None:
    """Write the same site for Hugo."""
    shutil.copytree(HUGO_THEME, folder, dirs_exist_ok=True)
    _write_pages(folder / "content/claims", count, as_hugo_page)


def _write_pages(folder: Path, count: int, page: Callable[[Claim], str]) -> None:
    for claim in claims(count):
        _write(folder / f"{claim.slug}.md", page(claim))


def as_claim_file(claim: Claim) -> str:
    """Return the claim as a claim file."""
    lines = [
        f"claim: {claim.claim}",
        f"claimant: {claim.claimant}",
        f"claimed_on: {claim.claimed_on}",
        "appearances:",
        f"  - url: {claim.appeared_at}",
        f"    publisher: {claim.claimant}",
        f"verdict: {claim.verdict}",
        f"summary: {claim.summary}",
        "analysis: |",
        *(f"  {text}{_cited(ids)}\n" for text, ids in claim.paragraphs),
        "sources:",
    ]
    for source in claim.sources:
        lines += [
            f"  - id: {source.id}",
            f"    title: {source.title}",
            f"    url: {source.url}",
            f"    publisher: {source.publisher}",
            f"    published_on: {source.published_on}",
            f"    kind: {'primary' if source.primary else 'secondary'}",
            f"    stance: {'supports' if source.supports else 'contradicts'}",
            "    quotes:",
            f"      - exact: {source.quotation}",
        ]
    lines += ["topics:", *(f"  - {topic}" for topic in claim.topics)]
    return "\n".join([*lines, f"published_on: {claim.published_on}", ""])


def as_hugo_page(claim: Claim) -> str:
    """Return the claim as a Hugo page: JSON front matter and Markdown."""
    front = {
        "title": claim.claim,
        "description": claim.summary,
        "date": str(claim.published_on),
        "claimed": str(claim.claimed_on),
        "appeared": claim.appeared_at,
        "claimants": [claim.claimant],
        "verdicts": [claim.verdict],
        "rating": _NUMBERS.get(claim.verdict),
        "topics": list(claim.topics),
        "sources": [
            {
                "id": source.id,
                "title": source.title,
                "url": source.url,
                "publisher": source.publisher,
                "date": str(source.published_on),
                "kind": "primary" if source.primary else "secondary",
                "stance": "supports" if source.supports else "contradicts",
                "quotes": [source.quotation],
            }
            for source in claim.sources
        ],
    }
    return f"{json.dumps(front, indent=1)}\n\n{_analysis(claim)}"


def _analysis(claim: Claim) -> str:
    numbers = {source.id: n for n, source in enumerate(claim.sources, 1)}
    paragraphs = (
        text + "".join(f" [\\[{numbers[id_]}\\]](#source-{id_})" for id_ in ids)
        for text, ids in claim.paragraphs
    )
    return "\n\n".join(paragraphs) + "\n"


def _cited(ids: tuple[str, ...]) -> str:
    return "".join(f" [@{id_}]" for id_ in ids)


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
