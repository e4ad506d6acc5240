"""Convert field errors to problems with a plain message, a location and a hint."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from factdesk.checks.address_hints import MARKDOWN_LINK, address_hint
from factdesk.checks.codes import CODES
from factdesk.checks.date_hints import date_hint
from factdesk.checks.field_names import FIELDS, field_meant, fields_at, foreign_name
from factdesk.checks.file_names import picture_name_hint, source_id_hint
from factdesk.checks.lenient import did_you_mean
from factdesk.checks.word_hints import word_meant
from factdesk.claims.claim import Claim
from factdesk.claims.problem import FieldPath, Problem
from factdesk.claims.records import FieldError, Record, read_record
from factdesk.messages.catalogue import tr, tr_noop, tr_quoted
from factdesk.reading import nodes
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.nodes import ListNode, Node, ScalarNode, plain
from factdesk.text.language_tags import language_tag
from factdesk.text.nearest import nearest
from factdesk.text.shown import shown

_MOST_NAMES = 8
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_NO_BREAK = "\u00a0\u2007\u202f\u2060\ufeff"

Sentence: TypeAlias = tuple[str, str | None]


class _Located(NamedTuple):
    """A field error and the node that it is about."""

    error: FieldError
    node: Node

    @property
    def field(self) -> str:
        """The name of the field, or of the list that contains the entry."""
        return next(str(part) for part in reversed(self.error.path) if isinstance(part, str))

    @property
    def is_entry(self) -> bool:
        """Whether the error is about a list entry."""
        return isinstance(self.error.path[-1], int)

    @property
    def subject(self) -> str:
        """The field or list entry, as the subject of a sentence."""
        name = shown(self.field)
        return tr("an entry of '{name}'", name=name) if self.is_entry else tr_quoted(name)

    @property
    def value(self) -> str:
        """The full value in the file, or an empty string if it is not text."""
        return self.node.value if isinstance(self.node, ScalarNode) else ""

    @property
    def written(self) -> str:
        """The value in the file if it is text."""
        return shown(self.node.value) if isinstance(self.node, ScalarNode) else ""


def read_fields(file: ClaimFile) -> tuple[Claim, list[Problem]]:
    """Return the claim that a file describes, and the problems of its fields.

    If there are problems, the claim is a best effort, see ``read_record``.
    """
    fields = plain(file.root)
    claim, errors = read_record(Claim, fields, slug=file.slug, path=file.path)
    errors += [FieldError(path, "unknown") for path in _unknown_without_value(file)]
    misspelt = _meant(errors)
    errors = [error for error in errors if error.kind != "missing" or error.path not in misspelt]
    errors = [error for error in errors if not _is_shared(file, error.path)]
    return claim, [_problem(file, error) for error in errors]


def _meant(errors: Iterable[FieldError]) -> set[FieldPath]:
    """Return the fields that unknown names mean; they are not reported as missing too."""
    unknown = (error.path for error in errors if error.kind == "unknown")
    found = ((path[:-1], field_meant(str(path[-1]), fields_at(path[:-1]))) for path in unknown)
    return {(*around, name) for around, name in found if name}


def field_problems(
    file: ClaimFile, record: type[Record], inside: FieldPath, apart: Iterable[str]
) -> list[Problem]:
    """Return the problems of a file that contains one record, which claims have in a list.

    ``inside`` is the path of the list in a claim; the fields in ``apart`` are skipped.
    """
    fields = {name: value for name, value in plain(file.root).items() if name not in apart}
    _, errors = read_record(record, fields)
    return [_problem(file, error, inside) for error in errors]


def _is_shared(file: ClaimFile, path: FieldPath) -> bool:
    """Return whether a field comes from a shared source, whose own file has the problem."""
    if len(path) != 3 or path[0] != "sources" or not isinstance(path[1], int):
        return False
    source = file.root.items("sources")[path[1]]
    is_using = isinstance(source, nodes.MappingNode) and source.text("use") != ""
    return is_using and isinstance(source, nodes.MappingNode) and source.key(str(path[2])) is None


def _unknown_without_value(file: ClaimFile) -> list[FieldPath]:
    """Return the unknown keys without a value, which the plain fields do not contain."""
    if all(map(attrgetter("value"), file.scalars)):
        return []
    found: list[FieldPath] = []
    waiting: list[tuple[FieldPath, Node]] = [((), file.root)]
    while waiting:
        path, node = waiting.pop()
        if isinstance(node, ListNode):
            waiting += [((*path, n), item) for n, item in enumerate(node.items)]
        elif isinstance(node, nodes.MappingNode):
            waiting += [((*path, name), value) for name, value in node.values.items()]
            missing = [name for name in node.keys if name not in node.values]
            known = fields_at(path)
            found += [(*path, name) for name in missing if known and name not in known]
    return found


def _problem(file: ClaimFile, error: FieldError, inside: FieldPath = ()) -> Problem:
    code, describe = FIELD_ERRORS[error.kind]
    node = _node_at(file, error.path, inside)
    message, hint = describe(_Located(error._replace(path=(*inside, *error.path)), node))
    return CODES[code].problem(message, file.place_of(node), hint, field=error.path)


def _node_at(file: ClaimFile, path: FieldPath, inside: FieldPath = ()) -> Node:
    """Return the node at a path, or its deepest ancestor that exists in the file."""
    node: Node = file.root
    for depth, part in enumerate(path, 1):
        below: Node | None = None
        if isinstance(node, nodes.MappingNode):
            # For an unknown field, point to its name; for others, to the value.
            is_unknown = depth == len(path) and str(part) not in fields_at((*inside, *path[:-1]))
            below = None if is_unknown else node.node(str(part))
            below = below or node.key(str(part))
        elif isinstance(node, ListNode) and isinstance(part, int):
            below = node.items[part]
        if below is None:
            break
        node = below
    return node


def _missing(at: _Located) -> Sentence:
    around = next((part for part in reversed(at.error.path[:-1]) if isinstance(part, str)), None)
    message = (
        tr_noop("'{name}' is missing in '{around}'") if around else tr_noop("'{name}' is missing")
    )
    return tr(message, name=at.field, around=around), tr("add '{name}: …'", name=at.field)


def _unknown(at: _Located) -> Sentence:
    known = fields_at(at.error.path[:-1])
    name = at.field.strip(_NO_BREAK + " ")
    message = tr("unknown field '{field}'", field=shown(at.field))
    if name != at.field and any(name in names for names in FIELDS.values()):
        return tr("there is a no-break space next to '{name}'", name=name), tr(
            "type ordinary spaces"
        )
    if invisible := _INVISIBLE.search(name):
        hidden = unicodedata.name(invisible[0], "").lower()
        name = _INVISIBLE.sub("", name)
        if name in known:
            message = tr("the name '{name}' contains an invisible character", name=name)
            return message, tr("delete the {hidden}, or type the name again", hidden=hidden)
    if meant := foreign_name(name, known):
        return message, tr("this field is called '{meant}'", meant=meant)
    if near := nearest(name, known):
        return message, did_you_mean(near)
    groups = [path[-1] for path, names in FIELDS.items() if len(path) == 1 and name in names]
    if groups and len(at.error.path) == 1:
        owner = next((group for group in groups if group == "sources"), groups[0])
        hint = tr(
            "'{name}' belongs to '{owner}': indent it as far as the other fields of its entry",
            name=name,
            owner=owner,
        )
        return message, hint
    return message, _names(known)


def _not_a_text(at: _Located) -> Sentence:
    message = tr(
        "{subject} must be a text, not a list"
        if isinstance(at.node, ListNode)
        else "{subject} must be a text, not a group of fields",
        subject=at.subject,
    )
    return message, (
        tr("if the text contains ': ' or begins with '-', '[' or '{', put it in quotation marks")
    )


def _not_a_list(at: _Located) -> Sentence:
    return tr("{subject} must be a list", subject=at.subject), tr(
        "begin each entry on a separate line with '- '"
    )


def _not_fields(at: _Located) -> Sentence:
    return tr("{subject} must have fields", subject=at.subject), _names(fields_at(at.error.path))


def _names(known: list[str]) -> str:
    if len(known) > _MOST_NAMES:
        return tr("see claims/_template.yml for all fields")
    return tr("its fields are: {known}", known=", ".join(known))


def _not_a_word(at: _Located) -> Sentence:
    words = list(at.error.expected)
    if not isinstance(at.node, ScalarNode):
        return tr("{subject} must be a single word", subject=at.subject), tr(
            "one of: {words}", words=", ".join(words)
        )
    near = word_meant(at.node.value, words)
    hint = did_you_mean(near) or tr("one of: {words}", words=", ".join(words))
    return tr(
        "unknown value '{written}' for {subject}", written=at.written, subject=at.subject
    ), hint


def _too_long(at: _Located) -> Sentence:
    longest = at.error.expected
    length = len(at.node.value) if isinstance(at.node, ScalarNode) else 0
    return tr(
        "{subject} must have at most {longest} characters, and has {length}",
        subject=at.subject,
        longest=longest,
        length=length,
    ), None


def _empty(at: _Located) -> Sentence:
    return (
        tr("{subject} is empty", subject=at.subject),
        tr("write it, or delete the entry") if at.is_entry else tr("write it, or delete the field"),
    )


def _date(at: _Located) -> Sentence:
    return at.error.message, date_hint(at.written, wants_day=bool(at.error.expected))


def _url(at: _Located) -> Sentence:
    if link := MARKDOWN_LINK.fullmatch(at.value.strip()):
        return (
            tr("this is a Markdown link: '{written}'", written=at.written),
            tr("write only the address: {value}", value=link[1] or link[2]),
        )
    return at.error.message, address_hint(at.value)


def _language(at: _Located) -> Sentence:
    tag = language_tag(at.written)
    return at.error.message, did_you_mean(tag)


def _source_id(at: _Located) -> Sentence:
    return at.error.message, source_id_hint(at.value)


def _slug(at: _Located) -> Sentence:
    return at.error.message, tr("write the file name of a claim without '.yml'")


def _picture_name(at: _Located) -> Sentence:
    return at.error.message, picture_name_hint(at.value)


#: For each kind of field error, its code and a function that words the message.
FIELD_ERRORS: Mapping[str, tuple[str, Callable[[_Located], Sentence]]] = {
    "missing": ("FD101", _missing),
    "unknown": ("FD008", _unknown),
    "not_a_text": ("FD009", _not_a_text),
    "not_a_list": ("FD009", _not_a_list),
    "not_fields": ("FD009", _not_fields),
    "too_long": ("FD102", _too_long),
    "empty_text": ("FD109", _empty),
    "unknown_word": ("FD110", _not_a_word),
    "bad_slug": ("FD010", _slug),
    "bad_url": ("FD201", _url),
    "bad_source_id": ("FD206", _source_id),
    "bad_date": ("FD301", _date),
    "bad_language": ("FD114", _language),
    "bad_picture_name": ("FD701", _picture_name),
    "bad_position": ("FD115", lambda at: (at.error.message, None)),
}
