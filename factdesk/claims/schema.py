"""Generate the JSON Schema of claim files, for text editors that complete and check files.

It is the schema of the file, not of ``Claim``: slug and path come from the file name. The program
reads every value as text, but other YAML readers see numbers, booleans or null, so the schema
accepts those too: ``verdict: false``, ``topics: [no]``, ``quote: 40``, ``quote:``.

``patternErrorMessage``, ``errorMessage``, ``markdownEnumDescriptions`` and ``doNotSuggest`` are for
text editors. They belong to no specification, and validators ignore them.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, get_args, get_origin

import msgspec
import yaml

from factdesk.claims.claim import Claim, Source
from factdesk.claims.descriptions import field_descriptions, names_in_order, word_descriptions
from factdesk.claims.field_groups import FieldGroup, field_types, group_in, metadata_of
from factdesk.claims.field_types import FieldType, Shorthand, silent
from factdesk.claims.verdicts import Scale
from factdesk.claims.vocabulary import LOCAL_SOURCE_FIELDS, REQUIRED, Status
from factdesk.messages.catalogue import tr

Schema = dict[str, Any]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
#: The keys whose texts people read.
TEXT_KEYS = frozenset(
    ["title", "description", "errorMessage", "patternErrorMessage", "markdownEnumDescriptions"]
)
_TEXT = {"type": ["string", "number"]}
_NO_WARNINGS: Mapping[str, str] = MappingProxyType({})
_NULL = silent({"type": "null"})


def claim_schema(
    scale: Scale, warnings: Mapping[str, str] = _NO_WARNINGS, language: str = "en"
) -> Schema:
    """Return the JSON Schema (2020-12) of a claim file with the verdicts of a scale.

    ``warnings`` are the checks whose warnings a claim may accept, by code; without them, any text
    is allowed. ``language`` is that of the verdicts' labels and definitions.
    """
    definitions: Schema = {}
    schema = _group(Claim, definitions)
    for definition in (schema, definitions["Part"]):
        texts = {key: definition["properties"]["verdict"][key] for key in ("title", "description")}
        definition["properties"]["verdict"] = {"$ref": "#/$defs/Verdict", **texts}
    # A draft may have the key without a value.
    schema["properties"]["verdict"] |= {
        "anyOf": [{"$ref": schema["properties"]["verdict"].pop("$ref")}, _NULL]
    }
    definitions["Correction"] |= _when({"severity": "verdict"}, ["previous_verdict"])
    required = definitions["Source"].pop("required")
    definitions["Source"]["anyOf"] = [{"required": required}, {"required": ["use"]}]
    _accept_on_as_true(definitions["Withdrawal"])
    _accept_on_as_true(definitions["Imported"])
    schema["properties"]["sources"]["minItems"] = 1
    if warnings:
        texts = definitions["Acceptance"]["properties"]["check"]
        del texts["anyOf"]
        texts |= _choice(warnings)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A claim file",
        "description": "One claim and its review.",
        "type": "object",
        "additionalProperties": False,
        "properties": schema["properties"],
        # Editors offer a skeleton of the fields that one schema both defines and requires.
        "allOf": [{"required": ["claim"]}, *_by_status()],
        "$defs": {**dict(sorted(definitions.items())), "Verdict": _verdict(scale, language)},
    }


def shared_source_schema() -> Schema:
    """Return the JSON Schema (2020-12) of a shared source, a file in ``claims/_sources``."""
    definitions: Schema = {}
    schema = _group(Source, definitions)
    for name in LOCAL_SOURCE_FIELDS:
        del schema["properties"][name]
    used = {name: definitions[name] for name in ("SourceKind", "Basis")}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **schema,
        "title": "A shared source",
        "description": "A source that several claims use.",
        "$defs": used,
    }


def translate_schema(schema: Any) -> Any:
    """Return a schema whose texts are in the language of messages."""
    if isinstance(schema, list):
        return [translate_schema(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: _translated(value)
        if key in TEXT_KEYS and isinstance(value, str | list)
        else translate_schema(value)
        for key, value in schema.items()
    }


def _translated(text: str | list[str]) -> str | list[str]:
    return tr(text) if isinstance(text, str) else [tr(each) for each in text]


def _group(group: type[FieldGroup], definitions: Schema) -> Schema:
    """Return the schema of a group, and add the schemas of nested groups to the definitions."""
    types, texts = field_types(group), field_descriptions()[group.__name__]
    fields = {field.name.rstrip("_"): field for field in msgspec.structs.fields(group)}
    properties: Schema = {}
    for name in names_in_order(group):
        schema = _value(types[name], definitions)
        if schema.get("type") == "array":  # a key without a value counts as missing
            schema["type"] = ["array", "null"]
        elif not fields[name].required and fields[name].default is None:
            schema = {"anyOf": [*schema.get("anyOf", [schema]), _NULL]}
        title = name.replace("_", " ").capitalize()
        properties[name] = {**schema, "title": title, "description": texts[name]}
    return {
        "title": group.__name__,
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
        "required": [name for name in properties if fields[name].required],
    }


def _value(type_: Any, definitions: Schema) -> Schema:
    metadata = metadata_of(type_)
    if isinstance(metadata, FieldType):
        return dict(metadata.schema)
    if get_origin(type_) is tuple:
        return {"type": "array", "items": _value(get_args(type_)[0], definitions)}
    if (group := group_in(type_)) is not None:
        if group.__name__ not in definitions:
            definitions[group.__name__] = _group(group, definitions)
        reference = {"$ref": f"#/$defs/{group.__name__}"}
        name = [_TEXT, reference, silent({"type": "boolean"})]
        return {"anyOf": name} if isinstance(metadata, Shorthand) else reference
    assert issubclass(type_, StrEnum)
    definitions[type_.__name__] = {
        "title": type_.__name__,
        "type": "string",
        **_choice({word.value: word_descriptions()[type_.__name__][word] for word in type_}),
    }
    return {"$ref": f"#/$defs/{type_.__name__}"}


def _choice(meanings: Mapping[str, str]) -> Schema:
    """Return the schema of values whose meanings text editors show."""
    return {"enum": list(meanings), "markdownEnumDescriptions": list(meanings.values())}


def _verdict(scale: Scale, language: str) -> Schema:
    """Return the schema of a verdict: its names as typed, and as YAML readers convert them."""
    names, meanings, others = [], [], []
    for verdict in scale.each():
        name = verdict.name
        readings = [name, *_as_yaml_reads(name)]
        written = _YAML_1_2.get(name, int(name) if name.isdigit() else name)
        names.append(written)
        label, definition = verdict.label_in(language), verdict.definition_in(language)
        meanings.append(f"**{label}** {definition}".strip())
        others += [each for each in readings if each is not written]
    choices = [{"enum": names, "markdownEnumDescriptions": meanings}]
    return {
        "title": "Verdict",
        "anyOf": [*choices, silent({"enum": others})] if others else choices,
    }


#: The values that YAML 1.2 readers return for names that they do not read as text.
_YAML_1_2 = {"true": True, "false": False, "null": None}


def _as_yaml_reads(name: str) -> list[Any]:
    """Return the values that YAML 1.1 and 1.2 readers return for a name, if they are not text."""
    loaded = yaml.load(name, Loader=_LOADER)  # noqa: S506  # this loader is safe
    values = [int(name)] if name.isdigit() else []
    if not isinstance(loaded, str) and loaded not in values and not hasattr(loaded, "isoformat"):
        values.append(loaded)
    return values


def _by_status() -> list[Schema]:
    """Return the required fields by status; a claim without a status is published."""
    return [
        *(_has_unless(statuses, REQUIRED[status]) for statuses, status in _EXEMPT),
        _when({"status": "explained"}, list(REQUIRED[Status.EXPLAINED])),
        {
            "if": {"properties": {"status": {"const": "explained"}}, "required": ["status"]},
            "then": {"properties": {"verdict": {"type": "null"}}},
        },
        _when({"status": "withdrawn"}, ["withdrawn"]),
        _when({"claimant": "unknown"}, ["claimant_note"]),
    ]


#: The fields that every status requires, with some exceptions.
_EXEMPT = (
    (("draft", "explained"), Status.IN_REVIEW),
    (("draft", "in-review", "explained"), Status.PUBLISHED),
)


def _has_unless(statuses: tuple[str, ...], names: tuple[str, ...]) -> Schema:
    is_exempt = {"properties": {"status": {"enum": list(statuses)}}, "required": ["status"]}
    return {"if": {"not": is_exempt}, "then": _has(list(names))}


def _when(values: dict[str, str], names: list[str]) -> Schema:
    """Return a schema that requires fields if others have certain values."""
    condition = {name: {"const": value} for name, value in values.items()}
    return {"if": {"properties": condition, "required": list(values)}, "then": _has(names)}


def _has(names: list[str]) -> Schema:
    has_value = {"not": {"type": "null"}, "doNotSuggest": True}
    return {"allOf": [{"required": names}, {"properties": dict.fromkeys(names, has_value)}]}


def _accept_on_as_true(group: Schema) -> None:
    """Accept the key ``on`` as YAML 1.1 readers see it, which is a boolean."""
    group["patternProperties"] = {"^true$": group["properties"]["on"]}
    if "on" in group["required"]:
        group["required"].remove("on")
        group["anyOf"] = [{"required": ["on"]}, {"required": ["true"]}]
