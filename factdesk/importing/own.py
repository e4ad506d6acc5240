"""Restore claim files from Factdesk's own full data, exactly as they were."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from factdesk.claims.claim import Claim
from factdesk.claims.descriptions import names_in_order
from factdesk.importing.imported_review import ImportedReview
from factdesk.importing.raw import RawRecord
from factdesk.messages.catalogue import tr
from factdesk.reading.claim_file import parse_claim_file
from factdesk.reading.nodes import plain
from factdesk.text.slugs import slug_fault

#: Keys that the program adds to the data of a claim.
_DERIVED = frozenset(["version", "slug", "url", "data_url", "verdict_label", "independent_roots",
                      "independent_sources", "modified_on", "license"])  # fmt: skip


def restore_own(record: RawRecord, language: str) -> ImportedReview:
    """Return the claim file from which a document of the data API was generated."""
    document = record.fields or {}
    slug = str(document.get("slug", ""))
    if fault := slug_fault(slug):
        reason = tr("'{slug}' is not a slug: {fault}", slug=slug, fault=fault)
        return ImportedReview(code="bad-slug", reason=reason)
    known = names_in_order(Claim)
    names = [name for name in document if name not in _DERIVED]
    unknown = [name for name in names if name not in known]
    if unknown:
        reason = tr("it has fields that claim files do not have: {names}", names=", ".join(unknown))
        return ImportedReview(code="unknown-fields", reason=reason)
    fields = {name: _texts(document[name]) for name in known if name in names}
    fields = _without_defaults(fields, language)
    if fields.get("status") == "in-review":  # their verdicts are not in the data
        fields.pop("parts", None)
    return ImportedReview(fields=fields, identity=f"own {slug}", slug=slug, is_own=True)


def _texts(value: Any) -> Any:
    """Return a value as in a claim file: texts, without empty and derived values."""
    if isinstance(value, dict):
        inner = {name: _texts(each) for name, each in value.items() if name != "verified"}
        kept = {name: each for name, each in inner.items() if each not in ([], {}, None)}
        # A claimant or author of whom only the name is known is written as plain text.
        return kept["name"] if list(kept) == ["name"] else kept
    if isinstance(value, list):
        return [_texts(each) for each in value]
    if isinstance(value, bool):
        return str(value).lower()
    return value if value is None else str(value)


def is_same_claim(file: Path, text: str, language: str) -> bool:
    """Return whether a file has the fields of the restored text; it may state defaults."""
    try:
        raw = file.read_bytes()
    except OSError:
        return False
    has, new = (
        _without_defaults(_texts(plain(parse_claim_file(each, file.as_posix()).root)), language)
        for each in (raw, text.encode())
    )
    return has == new


def _without_defaults(fields: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return the fields without those that have the value of a missing field."""
    kept = {name: value for name, value in fields.items() if value not in ([], {}, None)}
    if kept.get("status") == "published":
        del kept["status"]
    if kept.get("language") == language:
        del kept["language"]
    for n, source in enumerate(kept.get("sources", ()), 1):
        if isinstance(source, dict) and source.get("id") == f"s{n}":
            del source["id"]
    return kept
