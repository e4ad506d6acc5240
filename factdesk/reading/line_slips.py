"""Mistakes that are recognisable in a single line, and their correction if it is certain."""

from __future__ import annotations

import re
from typing import NamedTuple

from factdesk.messages.catalogue import tr, tr_noop
from factdesk.reading.faults import Repair
from factdesk.text.shown import shown

_COMMON = "claim|quote|claimant|verdict|summary|analysis|title|url|publisher|published_on|kind"
_SPACES = "\u00a0\u2007\u202f\u3000"


class LineSlip(NamedTuple):
    """The explanation of an error: the offset, and the repair, are in the file's text."""

    message: str
    hint: str
    start: int
    repair: Repair | None


class _Kind(NamedTuple):
    """A mistake. ``pattern`` finds it in a line; its group 1 is the wrong part.

    ``repaired`` is a template for the replacement of the group; without one, only the editor knows.
    """

    pattern: str
    message: str
    hint: str
    repaired: str | None = None
    #: Whether the parser may notice it only on a later line.
    is_late: bool = False


# The patterns are compiled when a file first has an error.
_KINDS = (
    _Kind(
        r"([ \t]*(?:```|~~~)[\w-]*[ \t]*\r?\n?)$",
        tr_noop("a code fence is not part of a claim file"),
        tr_noop("delete this line"),
        "",
    ),
    _Kind(
        r"[ \t]*(```|~~~)",
        tr_noop("a code fence is not part of a claim file"),
        tr_noop("delete this line"),
    ),
    _Kind(
        r"[ \t]*(-)(?=[A-Za-z_]+:(?:\s|$))",
        tr_noop("the '-' of a list needs a space after it"),
        tr_noop("write '- ' before the field"),
        "- ",
        is_late=True,
    ),
    _Kind(
        rf"[ \t]*([‐‑‒–—―−•*·][ \t{_SPACES}]*)(?=[A-Za-z_]+:)",
        tr_noop("this is not the hyphen that begins a list entry"),
        tr_noop("write '- ' with the hyphen key"),
        "- ",
        is_late=True,
    ),
    _Kind(
        rf"[ \t]*-([ \t]*[{_SPACES}][ \t{_SPACES}]*)(?=[A-Za-z_]+:)",
        tr_noop("there is a no-break space after the '-'"),
        tr_noop("type an ordinary space"),
        " ",
        is_late=True,
    ),
    _Kind(
        rf"[ \t]*([{_SPACES}])\s*[\w-]+:",
        tr_noop("there is a no-break space in the indentation"),
        tr_noop("type ordinary spaces"),
        " ",
        is_late=True,
    ),
    _Kind(
        rf"[ \t]*(?:- )?[A-Za-z_]+:([{_SPACES}])",
        tr_noop("there is a no-break space after the colon"),
        tr_noop("type an ordinary space"),
        " ",
        is_late=True,
    ),
    _Kind(
        r"[ \t]*(?:- )?[A-Za-z_]+: +([“”„‟«»‘‚])",
        tr_noop("YAML does not read typographic quotation marks as quotation marks"),
        tr_noop(
            "put the full text in straight marks, '…' or \"…\", or write '>-' and the text below it"
        ),
    ),
    _Kind(
        r"[ \t]*(?:- )?[A-Za-z_]+(:)(?=[^\s:/])",
        tr_noop("a space must follow the colon"),
        "write 'name: value'",
        ": ",
        is_late=True,
    ),
    _Kind(
        rf"[ \t]*(?:- )?[A-Za-z_]+([：﹕꞉][ \t{_SPACES}]*)",
        tr_noop("this is not the colon of the format"),
        tr_noop("write ': ' with the colon key"),
        ": ",
        is_late=True,
    ),
    _Kind(
        rf"[ \t]*(?:- )?(?:{_COMMON})( *= *)(?=\S)",
        tr_noop("there is an equals sign after the name of the field"),
        "write 'name: value'",
        ": ",
        is_late=True,
    ),
    _Kind(
        r"(?i)[ \t]*(<(?:!DOCTYPE|html|body|div|p|span)\b)",
        tr_noop("this is the source text of a web page, not a claim file"),
        tr_noop("copy only the text that you see in the browser"),
    ),
    _Kind(
        r"((?:<<<<<<<|=======|>>>>>>>)(?: |\r?\n|$))",
        tr_noop("two versions of this file are not merged yet: git has marked the lines"),
        tr_noop("keep the right lines, and delete the lines with <<<<<<<, ======= and >>>>>>>"),
        is_late=True,
    ),
    _Kind(
        r"[ \t]*(?:- )?\w*url: +(\[[^\]]*\]\(<?(https?://[^)\s>]+)>?\))[ \t]*\r?\n?$",
        tr_noop("this is a Markdown link, not an address"),
        tr_noop("write only the address"),
        r"\2",
    ),
    _Kind(
        r"[ \t]*(?:- )?\w*url: +(\[)[^\]]*\]\(",
        tr_noop("this is a Markdown link, not an address"),
        tr_noop("write only the address"),
    ),
)


def explain_line(text: str, at: int) -> LineSlip | None:
    """Return the mistake in the line at an offset, or just above, that explains an error there."""
    line_start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    lines = text[:line_start].splitlines(keepends=True)
    break_at = re.compile(r"\r?\n|\r|$").search(text, line_start)
    lines.append(text[line_start : break_at.end() if break_at else None])
    start = line_start + len(lines[-1])
    for n, line in enumerate(reversed(lines[-3:])):
        start -= len(line)
        for kind in _KINDS:
            # An indented fence or a quotation may be part of a text above.
            match = re.match(kind.pattern, line) if n == 0 or kind.is_late else None
            if match and (kind.is_late or start + match.start(1) <= at):
                return _slip(kind, match, start)
    return None


def _slip(kind: _Kind, match: re.Match[str], line_start: int) -> LineSlip:
    begin, end = match.span(1) if match.re.groups else match.span()
    repair, hint = None, tr(kind.hint)
    if kind.repaired is not None:
        written = match.expand(kind.repaired)
        if written.endswith("- "):  # the fields below it keep their column
            written = written.ljust(end - begin)
        if "\\" in kind.repaired:
            hint = f"{hint}: {shown(written)}"
        repair = Repair(line_start + begin, line_start + end, written)
    return LineSlip(tr(kind.message), hint, line_start + begin, repair)
