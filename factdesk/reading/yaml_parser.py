"""Parse YAML into events with libyaml or, if that is missing (as in a browser), in pure Python.

Both have the same origin and yield the same events with the same positions. Their errors have the
same positions too, but other messages; here all have those of libyaml.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from yaml import MarkedYAMLError, YAMLError
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

try:
    from yaml._yaml import CParser as _LibyamlParser
except ImportError:
    _LibyamlParser = None  # type: ignore[assignment,misc]


class _PythonParser(Reader, Scanner, Parser):
    """The parser of PyYAML."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


class YamlFault(NamedTuple):
    """An error of the parser: the problem, where it stopped, and what it was reading."""

    problem: str
    at: int
    since: int


def yaml_parser(text: str) -> Any:
    """Return a parser of a text; ``get_event`` returns its events, and None after the last one."""
    return _PythonParser(text) if _LibyamlParser is None else _LibyamlParser(text)


def yaml_fault(error: YAMLError) -> YamlFault | None:
    """Return an error of the parser; None if it has no position."""
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return None
    at = error.problem_mark.index
    since = error.context_mark.index if error.context_mark else at
    problem = error.problem or ""
    for pattern, words, shift in _WORDS:
        if pattern.search(f"{error.context or ''}: {problem}"):
            return YamlFault(words, at + shift, since)
    return YamlFault(problem, at, since)


#: Messages of the Python parser, those of libyaml, and the difference of their positions.
_WORDS = tuple(
    (re.compile(pattern), words, shift)
    for pattern, words, shift in (
        (r"while scanning a directive: expected", "directive", 0),
        (r"block mapping: expected <block end>", "did not find expected key", 0),
        (r"block collection: expected <block end>", "did not find expected '-' indicator", 0),
        (r"found character '.*' that cannot start", "found character that cannot start", 0),
        (r"found unknown escape character '", "unknown escape character", -1),
        (r": sequence entries are not allowed", "block sequence entries are not allowed", 0),
        (r": expected ',' or ", "did not find expected ',' or", 0),
        (r": expected alphabetic or", "did not find expected alphabetic or numeric", 0),
        (r": expected a comment or", "did not find expected comment or line break", 0),
        (r"unexpected document separator", "found unexpected document indicator", 0),
        (r": expected the node content", "did not find expected node content", 0),
        (r": expected '<document start>'", "did not find expected <document start>", 0),
        (r": expected escape sequence of", "did not find expected hexdecimal number", 0),
    )
)
