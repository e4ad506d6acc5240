"""The claim files with the positions of their values, for the form at ``/edit/``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from factdesk.cache.fingerprint import fingerprint, program_fingerprint
from factdesk.cache.store import Cache, CacheEntry
from factdesk.claims.claim import ClaimSummary
from factdesk.config.site_config import SiteConfig
from factdesk.editing.layout import fields_in
from factdesk.editing.positions import positions_in
from factdesk.reading.claim_file import digest_of
from factdesk.reading.faults import Fault
from factdesk.reading.files import read_bytes
from factdesk.reading.texts import decode
from factdesk.text.json_text import json_bytes

#: The kind of these files in the cache; their keys are the slugs of the claims.
EDIT_KIND = "edit data"
_BATCH = 500


def edit_files(
    claims: Iterable[ClaimSummary], config: SiteConfig, cache: Cache
) -> Iterator[tuple[str, bytes]]:
    """Yield the file of each claim: its path, text, fields, and the positions of the values.

    They are generated from the claim files, because comments are not part of the claims.
    """
    listed = list(claims)
    for n in range(0, len(listed), _BATCH):
        part = listed[n : n + _BATCH]
        cached = cache.read(EDIT_KIND, [claim.slug for claim in part])
        made = []
        for claim in part:
            raw = read_bytes(config.root / claim.path)
            if isinstance(raw, Fault):  # since it was checked
                continue
            key = fingerprint(program_fingerprint(), claim.path, raw)
            entry = cached.get(claim.slug)
            if entry is None or entry.fingerprint != key:
                entry = CacheEntry(claim.slug, key, json_bytes(_edit_data(claim.path, raw)))
                made.append(entry)
            yield edit_address(claim.slug), entry.value
        cache.write(EDIT_KIND, made)
    cache.retain(EDIT_KIND, [claim.slug for claim in listed])


def edit_address(slug: str) -> str:
    """Return the path of a claim's file for the form."""
    return f"edit/claims/{slug}.json"


def _edit_data(path: str, raw: bytes) -> dict[str, Any]:
    text, _ = decode(raw)
    return {
        "path": path,
        "version": digest_of(raw),
        "fields": fields_in(text),
        "layout": positions_in(text),
        "text": text,
    }
