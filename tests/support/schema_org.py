"""The part of schema.org's vocabulary (release 30) that the program uses.

Maintained by hand from https://schema.org: types with their parents; properties with the types that
may have them and their value types. `Text`, `URL`, `Number` and `Date` are plain values.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from factdesk.text.urls import BadURL, parse_url

TYPES: dict[str, str | None] = {
    "Thing": None,
    "CreativeWork": "Thing",
    "Review": "CreativeWork",
    "ClaimReview": "Review",
    "MediaReview": "Review",
    "MediaReviewItem": "CreativeWork",
    "MediaObject": "CreativeWork",
    "ImageObject": "MediaObject",
    "VideoObject": "MediaObject",
    "Claim": "CreativeWork",
    "Comment": "CreativeWork",
    "CorrectionComment": "Comment",
    "Dataset": "CreativeWork",
    "DataFeed": "Dataset",
    "WebSite": "CreativeWork",
    "Intangible": "Thing",
    "Rating": "Intangible",
    "DataFeedItem": "Intangible",
    "Organization": "Thing",
    "Person": "Thing",
}

PROPERTIES: dict[str, tuple[set[str], set[str]]] = {
    "name": ({"Thing"}, {"Text"}),
    "alternateName": ({"Thing"}, {"Text"}),
    "description": ({"Thing"}, {"Text"}),
    "url": ({"Thing"}, {"URL"}),
    "sameAs": ({"Thing"}, {"URL"}),
    "author": ({"CreativeWork", "Rating"}, {"Organization", "Person"}),
    "publisher": ({"CreativeWork"}, {"Organization", "Person"}),
    "headline": ({"CreativeWork"}, {"Text"}),
    "text": ({"CreativeWork"}, {"Text"}),
    "datePublished": ({"CreativeWork"}, {"Date"}),
    "dateCreated": ({"CreativeWork", "DataFeedItem"}, {"Date"}),
    "dateModified": ({"CreativeWork", "DataFeedItem"}, {"Date"}),
    "inLanguage": ({"CreativeWork"}, {"Text"}),
    "citation": ({"CreativeWork"}, {"CreativeWork", "Text"}),
    "correction": ({"CreativeWork"}, {"CorrectionComment", "Text", "URL"}),
    "archivedAt": ({"CreativeWork"}, {"URL"}),
    "creativeWorkStatus": ({"CreativeWork"}, {"Text"}),
    "license": ({"CreativeWork"}, {"URL", "CreativeWork"}),
    "sdLicense": ({"CreativeWork"}, {"URL", "CreativeWork"}),
    "sdPublisher": ({"CreativeWork"}, {"Organization", "Person"}),
    "isBasedOn": ({"CreativeWork"}, {"CreativeWork", "URL"}),
    "isPartOf": ({"CreativeWork"}, {"CreativeWork", "URL"}),
    "claimReviewed": ({"ClaimReview"}, {"Text"}),
    "itemReviewed": ({"Review"}, {"Thing"}),
    "reviewRating": ({"Review"}, {"Rating"}),
    "appearance": ({"Claim"}, {"CreativeWork"}),
    "firstAppearance": ({"Claim"}, {"CreativeWork"}),
    "associatedClaimReview": ({"Review"}, {"Review"}),
    "mediaAuthenticityCategory": ({"MediaReview"}, {"URL"}),
    "originalMediaContextDescription": ({"MediaReview"}, {"Text"}),
    "mediaItemAppearance": ({"MediaReviewItem"}, {"MediaObject"}),
    "interpretedAsClaim": ({"CreativeWork", "MediaObject"}, {"Claim"}),
    "creditText": ({"CreativeWork"}, {"Text"}),
    "ratingValue": ({"Rating"}, {"Number", "Text"}),
    "bestRating": ({"Rating"}, {"Number", "Text"}),
    "worstRating": ({"Rating"}, {"Number", "Text"}),
    "ratingExplanation": ({"Rating"}, {"Text"}),
    "jobTitle": ({"Person"}, {"Text"}),
    "correctionsPolicy": ({"Organization"}, {"URL", "CreativeWork"}),
    "ethicsPolicy": ({"Organization"}, {"URL", "CreativeWork"}),
    "dataFeedElement": ({"DataFeed"}, {"DataFeedItem", "Text", "Thing"}),
    "item": ({"DataFeedItem"}, {"Thing"}),
}

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def kinds_of(type_: str) -> Iterator[str]:
    """Yield a type and all its ancestors."""
    kind: str | None = type_
    while kind is not None:
        yield kind
        kind = TYPES[kind]


def faults(node: Any, at: str = "$") -> list[str]:
    """Return the places where a document violates the vocabulary."""
    if not isinstance(node, dict):
        return [f"{at}: not a node"]
    type_ = node.get("@type")
    if type_ not in TYPES:
        return [f"{at}: unknown type {type_!r}"]
    found = []
    kinds = set(kinds_of(type_))
    for name, value in node.items():
        if name in ("@type", "@id", "@context"):
            continue
        if name not in PROPERTIES:
            found.append(f"{at}: unknown property {name}")
            continue
        domains, ranges = PROPERTIES[name]
        if not domains & kinds:
            found.append(f"{at}: a {type_} has no {name}")
        for n, each in enumerate(value if isinstance(value, list) else [value]):
            found += _value_faults(each, ranges, f"{at}.{name}[{n}]")
    return found


def _value_faults(value: Any, ranges: set[str], at: str) -> list[str]:
    if isinstance(value, dict):
        if not ranges & set(kinds_of(value.get("@type", "Thing"))):
            return [f"{at}: may not hold a {value.get('@type')}"]
        return faults(value, at)
    if any(_is(value, range_) for range_ in ranges):
        return []
    return [f"{at}: {value!r} is none of {sorted(ranges)}"]


def _is(value: Any, range_: str) -> bool:
    if range_ == "Number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    if not isinstance(value, str) or not value:
        return False
    if range_ == "Date":
        match = _DATE.fullmatch(value)
        if match is None:
            return False
        dt.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        return True
    if range_ == "URL":
        try:
            parse_url(value)
        except BadURL:
            return False
    return range_ in ("URL", "Text")
