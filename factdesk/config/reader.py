"""The site's configuration made into config, be it read here or by the host."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz.process import extractOne

from factdesk.config.mkdocs_yml import PLUGIN, ConfigError, plugin_options, read_mkdocs_yml
from factdesk.config.option_names import option_names
from factdesk.config.site_config import SiteConfig

#: What the site says of itself outside the plugin: the name there, and the one in the config.
_OF_THE_SITE = {
    "site_name": "site_name",
    "site_url": "site_url",
    "site_description": "site_description",
    "repo_url": "repository",
    "edit_uri": "edit_uri",
    "docs_dir": "docs_dir",
}
_OPTIONS = [
    name for name in SiteConfig.model_fields if name not in {*_OF_THE_SITE.values(), "language"}
]


def read_config(config_file: Path, *, claims_dir: str | None = None) -> SiteConfig:
    """Return the config of a site; ``claims_dir`` takes the place of the configured folder.

    Raises:
        ConfigError: the file is missing or cannot be used; the message names it.
    """
    try:
        config = parse_config(read_mkdocs_yml(config_file))
        if claims_dir is not None:
            config = config.model_copy(update={"claims_dir": claims_dir})
    except ConfigError as error:
        raise ConfigError(f"{config_file}: {error}") from error
    return config


def parse_config(config: Mapping[str, Any]) -> SiteConfig:
    """Return the config in a configuration, a mapping as ``mkdocs.yml`` has it.

    Raises:
        ConfigError: an option is unknown or has a wrong value; each is named, with a remedy.
    """
    options = plugin_options(config.get("plugins"))
    for name in options:
        if name not in _OPTIONS:
            way = " › ".join(["plugins", PLUGIN, str(name)])
            raise ConfigError(f"{way}: {_unknown(str(name), _OPTIONS)}")
    site = {ours: config[theirs] for theirs, ours in _OF_THE_SITE.items() if config.get(theirs)}
    if not site.get("site_name"):
        raise ConfigError("site_name: the site needs a name: add 'site_name: …'")
    if "repository" not in site and (repository := _workflow_repository()):
        site["repository"] = repository
    language = _language(config.get("theme"))
    try:
        return SiteConfig.model_validate({**site, **language, **_as_typed(options)})
    except ValidationError as error:
        raise ConfigError("\n".join(_explanations(error))) from error


def _workflow_repository() -> str:
    """Return the address of the repository whose GitHub workflow is running, or an empty text."""
    name = os.environ.get("GITHUB_REPOSITORY")
    return f"{os.environ.get('GITHUB_SERVER_URL', 'https://github.com')}/{name}" if name else ""


def _language(theme: object) -> dict[str, Any]:
    language = theme.get("language") if isinstance(theme, Mapping) else None
    return {} if language in (None, "") else {"language": _word(language)}


def _as_typed(options: dict[str, Any]) -> dict[str, Any]:
    """Return the options with the words that YAML read as truth values as they were typed."""
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
    """Return a word that YAML 1.1 takes for a truth value, such as Norwegian's ``no``."""
    return {True: "true", False: when_false}[value] if isinstance(value, bool) else value


def _unknown(name: str, known: list[str]) -> str:
    found = extractOne(name, known, score_cutoff=60)
    hint = f"did you mean '{found[0]}'?" if found else f"known are: {', '.join(known)}"
    return f"there is no such option; {hint}"


def _explanations(error: ValidationError) -> list[str]:
    errors = error.errors(include_url=False)
    # A list whose entries were all refused is called empty too, which it was not.
    broken = {each["loc"][:n] for each in errors for n in range(len(each["loc"]))}
    return [
        f"{_way(each['loc'])}: {_explain(each)}"
        for each in errors
        if not (each["type"] == "too_short" and each["loc"] in broken)
    ]


def _explain(error: ErrorDetails) -> str:
    loc, type_ = error["loc"], error["type"]
    if type_ == "extra_forbidden":
        inside = tuple(part for part in loc[:-1] if isinstance(part, str))
        return _unknown(str(loc[-1]), _NAMES.get(inside, []))
    if type_ == "missing":
        return "this is missing"
    if type_ == "too_short":
        return "at least one entry is needed"
    message = error["msg"].removeprefix("Value error, ").replace("Input should", "this must")
    return message[:1].lower() + message[1:]


_NAMES = option_names(SiteConfig)


def _way(loc: tuple[int | str, ...]) -> str:
    """Return where an option stands, as in ``plugins › factdesk › articles › entry 2 › slug``."""
    names = {ours: theirs for theirs, ours in _OF_THE_SITE.items()} | {
        "language": "theme › language"
    }
    if str(loc[0]) in names:
        return names[str(loc[0])]
    steps = [
        f"entry {part + 1}" if isinstance(part, int) else part for part in loc if part != "verdicts"
    ]
    return " › ".join(["plugins", PLUGIN, *steps])
