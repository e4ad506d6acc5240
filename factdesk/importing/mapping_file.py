"""Parse a mapping file, which says what the columns, ratings and dates of an archive mean."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from factdesk.claims.verdicts import Scale
from factdesk.importing.dates import DateFormats
from factdesk.importing.mapping import AS_DRAFT, ImportMapping, rating_key
from factdesk.importing.raw import ImportRefusal
from factdesk.importing.tables import check_table_options
from factdesk.importing.targets import MAPPABLE
from factdesk.messages.catalogue import os_reason, tr
from factdesk.reading.yaml_errors import explain_slip
from factdesk.text.slugs import fold
from factdesk.text.urls import BadURL, parse_url

_SECTIONS = ("columns", "verdicts", "dates", "lists", "publisher", "language", "csv")
_PUBLISHER = ("name", "url", "only")
_CSV = ("delimiter", "quotes", "header", "encoding")
#: Separators that are difficult to type in YAML, by name.
_SEPARATORS = {"newline": "\n", "tab": "\t", "space": " "}


def read_mapping(file: Path, scale: Scale) -> ImportMapping:
    """Parse a mapping file.

    Raises:
        ImportRefusal: the file cannot be read, or something in it is unknown.
    """
    node = _composed(file)
    reader = _MappingReader(file)
    sections = {key: value for key, _, value in reader.pairs(node, tr("the file"))}
    for name in sections:
        if name not in _SECTIONS:
            known = ", ".join(_SECTIONS)
            reader.refuse(
                tr("unknown section '{name}'; valid sections are {known}", name=name, known=known),
                node,
            )
    language = reader.text(sections.get("language"), "language")
    csv = reader.options(sections.get("csv"), "csv", _CSV)
    check_table_options(csv)
    return ImportMapping(
        columns=reader.columns(sections.get("columns")),
        verdicts=reader.verdicts(sections.get("verdicts"), scale),
        dates=DateFormats(reader.texts(sections.get("dates"), "dates"), language or "en"),
        lists=reader.separators(sections.get("lists")),
        publisher=reader.publisher(sections.get("publisher")),
        language=language,
        csv=csv,
    )


def _composed(file: Path) -> Any:
    try:
        text = file.read_text("utf-8-sig")
        return yaml.compose(text, Loader=yaml.CBaseLoader)
    except OSError as error:
        reason = os_reason(error)
    except UnicodeDecodeError:
        reason = tr("the file is not UTF-8")
    except yaml.YAMLError as error:
        fault = explain_slip(text, error)
        line = text.count("\n", 0, fault.start) + 1
        raise ImportRefusal(f"{file}:{line}: {fault.message}; {fault.hint}") from error
    raise ImportRefusal(tr("{file} cannot be read: {value}", file=file, value=reason))


class _MappingReader:
    """Parses sections from nodes, so that every refusal names its line."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def refuse(self, message: str, node: Any) -> None:
        line = f":{node.start_mark.line + 1}" if node is not None else ""
        raise ImportRefusal(f"{self._file}{line}: {message}")

    def pairs(self, node: Any, where: str) -> list[tuple[str, Any, Any]]:
        """Return key, node of the key and node of the value of each entry of a mapping."""
        if node is None or _is_empty(node):
            return []
        if not isinstance(node, yaml.MappingNode):
            message = tr("'{where}' must have entries of the form 'name: value'", where=where)
            self.refuse(message, node)
        found: dict[str, Any] = {}
        pairs = []
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                self.refuse(tr("'{where}' has a key that is not text", where=where), key)
            if key.value in found:
                self.refuse(tr("'{item}' is in '{name}' twice", item=key.value, name=where), key)
            found[key.value] = value
            pairs.append((key.value, key, value))
        return pairs

    def text(self, node: Any, where: str) -> str:
        if node is None:
            return ""
        if not isinstance(node, yaml.ScalarNode):
            self.refuse(tr("'{where}' must be one text", where=where), node)
        return str(node.value).strip()

    def texts(self, node: Any, where: str) -> list[str]:
        if isinstance(node, yaml.SequenceNode):
            return [text for each in node.value if (text := self.text(each, where))]
        text = self.text(node, where)
        return [text] if text else []

    def columns(self, node: Any) -> dict[str, tuple[str, ...]]:
        columns = {}
        for name, _, value in self.pairs(node, "columns"):
            targets = self.texts(value, f"columns.{name}")
            for target in targets:
                if target not in MAPPABLE:
                    known = ", ".join(sorted(MAPPABLE))
                    message = tr(
                        "'{target}' is not a valid target of a column; valid targets are {known}",
                        target=target,
                        known=known,
                    )
                    self.refuse(message, value)
            if targets:
                named = ("claimant.name" if each == "claimant" else each for each in targets)
                columns[fold(name)] = tuple(named)
        return columns

    def verdicts(self, node: Any, scale: Scale) -> dict[str, str]:
        verdicts: dict[str, str] = {}
        for rating, key, value in self.pairs(node, "verdicts"):
            verdict = self.text(value, f"verdicts.{rating}")
            if not verdict:
                continue
            if verdict != AS_DRAFT and verdict not in scale:
                names = ", ".join([*(each.name for each in scale.each()), AS_DRAFT])
                message = tr(
                    "'{verdict}' is not on the scale; choose one of {names}",
                    verdict=verdict,
                    names=names,
                )
                self.refuse(message, value)
            name = rating_key(rating)
            if verdicts.get(name, verdict) != verdict:
                self.refuse(tr("the rating '{rating}' has two verdicts", rating=rating), key)
            verdicts[name] = verdict
        return verdicts

    def separators(self, node: Any) -> dict[str, str]:
        pairs = self.pairs(node, "lists")
        for name, _, value in pairs:
            if not isinstance(value, yaml.ScalarNode):
                self.refuse(tr("'lists.{name}' must be one separator", name=name), value)
        named = {fold(name): str(value.value) for name, _, value in pairs if value.value}
        return {name: _SEPARATORS.get(text, text) for name, text in named.items()}

    def options(self, node: Any, where: str, known: tuple[str, ...]) -> dict[str, str]:
        options = {}
        for name, key, value in self.pairs(node, where):
            if name not in known:
                message = tr(
                    "unknown '{where}.{name}'; valid names are {known}",
                    where=where,
                    name=name,
                    known=", ".join(known),
                )
                self.refuse(message, key)
            # A delimiter can be a tab in quotation marks.
            text = str(value.value) if isinstance(value, yaml.ScalarNode) else ""
            if option := text.strip() or text:
                options[name] = option
        return options

    def publisher(self, node: Any) -> dict[str, str]:
        publisher = self.options(node, "publisher", _PUBLISHER)
        if url := publisher.get("url"):
            try:
                parse_url(url)
            except BadURL as error:
                self.refuse(f"publisher.url: {error}", node)
        return publisher


def _is_empty(node: Any) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.value
