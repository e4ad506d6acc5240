"""Types: what pydantic says about a file's fields, in plain words and with the place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

from pydantic import ValidationError

from factdesk.checks.codes import CODES
from factdesk.checks.lenient import nearest
from factdesk.claims.claim import Claim
from factdesk.claims.field_names import field_names
from factdesk.claims.problem import Problem
from factdesk.reading import nodes
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.nodes import Node, Scalar, Sequence, plain
from factdesk.text.shown import shown

#: What comes from the file's name, and so is no field of the file.
_NOT_IN_THE_FILE = ("slug", "path")
_MOST_NAMES = 8
_UNKNOWN = "unexpected_keyword_argument"


Loc: TypeAlias = tuple[int | str, ...]
Sentence: TypeAlias = tuple[str, str | None]


class _Error(NamedTuple):
    """One of pydantic's errors, and the node that stands where it points."""

    loc: Loc
    node: Node
    text: str
    context: Mapping[str, Any]

    @property
    def field(self) -> str:
        """The name of the field that is meant, also for an entry of its list."""
        return next(str(part) for part in reversed(self.loc) if isinstance(part, str))

    @property
    def subject(self) -> str:
        """The field or the entry that is meant, to begin a sentence with."""
        name = shown(self.field)
        return f"an entry of '{name}'" if isinstance(self.loc[-1], int) else f"'{name}'"

    @property
    def written(self) -> str:
        """What the file says there, as far as it is a text."""
        return shown(self.node.value) if isinstance(self.node, Scalar) else ""


def read_fields(file: ClaimFile) -> tuple[dict[str, Any], list[Problem]]:
    """Return the fields as plain texts, lists and dicts, and what is wrong with their types."""
    fields = plain(file.root)
    unknown: list[Loc] = [
        (name,) for name in _NOT_IN_THE_FILE if fields.pop(name, None) is not None
    ]
    unknown += _unknown_without_value(file)
    problems = [_problem(file, _UNKNOWN, _at(file, loc, "", {})) for loc in unknown]
    try:
        Claim.from_fields({**fields, "slug": file.slug, "path": file.path})
    except ValidationError as error:
        for each in error.errors(include_url=False):
            at = _at(file, each["loc"], each["msg"], each.get("ctx", {}))
            problems.append(_problem(file, each["type"], at))
    return fields, problems


def _unknown_without_value(file: ClaimFile) -> list[Loc]:
    """Return the unknown keys that have no value, and that pydantic therefore never sees."""
    if all(scalar.value or not scalar.plain for scalar in file.scalars):
        return []
    found: list[Loc] = []
    waiting: list[tuple[Loc, Node]] = [((), file.root)]
    while waiting:
        loc, node = waiting.pop()
        if isinstance(node, Sequence):
            waiting += [((*loc, n), item) for n, item in enumerate(node.items)]
        elif isinstance(node, nodes.Mapping):
            waiting += [((*loc, name), value) for name, value in node.values.items()]
            missing = [name for name in node.keys if name not in node.values]
            known = _fields_at(loc)
            found += [(*loc, name) for name in missing if known and name not in known]
    return found


def _problem(file: ClaimFile, type_: str, error: _Error) -> Problem:
    code, say = FIELD_FAULTS[type_]
    message, hint = say(error)
    return CODES[code].problem(message, file.place_of(error.node), hint)


def _at(file: ClaimFile, loc: Loc, text: str, context: Mapping[str, Any]) -> _Error:
    """Return an error with the node that it is about: as far down as the file goes."""
    node: Node = file.root
    for depth, part in enumerate(loc, 1):
        below: Node | None = None
        if isinstance(node, nodes.Mapping):
            # An unknown field is wrong by its name, any other by its value.
            is_unknown = depth == len(loc) and str(part) not in _fields_at(loc[:-1])
            below = None if is_unknown else node.node(str(part))
            below = below or node.key(str(part))
        elif isinstance(node, Sequence) and isinstance(part, int):
            below = node.items[part]
        if below is None:
            break
        node = below
    return _Error(loc, node, text, context)


def _missing(error: _Error) -> Sentence:
    around = next((part for part in reversed(error.loc[:-1]) if isinstance(part, str)), None)
    where = f" in '{around}'" if around else ""
    return f"'{error.field}' is missing{where}", f"add '{error.field}: …'"


def _unknown(error: _Error) -> Sentence:
    known = _fields_at(error.loc[:-1])
    near = nearest(error.field, known)
    hint = f"did you mean '{near}'?" if near else _names(known)
    return f"unknown field '{shown(error.field)}'", hint


def _not_a_text(error: _Error) -> Sentence:
    what = "a list" if isinstance(error.node, Sequence) else "fields"
    return f"{error.subject} must be a text, and has {what}", (
        "if the text contains ': ' or begins with '-', '[' or '{', put it in quotation marks"
    )


def _not_a_list(error: _Error) -> Sentence:
    return f"{error.subject} must be a list", "begin each entry on a line of its own with '- '"


def _not_fields(error: _Error) -> Sentence:
    return f"{error.subject} must have fields", _names(_fields_at(error.loc))


def _names(known: list[str]) -> str:
    if len(known) > _MOST_NAMES:
        return "the file claims/_template.yml shows the fields that there are"
    return f"its fields are: {', '.join(known)}"


def _not_a_word(error: _Error) -> Sentence:
    words = [
        word.strip("'") for word in error.context["expected"].replace(" or ", ", ").split(", ")
    ]
    if not isinstance(error.node, Scalar):
        return f"{error.subject} must be a single word", f"one of: {', '.join(words)}"
    near = nearest(error.node.value, words)
    hint = f"did you mean '{near}'?" if near else f"one of: {', '.join(words)}"
    return f"unknown word '{error.written}' for {error.subject}", hint


def _too_long(error: _Error) -> Sentence:
    longest = error.context["max_length"]
    length = len(error.node.value) if isinstance(error.node, Scalar) else 0
    return f"{error.subject} must have at most {longest} characters, and has {length}", None


def _empty(error: _Error) -> Sentence:
    is_entry = isinstance(error.loc[-1], int)
    return (
        f"{error.subject} is empty",
        f"write it, or delete the {'entry' if is_entry else 'field'}",
    )


def _own_words(error: _Error) -> Sentence:
    return error.text, None


def _slug(error: _Error) -> Sentence:
    return error.text, "write the file name of a claim without '.yml'"


#: For each of pydantic's error types, the check that it is and how it is said.
FIELD_FAULTS: Mapping[str, tuple[str, Callable[[_Error], Sentence]]] = {
    "missing": ("FD101", _missing),
    _UNKNOWN: ("FD008", _unknown),
    "string_type": ("FD009", _not_a_text),
    "tuple_type": ("FD009", _not_a_list),
    "dataclass_type": ("FD009", _not_fields),
    "string_too_long": ("FD102", _too_long),
    "empty_text": ("FD109", _empty),
    "enum": ("FD110", _not_a_word),
    "bad_slug": ("FD010", _slug),
    "bad_url": ("FD201", _own_words),
    "bad_source_id": ("FD206", _own_words),
    "bad_date": ("FD301", _own_words),
    "bad_language": ("FD114", _own_words),
    "bad_position": ("FD115", _own_words),
}


def _fields_at(loc: Loc) -> list[str]:
    return _FIELDS.get(tuple(str(part) for part in loc if isinstance(part, str)), [])


_FIELDS = field_names(Claim)
_FIELDS[()] = [name for name in _FIELDS[()] if name not in _NOT_IN_THE_FILE]
