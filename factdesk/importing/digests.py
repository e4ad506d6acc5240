"""Digests of imported fields, with which edits by people are detected.

``imported.digest`` has a short digest for each field that came from the source. A field that still
has this digest in the file has not been edited.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

_LENGTH = 8
_CLAIMANT = "claimant"


def digested_parts(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields, with the subfields of the claimant separately, and with a status."""
    parts = {name: value for name, value in fields.items() if name not in (_CLAIMANT, "imported")}
    claimant = fields.get(_CLAIMANT)
    if isinstance(claimant, str):
        claimant = {"name": claimant}
    if isinstance(claimant, Mapping):
        parts |= {f"{_CLAIMANT}.{name}": value for name, value in claimant.items()}
    return parts | {"status": fields.get("status", "published")}


def digest_of_part(value: Any) -> str:
    """Return the digest of a field's value."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_LENGTH]


def write_digest(digests: Mapping[str, str]) -> str:
    """Return the digests as one text for the claim file."""
    return " ".join(f"{name}={digest}" for name, digest in sorted(digests.items()))


def read_digest(text: str) -> dict[str, str]:
    """Return the digests of a claim file by field."""
    pairs = (each.partition("=") for each in text.split())
    return {name: digest for name, _, digest in pairs if digest}


def digests_of(fields: Mapping[str, Any]) -> dict[str, str]:
    """Return the digest of each field that an import writes."""
    return {name: digest_of_part(value) for name, value in digested_parts(fields).items()}
