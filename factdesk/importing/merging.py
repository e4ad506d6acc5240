"""Merge the records of one review: keep the values on which they agree."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from factdesk.importing.imported_review import ImportedReview, is_claimed_later
from factdesk.importing.record_texts import Dropped
from factdesk.messages.catalogue import tr
from factdesk.text.slugs import fold

#: Lists whose entries are combined, with the field that identifies an entry.
_LISTS = {"appearances": "url", "sources": "url", "topics": "", "authors": "", "reviewers": ""}
#: Texts for which case and spaces do not matter.
_FOLDED = frozenset(["claim", "quote", "summary", "analysis"])


def merge_reviews(reviews: Sequence[ImportedReview]) -> ImportedReview:
    """Return one review with the fields of all, regardless of their order.

    A field with different values is left out; all values are listed as dropped.
    """
    # Sorted by content alone: the reasons in the other fields are in the language of the site.
    ordered = sorted(reviews, key=_content)
    first = ordered[0]
    merged = ImportedReview(
        identity=first.identity,
        origin=min(each.origin for each in ordered),
        published_on="",
        slug=min((each.slug for each in ordered if each.slug), default=""),
        old_address=min((each.old_address for each in ordered if each.old_address), default=""),
        is_own=first.is_own,
    )
    names = dict.fromkeys(name for each in ordered for name in each.fields)
    for name in names:
        values = [each.fields[name] for each in ordered if name in each.fields]
        value = _agreed(name, values)
        if value is not None:
            merged.fields[name] = value
        else:
            _leave_out(merged, name, values)
    ratings = {each.rating for each in ordered if each.rating}
    verdicts = {each.fields.get("verdict") for each in ordered if each.rating}
    if len(ratings) > 1 and len(verdicts) > 1 and "verdict" in merged.fields:
        _leave_out(merged, "verdict", sorted(ratings))
        del merged.fields["verdict"]
    if is_claimed_later(merged.fields):  # the two dates can come from different records
        claimed_on = merged.fields.pop("claimed_on")
        reason = tr("the claim would have been made after its review")
        merged.dropped.append(Dropped("claimed_on", claimed_on, reason))
        merged.decisions.append(("claimed-later", ""))
    merged.published_on = merged.fields.get("published_on", "")
    return merged


def _content(review: ImportedReview) -> str:
    content = [review.fields, review.origin, review.slug, review.old_address, review.rating]
    return json.dumps(content, sort_keys=True)


def _leave_out(merged: ImportedReview, name: str, values: list[Any]) -> None:
    reason = tr("records of the same review differ")
    merged.dropped += [Dropped(name, _shown(value), reason) for value in values]
    merged.decisions.append(("conflict", name))


def _shown(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _agreed(name: str, values: list[Any]) -> Any:
    """Return the common value, or None if they differ."""
    if name in _LISTS:
        return _together(values, _LISTS[name])
    if name == "claimant":
        return _claimant(values)
    if name in _FOLDED and len({fold(value) for value in values}) == 1:
        return min(values)
    return values[0] if all(value == values[0] for value in values) else None


def _claimant(values: list[dict[str, str]]) -> dict[str, str] | None:
    claimant: dict[str, str] = {}
    for value in values:
        for part, text in value.items():
            if fold(claimant.setdefault(part, text)) != fold(text):
                return None
    return claimant


def _together(values: list[list[Any]], key: str) -> list[Any]:
    """Return the entries of all lists; those with the same address are combined."""
    entries: dict[Any, Any] = {}
    for each in (each for value in values for each in value):
        name = each[key] if key else fold(each)
        if key and name in entries:
            entries[name] = {**each, **entries[name]}
        else:
            entries.setdefault(name, each)
    return list(entries.values())
