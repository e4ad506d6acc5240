"""The ClaimReview of a claim: schema.org's markup for a fact-check.

Terms and their domains are those of https://schema.org/ClaimReview and https://schema.org/Claim.
"""

from __future__ import annotations

from typing import Any

from factdesk.claims.claim import Appearance, Claim, Claimant, ClaimSummary, Correction, Source
from factdesk.claims.vocabulary import Party
from factdesk.config.site_config import SiteConfig
from factdesk.outputs.urls import is_elsewhere, page_url, site_address

_Node = dict[str, Any]


def has_claimreview(claim: ClaimSummary, config: SiteConfig) -> bool:
    """Return whether a claim has a ClaimReview: it must be published, and ``site_url`` set."""
    return bool(claim.is_published and claim.verdict and config.site_url)


def claimreview(claim: Claim, config: SiteConfig) -> _Node | None:
    """Return the ClaimReview of a claim.

    None for drafts, claims in review and withdrawn reviews, and if the site's address is not known,
    which every ClaimReview must contain.
    """
    if not has_claimreview(claim, config):
        return None
    assert claim.verdict is not None
    url = page_url(claim.slug, config)
    modified_on = claim.modified_on
    license_url = config.license.url if config.license else None
    return {"@context": "https://schema.org"} | _node(
        "ClaimReview",
        {
            "@id": f"{url}#claimreview",
            "url": url,
            "claimReviewed": claim.claim,
            "reviewRating": _rating(claim.verdict, claim.summary, config),
            "author": review_authors(claim, config),
            "datePublished": claim.published_on and claim.published_on.isoformat(),
            "dateModified": modified_on and modified_on.isoformat(),
            "inLanguage": claim.language or config.language,
            "creativeWorkStatus": None if config.publisher.is_answerable else "Demonstration",
            "isBasedOn": _first_publication(claim, config),
            # The page's own markup ends with this, see outputs/fragments.py.
            "itemReviewed": _reviewed(claim, config),
            "isPartOf": {
                "@type": "WebSite",
                "name": config.site_name,
                "url": config.site_url,
            },
            "citation": [_citation(source) for source in claim.sources],
            "correction": [_correction(correction) for correction in claim.corrections],
            "license": license_url,
            "sdLicense": license_url,
            "sdPublisher": {
                "@type": "Organization",
                "name": config.publisher.name,
                "url": config.publisher.url or config.site_url,
            },
        },
    )


def _first_publication(claim: Claim, config: SiteConfig) -> str | None:
    """Return the address where an imported review was first published, on another site."""
    url = claim.imported.address if claim.imported else None
    return url if url and is_elsewhere(url, config) else None


def publisher(config: SiteConfig) -> _Node:
    """Return the publisher of the reviews. ``site_url`` must be set."""
    about = config.publisher
    policies = {
        "correctionsPolicy": about.corrections_policy,
        "ethicsPolicy": about.ethics_policy,
    }
    return _node(
        "Organization",
        {
            "name": about.name,
            "url": about.url or config.site_url,
            **{key: site_address(page, config) for key, page in policies.items() if page},
        },
    )


def review_authors(claim: Claim, config: SiteConfig) -> _Node | list[_Node]:
    """Return the publisher, followed by the persons who wrote the review."""
    if not claim.authors:
        return publisher(config)
    persons = [_node("Person", {"name": each.name, "url": each.url}) for each in claim.authors]
    return [publisher(config), *persons]


def _rating(name: str, summary: str | None, config: SiteConfig) -> _Node:
    verdict, numbers = config.scale[name], config.scale.numbers
    rating: _Node = {"@type": "Rating", "alternateName": verdict.label_in(config.language)}
    if verdict.number is not None and numbers:
        best, worst = numbers
        rating |= {"ratingValue": verdict.number, "bestRating": best, "worstRating": worst}
    return {**rating, "ratingExplanation": summary}


def _reviewed(claim: Claim, config: SiteConfig) -> _Node:
    """Return the claim itself, without ``name``, which Google's parser reads as a place."""
    appearances = [
        _appearance(appearance, claim.claimant)
        for appearance in claim.appearances
        if is_elsewhere(appearance.url, config)
    ]
    return _node(
        "Claim",
        {
            "author": claim.claimant and _claimant(claim.claimant),
            "datePublished": claim.claimed_on and str(claim.claimed_on),
            "firstAppearance": appearances[0] if appearances else None,
            "appearance": appearances[1:],
            "text": claim.quote,
        },
    )


def _claimant(claimant: Claimant) -> _Node | None:
    if claimant.is_unknown:
        return None
    # Without a kind, an organisation: schema.org uses it for any kind of group.
    is_person = claimant.kind is Party.PERSON
    return _node(
        "Person" if is_person else "Organization",
        {
            "name": claimant.name,
            # Only persons have a job title.
            "jobTitle" if is_person else "description": claimant.role,
            "sameAs": claimant.url,
        },
    )


def _author(appearance: Appearance, claimant: Claimant | None) -> _Node | None:
    """Return the author of an appearance if the type is known.

    No type is guessed: an author without ``kind`` is included only if they are the claimant or the
    publisher, such as an agency.
    """
    author = appearance.author
    if author is None:
        return None
    kind = author.kind
    if kind is None and claimant is not None and claimant.name == author.name:
        kind = claimant.kind
    if kind is None and author.name == appearance.publisher:
        kind = Party.ORGANIZATION
    if kind is None:
        return None
    return _named("Person" if kind is Party.PERSON else "Organization", author.name)


def _appearance(appearance: Appearance, claimant: Claimant | None) -> _Node:
    return _node(
        "CreativeWork",
        {
            "url": appearance.url,
            "headline": appearance.title,
            "datePublished": appearance.published_on and str(appearance.published_on),
            "author": _author(appearance, claimant),
            "publisher": appearance.publisher and _named("Organization", appearance.publisher),
            "archivedAt": appearance.archived_url,
        },
    )


def _citation(source: Source) -> _Node:
    return _node(
        "CreativeWork",
        {
            "name": source.title,
            "url": source.url,
            "publisher": source.publisher and _named("Organization", source.publisher),
            "datePublished": source.published_on and str(source.published_on),
            "archivedAt": source.archived_url,
        },
    )


def _correction(correction: Correction) -> _Node:
    return {
        "@type": "CorrectionComment",
        "text": correction.note,
        "datePublished": correction.made_on.isoformat(),
    }


def _named(type_: str, name: str) -> _Node:
    return {"@type": type_, "name": name}


def _node(type_: str, properties: _Node) -> _Node:
    """Return a schema.org node without its unknown values."""
    return {"@type": type_, **{key: value for key, value in properties.items() if value}}
