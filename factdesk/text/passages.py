"""Links that open a source at a quoted passage."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

#: The number of words at each end that identify a passage if it cannot be searched for in one
#: piece.
_ENDS = 6

# If a passage continues in another block of the page (a paragraph, a list item), or omits or
# inserts words, the browser searches for it from its first words to its last.
_GAP = re.compile(r"\n|…|\.{3,}|\[[^\]\n]*\]|\((?:…|\.{3,})\)|\. \. \.")
_ONLY_PUNCTUATION = re.compile(r"[\W_]+")
_LIST_MARK = re.compile(r"^(?:[-*•–]|\d{1,3}[.)])\s+")
# Most passages are one line of words that need no special treatment.
_PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9 ,;:'-]|\.(?![.]| \.))*")
# Characters that need no encoding in an address, except the hyphen, and single spaces.
_UNRESERVED = re.compile(r"[A-Za-z0-9_.~ ]*")
_SOFT_HYPHENS = str.maketrans("", "", "\u00ad\u200b")
_DIRECTIVE = ":~:"


def passage_fragment(
    url: str,
    exact: str,
    prefix: str | None = None,
    suffix: str | None = None,
    page: str | None = None,
) -> str | None:
    """Return the fragment that opens a source at a passage, with ``#``; None for a plain passage.

    It ends in a text directive (https://wicg.github.io/scroll-to-text-fragment/):
    ``prefix-,start,end,-suffix``, with the delimiters ``-``, ``,`` and ``&`` encoded in the texts.
    An address with a fragment keeps it. A PDF is opened at the page. A passage without words has no
    directive, because the browser would find nothing.

    Most passages are plain: ``claim.js`` generates their fragments from the words on the page.
    """
    fragment = url.partition(_DIRECTIVE)[0].partition("#")[2]
    if page and page.isdecimal() and not fragment and _is_pdf(url.partition("#")[0]):
        fragment = f"page={page}"
    if not (fragment or prefix or suffix) and _DIRECTIVE not in url and _PLAIN.fullmatch(exact):
        return None
    pieces = _pieces(exact)
    if not pieces:
        return f"#{fragment}"
    texts = [" ".join(pieces[0])]
    if len(pieces) > 1:
        texts = [" ".join(pieces[0][:_ENDS]), " ".join(pieces[-1][-_ENDS:])]
    parts = [_encoded(text) for text in texts]
    if prefix and (before := _pieces(prefix)):
        parts.insert(0, f"{_encoded(' '.join(before[-1]))}-")
    if suffix and (after := _pieces(suffix)):
        parts.append(f"-{_encoded(' '.join(after[0]))}")
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


def _encoded(text: str) -> str:
    if _UNRESERVED.fullmatch(text):
        return text.replace(" ", "%20")
    return quote(text, safe="").replace("-", "%2D")
