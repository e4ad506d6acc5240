"""Prepare a Markdown text, so that the engine reads it as Factdesk defines Markdown.

Signs are inserted into the text: noncharacters, which no text contains, next to ASCII punctuation.
To the engine a sign is therefore punctuation, like the brackets of a citation, so that emphasis,
bare links, lists and headings next to it are read as they would be without it. In the engine's
output (text, code, address), signs are replaced by the typed text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import msgspec
from markupsafe import escape

from factdesk.text.citations import find_citations
from factdesk.text.urls import MAX_LENGTH

# A citation is "<", the sign, its number and ">"; "<" ends a bare link. The second sign prevents
# raw HTML, images and footnotes; the third replaces a single tilde; the fourth ends a bare link;
# the fifth lets one begin.
_CITE, LITERAL, _TILDE, _END, _START = "\ufdd0\ufdd1\ufdd2\ufdd3\ufdd4"
_SIGN = re.compile("[\ufdd0-\ufdd4]")
#: A citation in HTML, after its first character.
CITATION = rf"lt;{_CITE}(?P<space> ?)(?P<n>\d+)&gt;"
#: How a citation begins in HTML after a space, and with the space inside it.
SPACE_BEFORE, SPACE_INSIDE = f" &lt;{_CITE}", f"&lt;{_CITE} "
_IN_HTML = re.compile(
    rf"&lt;{_CITE}(?P<n>\d+)&gt;|(?P<tilde>\^{_TILDE}\^)|{LITERAL}|&lt;{_END}&gt;|{_START}\("
)
_IN_ADDRESS = re.compile(
    r"%3C%EF%B7%90(?P<n>\d+)%3E|(?P<tilde>%5E%EF%B7%92%5E)"
    r"|%EF%B7%91|%3C%EF%B7%93%3E|%EF%B7%94(?:\(|%28)"
)

_MAIL = r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+>"
_LITERALS = re.compile(
    rf"<(?=[a-z/!?])(?!https?://|mailto:|{_MAIL})|(?<!\\)!(?=\[)|\[(?=\^)", re.IGNORECASE | re.ASCII
)
_ONE_TILDE = re.compile(r"(?<!~)~(?!~)")

#: Letters and punctuation of Chinese and Japanese, which use no spaces between words.
IDEOGRAPHIC = (
    "\u2e80-\u2fdf\u3001-\u303f\u3041-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff\uff01-\uff9f\U00020000-\U0003ffff"
)
_LETTERS = re.compile(f"[{IDEOGRAPHIC}\u1100-\u11ff\u3131-\u318e\ua960-\ua97f\uac00-\ud7ff]+")
# Characters that end an address, although Markdown includes everything up to the next space:
# quotation marks, and the punctuation of Chinese and Japanese.
_AFTER_ADDRESS = (
    "\u3001-\u3004\u3008-\u3020\u30fb\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65"
    "«»\u2018-\u201f\u2026\u2014"
)
_AFTER = re.compile(f"[{_AFTER_ADDRESS}]")
_BARE_LINK = re.compile(
    rf"(?<![<\w])(?:https?://|www\.)[^\s<{_AFTER_ADDRESS}]{{1,{MAX_LENGTH}}}",
    re.IGNORECASE | re.ASCII,
)
_ASCII_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)
_SLASH = re.compile("[/?#]")
_SEPARATORS = "/=_&?#.-"


class Prepared(msgspec.Struct, frozen=True):
    """A Markdown text with signs, the ids that it cites, and the differences from the original.

    ``edits`` are the places in the original with their lengths and their replacements.
    """

    text: str
    ids: tuple[str, ...]
    edits: tuple[tuple[int, int, str], ...]

    def original_offset(self, offset: int) -> int:
        """Return the offset in the original text for an offset in the prepared one."""
        shift = 0
        for start, length, replacement in self.edits:
            if start + shift >= offset:
                break
            shift += len(replacement) - length
        return offset - shift

    def typed(self, html: str) -> str:
        """Return HTML with all signs replaced by the typed text."""
        if not _SIGN.search(html):
            return html
        return _IN_HTML.sub(lambda sign: str(escape(self._typed(sign))), html)

    def typed_address(self, href: str) -> str:
        """Return an address as the engine encoded it, with all signs replaced in the same way."""
        if "%EF%B7%9" not in href:
            return href
        return _IN_ADDRESS.sub(lambda sign: quote(self._typed(sign), safe="~"), href)

    def _typed(self, sign: re.Match[str]) -> str:
        if sign["n"] is not None:
            return f"[@{self.ids[int(sign['n'])]}]"
        return "~" if sign["tilde"] else ""


def prepare(text: str) -> Prepared:
    """Return a Markdown text with signs where the engine would read it differently."""
    if _SIGN.search(text):
        text = _SIGN.sub("\ufffd", text)
    citations = [citation for citation in find_citations(text) if citation.id]
    edits = [
        (citation.start, citation.end - citation.start, f"<{_CITE}{n}>")
        for n, citation in enumerate(citations)
    ]
    others = list(_edits(text))
    if others:
        cited = {at for start, length, _ in edits for at in range(start, start + length)}
        edits = sorted(edits + [edit for edit in others if edit[0] not in cited])
    ids = tuple(citation.id for citation in citations)
    return Prepared(_applied(text, edits), ids, tuple(edits))


def _applied(text: str, edits: list[tuple[int, int, str]]) -> str:
    pieces: list[str] = []
    at = 0
    for start, length, replacement in edits:
        pieces += (text[at:start], replacement)
        at = start + length
    return "".join([*pieces, text[at:]])


def _edits(text: str) -> Iterator[tuple[int, int, str]]:
    if "<" in text or "![" in text or "[^" in text:
        for match in _LITERALS.finditer(text):
            # A sign before "[" also prevents it from defining an address.
            yield (match.start(), 0, f"<{_END}>") if match[0] == "[" else (match.end(), 0, LITERAL)
    # A single tilde means nothing, but the engine reads a pair of them as a deletion.
    if "~" in text and len(tildes := [tilde.start() for tilde in _ONE_TILDE.finditer(text)]) > 1:
        for at in tildes:
            yield at, 1, f"^{_TILDE}^"
    if not text.isascii():
        yield from _ends_of_bare_links(text)


def _ends_of_bare_links(text: str) -> Iterator[tuple[int, int, str]]:
    end = 0
    while match := _BARE_LINK.search(text, end):
        start, end = match.start(), match.start() + _length_of_address(match[0])
        before = text[start - 1 : start]
        if match[0][0] in "wW" and (_LETTERS.match(before) or _AFTER.match(before)):
            yield start, 0, f"{_START}("
        if _LETTERS.match(text, end) or _AFTER.match(text, end):
            yield end, 0, f"<{_END}>"


def _length_of_address(text: str) -> int:
    """Return the length of the address at the start of a text without spaces.

    A Chinese, Japanese or Korean letter belongs to it in a host that is not ASCII, and in a path
    after a separator ("/wiki/港"), but not directly after a word ("/page에서").
    """
    host_start = text.find("://") + 3 if "://" in text else 0
    slash = _SLASH.search(text, host_start)
    host_end = slash.start() if slash else len(text)
    for letters in _LETTERS.finditer(text, host_start):
        at = letters.start()
        if at < host_end:
            belongs = _ASCII_HOST.fullmatch(text, host_start, at) is None
        else:
            belongs = at > host_end + 1 and text[at - 1] in _SEPARATORS
        if not belongs:
            return at
    return len(text)
