"""Write a text as a YAML scalar in the plainest style that is read back as the same text."""

from __future__ import annotations

import json
import re

#: A plain scalar that every YAML reader reads as text, a number or a date.
_PLAIN = re.compile(r"[^\W_][^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]*")
#: Everything that would end a plain scalar, or be lost in one.
_ENDS_PLAIN = re.compile(r":(?:\s|$)|\s#|\s$|[\t\xa0]")
_ENDS_FLOW = re.compile(r"[,\[\]{}:]")
_LITERAL = re.compile(r"[^\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]*")
#: A paragraph that folding preserves: words with single spaces between them.
_WORD = r"[^\s\x00-\x1f\x7f-\x9f\ufeff\ufffe\uffff]+"
_PARAGRAPH = re.compile(rf"{_WORD}(?: {_WORD})+\n?")
#: The maximum line length in written files, as in the template.
_WIDTH = 98
#: Shorter texts fit on the line of their field.
_FOLDED_FROM = 80
#: Escaped inside double quotation marks, although JSON does not require it.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def write_scalar(
    text: str, *, indent: int, newline: str = "\n", in_flow: bool = False, fold: bool = False
) -> str:
    """Return a text as a scalar.

    Args:
        text: the value, which a reader must return unchanged.
        indent: the indentation of the lines of a block scalar.
        newline: the line ending of the file.
        in_flow: whether the scalar is inside ``[…]`` or ``{…}``.
        fold: whether a long paragraph becomes a folded block.
    """
    if fold and not in_flow and len(text) + indent > _FOLDED_FROM and _PARAGRAPH.fullmatch(text):
        return _folded(text, indent, newline)
    if "\n" in text and not in_flow and _fits_literal(text):
        return _literal(text, indent, newline)
    if _fits_plain(text, in_flow=in_flow):
        return text
    if "\n" not in text and _LITERAL.fullmatch(text) and ('"' in text or "\\" in text):
        return write_single_quoted(text)
    return write_quoted(text)


def write_quoted(text: str) -> str:
    """Return a text in double quotation marks, on one line."""
    return _ESCAPED.sub(
        lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False)
    )


def write_single_quoted(text: str) -> str:
    """Return a text without line breaks in single quotation marks."""
    return "'" + text.replace("'", "''") + "'"


def _fits_plain(text: str, *, in_flow: bool) -> bool:
    return bool(
        _PLAIN.fullmatch(text)
        and not _ENDS_PLAIN.search(text)
        and not (in_flow and _ENDS_FLOW.search(text))
    )


def _fits_literal(text: str) -> bool:
    """Return whether a literal block can contain the text: its first line sets the indentation.

    Blank lines at the end would merge with those in the file.
    """
    first = text.lstrip("\n")
    is_open = text.endswith("\n\n")
    return bool(_LITERAL.fullmatch(text) and first and first[0] not in " \t" and not is_open)


def _folded(text: str, indent: int, newline: str) -> str:
    """Return a paragraph as a folded block; a reader joins its lines with spaces."""
    lines = [""]
    for word in text.rstrip("\n").split(" "):
        if lines[-1] and len(lines[-1]) + 1 + len(word) > _WIDTH - indent:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    sign = ">" if text.endswith("\n") else ">-"
    return newline.join([sign, *(f"{' ' * indent}{line}" for line in lines)])


def _literal(text: str, indent: int, newline: str) -> str:
    sign = "|" if text.endswith("\n") else "|-"
    lines = text.removesuffix("\n").split("\n")
    return newline.join([sign, *(f"{' ' * indent}{line}" if line else "" for line in lines)])
