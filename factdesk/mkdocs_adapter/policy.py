"""The Content Security Policy of every published page, and a check of pages against it."""

from __future__ import annotations

import re

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "media-src 'self'; object-src 'none'; frame-src 'self'; base-uri 'none'; form-action 'none'"
)

_TAG = re.compile(r"""<([a-z][a-z0-9]*)((?:[^<>"']|"[^"]*"|'[^']*')*)>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([^\s"'=/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"']+))?""")
# A quick test: most tags cannot violate the policy.
_SUSPECT = re.compile(
    r"\b(?:style|on[a-z]+|src(?:set)?|data|poster|(?:form)?action|rel)\s*=", re.IGNORECASE
)
_HANDLER = re.compile(r"on[a-z]+")
_DATA_BLOCK = re.compile(r"application/(?:ld\+)?json")
_ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)

_LOADING = ("src", "srcset", "data", "poster", "action", "formaction")
_LOADING_LINKS = {"stylesheet", "preload", "modulepreload", "preconnect", "icon", "manifest"}


def violations(html: str) -> list[str]:
    """Return the tags of a page that its policy would block, or that load from another host."""
    return [tag[0][:120] for tag in _TAG.finditer(html) if _is_violation(tag[1].lower(), tag[2])]


def _is_violation(name: str, text: str) -> bool:
    if name not in ("script", "style", "base") and not _SUSPECT.search(text):
        return False
    attributes = {key.lower(): value.strip("\"'") for key, value in _ATTRIBUTE.findall(text)}
    if name in ("style", "base") or "style" in attributes or any(map(_HANDLER.match, attributes)):
        return True
    if name == "script" and "src" not in attributes:
        return not _DATA_BLOCK.fullmatch(attributes.get("type", ""))
    loads = [attributes.get(key, "") for key in _LOADING]
    if name == "link" and _LOADING_LINKS.intersection(attributes.get("rel", "").lower().split()):
        loads.append(attributes.get("href", ""))
    return any(map(_ELSEWHERE.match, loads))
