"""Adapt imported texts to the rules of claim files, without changing their meaning."""

from __future__ import annotations

import html
import re

from selectolax.lexbor import LexborHTMLParser

from factdesk.messages.catalogue import tr
from factdesk.text.characters import character_faults, direction_faults, without_refused
from factdesk.text.urls import BadURL, parse_url

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_TAG = re.compile(
    r"</?(?:a|abbr|b|blockquote|br|cite|code|div|em|font|h[1-6]|i|img|li|ol|p|q|s|small|span|strong"
    r"|sub|sup|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BREAKING = re.compile(r"<(?:br|/p|/div|/li|/h[1-6]|/blockquote)\b[^<>]*>", re.IGNORECASE)
_MOST_PASSES = 20
_SURROGATE = re.compile("[\ud800-\udfff]")
_SEVERAL = re.compile(r"[\s,;|]+https?(?::|%3A)", re.IGNORECASE)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#:].*)?", re.DOTALL)


def clean_text(text: str, *, one_line: bool = True) -> tuple[str, str]:
    """Return the text in a form that a claim file accepts, and the changes other than spaces."""
    done: list[str] = []
    if _ENTITY.search(text):
        decoded = html.unescape(text)
        if decoded != text:
            done.append(tr("entities decoded"))
        text = decoded
    if _TAG.search(text):
        text = LexborHTMLParser(_BREAKING.sub("\n", text)).text()
        done.append(tr("HTML tags removed"))
    without = without_refused_characters(text)
    if without != text:
        done.append(tr("invisible characters removed"))
    text = without
    if one_line:
        text = " ".join(text.split())
    else:
        lines = [" ".join(line.split()) for line in text.splitlines()]
        text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return text, ", ".join(done)


def without_refused_characters(text: str) -> str:
    """Return the text without the characters that a claim file refuses."""
    if text.isascii() and text.isprintable():
        return text
    text = _SURROGATE.sub("", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    marked = without_refused(text)
    if marked != text:
        text = "".join(kept for kept, mark in zip(text, marked, strict=True) if kept == mark)
    # Characters that are refused only in some places are found ten at a time.
    for _ in range(_MOST_PASSES):
        if not (found := [fault.offset for fault in character_faults(text)]):
            break
        for offset in reversed(found):
            text = text[:offset] + text[offset + 1 :]
    else:
        text = text.translate({ord(text[fault.offset]): None for fault in character_faults(text)})
    for offset in sorted((fault.offset for fault in direction_faults(text)), reverse=True):
        text = text[:offset] + text[offset + 1 :]
    return text


def clean_address(text: str) -> tuple[str, str]:
    """Return an address that can be published, or an empty string and the reason."""
    address = text.strip().strip("\u200b\ufeff")
    if "&amp;" in address:
        address = address.replace("&amp;", "&")
    if _SEVERAL.search(address):
        return "", tr("several addresses in one text: name their separator under 'lists'")
    if re.search(r"\s", address):
        return "", tr("an address must not contain spaces")
    try:
        parse_url(address)
    except BadURL:
        return "", _fault(address)
    return address, ""


def _fault(address: str) -> str:
    if re.match(r"https?%3A", address, re.IGNORECASE):
        return tr("the address is encoded twice")
    if address.startswith("/") or not _HOST.fullmatch(address):
        scheme = re.match(r"[A-Za-z][\w+.-]*:", address)
        return tr("the address is not http(s)" if scheme else "the address is relative or invalid")
    return tr("the address does not begin with http(s)")
