"""The documents of the full-text search: claims and written pages, with the data of a result."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import msgspec

from factdesk.claims.claim import Claim
from factdesk.claims.vocabulary import Status
from factdesk.pages.claimants import attribution
from factdesk.pages.urls import claim_address
from factdesk.site_texts.texts import SiteTexts

# Markdown that readers do not see: citations and the addresses of links.
_UNSAID = re.compile(r"\[@[\w-]*\]|\]\([^()\s]*\)|^ {0,3}\[[^\]\n]+\]:.*$", re.MULTILINE | re.ASCII)


def is_handbook(address: str) -> bool:
    """Return whether a written page is about the program, and not for readers of reviews."""
    return address.startswith("handbook/")


class Document(msgspec.Struct, frozen=True):
    """A claim or written page that the search can find.

    A result shows ``title``, ``lead`` (the summary or description), ``by``, ``on`` and ``verdict``
    (a name on the scale, or empty). ``names`` (claimant, topics), ``quote`` and ``text`` are
    searched but not shown.
    """

    address: str
    title: str
    language: str
    lead: str = ""
    by: str = ""
    on: str = ""
    verdict: str = ""
    status: Status = Status.PUBLISHED
    names: str = ""
    quote: str = ""
    text: str = ""


def claim_documents(claims: Iterable[Claim], language: str, texts: SiteTexts) -> Iterator[Document]:
    """Yield a document for each claim that is not a draft; ``language`` is that of the site."""
    for claim in claims:
        if claim.status is not Status.DRAFT:
            yield claim_document(claim, language, texts)


def claim_document(claim: Claim, language: str, texts: SiteTexts) -> Document:
    """Return the document of a claim; an open review has neither verdict nor summary."""
    told = claim.shows_verdict
    by = attribution(claim, texts)
    return Document(
        address=claim_address(claim.slug),
        title=claim.claim,
        language=claim.language or language,
        lead=claim.summary or "" if told else "",
        by=by,
        on=texts.date(claim.claimed_on, "short") if claim.claimed_on else "",
        verdict=claim.verdict or "" if told else "",
        status=claim.status,
        names=" ".join((by, *claim.topics)),
        quote=claim.quote or "",
        text="\n".join(_texts(claim)),
    )


def _texts(claim: Claim) -> Iterator[str]:
    if claim.analysis:
        yield _UNSAID.sub(" ", claim.analysis)
    for part in claim.parts:
        yield part.claim
        yield part.note or ""
    yield claim.would_change_if or ""
    yield claim.why_checked or ""
    for party in (claim.claimant, claim.attributed_to):
        yield (party.role or "") if party else ""
    for appearance in claim.appearances:
        yield appearance.publisher or ""
        yield appearance.quote or ""
    for item in claim.media:
        yield item.description
        yield item.context or ""
        yield item.credit or ""
    for source in claim.sources:
        yield source.title
        yield source.publisher or ""
        for quote in source.quotes:
            yield quote.exact
            yield quote.translation or ""
    for reply in claim.replies:
        yield reply.summary or ""
