"""Explain errors of the YAML parser in plain words, with corrections for typical mistakes."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from yaml import YAMLError

from factdesk.messages.catalogue import tr, tr_noop
from factdesk.reading.faults import Fault, Reason
from factdesk.reading.line_slips import explain_line
from factdesk.reading.yaml_parser import yaml_fault

_QUOTE_IT = tr_noop(
    "put the full text in quotation marks, or write '>-' here and the text below, indented"
)


class _Slip(NamedTuple):
    """Where the parser stopped (``at``), and the start of what it was reading (``since``)."""

    text: str
    at: int
    since: int

    @property
    def character(self) -> str:
        return self.text[self.at : self.at + 1]

    @property
    def line_start(self) -> int:
        return max(self.text.rfind("\n", 0, self.at), self.text.rfind("\r", 0, self.at)) + 1

    @property
    def before(self) -> str:
        """The text before the problem on its line."""
        return self.text[self.line_start : self.at]


def explain_slip(text: str, error: YAMLError) -> Fault:
    """Return the fault that explains an error of the parser."""
    fault = yaml_fault(error)
    if fault is None:
        return Fault(
            Reason.NOT_YAML, tr("this is not YAML"), tr("check the line for misplaced characters")
        )
    slip = _Slip(text, fault.at, fault.since)
    explain = next(
        (explain for words, explain in _EXPLANATIONS if words in fault.problem), _unexplained
    )
    if line := explain_line(text, fault.at):
        place = (line.start, line.start + 1)
        return Fault(Reason.NOT_YAML, line.message, line.hint, *place, repair=line.repair)
    message, hint, start = explain(slip)
    return Fault(Reason.NOT_YAML, message, hint, start, start + 1)


def _unexplained(slip: _Slip) -> tuple[str, str, int]:
    above = slip.text[: slip.line_start].rstrip()
    if above.rpartition("\n")[2].lstrip().startswith("#"):
        return (
            tr("a line that begins with '#' is a comment, and ends the text above it"),
            tr("write '|' after the colon of the field, and its text below, indented"),
            above.rfind("\n") + 1,
        )
    return (
        tr("this line does not fit the lines above it"),
        tr("compare its indentation with theirs"),
        slip.at,
    )


def _colon(slip: _Slip) -> tuple[str, str, int]:
    if ": " in slip.before or len(slip.before.lstrip("- ").split()) > 1:
        return (
            tr("a colon and a space inside a text that is not in quotation marks"),
            tr(_QUOTE_IT),
            slip.at,
        )
    start = slip.line_start + len(slip.before) - len(slip.before.lstrip())
    return (
        tr("this field is indented further than the field above it, which already has a value"),
        tr("begin it in the same column as the other fields"),
        start,
    )


def _first_character(slip: _Slip) -> tuple[str, str, int]:
    if slip.character == "\t":
        return _tab(slip)
    return (
        tr("a text cannot begin with '{character}'", character=slip.character),
        tr("put the full text in quotation marks"),
        slip.at,
    )


def _tab(slip: _Slip) -> tuple[str, str, int]:
    return tr("the indentation contains a tab"), tr("indent with spaces"), slip.at


def _end(slip: _Slip) -> tuple[str, str, int]:
    mark = slip.text[slip.since : slip.since + 1]
    return (
        tr("the quotation mark {mark} that opens here is never closed", mark=mark),
        tr("close it with {mark} at the end of the text", mark=mark),
        slip.since,
    )


def _no_colon(slip: _Slip) -> tuple[str, str, int]:
    above = slip.text[: slip.since].rstrip().rpartition("\n")[2].lstrip()
    if above.startswith("- "):
        message = tr("this line is in a list and does not begin with '- '")
        return (
            message,
            tr("write '- ' before it; if it continues the entry above, indent it"),
            slip.since,
        )
    return (
        tr("this line is not a field: it has no colon after its first word"),
        tr("write 'name: value'; if it continues the text above, indent it"),
        slip.since,
    )


def _no_dash(slip: _Slip) -> tuple[str, str, int]:
    if slip.before.rstrip().endswith(tuple("]}")):
        return _after_bracket(slip)
    return (
        tr("this line is in a list, and neither begins an entry nor fits the one above"),
        tr("begin a new entry with '- ', or indent the line like the other fields of its entry"),
        slip.at,
    )


def _key(slip: _Slip) -> tuple[str, str, int]:
    before = slip.before.rstrip()
    if before.endswith(("'", '"')):
        mark = before[-1]
        other = '"' if mark == "'" else "'"
        return (
            tr("there is text after the closing quotation mark"),
            tr(
                "put the full text in {other}…{other}, or write '>-' and the text below it, "
                "indented",
                other=other,
            ),
            slip.at,
        )
    if slip.character and slip.character in "]}":
        return (
            tr("'{character}' closes a list that is not open", character=slip.character),
            tr("delete it"),
            slip.at,
        )
    if before.endswith(tuple("]}")):
        return _after_bracket(slip)
    if slip.character == "-":
        return (
            tr("a list entry is between the fields"),
            tr("indent it below the field that it belongs to"),
            slip.at,
        )
    return _unexplained(slip)


def _after_bracket(slip: _Slip) -> tuple[str, str, int]:
    closing = slip.before.rstrip()[-1]
    if closing == "]":
        opening = "["
        message = tr("'[' begins a list, and there is text after the ']' that ends it")
        hint = tr("put the full text in quotation marks; if it is a list, end it with ']'")
    else:
        opening = "{"
        message = tr("'{' begins a group of fields, and there is text after the '}' that ends it")
        hint = tr(
            "put the full text in quotation marks; if it is a group of fields, end it with '}'"
        )
    opened = slip.before.find(opening)
    return message, hint, slip.at if opened < 0 else slip.line_start + opened


def _dash_on_the_line(slip: _Slip) -> tuple[str, str, int]:
    return (
        tr("a list cannot begin on the line of its field"),
        tr("begin each '- ' on a separate line; if it is a text, put it in quotation marks"),
        slip.at,
    )


def _bracket(slip: _Slip) -> tuple[str, str, int]:
    mark = slip.text[slip.since : slip.since + 1]
    closing = {"[": "]", "{": "}"}.get(mark, "]")
    return (
        tr(
            "the '{mark}' that opens here is never closed, or a comma is missing after it",
            mark=mark,
        ),
        tr(
            "close it with '{closing}'; if it is a text, put it in quotation marks", closing=closing
        ),
        slip.since,
    )


def _escape(slip: _Slip) -> tuple[str, str, int]:
    return (
        tr("a backslash inside double quotation marks begins an invalid escape sequence"),
        tr("use single quotation marks, or write the backslash twice"),
        slip.at - 1,
    )


def _sign(slip: _Slip) -> tuple[str, str, int]:
    mark = slip.text[slip.since : slip.since + 1]
    return (
        tr("a text cannot begin with '{mark}'", mark=mark),
        tr("put the full text in quotation marks"),
        slip.since,
    )


def _block(slip: _Slip) -> tuple[str, str, int]:
    return (
        tr("the text below '>' or '|' begins on the next line"),
        tr("move it there, indented; if the sign belongs to the text, put all in quotation marks"),
        slip.since,
    )


def _question(slip: _Slip) -> tuple[str, str, int]:
    return tr("a text cannot begin with '? '"), tr("put the full text in quotation marks"), slip.at


def _content(slip: _Slip) -> tuple[str, str, int]:
    if not slip.character.strip():
        opened = max(slip.text.rfind("[", 0, slip.at), slip.text.rfind("{", 0, slip.at), 0)
        return _bracket(slip._replace(since=opened))
    return (
        tr("a text cannot begin with '{character}'", character=slip.character),
        tr("put the full text in quotation marks"),
        slip.at,
    )


def _document(slip: _Slip) -> tuple[str, str, int]:
    return (
        tr("this line begins further left than the first field"),
        tr("begin all fields in the first column"),
        slip.at,
    )


def _directive(slip: _Slip) -> tuple[str, str, int]:
    return (
        tr("a line that begins with '%' has another meaning in YAML"),
        tr("delete it"),
        slip.line_start,
    )


_EXPLANATIONS: tuple[tuple[str, Callable[[_Slip], tuple[str, str, int]]], ...] = (
    ("mapping values are not allowed", _colon),
    ("found character that cannot start", _first_character),
    ("found a tab character", _tab),
    ("found unexpected end of stream", _end),
    ("found unexpected document indicator", _end),
    ("could not find expected ':'", _no_colon),
    ("did not find expected '-' indicator", _no_dash),
    ("did not find expected key", _key),
    ("block sequence entries are not allowed", _dash_on_the_line),
    ("did not find expected ',' or", _bracket),
    ("unknown escape character", _escape),
    ("Unicode character escape", _escape),
    ("did not find expected hexdecimal number", _escape),
    ("did not find expected alphabetic or numeric", _sign),
    ("did not find expected comment or line break", _block),
    ("mapping keys are not allowed", _question),
    ("did not find expected node content", _content),
    ("did not find expected <document start>", _document),
    ("directive", _directive),
    ("incompatible YAML document", _directive),
)
