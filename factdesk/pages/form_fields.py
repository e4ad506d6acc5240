"""The fields of the editing form, generated from the types that read a claim file.

Limits, patterns, choices and required fields are those of the JSON Schema. Labels and hints are
texts of the interface; a field without them shows its name and description.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any, get_args, get_origin

import msgspec

from factdesk.claims import field_types
from factdesk.claims.claim import Claim, Correction
from factdesk.claims.descriptions import field_descriptions, names_in_order
from factdesk.claims.field_groups import FieldGroup, group_in, metadata_of
from factdesk.claims.field_groups import field_types as types_of
from factdesk.claims.field_types import FieldType, Shorthand
from factdesk.claims.vocabulary import REQUIRED, Status
from factdesk.site_texts.texts import SiteTexts

#: Fields that are in no section of the form: set by the program, or shown next to a warning.
_LEFT_OUT = ("imported", "accepted")
#: The sections of the form and of a new file; the last one has all other fields.
_SECTIONS = {
    "claim": (
        "claim", "quote", "claimant", "claimant_note", "attributed_to", "claimed_on", "kind",
        "appearances", "media",
    ),
    "verdict": ("verdict", "summary", "analysis", "parts", "would_change_if", "why_checked"),
    "sources": ("sources",),
}  # fmt: skip
#: Texts that need several lines, by group.
_LONG = {
    "Claim": (
        "claim", "quote", "claimant_note", "summary", "analysis", "would_change_if", "why_checked",
    ),
    "Appearance": ("quote",),
    "MediaItem": ("description", "context"),
    "Part": ("claim", "note"),
    "Source": ("interest", "note"),
    "Quote": ("exact", "translation"),
    "Withdrawal": ("reason",),
    "Reply": ("summary",),
    "Correction": ("note",),
}  # fmt: skip
#: The fields that are shown at once, by group; other groups show all.
_FIRST = {
    "Claim": ("claim", "claimant", "verdict", "summary", "sources", "published_on"),
    "Claimant": ("name",),
    "Source": ("title", "url", "publisher", "published_on", "stance", "kind"),
    "MediaItem": ("file", "category", "description", "context"),
    "Appearance": ("url", "title", "publisher", "published_on"),
    "Quote": ("exact", "prefix", "suffix"),
}
#: Choices that are listed instead of folded, and the texts that name the values.
_RADIOS = ("Stance", "SourceKind")
_WORDS = {
    "Kind": "claim.kind_{}", "SourceKind": "source.kind_{}", "Basis": "source.basis_{}",
    "Stance": "edit.stance_{}", "Status": "explorer.status_{}", "Party": "edit.party_{}",
    "Gravity": "edit.gravity_{}", "MediaCategory": "media.{}",
    "MediaKind": "edit.media_{}",
}  # fmt: skip
_KINDS = {
    id(metadata_of(field_types.Day)): "day",
    id(metadata_of(field_types.Partial)): "partial",
    id(metadata_of(field_types.Url)): "address",
}


class FormField(msgspec.Struct, frozen=True):
    """One field of the form.

    ``kind`` is text, long, day, partial, address, choice, radio, verdict, texts (one on each line),
    group or list. ``short`` is the field of a group that a plain text sets. ``first`` says that it
    is shown at once. For a list, ``entry`` is the name of an entry, with ``{number}``, and
    ``another`` the text of the button that adds one.
    """

    name: str
    kind: str
    label: str
    hint: str
    required: bool = False
    first: bool = False
    limit: int | None = None
    pattern: str = ""
    short: str = ""
    choices: Sequence[tuple[str, str]] = ()
    fields: Sequence[FormField] = ()
    entry: str = ""
    another: str = ""


def form_sections(texts: SiteTexts) -> dict[str, list[FormField]]:
    """Return the fields of the form by section, in the order of a claim file."""
    fields = {field.name: field for field in _fields(Claim, texts)}
    return {
        section: [fields[name] for name in names if name in fields]
        for section, names in file_sections().items()
    }


def file_sections() -> dict[str, list[str]]:
    """Return the names of a claim file's fields by section, in its order."""
    placed = {name for names in _SECTIONS.values() for name in names}
    others = [name for name in names_in_order(Claim) if name not in placed]
    return {**{name: list(names) for name, names in _SECTIONS.items()}, "publication": others}


def required_by_status() -> dict[str, list[str]]:
    """Return the fields that a claim must have, by its status."""
    return {status.value: ["claim", *REQUIRED[status]] for status in Status}


def _fields(group: type[FieldGroup], texts: SiteTexts) -> Iterator[FormField]:
    name_of, types = group.__name__, types_of(group)
    required = {f.name.rstrip("_") for f in msgspec.structs.fields(group) if f.required}
    if group is Claim:
        required = {"claim", *REQUIRED[Status.PUBLISHED]}
    if group is Correction:
        required |= {"previous_verdict"}  # shown only if the verdict was wrong
    for name in names_in_order(group):
        if group is Claim and name in _LEFT_OUT:
            continue
        key = f"{name_of.lower()}_{name}"
        kind, details = _kind(name_of, name, types[name], texts)
        default = texts.get(f"hint.{kind}", "") if kind in ("day", "partial") else ""
        is_named = texts.get(f"label.{key}", "")
        described = "" if is_named else field_descriptions()[name_of][name]
        yield FormField(
            name=name,
            kind=kind,
            label=is_named or name.replace("_", " ").capitalize(),
            hint=texts.get(f"hint.{key}", default or described),
            required=name in required,
            first=name in _FIRST.get(name_of, (name,)),
            **details,
        )


def _kind(group: str, name: str, type_: Any, texts: SiteTexts) -> tuple[str, dict[str, Any]]:
    """Return the kind of a field, and the other attributes that its type determines."""
    if name in ("verdict", "previous_verdict"):
        return "verdict" if group == "Claim" else "scale", {}
    metadata = metadata_of(type_)
    if isinstance(metadata, FieldType):
        schema = metadata.schema
        schema = schema.get("anyOf", [schema])[0]
        limits = {"limit": schema.get("maxLength"), "pattern": schema.get("pattern", "")}
        plain = "long" if name in _LONG.get(group, ()) else "text"
        return _KINDS.get(id(metadata), plain), limits
    inner = group_in(type_)
    if get_origin(type_) is tuple and inner is None:
        return "texts", {}
    if inner is not None:
        is_list = get_origin(type_) is tuple
        short = metadata_of(get_args(type_)[0] if is_list else type_)
        return "list" if is_list else "group", {
            "short": short.field if isinstance(short, Shorthand) else "",
            "fields": tuple(_fields(inner, texts)),
            "entry": texts.get(f"edit.entry_{name}", texts("edit.entry")),
            "another": texts.get(f"edit.another_{name}", texts("edit.another")),
        }
    assert issubclass(type_, StrEnum)
    key = _WORDS.get(type_.__name__, "")
    words = [(word.value, texts.get(key.format(word.value), word.value)) for word in type_]
    return "radio" if type_.__name__ in _RADIOS else "choice", {"choices": words}
