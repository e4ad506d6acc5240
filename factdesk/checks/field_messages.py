"""Word the message and the hint of each kind of field error."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

from factdesk.checks.address_hints import MARKDOWN_LINK, address_hint
from factdesk.checks.date_hints import date_hint
from factdesk.checks.field_names import FIELDS, fields_at, foreign_name
from factdesk.checks.file_names import picture_name_hint, source_id_hint
from factdesk.checks.lenient import did_you_mean
from factdesk.checks.word_hints import word_meant
from factdesk.claims.group_reader import FieldError
from factdesk.messages.catalogue import tr, tr_noop, tr_quoted
from factdesk.reading.nodes import ListNode, Node, ScalarNode
from factdesk.text.language_tags import language_tag
from factdesk.text.nearest import nearest
from factdesk.text.shown import shown

_MOST_NAMES = 8
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_NO_BREAK = "\u00a0\u2007\u202f\u2060\ufeff"

#: A message, and a hint; without a hint, the one in the table of codes is used.
_Sentence: TypeAlias = tuple[str, str | None]


class LocatedError(NamedTuple):
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


def _missing(at: LocatedError) -> _Sentence:
    around = next((part for part in reversed(at.error.path[:-1]) if isinstance(part, str)), None)
    message = (
        tr_noop("'{name}' is missing in '{around}'") if around else tr_noop("'{name}' is missing")
    )
    return tr(message, name=at.field, around=around), tr("add '{name}: …'", name=at.field)


def _unknown(at: LocatedError) -> _Sentence:
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


def _not_a_text(at: LocatedError) -> _Sentence:
    message = tr(
        "{subject} must be a text, not a list"
        if isinstance(at.node, ListNode)
        else "{subject} must be a text, not a group of fields",
        subject=at.subject,
    )
    return message, (
        tr("if the text contains ': ' or begins with '-', '[' or '{', put it in quotation marks")
    )


def _not_a_list(at: LocatedError) -> _Sentence:
    return tr("{subject} must be a list", subject=at.subject), tr(
        "begin each entry on a separate line with '- '"
    )


def _not_fields(at: LocatedError) -> _Sentence:
    return tr("{subject} must have fields", subject=at.subject), _names(fields_at(at.error.path))


def _names(known: list[str]) -> str:
    if len(known) > _MOST_NAMES:
        return tr("see claims/_template.yml for all fields")
    return tr("its fields are: {known}", known=", ".join(known))


def _not_a_word(at: LocatedError) -> _Sentence:
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


def _too_long(at: LocatedError) -> _Sentence:
    longest = at.error.expected
    length = len(at.node.value) if isinstance(at.node, ScalarNode) else 0
    return tr(
        "{subject} must have at most {longest} characters, and has {length}",
        subject=at.subject,
        longest=longest,
        length=length,
    ), None


def _empty(at: LocatedError) -> _Sentence:
    return (
        tr("{subject} is empty", subject=at.subject),
        tr("write it, or delete the entry") if at.is_entry else tr("write it, or delete the field"),
    )


def _date(at: LocatedError) -> _Sentence:
    return at.error.message, date_hint(at.written, wants_day=bool(at.error.expected))


def _url(at: LocatedError) -> _Sentence:
    if link := MARKDOWN_LINK.fullmatch(at.value.strip()):
        return (
            tr("this is a Markdown link: '{written}'", written=at.written),
            tr("write only the address: {value}", value=link[1] or link[2]),
        )
    return at.error.message, address_hint(at.value)


def _language(at: LocatedError) -> _Sentence:
    tag = language_tag(at.written)
    return at.error.message, did_you_mean(tag)


def _source_id(at: LocatedError) -> _Sentence:
    return at.error.message, source_id_hint(at.value)


def _slug(at: LocatedError) -> _Sentence:
    return at.error.message, tr("write the file name of a claim without '.yml'")


def _picture_name(at: LocatedError) -> _Sentence:
    return at.error.message, picture_name_hint(at.value)


#: For each kind of field error, its code and a function that words the message.
FIELD_ERRORS: Mapping[str, tuple[str, Callable[[LocatedError], _Sentence]]] = {
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
