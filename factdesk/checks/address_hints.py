"""Hints for FD201 and FD219: what a wrong address probably means."""

from __future__ import annotations

import re
from urllib.parse import parse_qs

from factdesk.checks.lenient import is_address
from factdesk.messages.catalogue import tr
from factdesk.text.urls import host_of
from factdesk.text.whatwg import whatwg_url

QUOTES = "“”„‟«»‹›‘’‚'\"<>"
MARKDOWN_LINK = re.compile(
    r"\[[^\]]*\]\(\s*<?(https?://[^)\s>]+)>?\s*\)|<(https?://[^>\s]+)>", re.IGNORECASE
)
_WITHOUT_SCHEME = re.compile(r"(?://)?[\w-]+(?:\.[\w-]+)*\.[A-Za-z]{2,}(?:[:/?#]\S*)?")
_MISSPELT_SCHEME = re.compile(r"(?:ht\w{0,4}|hxxps?)(?::/{0,3}|//)(?=[\w-]+\.)", re.IGNORECASE)
_DOI = re.compile(r"(?:doi:\s*)?(10\.\d{4,9}/\S+)", re.IGNORECASE)
_WITHIN = re.compile(r"https?://[^\s<>\"“”„|]+", re.IGNORECASE)
_TWO = re.compile(r"https?://.*[\s,;|]\s*https?://", re.IGNORECASE)
_MAIL = re.compile(r"(?:mailto:)?[^@\s/]+@[^@\s/]+\.\w+", re.IGNORECASE)
_LOCAL = re.compile(r"[A-Za-z]:[\\/]|file:|\\\\|[/~.]+/", re.IGNORECASE)
# After these words, a full stop ends a sentence and does not belong to the address, unlike in
# /wiki/Example_Inc.
_STRAY_END = re.compile(r"(?:[,;'\"“”„’»>]|(?:[/\d]|\.(?:pdf|html?|php|aspx?|docx?|xlsx?))\.)$")
#: Pages that only redirect to another address, and the parameters that contain it.
_REDIRECTS = (
    (re.compile(r"(?:[\w-]+\.)*google\.[a-z.]+/url"), ("q", "url")),
    (re.compile(r"(?:lm?\.)?(?:facebook|instagram|threads)\.com/(?:l\.php)?"), ("u",)),
    (re.compile(r"youtube\.com/redirect"), ("q",)),
    (re.compile(r"[\w-]+\.safelinks\.protection\.outlook\.com/.*"), ("url",)),
    (re.compile(r"(?:out\.reddit|t\.umblr|duckduckgo|vk)\.com/.*"), ("url", "z", "uddg", "to")),
)


def corrected_address(text: str) -> str | None:
    """Return the correct form of an address if it is certain what the text means."""
    link = MARKDOWN_LINK.fullmatch(text.strip())
    bare = (link[1] or link[2]) if link else text.strip(f"{QUOTES} \u00a0\u2007\u202f")
    scheme = "http://" if bare[:6].lower() in ("http:/", "http:\\") else "https://"
    repaired = _MISSPELT_SCHEME.sub(scheme, bare, count=1) if not is_address(bare) else bare
    is_certain = repaired != text and not re.search(r"\s", repaired) and not _TWO.match(repaired)
    return repaired if is_certain and is_address(repaired) else None


def without_scheme(text: str) -> str | None:
    """Return the full address for one that has no ``https://``."""
    if _WITHOUT_SCHEME.fullmatch(text) and not _MAIL.fullmatch(text):
        return f"https://{text.removeprefix('//')}"
    doi = _DOI.fullmatch(text)
    return f"https://doi.org/{doi[1]}" if doi else None


def address_hint(text: str) -> str | None:
    """Return what to write instead of an invalid address, or None for the default hint."""
    if meant := corrected_address(text) or without_scheme(text):
        return tr("write {address}", address=meant)
    if _TWO.search(text):
        return tr("write one address here; a second page is a separate source")
    if text.strip().lower().startswith(("https://", "http://")):
        return tr("delete the spaces, or write each as %20") if " " in text.strip() else None
    if within := _WITHIN.findall(text):
        return tr("write only the address: {address}", address=within[0])
    if _MAIL.fullmatch(text):
        return tr("an e-mail address is not a page; what you were told belongs in 'replies'")
    if _LOCAL.match(text):
        return tr("readers cannot open a file on your computer: give the address of a web page")
    if " " in text.strip():
        return tr("give the address of a web page; what you were told belongs in 'replies'")
    return None


def redirected(url: str) -> str | None:
    """Return the target of an address that only redirects, such as a link in search results."""
    if "?" not in url:
        return None
    page = f"{host_of(url)}{whatwg_url(url).pathname}"
    for pattern, names in _REDIRECTS:
        if pattern.fullmatch(page):
            given = parse_qs(url.partition("?")[2].partition("#")[0])
            targets = (target for name in names for target in given.get(name, ()))
            return next(filter(is_address, targets), None)
    return None


def stray_end(url: str) -> str | None:
    """Return the character at the end of an address that belongs to the surrounding text."""
    if url[-1].isalnum() or url[-1] == "/":
        return None
    if match := _STRAY_END.search(url):
        return match[0][-1]
    opened = url.count("(") - url.count(")")
    return url[-1] if url.endswith(")") and opened < 0 else None
