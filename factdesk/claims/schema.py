"""The claim file as a JSON Schema, for editors that complete and check files while one types.

It is the schema of the file, not of the ``Claim``: slug and path come from the file's name. What
the program reads as it is written, other readers of YAML take for numbers, truth values or nothing
at all, and the schema lets them: ``verdict: false``, ``topics: [no]``, ``quote: 40``, ``quote:``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import TypeAdapter

from factdesk.claims.claim import REQUIRED, Claim, Status
from factdesk.claims.verdicts import Scale

Schema = dict[str, Any]


def claim_schema(scale: Scale) -> Schema:
    """Return the JSON Schema (2020-12) of a claim file whose verdicts are those of a scale."""
    schema = TypeAdapter(Claim).json_schema()
    definitions: Schema = schema.pop("$defs")
    del schema["properties"]["slug"], schema["properties"]["path"]
    for name, definition in (("Claim", schema), *definitions.items()):
        if "properties" in definition:
            _describe(name, definition)
    for definition in (schema, definitions["Part"]):
        words = {key: definition["properties"]["verdict"][key] for key in ("title", "description")}
        definition["properties"]["verdict"] = {"$ref": "#/$defs/Verdict", **words}
    for name in ("claimant", "verdict"):  # a draft may have the key without a value
        property_ = schema["properties"][name]
        ways = property_.pop("anyOf", None) or [{"$ref": property_.pop("$ref")}]
        property_["anyOf"] = [*ways, {"type": "null"}]
    definitions["Correction"] |= _when({"severity": "verdict"}, ["previous_verdict"])
    _let_yaml_read_on_as_true(definitions["Withdrawal"])
    schema["properties"]["sources"]["minItems"] = 1
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A claim file",
        "description": "One claim and its review.",
        "type": "object",
        "additionalProperties": False,
        "required": ["claim"],
        "properties": schema["properties"],
        "allOf": _by_status(),
        "$defs": {**definitions, "Verdict": _verdict(scale)},
    }


def _describe(name: str, definition: Schema) -> None:
    """Give every field its description instead of what was generated from names and defaults."""
    texts = _descriptions()[name]
    for field, property_ in definition["properties"].items():
        property_.pop("default", None)
        property_["title"] = field.replace("_", " ").capitalize()
        property_["description"] = texts[field]
        if property_.get("type") == "array":  # a key without a value counts as missing
            property_["type"] = ["array", "null"]
    del definition["description"]  # the class's own, which speaks to programmers


def _verdict(scale: Scale) -> Schema:
    names: list[Any] = []
    for verdict in scale.each():
        names += [verdict.name, *_as_yaml_reads(verdict.name)]
    meanings = [f"{v.name}: {v.definition_in('en')}" for v in scale.each() if v.definition_in("en")]
    return {"title": "Verdict", "enum": names, "description": "\n".join(meanings)}


def _as_yaml_reads(name: str) -> list[Any]:
    """Return what readers of YAML 1.1 or 1.2 make of a name, where that is no text."""
    loaded = yaml.load(name, Loader=yaml.CSafeLoader)
    values = [int(name)] if name.isdigit() else []
    if not isinstance(loaded, str) and loaded not in values and not hasattr(loaded, "isoformat"):
        values.append(loaded)
    return values


def _by_status() -> list[Schema]:
    """Return what is required by status; without one, a claim is published."""
    is_draft = {"properties": {"status": {"const": "draft"}}, "required": ["status"]}
    is_unfinished = {
        "properties": {"status": {"enum": ["draft", "in-review"]}},
        "required": ["status"],
    }
    return [
        {"if": {"not": is_draft}, "then": _has(list(REQUIRED[Status.IN_REVIEW]))},
        {"if": {"not": is_unfinished}, "then": _has(list(REQUIRED[Status.PUBLISHED]))},
        _when({"status": "withdrawn"}, ["withdrawn"]),
        _when({"claimant": "unknown"}, ["claimant_note"]),
    ]


def _when(values: dict[str, str], names: list[str]) -> Schema:
    """Return the schema that requires fields where others have certain values."""
    condition = {name: {"const": value} for name, value in values.items()}
    return {"if": {"properties": condition, "required": list(values)}, "then": _has(names)}


def _has(names: list[str]) -> Schema:
    return {"required": names, "properties": {name: {"not": {"type": "null"}} for name in names}}


def _let_yaml_read_on_as_true(withdrawal: Schema) -> None:
    """Accept the key ``on`` from readers of YAML 1.1, for whom it is a truth value."""
    withdrawal["patternProperties"] = {"^true$": withdrawal["properties"]["on"]}
    withdrawal["required"] = ["reason"]
    withdrawal["anyOf"] = [{"required": ["on"]}, {"required": ["true"]}]


@cache
def _descriptions() -> dict[str, dict[str, str]]:
    text = files(__package__).joinpath("descriptions.yml").read_bytes()
    loaded: dict[str, dict[str, str]] = yaml.load(text, Loader=yaml.CSafeLoader)
    return loaded
