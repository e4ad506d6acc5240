"""The content security policy of every published page, and the look whether a page keeps it."""

from __future__ import annotations

import re

#: `wasm-unsafe-eval` lets the full-text search run its WebAssembly; it allows no JavaScript.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; "
    "manifest-src 'self'; media-src 'self'; object-src 'none'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)

_INLINE = re.compile(
    r"<script(?![^>]*\b(?:src=|type=\"application/(?:ld\+)?json\"))[^>]*>"
    r"|<style\b"
    r"|<[a-z][^>]*\s(?:style|on[a-z]+)=",
    re.IGNORECASE,
)
_FOREIGN = re.compile(
    r"<(?:script|img|iframe|source|video|audio|embed)\b[^>]*\bsrc=\"(?:https?:)?//[^\"]*\""
    r"|<link\b(?=[^>]*\brel=\"(?:stylesheet|preload|icon|modulepreload|preconnect)\")"
    r"[^>]*\bhref=\"(?:https?:)?//[^\"]*\"",
    re.IGNORECASE,
)


def breaches(html: str) -> list[str]:
    """Return the pieces of a page that its policy would block, or that ask another host.

    Looked at once for each frame and each written page, so that a new version of the theme with an
    inline script or a foreign font cannot slip past.
    """
    return [match[0][:120] for pattern in (_INLINE, _FOREIGN) for match in pattern.finditer(html)]
