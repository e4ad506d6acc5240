"""Configure MkDocs for our pages, and read the site's configuration from MkDocs."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import yaml
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.utils.yaml import get_yaml_loader

from factdesk.config.mkdocs_yml import PLUGIN, ConfigError, MkdocsYml
from factdesk.config.reader import parse_config
from factdesk.config.site_config import SiteConfig
from factdesk.messages.catalogue import tr
from factdesk.mkdocs_adapter.theme_renderer import add_template_overrides

_log = logging.getLogger("mkdocs.plugins.factdesk")

_OPTIONS = (
    "site_name",
    "site_url",
    "site_description",
    "repo_url",
    "edit_uri",
    "docs_dir",
    "site_dir",
    "nav",
)


def site_config(mkdocs_config: MkDocsConfig, options: dict[str, Any]) -> SiteConfig:
    """Return the site's configuration as MkDocs has read it, for the ``mkdocs`` command.

    Raises:
        ConfigError: an option is invalid; the message names the file.
    """
    require_material(mkdocs_config)
    mapping = {name: mkdocs_config[name] for name in _OPTIONS}
    mapping["theme"] = {"language": mkdocs_config.theme.get("language", "en")}
    mapping["plugins"] = [{PLUGIN: options}]
    file = mkdocs_config.config_file_path or "mkdocs.yml"
    try:
        return parse_config(mapping, Path(file))
    except ConfigError as error:
        raise ConfigError(f"{file}: {error}") from error


def load(source: MkdocsYml, *, strict: bool = False) -> MkDocsConfig:
    """Return MkDocs' configuration for a file that was parsed already.

    Raises:
        ConfigError: MkDocs cannot use it; MkDocs has logged the reasons.
    """
    mkdocs_config = MkDocsConfig(config_file_path=str(source.file))
    try:
        mkdocs_config.load_dict(_constructed(source.mapping, mkdocs_config))
        if strict:
            mkdocs_config.load_dict({"strict": True})
        errors, warnings = mkdocs_config.validate()
    except (ConfigurationError, yaml.YAMLError) as error:
        raise ConfigError(f"{source.file}: {error}") from error
    for name, message in warnings:
        _log.warning("Config value '%s': %s", name, message)
    for name, failure in errors:
        _log.error("Config value '%s': %s", name, failure)
    if errors or (mkdocs_config.strict and warnings):
        message = tr("{file} cannot be used.", file=source.file)
        if any("plugin is not installed" in str(failure) for _, failure in errors):
            hint = tr("Add the package of the plugin to requirements-site.txt, and try again.")
            message = f"{message} {hint}"
        raise ConfigError(message)
    require_material(mkdocs_config)
    _require_language(mkdocs_config)
    return mkdocs_config


def _require_language(mkdocs_config: MkDocsConfig) -> None:
    """Require a language that Material, or the site's own templates, has texts for."""
    language = mkdocs_config.theme.get("language", "en")
    folders = (Path(folder) / "partials/languages" for folder in mkdocs_config.theme.dirs)
    known = sorted({file.stem for folder in folders for file in folder.glob("*.html")})
    if language not in known:
        message = tr(
            "{file}: theme › language: Material has no texts in '{language}'; choose one of "
            "{known}",
            file=mkdocs_config.config_file_path,
            language=language,
            known=", ".join(known),
        )
        raise ConfigError(message)


def _constructed(value: Any, mkdocs_config: MkDocsConfig) -> Any:
    """Return a value with tags such as ``!!python/name`` constructed as MkDocs does."""
    if isinstance(value, yaml.Node):
        return get_yaml_loader(config=mkdocs_config)("").construct_document(value)
    if isinstance(value, dict):
        return {key: _constructed(each, mkdocs_config) for key, each in value.items()}
    if isinstance(value, list):
        return [_constructed(each, mkdocs_config) for each in value]
    return value


def require_material(mkdocs_config: MkDocsConfig) -> None:
    """Require the theme Material, for which our pages are made.

    Raises:
        ConfigError: the site uses another theme.
    """
    if mkdocs_config.theme.name != "material":
        raise ConfigError(
            tr(
                "{config_file_path}: theme › name: the pages are made for Material, so it must "
                "be 'material'",
                config_file_path=mkdocs_config.config_file_path,
            )
        )


def adapt(mkdocs_config: MkDocsConfig) -> None:
    """Add our templates, and escape texts that the theme prints without escaping."""
    add_template_overrides(mkdocs_config)
    mkdocs_config.site_name = escape(mkdocs_config.site_name)
    mkdocs_config.site_description = escape(mkdocs_config.site_description or "") or None
