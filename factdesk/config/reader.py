"""Read ``mkdocs.yml`` into a ``SiteConfig``."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from factdesk.claims.field_groups import FieldGroup, field_types, group_in
from factdesk.claims.group_reader import FieldError, read_group
from factdesk.claims.problem import FieldPath
from factdesk.claims.verdicts import DEFAULT_SCALE, Scale, Verdict
from factdesk.config.mkdocs_yml import (
    DOCS,
    PLUGIN,
    SITE,
    ConfigError,
    MkdocsYml,
    nav_targets,
    plugin_options,
    read_mkdocs_yml,
)
from factdesk.config.site_config import OPTIONS, SiteConfig
from factdesk.messages.catalogue import tr, tr_noop, tr_quoted
from factdesk.site_texts.own_texts import TextsError, read_own_texts
from factdesk.text.nearest import nearest

#: Options outside the plugin: their names in ``mkdocs.yml`` and in ``SiteConfig``.
_SITE_OPTIONS = {
    "site_name": "site_name",
    "site_url": "site_url",
    "site_description": "site_description",
    "repo_url": "repository",
    "edit_uri": "edit_uri",
    "docs_dir": "docs_dir",
}
_OPTIONS = [name for name in OPTIONS if name not in {*_SITE_OPTIONS.values(), "language"}]


def read_config(file: Path) -> SiteConfig:
    """Return the configuration of a site.

    Raises:
        ConfigError: the file is missing or invalid; the message names it.
    """
    return validate(read_mkdocs_yml(file))


def validate(source: MkdocsYml) -> SiteConfig:
    """Return the validated configuration.

    Raises:
        ConfigError: an option is unknown or invalid; the message names the file.
    """
    try:
        return parse_config(source.mapping, source.file)
    except ConfigError as error:
        raise ConfigError(f"{source.file}: {error}") from error


def parse_config(mapping: Mapping[str, Any], file: Path = Path("mkdocs.yml")) -> SiteConfig:
    """Return the configuration in a mapping with the structure of ``mkdocs.yml``.

    Raises:
        ConfigError: an option is unknown or has an invalid value; each is named.
    """
    options = plugin_options(mapping.get("plugins"))
    for name in options:
        if name not in _OPTIONS:
            path = " › ".join(["plugins", PLUGIN, str(name)])
            raise ConfigError(f"{path}: {_unknown(str(name), _OPTIONS)}")
    site = {ours: mapping[theirs] for theirs, ours in _SITE_OPTIONS.items() if mapping.get(theirs)}
    if not site.get("site_name"):
        raise ConfigError(tr("site_name: the site needs a name: add 'site_name: …'"))
    if "repository" not in site and (repository := _workflow_repository()):
        site["repository"] = repository
    theme = mapping.get("theme")
    site |= _language(theme)
    options = _with_logo(options, theme, str(mapping.get("docs_dir") or DOCS))
    if options.get("words"):
        options = {**options, "words": _own_texts(file.parent, options["words"], site)}
    site_dir = mapping.get("site_dir")
    return read_options(
        {**site, **options},
        file=file,
        site_dir=site_dir if isinstance(site_dir, str) and site_dir else SITE,
        nav=tuple(nav_targets(mapping.get("nav"))),
    )


def read_options(options: Mapping[str, Any], **given: Any) -> SiteConfig:
    """Return the configuration with these options, named as in ``SiteConfig``.

    ``given`` are fields that are not options.

    Raises:
        ConfigError: an option is unknown or has an invalid value; each is named.
    """
    options = {name: value for name, value in options.items() if value is not None}
    if not options.get("publisher"):
        options["publisher"] = {"name": options.get("site_name")}
    scale, errors = _read_scale(options.pop("scale", None))
    config, others = read_group(SiteConfig, options, scale=scale, **given)
    errors += others
    errors += [
        FieldError(("articles", n, "addresses"), "too_short")
        for n, article in enumerate(config.articles)
        if not article.addresses and not _has_error(errors, ("articles", n, "addresses"))
    ]
    if errors:
        # An unknown name may be a misspelt name of a missing option.
        errors.sort(key=lambda error: error.kind == "unknown")
        raise ConfigError("\n".join(map(_explanation, errors)))
    return config


def _has_error(errors: list[FieldError], path: FieldPath) -> bool:
    return any(path[: len(error.path)] == error.path for error in errors)


def _read_scale(listed: object) -> tuple[Scale, list[FieldError]]:
    """Return the scale of a site, and its errors."""
    if listed is None:
        return DEFAULT_SCALE, []
    if not isinstance(listed, list | tuple):
        return DEFAULT_SCALE, [FieldError(("scale",), "not_a_list")]
    verdicts, errors = [], []
    for n, each in enumerate(listed):
        if isinstance(each, Mapping):
            verdict, wrong = read_group(Verdict, _verdict(each))
            verdicts.append(verdict)
            errors += [error._replace(path=("scale", n, *error.path)) for error in wrong]
        else:
            errors.append(FieldError(("scale", n), "not_fields"))
    try:
        return DEFAULT_SCALE if errors else Scale(verdicts=tuple(verdicts)), errors
    except ValueError as error:
        return DEFAULT_SCALE, [FieldError(("scale",), "bad_scale", str(error))]


def _workflow_repository() -> str:
    """Return the address of the repository whose GitHub workflow is running, or an empty string."""
    name = os.environ.get("GITHUB_REPOSITORY")
    return f"{os.environ.get('GITHUB_SERVER_URL', 'https://github.com')}/{name}" if name else ""


def _language(theme: object) -> dict[str, Any]:
    language = theme.get("language") if isinstance(theme, Mapping) else None
    return {} if language in (None, "") else {"language": _word(language)}


def _with_logo(options: dict[str, Any], theme: object, docs_dir: str) -> dict[str, Any]:
    """Return the options with the theme's logo for the cards, unless they name another one."""
    logo = theme.get("logo") if isinstance(theme, Mapping) else None
    cards = options.get("cards") or {}
    if not isinstance(logo, str) or "://" in logo or not isinstance(cards, Mapping):
        return options
    return {**options, "cards": {"logo": f"{docs_dir}/{logo}", **cards}}


def _own_texts(root: Path, name: object, site: Mapping[str, Any]) -> str:
    """Return the content of the file with the site's own interface texts."""
    path = " › ".join(["plugins", PLUGIN, "words"])
    if not isinstance(name, str):
        raise ConfigError(
            tr("{path}: this must be the name of a file, such as words/fr.yml", path=path)
        )
    try:
        return read_own_texts(root / name, str(site.get("language", "en")))
    except TextsError as error:
        # The message begins with the file's own name.
        message = str(error).replace(Path(name).name, name, 1)
        raise ConfigError(f"{path}: {message}") from error


def _verdict(verdict: Mapping[str, Any]) -> dict[str, Any]:
    """Return the options of a verdict, with words that YAML read as booleans converted back."""
    typed = {
        **verdict,
        **{key: _word(verdict[key], "false") for key in ("name", "tone") if key in verdict},
    }
    for key in ("label", "definition"):
        if isinstance(texts := verdict.get(key), Mapping):
            typed[key] = {_word(lang): str(text) for lang, text in texts.items()}
        elif isinstance(texts, bool):
            typed[key] = str(texts)
    return typed


def _word(value: object, when_false: str = "no") -> object:
    """Return a word that YAML 1.1 reads as a boolean, such as ``no`` for Norwegian."""
    return {True: "true", False: when_false}[value] if isinstance(value, bool) else value


def _unknown(name: str, known: list[str]) -> str:
    near = nearest(name, known)
    if near:
        return tr("unknown option; did you mean '{near}'?", near=near)
    return tr("unknown option; valid options are: {known}", known=", ".join(known))


def _explanation(error: FieldError) -> str:
    return f"{_option_path(error.path)}: {_explain(error)}"


def _explain(error: FieldError) -> str:
    if error.kind == "unknown":
        inside = tuple(part for part in error.path[:-1] if isinstance(part, str))
        return _unknown(str(error.path[-1]), _NAMES.get(inside, []))
    if error.kind == "unknown_word":
        *first, last = map(tr_quoted, error.expected)
        return tr("this must be {first} or {last}", first=", ".join(first), last=last)
    return error.message or tr(_SAID[error.kind])


_SAID = {
    "missing": tr_noop("this is missing"),
    "too_short": tr_noop("at least one entry is needed"),
    "empty_text": tr_noop("this text is empty"),
    "not_a_text": tr_noop("this must be a text"),
    "not_a_flag": tr_noop("this must be 'true' or 'false'"),
    "not_a_number": tr_noop("this must be a whole number"),
    "not_a_list": tr_noop("this must be a list"),
    "not_fields": tr_noop("this must have options of its own, indented"),
}


def _names_below(group: type[FieldGroup], path: FieldPath) -> Iterator[tuple[FieldPath, list[str]]]:
    """Yield the names of options, by path."""
    types = field_types(group)
    yield path, list(types)
    for name, type_ in types.items():
        if inner := group_in(type_):
            yield from _names_below(inner, (*path, name))


_NAMES = {**dict(_names_below(SiteConfig, ())), ("scale",): list(field_types(Verdict))}


def _option_path(path: FieldPath) -> str:
    """Return the path of an option, as in ``plugins › factdesk › articles › entry 2 › slug``."""
    names = {ours: theirs for theirs, ours in _SITE_OPTIONS.items()} | {
        "language": "theme › language"
    }
    if str(path[0]) in names:
        return names[str(path[0])]
    steps = [tr("entry {part}", part=part + 1) if isinstance(part, int) else part for part in path]
    return " › ".join(["plugins", PLUGIN, *steps])
