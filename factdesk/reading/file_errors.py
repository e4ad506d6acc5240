"""Explain why a YAML file cannot be read that is not a claim file, such as ``mkdocs.yml``."""

from __future__ import annotations

from yaml import MarkedYAMLError, YAMLError
from yaml.parser import ParserError
from yaml.scanner import ScannerError

from factdesk.messages.catalogue import tr
from factdesk.messages.parser_messages import yaml_reason
from factdesk.reading.yaml_errors import explain_slip
from factdesk.text.characters import visible

_LONGEST_LINE = 100


def explain_file_error(text: str, error: YAMLError | UnicodeDecodeError) -> str:
    """Return why a file is not YAML, with the line if the parser names one."""
    if not isinstance(error, MarkedYAMLError):
        return tr("this is not YAML in UTF-8")
    if not isinstance(error, (ScannerError, ParserError)):
        return yaml_reason(error)
    fault = explain_slip(text, error)
    number = text.count("\n", 0, fault.start) + 1
    line = "".join(text.split("\n")[number - 1 : number]).rstrip()
    place = tr("line {line}: ", line=number)
    return f"{place}{fault.message}; {fault.hint}\n  {number} | {visible(line[:_LONGEST_LINE])}"
