"""Translate what the parsers of YAML, JSON and XML say about a file that they cannot read.

Their messages are English. The ones below are those that typical mistakes cause; any other is
printed as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from factdesk.messages.catalogue import tr, tr_noop

if TYPE_CHECKING:
    from json import JSONDecodeError
    from xml.etree.ElementTree import ParseError
    from xml.parsers.expat import ExpatError

    from yaml import MarkedYAMLError

_PARSER_MESSAGES = (
    tr_noop("block sequence entries are not allowed in this context"),
    tr_noop("could not find expected ':'"),
    tr_noop("did not find expected ',' or ']'"),
    tr_noop("did not find expected ',' or '}'"),
    tr_noop("did not find expected '-' indicator"),
    tr_noop("did not find expected <document start>"),
    tr_noop("did not find expected alphabetic or numeric character"),
    tr_noop("did not find expected comment or line break"),
    tr_noop("did not find expected key"),
    tr_noop("did not find expected node content"),
    tr_noop("did not find expected whitespace or line break"),
    tr_noop("found a tab character that violates indentation"),
    tr_noop("found a tab character where an indentation space is expected"),
    tr_noop("found character that cannot start any token"),
    tr_noop("found undefined alias"),
    tr_noop("found undefined tag handle"),
    tr_noop("found unexpected ':'"),
    tr_noop("found unexpected document indicator"),
    tr_noop("found unexpected end of stream"),
    tr_noop("found unknown escape character"),
    tr_noop("mapping keys are not allowed in this context"),
    tr_noop("mapping values are not allowed in this context"),
    tr_noop("expecting ',' delimiter"),
    tr_noop("expecting ':' delimiter"),
    tr_noop("expecting property name enclosed in double quotes"),
    tr_noop("expecting value"),
    tr_noop("extra data"),
    tr_noop("illegal trailing comma before end of array"),
    tr_noop("illegal trailing comma before end of object"),
    tr_noop("invalid \\escape"),
    tr_noop("invalid \\uxxxx escape"),
    tr_noop("unterminated string starting at"),
    tr_noop("duplicate attribute"),
    tr_noop("junk after document element"),
    tr_noop("mismatched tag"),
    tr_noop("no element found"),
    tr_noop("not well-formed (invalid token)"),
    tr_noop("reference to invalid character number"),
    tr_noop("unbound prefix"),
    tr_noop("unclosed CDATA section"),
    tr_noop("unclosed token"),
    tr_noop("undefined entity"),
)


def yaml_reason(error: MarkedYAMLError) -> str:
    """Return where and why a text is not YAML."""
    mark, problem = error.problem_mark, tr(str(error.problem))
    message = tr("this is not YAML: {problem}", problem=problem)
    if mark is None:
        return message
    return (
        tr("line {line}, column {column}: ", line=mark.line + 1, column=mark.column + 1) + message
    )


def json_reason(error: JSONDecodeError) -> str:
    """Return why and where a text is not JSON, as the second half of a message."""
    return tr(
        "{problem} in line {line}, column {column}",
        problem=tr(error.msg.lower()),
        line=error.lineno,
        column=error.colno,
    )


def xml_reason(error: ParseError | ExpatError) -> str:
    """Return why and where a text is not XML."""
    from xml.parsers.expat import ErrorString

    line, column = getattr(error, "position", None) or (error.lineno, error.offset)
    return tr(
        "this is not well-formed XML: {problem}: line {line}, column {column}",
        problem=tr(ErrorString(error.code)),
        line=line,
        column=column,
    )
