"""Links that open a source at a quoted passage."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

# A passage of more words is searched for from its first words to its last: the link is short, and
# finds a passage even if the page has changed a word of it.
_LONG = 12
_FIRST, _LAST = 6, 3

# If a passage continues in another block of the page (a paragraph, a list item), or omits or
# inserts words, the browser searches for it from its first words to its last.
_GAP = re.compile(r"\n|…|\.{3,}|\[[^\]\n]*\]|\((?:…|\.{3,})\)|\. \. \.")
_ONLY_PUNCTUATION = re.compile(r"[\W_]+")
_LIST_MARK = re.compile(r"^(?:[-*•–]|\d{1,3}[.)])\s+")
# Most passages are one line of words that need no special treatment.
_PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9 ,;:'-]|\.(?![.]| \.))*")
# Browsers encode letters of other scripts and typographic marks themselves.
_UNRESERVED = re.compile(r"[\w.~‘’“”„–—…]")


class _Encoded(dict[int, str]):
    """For ``str.translate``: each character as it is in a text directive."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        is_plain = _UNRESERVED.match(character)
        self[code] = character if is_plain else quote(character, safe="").replace("-", "%2D")
        return self[code]


_ENCODED = _Encoded()
_SOFT_HYPHENS = str.maketrans("", "", "\u00ad\u200b")
_DIRECTIVE = ":~:"


def passage_fragment(
    url: str,
    exact: str,
    prefix: str | None = None,
    suffix: str | None = None,
    page: str | None = None,
) -> str:
    """Return the fragment that opens a source at a passage, with ``#``; empty without one.

    It ends in a text directive (https://wicg.github.io/scroll-to-text-fragment/):
    ``prefix-,start,end,-suffix``, with the delimiters ``-``, ``,`` and ``&`` encoded in the texts.
    An address with a fragment keeps it. A PDF is opened at the page. A passage without words has no
    directive, because the browser would find nothing.
    """
    fragment = url.partition(_DIRECTIVE)[0].partition("#")[2]
    if page and page.isdecimal() and not fragment and _is_pdf(url.partition("#")[0]):
        fragment = f"page={page}"
    pieces = _pieces(exact)
    if not pieces:
        return f"#{fragment}" if fragment else ""
    first, last = pieces[0], pieces[-1]
    is_range = len(pieces) > 1 or len(first) > _LONG
    texts = [" ".join(first[:_FIRST]), " ".join(last[-_LAST:])] if is_range else [" ".join(first)]
    parts = [text.translate(_ENCODED) for text in texts]
    if prefix and (before := _pieces(prefix)):
        parts.insert(0, f"{' '.join(before[-1]).translate(_ENCODED)}-")
    if suffix and (after := _pieces(suffix)):
        parts.append(f"-{' '.join(after[0]).translate(_ENCODED)}")
    return f"#{fragment}{_DIRECTIVE}text={','.join(parts)}"


def _is_pdf(url: str) -> bool:
    return urlsplit(url).path.lower().endswith(".pdf")


def _pieces(text: str) -> list[list[str]]:
    """Return the words of each piece of a text between gaps, without empty pieces."""
    if _PLAIN.fullmatch(text):
        return [text.split()]
    pieces = (_LIST_MARK.sub("", piece.strip()) for piece in _GAP.split(text))
    return [
        piece.translate(_SOFT_HYPHENS).split()
        for piece in pieces
        if piece and not _ONLY_PUNCTUATION.fullmatch(piece)
    ]
