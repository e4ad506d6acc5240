"""The data API: one compact document with all claims, and one full document per claim.

Keys are those of the claim file. ``API_VERSION`` changes only when a key is removed or its meaning
changes; new keys can be added at any time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from factdesk.checks.codes import acceptable_warnings
from factdesk.claims.claim import Claim, ClaimSummary
from factdesk.claims.descriptions import public_fields
from factdesk.claims.evidence import count_independent, count_roots
from factdesk.claims.proof import QuoteProof
from factdesk.claims.schema import claim_schema, translate_schema
from factdesk.claims.vocabulary import Status
from factdesk.config.site_config import Output, SiteConfig
from factdesk.messages.catalogue import messages_in
from factdesk.outputs.timestamps import written_moment
from factdesk.outputs.urls import data_address, page_url
from factdesk.text.json_text import json_bytes, with_items

API_VERSION = 1
CLAIMS_ADDRESS = "api/claims.json"
SCHEMA = "api/claim.schema.json"


def is_public(claim: ClaimSummary) -> bool:
    """Return whether a claim appears in the data, as all except drafts do."""
    return claim.status is not Status.DRAFT


def claim_row(claim: Claim, config: SiteConfig) -> dict[str, Any]:
    """Return a claim's entry in the compact document, without unknown values."""
    modified_on = claim.modified_on
    row = {
        "slug": claim.slug,
        "url": page_url(claim.slug, config),
        "data_url": _data_url(claim.slug, config),
        "claim": claim.claim,
        "claimant": claim.claimant and public_fields(claim.claimant),
        "claimed_on": claim.claimed_on and str(claim.claimed_on),
        "kind": claim.kind,
        "status": claim.status,
        **_verdict(claim, config),
        "summary": claim.summary,
        "topics": claim.topics,
        "authors": [public_fields(author) for author in claim.authors] or None,
        "published_on": claim.published_on and claim.published_on.isoformat(),
        "modified_on": modified_on and modified_on.isoformat(),
        "language": claim.language or config.language,
    }
    return _known(row)


def api_document(claim: Claim, config: SiteConfig, pictures: Sequence[str] = ()) -> bytes:
    """Return a claim's full document: the fields of its file and values derived from them.

    ``pictures`` are the paths of its pictures in the site, with the verdict on them.
    """
    head = {
        "version": API_VERSION,
        "slug": claim.slug,
        "url": page_url(claim.slug, config),
        "language": claim.language or config.language,
        **_verdict(claim, config),
        "independent_roots": count_roots(claim.sources),
        "independent_sources": count_independent(claim.sources, claim.appearances),
    }
    if claim.modified_on:
        head["modified_on"] = claim.modified_on.isoformat()
    if config.license:
        head["license"] = config.license.url
    fields = public_fields(claim)
    _add_proofs(claim, fields)
    for item, path in zip(fields["media"], pictures, strict=False):
        if path:
            item["picture_url"] = config.site_url + path
    if not claim.shows_verdict:  # an open review has no verdict yet
        fields.pop("verdict", None)
        for part in fields["parts"]:
            del part["verdict"]
        for item in fields["media"]:  # the category belongs to the verdict
            if claim.status is not Status.EXPLAINED:
                del item["category"]
    return json_bytes(head | {name: v for name, v in fields.items() if name not in head}) + b"\n"


def _add_proofs(claim: Claim, fields: dict[str, Any]) -> None:
    """Add to each verified quotation how, when and in which window it was found."""
    for source, entry in zip(claim.sources, fields["sources"], strict=True):
        for quote, quoted in zip(source.quotes, entry["quotes"], strict=True):
            if verified := verified_node(claim.proof(source.id or "", quote.exact)):
                quoted["verified"] = verified
    for appearance, entry in zip(claim.appearances, fields["appearances"], strict=True):
        words = appearance.quote or claim.quote or ""
        if verified := verified_node(claim.proof(appearance.url, words)):
            entry["verified"] = verified


def verified_node(proof: QuoteProof | None) -> dict[str, Any] | None:
    """Return how, when and in which window a quotation was found, or None."""
    if proof is None or not proof.is_verified or proof.captured_at is None:
        return None
    return {
        "match": proof.match,
        "via": proof.via,
        "at": written_moment(proof.captured_at),
        "sha256": proof.sha256,
    }


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _data_url(slug: str, config: SiteConfig) -> str | None:
    offered = Output.DATA in config.outputs
    return config.site_url + data_address(slug) if offered else None


def moved_document(slug: str, config: SiteConfig) -> bytes:
    """Return the document for a former address of a claim, with its current address."""
    moved = {
        "version": API_VERSION,
        "moved_to": slug,
        "url": page_url(slug, config),
        "data_url": config.site_url + data_address(slug),
    }
    return json_bytes(moved) + b"\n"


def claims_document(
    rows: Iterable[bytes], modified_on: str | None, config: SiteConfig
) -> Iterator[bytes]:
    """Yield the document of all claims in fragments; ``rows`` are their entries as JSON."""
    language = config.language
    head: dict[str, Any] = {
        "version": API_VERSION,
        "site": {"name": config.site_name, "url": config.site_url or None},
        "publisher": config.publisher.name,
        "license": config.license and config.license.url,
        "language": language,
        "modified_on": modified_on,
        "scale": [
            {
                "name": verdict.name,
                "label": verdict.label_in(language),
                "definition": verdict.definition_in(language),
                "tone": verdict.tone,
                "number": verdict.number,
            }
            for verdict in config.scale.each()
        ],
    }
    return with_items(head, "claims", rows)


def schema_document(config: SiteConfig) -> bytes:
    """Return the JSON Schema of a claim file, with the verdicts of the site."""
    language = config.language
    with messages_in(language):
        schema = translate_schema(claim_schema(config.scale, acceptable_warnings(), language))
    schema["$comment"] = f"Version {API_VERSION}."
    if config.site_url:
        schema["$id"] = config.site_url + SCHEMA
    return json_bytes(schema) + b"\n"


def _verdict(claim: Claim, config: SiteConfig) -> dict[str, Any]:
    """Return the name and label of the verdict; nothing while a review is open."""
    if not claim.shows_verdict or claim.verdict is None:
        return {}
    label = config.scale[claim.verdict].label_in(config.language)
    return {"verdict": claim.verdict, "verdict_label": label}
