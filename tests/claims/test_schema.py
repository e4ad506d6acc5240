"""The JSON Schema with which text editors complete and check claim files."""

from __future__ import annotations

import datetime as dt
import re
from inspect import getsource
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from factdesk.checks.context import Context
from factdesk.checks.field_messages import FIELD_ERRORS
from factdesk.checks.file import check_file
from factdesk.claims import field_types as field_types_module
from factdesk.claims import group_reader
from factdesk.claims.claim import Claim
from factdesk.claims.descriptions import field_descriptions
from factdesk.claims.field_groups import field_types, group_in
from factdesk.claims.schema import claim_schema
from factdesk.claims.verdicts import DEFAULT_SCALE, Scale, Tone, Verdict
from factdesk.reading.claim_file import parse_claim_file
from factdesk.reading.nodes import plain

EXAMPLES = Path(__file__).parents[1] / "examples"
GOOD = sorted((EXAMPLES / "positive").glob("*.yml"))
BAD = sorted((EXAMPLES / "negative").glob("*.yml"))
SCHEMA = claim_schema(DEFAULT_SCALE)
VALIDATOR = Draft202012Validator(SCHEMA)

#: Type errors that a schema can detect; for an address, only whether it is http.
OF_TYPE = {"FD008", "FD009", "FD101", "FD103", "FD110", "FD114", "FD115", "FD206"}


class Yaml12(yaml.SafeLoader):
    """Reads booleans and null as YAML 1.2 does, and dates as texts."""


Yaml12.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", "true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", "~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{pattern})\\Z"), first)


def as_json(value: Any) -> Any:
    """Convert loaded YAML to JSON: dates become texts, and the key ``true`` a string."""
    if isinstance(value, dict):
        return {
            str(key).lower() if isinstance(key, bool) else str(key): as_json(item)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def as_written(text: str) -> Any:
    return plain(parse_claim_file(text.encode(), "claims/a.yml").root)


READERS = {
    "YAML 1.1": lambda text: as_json(yaml.load(text, Loader=yaml.SafeLoader)),
    "YAML 1.2": lambda text: as_json(yaml.load(text, Loader=Yaml12)),
    "as written": as_written,
}


@pytest.mark.parametrize("reader", READERS.values(), ids=READERS.keys())
@pytest.mark.parametrize("file", GOOD, ids=lambda file: file.stem)
def test_a_good_file_passes_however_its_yaml_is_read(file: Path, reader: Any) -> None:
    errors = list(VALIDATOR.iter_errors(reader(file.read_text("utf-8"))))

    assert [error.message for error in errors] == []


def test_the_readers_differ_or_the_test_above_shows_nothing() -> None:
    text = "language: no\nverdict: true\nclaimed_on: 2026-03-01\non: 1\n"

    assert READERS["YAML 1.1"](text)["language"] is False
    assert READERS["YAML 1.2"](text)["language"] == "no"
    assert READERS["YAML 1.2"](text)["verdict"] is True
    assert READERS["as written"](text)["verdict"] == "true"


def codes(file: Path) -> set[str]:
    read = parse_claim_file(file.read_bytes(), file.name)
    return {problem.code for problem in check_file(read, Context()).problems}


@pytest.mark.parametrize(
    "file", [file for file in BAD if codes(file) & OF_TYPE], ids=lambda file: file.stem
)
def test_the_schema_finds_what_is_wrong_by_type(file: Path) -> None:
    assert not VALIDATOR.is_valid(as_written(file.read_text("utf-8")))


def test_it_is_a_schema_of_its_draft() -> None:
    Draft202012Validator.check_schema(SCHEMA)

    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"


@pytest.mark.parametrize("name", ["slug", "path", "clam"])
def test_only_fields_of_the_file_are_known(name: str) -> None:
    draft = {"claim": "The bridge is long", "status": "draft"}

    assert VALIDATOR.is_valid(draft)
    assert not VALIDATOR.is_valid({**draft, name: "x"})


@pytest.mark.parametrize(
    ("status", "needed"),
    [
        ("draft", set()),
        ("in-review", {"claimant"}),
        ("published", {"claimant", "verdict", "summary", "published_on", "sources"}),
        (None, {"claimant", "verdict", "summary", "published_on", "sources"}),
        ("withdrawn", {"claimant", "verdict", "summary", "published_on", "sources", "withdrawn"}),
    ],
)
def test_what_is_required_depends_on_the_status(status: str | None, needed: set[str]) -> None:
    claim = {"claim": "The bridge is long"} | ({"status": status} if status else {})

    missing = {error.message.split("'")[1] for error in VALIDATOR.iter_errors(claim)}
    empty = VALIDATOR.is_valid(claim | dict.fromkeys(needed))

    assert missing == needed
    assert empty == (not needed)


@pytest.mark.parametrize(
    ("name", "readings"),
    [
        ("true", [True]),
        ("false", [False]),
        ("yes", [True]),
        ("no", [False]),
        ("on", [True]),
        ("off", [False]),
        ("5", [5]),
        ("010", [10, 8]),
        ("null", [None]),
        ("half-true", []),
    ],
)
def test_a_verdict_passes_in_every_reading_of_its_name(name: str, readings: list[Any]) -> None:
    scale = Scale(verdicts=(Verdict(name=name, tone=Tone.TRUE, label={"en": "It is so"}),))

    validator = Draft202012Validator(claim_schema(scale)["$defs"]["Verdict"])
    assert all(map(validator.is_valid, [name, *readings]))
    assert not any(map(validator.is_valid, ["other", 7, [], {}]))


def test_a_correction_of_the_verdict_names_the_old_one() -> None:
    draft = {"claim": "The bridge is long", "status": "draft"}
    correction = {"made_on": "2026-03-01", "severity": "verdict", "note": "It was misread."}

    assert not VALIDATOR.is_valid(draft | {"corrections": [correction]})
    assert VALIDATOR.is_valid(draft | {"corrections": [correction | {"previous_verdict": "true"}]})


def properties(schema: dict[str, Any], at: str = "claim") -> list[tuple[str, dict[str, Any]]]:
    found = [(f"{at}.{name}", each) for name, each in schema.get("properties", {}).items()]
    for name, definition in schema.get("$defs", {}).items():
        found += properties(definition, name)
    return found


@pytest.mark.parametrize(
    ("name", "schema"), properties(SCHEMA), ids=[name for name, _ in properties(SCHEMA)]
)
def test_every_field_is_explained(name: str, schema: dict[str, Any]) -> None:
    assert schema["title"]
    assert schema["description"].endswith(".")


def test_no_description_is_left_over() -> None:
    records = {record.__name__: set(field_types(record)) for record in _below(Claim)}

    assert {name: set(texts) for name, texts in field_descriptions().items()} == records


def _below(record):
    inner = {each for type_ in field_types(record).values() if (each := group_in(type_))}
    return {record}.union(*(_below(each) for each in inner))


def test_every_error_of_a_field_has_a_code() -> None:
    """Every kind of field error has a plain message."""
    kinds = set()
    for module in (field_types_module, group_reader):
        kinds |= set(re.findall(r'(?:Unreadable|FieldError)\(.*?"(\w+)"', getsource(module)))
    assert {"missing", "unknown", "not_a_list", "bad_date"} <= kinds
    assert kinds <= set(FIELD_ERRORS)


def offered(schema: Any) -> list[dict[str, Any]]:
    """The schemas whose values editors offer, and conditions without values."""
    if isinstance(schema, list):
        return [each for item in schema for each in offered(item)]
    if not isinstance(schema, dict):
        return []
    inside = [item for name, item in schema.items() if name not in ("not", "if")]
    return [schema, *(each for item in inside for each in offered(item))]


def test_editors_show_the_meaning_of_every_word() -> None:
    schema = claim_schema(DEFAULT_SCALE, {"FD208": "fewer than two independent origins"})
    choices = [each for each in offered(schema) if isinstance(each.get("enum"), list)]

    assert len(choices) == 11  # nine sets of fixed values, the verdicts, and the warnings
    for each in choices:
        assert len(each["markdownEnumDescriptions"]) == len(each["enum"])
        assert all(each["markdownEnumDescriptions"])


def test_editors_say_in_words_what_a_pattern_asks_for() -> None:
    patterns = [each for each in offered(SCHEMA) if isinstance(each.get("pattern"), str)]

    assert len(patterns) > 5
    assert all(each["patternErrorMessage"].endswith(".") for each in patterns)


def test_editors_offer_no_truth_values() -> None:
    """Booleans are valid, because YAML readers make some texts booleans, but nobody means them."""
    assert not [each for each in offered(SCHEMA) if "boolean" in str(each.get("type", ""))]
    assert VALIDATOR.is_valid({"claim": True, "language": False, "quote": None, "status": "draft"})
