"""``mkdocs.yml`` as it is written, read without MkDocs and without trust: no tag of it is run."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

PLUGIN = "factdesk"
#: The folders of written pages and of claims, where none is named.
DOCS, CLAIMS = "docs", "claims"
_DEEPEST_INHERITANCE = 10


class ConfigError(Exception):
    """The site's configuration cannot be used; the message names the option and the remedy."""


def read_mkdocs_yml(config_file: Path) -> dict[str, Any]:
    """Return a site's configuration as it is written, with what it inherits.

    Raises:
        ConfigError: the file is missing or cannot be used.
    """
    return _read(config_file)


def folders_of(config: Mapping[str, Any]) -> tuple[str, str]:
    """Return the folders of written pages and of claims, relative to the file.

    Raises:
        ConfigError: one of them is no text, or the plugin is not there.
    """
    docs = config.get("docs_dir") or DOCS
    claims = plugin_options(config.get("plugins")).get("claims_dir") or CLAIMS
    if not isinstance(docs, str) or not isinstance(claims, str):
        raise ConfigError("docs_dir and claims_dir are the names of folders")
    return docs, claims


def plugin_options(plugins: object) -> dict[str, Any]:
    """Return the options of our plugin, given what stands under ``plugins``.

    Raises:
        ConfigError: the plugin is not there, or what stands below it are no options.
    """
    entries: list[tuple[object, object]] = []
    if isinstance(plugins, Mapping):
        entries = list(plugins.items())
    elif isinstance(plugins, list | tuple):
        for plugin in plugins:
            entries += list(plugin.items()) if isinstance(plugin, Mapping) else [(plugin, None)]
    for name, options in entries:
        if name == PLUGIN:
            if not isinstance(options or {}, Mapping):
                raise ConfigError(f"plugins › {PLUGIN}: its options are written below it, indented")
            return dict(options or {})  # type: ignore[call-overload,no-any-return]
    raise ConfigError(f"plugins: the plugin '{PLUGIN}' is not there: add '- {PLUGIN}'")


class _Loader(yaml.CSafeLoader):
    """Knows ``!ENV``; what other tags stand for is for MkDocs and never run here."""


def _environment(loader: yaml.CSafeLoader, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        *names, default = loader.construct_sequence(node, deep=True) or [None]
        if not names:
            names, default = [default], None
    else:
        names, default = [loader.construct_scalar(node)], None  # type: ignore[arg-type]
    return next((os.environ[str(name)] for name in names if str(name) in os.environ), default)


_Loader.add_constructor("!ENV", _environment)
_Loader.add_multi_constructor("", lambda loader, suffix, node: None)


def _read(file: Path, depth: int = 0) -> dict[str, Any]:
    try:
        config = yaml.load(file.read_bytes(), Loader=_Loader)  # noqa: S506  # a safe loader
    except OSError as error:
        raise ConfigError(f"this file cannot be read: {(error.strerror or '').lower()}") from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        raise ConfigError(f"{place}this is not YAML: {error.problem}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigError("this is not YAML in UTF-8") from error
    if not isinstance(config, dict):
        raise ConfigError("this file holds no options")
    return _with_inherited(file, config, depth)


def _with_inherited(file: Path, config: dict[str, Any], depth: int) -> dict[str, Any]:
    parent = config.pop("INHERIT", None)
    if parent is None:
        return config
    if depth == _DEEPEST_INHERITANCE:
        raise ConfigError("INHERIT: the files inherit from each other in a circle")
    inherited = file.parent / str(parent)
    if not inherited.is_file():
        raise ConfigError(f"INHERIT: there is no file '{parent}'")
    return _merged(_read(inherited, depth + 1), config)


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    merged = dict(below)
    for key, value in above.items():
        under = merged.get(key)
        merged[key] = (
            _merged(under, value) if isinstance(under, dict) and isinstance(value, dict) else value
        )
    return merged
