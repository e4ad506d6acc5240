"""Verdicts as W3C Web Annotations on the text of a checked article.

https://www.w3.org/TR/annotation-model/: an annotation tool that reads the collection can show each
verdict at its passage of the article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from factdesk.claims.claim import Appearance, Claim
from factdesk.claims.proof import QuoteProof, Via
from factdesk.config.site_config import Article, SiteConfig
from factdesk.outputs.api import verified_node
from factdesk.outputs.entries import first_slug
from factdesk.outputs.timestamps import changed_at, start_of, written_moment
from factdesk.outputs.urls import page_url
from factdesk.text.archive_stamp import archive_moment
from factdesk.text.documents import document_key
from factdesk.text.json_text import json_bytes

_Node = dict[str, Any]


def annotations_address(article: str) -> str:
    """Return the address of an article's annotations."""
    return f"api/annotations/{article}.json"


def article_annotations(article: Article, claims: Iterable[Claim], config: SiteConfig) -> bytes:
    """Return the annotations of an article, in reading order. ``site_url`` must be set.

    ``claims`` are the full claims of the article. Only published reviews are included. A claim
    without a quotation targets the whole article.
    """
    address = config.site_url + annotations_address(article.slug)
    items = [
        _annotation(claim, article, config)
        for claim in claims
        if claim.is_published and claim.verdict
    ]
    collection = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": address,
        "type": "AnnotationCollection",
        "label": article.title,
        "total": len(items),
        "first": {
            "id": f"{address}#page",
            "type": "AnnotationPage",
            "partOf": address,
            "startIndex": 0,
            "items": items,
        },
    }
    return json_bytes(collection) + b"\n"


def _annotation(claim: Claim, article: Article, config: SiteConfig) -> _Node:
    assert claim.verdict is not None
    assert claim.published_on is not None
    modified_at = changed_at(claim)
    assert modified_at is not None
    url = page_url(claim.slug, config)
    label = config.scale[claim.verdict].label_in(config.language)
    targets = list(_targets(claim, article))
    annotation: _Node = {
        # An annotation's id never changes; its document moves with the site.
        "id": f"{config.first_url}{annotations_address(article.slug)}#{first_slug(claim)}",
        "type": "Annotation",
        "motivation": "assessing",
        "creator": {"type": "Organization", "name": config.publisher.name},
        "created": start_of(claim.published_on),
        "modified": written_moment(modified_at),
        "body": [
            {
                "type": "TextualBody",
                "purpose": "tagging",
                "value": label,
                "language": config.language,
            },
            {
                "type": "TextualBody",
                "purpose": "assessing",
                "value": claim.summary,
                "format": "text/plain",
                "language": claim.language or config.language,
            },
            {"type": "SpecificResource", "purpose": "linking", "source": url},
        ],
        "target": targets[0] if len(targets) == 1 else targets,
    }
    if config.license:
        annotation["rights"] = config.license.url
    return annotation


def _targets(claim: Claim, article: Article) -> Iterator[_Node]:
    for appearance in claim.appearances:
        if document_key(appearance.url) in article.documents:
            target: _Node = {"type": "SpecificResource", "source": appearance.url}
            if quote := appearance.quote or claim.quote:
                target["selector"] = {"type": "TextQuoteSelector", "exact": quote}
                proof = claim.proof(appearance.url, quote)
                if verified := verified_node(proof):
                    target["state"] = _state(appearance, proof)
                    target["verified"] = verified
            yield target


def _state(appearance: Appearance, proof: QuoteProof | None) -> _Node:
    """Return when the source contained the quotation, and an archived copy (oa:cachedSource)."""
    assert proof is not None
    assert proof.captured_at is not None
    copy = appearance.archived_url
    moment = archive_moment(copy) if copy and proof.via is Via.ARCHIVED_COPY else None
    state = {"type": "TimeState", "sourceDate": written_moment(moment or proof.captured_at)}
    return {**state, "cached": copy} if copy else state
