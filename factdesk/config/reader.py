"""Read ``mkdocs.yml`` into a ``SiteConfig``."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from factdesk.config.mkdocs_yml import (
    DOCS,
    PLUGIN,
    ConfigError,
    MkdocsYml,
    nav_targets,
    plugin_options,
    read_mkdocs_yml,
)
from factdesk.config.option_names import option_names
from factdesk.config.site_config import SiteConfig
from factdesk.i18n.own_texts import TextsError, read_own_texts
from factdesk.text.nearest import nearest

#: Options outside the plugin: their names in ``mkdocs.yml``, and in ``SiteConfig``.
_SITE_OPTIONS = {
    "site_name": "site_name",
    "site_url": "site_url",
    "site_description": "site_description",
    "repo_url": "repository",
    "edit_uri": "edit_uri",
    "docs_dir": "docs_dir",
}
_OPTIONS = [
    name for name in SiteConfig.model_fields if name not in {*_SITE_OPTIONS.values(), "language"}
]


def read_config(file: Path, *, claims_dir: str | None = None) -> SiteConfig:
    """Return the configuration of a site; ``claims_dir`` replaces the value in the file.

    Raises:
        ConfigError: the file is missing or invalid; the message names it.
    """
    return validate(read_mkdocs_yml(file).with_options(claims_dir=claims_dir))


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
    """Return the configuration in a mapping of the shape of ``mkdocs.yml``.

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
        raise ConfigError("site_name: the site needs a name: add 'site_name: …'")
    if "repository" not in site and (repository := _workflow_repository()):
        site["repository"] = repository
    theme = mapping.get("theme")
    site |= _language(theme)
    options = _with_logo(options, theme, str(mapping.get("docs_dir") or DOCS))
    if options.get("words"):
        options = {**options, "words": _own_texts(file.parent, options["words"], site)}
    try:
        config = SiteConfig.model_validate({**site, **_as_typed(options)})
    except ValidationError as error:
        raise ConfigError("\n".join(_explanations(error))) from error
    site_dir = mapping.get("site_dir")
    return config.located(
        file,
        site_dir=site_dir if isinstance(site_dir, str) else None,
        nav=nav_targets(mapping.get("nav")),
    )


def _workflow_repository() -> str:
    """Return the address of the repository whose GitHub workflow is running, or an empty text."""
    name = os.environ.get("GITHUB_REPOSITORY")
    return f"{os.environ.get('GITHUB_SERVER_URL', 'https://github.com')}/{name}" if name else ""


def _language(theme: object) -> dict[str, Any]:
    language = theme.get("language") if isinstance(theme, Mapping) else None
    return {} if language in (None, "") else {"language": _word(language)}


def _with_logo(options: dict[str, Any], theme: object, docs_dir: str) -> dict[str, Any]:
    """Return the options with the theme's logo for the cards, if they name no other."""
    logo = theme.get("logo") if isinstance(theme, Mapping) else None
    cards = options.get("cards") or {}
    if not isinstance(logo, str) or "://" in logo or not isinstance(cards, Mapping):
        return options
    return {**options, "cards": {"logo": f"{docs_dir}/{logo}", **cards}}


def _own_texts(root: Path, name: object, site: Mapping[str, Any]) -> str:
    """Return the content of the file with the site's own texts."""
    path = " › ".join(["plugins", PLUGIN, "words"])
    if not isinstance(name, str):
        raise ConfigError(f"{path}: this must be the name of a file, such as words/fr.yml")
    try:
        return read_own_texts(root / name, str(site.get("language", "en")))
    except TextsError as error:
        raise ConfigError(f"{path}: {error}") from error


def _as_typed(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options, with words that YAML read as booleans converted back."""
    scale = options.get("scale")
    if isinstance(scale, list):
        options = {**options, "scale": [_verdict(verdict) for verdict in scale]}
    return {name: value for name, value in options.items() if value is not None}


def _verdict(verdict: object) -> object:
    if not isinstance(verdict, Mapping):
        return verdict
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
    hint = f"did you mean '{near}'?" if near else f"valid options are: {', '.join(known)}"
    return f"unknown option; {hint}"


def _explanations(error: ValidationError) -> list[str]:
    errors = error.errors(include_url=False)
    # pydantic also reports a list as empty if all its entries were invalid.
    broken = {each["loc"][:n] for each in errors for n in range(len(each["loc"]))}
    return [
        f"{_option_path(each['loc'])}: {_explain(each)}"
        for each in errors
        if not (each["type"] == "too_short" and each["loc"] in broken)
    ]


def _explain(error: ErrorDetails) -> str:
    loc, type_ = error["loc"], error["type"]
    if type_ in ("extra_forbidden", "unexpected_keyword_argument"):
        inside = tuple(part for part in loc[:-1] if isinstance(part, str))
        return _unknown(str(loc[-1]), _NAMES.get(inside, []))
    if type_ == "missing":
        return "this is missing"
    if type_ == "too_short":
        return "at least one entry is needed"
    message = error["msg"].removeprefix("Value error, ").replace("Input should", "this must")
    return message[:1].lower() + message[1:]


_NAMES = option_names(SiteConfig)


def _option_path(loc: tuple[int | str, ...]) -> str:
    """Return the path of an option, as in ``plugins › factdesk › articles › entry 2 › slug``."""
    names = {ours: theirs for theirs, ours in _SITE_OPTIONS.items()} | {
        "language": "theme › language"
    }
    if str(loc[0]) in names:
        return names[str(loc[0])]
    steps = [
        f"entry {part + 1}" if isinstance(part, int) else part for part in loc if part != "verdicts"
    ]
    return " › ".join(["plugins", PLUGIN, *steps])
