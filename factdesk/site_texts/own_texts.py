"""Read a site's own interface texts, for another language or another wording."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from string import Formatter

import yaml

from factdesk.messages.catalogue import os_reason, tr
from factdesk.site_texts.languages import locale_of
from factdesk.site_texts.texts import FOR_EDITORS, SiteText, load_texts, parse_texts
from factdesk.text.nearest import nearest

_FALLBACK = "other"


class TextsError(ValueError):
    """A text file that cannot be used; the message lists every reason."""


def read_own_texts(file: Path, language: str) -> str:
    """Return the content of a file with the sections and keys of ``en.yml``, for ``SiteTexts``.

    Missing texts are taken from the most similar language that the program has.

    Raises:
        TextsError: the file cannot be read, or has unknown keys, placeholders or plural forms.
    """
    content = _read(file)
    english = load_texts("en")
    forms = set(locale_of(language).plural_form.tags) | {_FALLBACK}
    faults = [
        f"{key}: {fault}"
        for key, text in parse_texts(content).items()
        if (fault := _fault(key, text, english, forms))
    ]
    if faults:
        raise TextsError(f"{file.name}: " + "; ".join(faults))
    return content


def missing_texts(own: str) -> list[str]:
    """Return the keys of the texts for readers that are missing from a site's own file."""
    texts = parse_texts(own)
    return [
        key
        for key in load_texts("en")
        if key not in texts and key.partition(".")[0] not in FOR_EDITORS
    ]


def _read(file: Path) -> str:
    """Return the content of a file if it is YAML with sections of texts."""
    try:
        content = file.read_text("utf-8-sig")
        loaded = yaml.load(content, Loader=yaml.CBaseLoader)  # noqa: S506  # returns only strings
    except OSError as error:
        reason = os_reason(error)
        raise TextsError(
            tr("{name} cannot be read: {reason}", name=file.name, reason=reason)
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        from factdesk.reading.file_errors import explain_file_error  # needed only for errors

        text = file.read_text("utf-8-sig", "replace")
        raise TextsError(f"{file.name}: {explain_file_error(text, error)}") from error
    sections = loaded.values() if isinstance(loaded, Mapping) else [loaded]
    if not all(isinstance(texts, Mapping) for texts in sections):
        raise TextsError(
            tr("{name} must have sections of texts, as in 'search: {{label: …}}'", name=file.name)
        )
    return content


def _fault(key: str, text: SiteText, english: Mapping[str, SiteText], forms: set[str]) -> str:
    """Return the error in one text, or an empty string."""
    if key not in english:
        near = nearest(key, english)
        return tr("unknown key; did you mean '{near}'?", near=near) if near else tr("unknown key")
    model = english[key]
    if isinstance(model, str):
        texts: list[object] = [text]
    elif isinstance(text, Mapping) and _FALLBACK in text and set(text) <= forms:
        texts = [*text.values()]
    else:
        return tr("this text needs the plural forms {forms}", forms=", ".join(sorted(forms)))
    if not all(isinstance(each, str) and each.strip() for each in texts):
        return tr("this must be a text")
    known = _placeholders(model)
    try:
        unknown = sorted(_placeholders(text) - known)
    except ValueError:
        return tr("a brace is not closed; write '{{' for a brace that is no placeholder")
    if unknown:
        valid = ", ".join(f"{{{name}}}" for name in sorted(known)) or "none"
        return tr(
            "unknown placeholder {{{unknown}}}; valid placeholders: {valid}",
            unknown=unknown[0],
            valid=valid,
        )
    return ""


def _placeholders(text: SiteText) -> set[str]:
    texts = [text] if isinstance(text, str) else text.values()
    return {name for each in texts for _, name, _, _ in Formatter().parse(each) if name is not None}
