"""The site's own data: every claim in one compact document, and each claim whole in one of its own.

Keys are those of the claim file. ``VERSION`` changes only when a key goes away or means something
else; new keys may come at any time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from factdesk.claims.claim import Claim, Status
from factdesk.claims.evidence import count_roots
from factdesk.claims.outline import Listed
from factdesk.claims.schema import claim_schema
from factdesk.config.site_config import Output, Settings
from factdesk.outputs.json_text import json_bytes, with_items
from factdesk.outputs.urls import data_address, page_url

VERSION = 1
ADDRESS = "api/claims.json"
SCHEMA = "api/claim.schema.json"

#: What tells a verdict, which an open review has not got yet.
_VERDICT: dict[str, Any] = {"verdict": True, "parts": {"__all__": {"verdict"}}}


def is_public(claim: Listed) -> bool:
    """Whether data speak of a claim: everything but drafts, which only previews show."""
    return claim.status is not Status.DRAFT


def claim_row(claim: Claim, settings: Settings) -> dict[str, Any]:
    """Return what the compact document says of a claim; what is not known is left out."""
    modified_on = claim.modified_on
    row = {
        "slug": claim.slug,
        "url": page_url(claim.slug, settings),
        "data_url": _data_url(claim.slug, settings),
        "claim": claim.claim,
        "claimant": claim.claimant and _known(asdict(claim.claimant)),
        "claimed_on": claim.claimed_on and str(claim.claimed_on),
        "kind": claim.kind,
        "status": claim.status,
        **_verdict(claim, settings),
        "summary": claim.summary,
        "topics": claim.topics,
        "published_on": claim.published_on and claim.published_on.isoformat(),
        "modified_on": modified_on and modified_on.isoformat(),
        "language": claim.language or settings.language,
    }
    return _known(row)


def claim_document(claim: Claim, settings: Settings) -> bytes:
    """Return the whole of a claim: every field of its file, and what follows from them."""
    head = {
        "version": VERSION,
        "slug": claim.slug,
        "url": page_url(claim.slug, settings),
        "language": claim.language or settings.language,
        **_verdict(claim, settings),
        "independent_roots": count_roots(claim.sources),
    }
    if claim.modified_on:
        head["modified_on"] = claim.modified_on.isoformat()
    if settings.license:
        head["license"] = settings.license.url
    # The path says where the file lies in the repository; it is not part of the claim.
    left_out: dict[str, Any] = dict.fromkeys(("path", *head), True)
    if not claim.shows_verdict:
        left_out |= _VERDICT
    return json_bytes(head)[:-1] + b"," + claim.as_json(left_out=left_out)[1:] + b"\n"


def _known(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _data_url(slug: str, settings: Settings) -> str | None:
    offered = Output.DATA in settings.outputs
    return settings.site_url + data_address(slug) if offered else None


def moved_document(slug: str, settings: Settings) -> bytes:
    """Return what stands at a former address of a claim: where it is now."""
    moved = {
        "version": VERSION,
        "moved_to": slug,
        "url": page_url(slug, settings),
        "data_url": settings.site_url + data_address(slug),
    }
    return json_bytes(moved) + b"\n"


def claims_document(
    rows: Iterable[bytes], modified_on: str | None, settings: Settings
) -> Iterator[bytes]:
    """Yield, piece by piece, the document of all claims; ``rows`` are theirs, as JSON."""
    language = settings.language
    head: dict[str, Any] = {
        "version": VERSION,
        "site": {"name": settings.site_name, "url": settings.site_url or None},
        "publisher": settings.publisher.name,
        "license": settings.license and settings.license.url,
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
            for verdict in settings.scale.each()
        ],
    }
    return with_items(head, "claims", rows)


def schema_document(settings: Settings) -> bytes:
    """Return the JSON Schema of a claim file whose verdicts are those of the site."""
    schema = {**claim_schema(settings.scale), "$comment": f"Version {VERSION}."}
    if settings.site_url:
        schema["$id"] = settings.site_url + SCHEMA
    return json_bytes(schema) + b"\n"


def _verdict(claim: Claim, settings: Settings) -> dict[str, Any]:
    """Return the verdict by name and label; nothing while a review is open."""
    if not claim.shows_verdict or claim.verdict is None:
        return {}
    label = settings.scale[claim.verdict].label_in(settings.language)
    return {"verdict": claim.verdict, "verdict_label": label}
