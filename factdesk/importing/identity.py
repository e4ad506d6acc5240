"""The identity of a review, and its rating in a form for comparison."""

from __future__ import annotations

import hashlib

from factdesk.importing.record_texts import RecordTexts
from factdesk.importing.targets import RATING_NUMBER
from factdesk.text.documents import document_key
from factdesk.text.slugs import fold


def review_identity(address: str, native: str, publisher: str, claim: str, claimant: str) -> str:
    """Return the identity of a review, regardless of its envelope."""
    if address:
        key = f"address\n{document_key(address)}\n{fold(claim)}"
    elif native:
        key = f"id\n{fold(publisher)}\n{native}"
    else:
        key = f"text\n{fold(claim)}\n{fold(claimant)}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def rating_of(texts: RecordTexts) -> str:
    """Return the rating of a record: its label, or its number as in ``2 (1 to 5)``.

    -1 means that there is none. Empty if there is none, or if there are several labels.
    """
    labels = list(dict.fromkeys(each.text for each in texts.texts("verdict")))
    if labels:
        return " ".join(labels[0].split()) if len(labels) == 1 else ""
    numbers = {each.column.rpartition(".")[2]: each.text for each in texts.texts(RATING_NUMBER)}
    value = numbers.get("ratingValue") or numbers.get("numeric-rating", "")
    if not value or value == "-1":
        return ""
    worst, best = numbers.get("worstRating"), numbers.get("bestRating")
    return f"{value} ({worst} to {best})" if worst and best else value
