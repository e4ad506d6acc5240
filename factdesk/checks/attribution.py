"""FD120, FD121: who makes a claim, and how firmly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factdesk.checks.check import Finding, check
from factdesk.checks.context import Context
from factdesk.checks.lenient import claimant_of, is_judged, language_of, top
from factdesk.claims.vocabulary import Kind
from factdesk.messages.catalogue import tr
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.nodes import MappingNode
from factdesk.tables import read_table
from factdesk.text.shown import shown
from factdesk.text.slugs import fold
from factdesk.text.urls import BadURL, host_of, parse_url


@check("FD120", needs="kind")
def claimant_asserts_the_claim(file: ClaimFile, _: Context) -> Iterator[Finding]:
    claimant = claimant_of(file)
    appearances = file.root.mappings("appearances")
    is_quotation = file.root.text("kind") == Kind.QUOTATION and is_judged(file)
    if not is_quotation or not claimant or not appearances or file.root.node("attributed_to"):
        return
    if not any(_is_own(file, appearance, claimant) for appearance in appearances):
        message = tr(
            "'{claimant}' is quoted, but only in reports by others",
            claimant=shown(claimant),
        )
        yield Finding(top(file, "claimant"), message)


def _is_own(file: ClaimFile, appearance: MappingNode, claimant: str) -> bool:
    """Return whether the claimant published an appearance, or if none is named."""
    author = appearance.mapping("author")
    written_by = author.text("name") if author else appearance.text("author")
    known = {fold(name) for name in (appearance.text("publisher"), written_by) if name}
    if not known or fold(claimant) in known:
        return True
    claimants = file.root.mapping("claimant")
    own = _host(claimants.text("url")) if claimants else ""
    return bool(own) and own == _host(appearance.text("url"))


def _host(url: str) -> str:
    try:
        return host_of(parse_url(url))
    except BadURL:
        return ""


@check("FD121", needs="quote")
def claim_is_as_firm_as_its_quote(file: ClaimFile, context: Context) -> Iterator[Finding]:
    claim, quote = file.root.scalar("claim"), file.root.text("quote")
    pattern = _hedge(language_of(file, context.language).partition("-")[0]) if quote else None
    match = pattern.search(quote) if pattern else None
    if claim and pattern and match and not pattern.search(claim.value):
        message = tr(
            "the quotation says '{found}', and the claim leaves it out", found=shown(match[0])
        )
        yield Finding(claim, message)


@cache
def _hedge(language: str) -> re.Pattern[str] | None:
    """Return a pattern of hedging and attributing words in a language, or None if unknown."""
    words = _table().get(language)
    if not words:
        return None
    longest_first = sorted(words, key=len, reverse=True)
    either = "|".join(re.escape(w.rstrip("-")) + r"\w*" * w.endswith("-") for w in longest_first)
    return re.compile(rf"\b(?:{either})\b", re.IGNORECASE)


@cache
def _table() -> dict[str, list[str]]:
    loaded: dict[str, list[str]] = read_table(__package__, "hedges.yml")
    return loaded
