"""What the host's configuration says to the program, judged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from factdesk.config.mkdocs_yml import ConfigError
from factdesk.config.reader import parse_config
from factdesk.config.site_config import SiteConfig
from factdesk.mkdocs_adapter.invocation import Invocation
from factdesk.outputs.cards.fonts import FontError, Fonts

_OF_THE_SITE = ("site_name", "site_url", "site_description", "repo_url", "edit_uri", "docs_dir")


def judge(
    mkdocs_config: MkDocsConfig, options: dict[str, Any], invocation: Invocation
) -> SiteConfig:
    """Return the config of the site.

    Raises:
        PluginError: an option cannot be used; the message names the file, the option, the remedy.
    """
    if mkdocs_config.theme.name != "material":
        raise PluginError(
            f"{mkdocs_config.config_file_path}: theme › name: the pages are made for Material, "
            "so it must be 'material'"
        )
    if invocation.offline:
        mkdocs_config.site_url = ""  # a copy to read from disk is at no address
    if invocation.claims_dir:
        options = {**options, "claims_dir": invocation.claims_dir}
    site = {name: mkdocs_config[name] for name in _OF_THE_SITE}
    site["theme"] = {"language": mkdocs_config.theme.get("language", "en")}
    site["plugins"] = [{"factdesk": options}]
    try:
        return parse_config(site)
    except ConfigError as error:
        raise PluginError(f"{mkdocs_config.config_file_path}: {error}") from error


def card_fonts(config: SiteConfig, root: Path) -> Fonts:
    """Return the fonts of the social cards; those that the site names are relative to ``root``.

    Raises:
        PluginError: a font that the site names cannot be used.
    """
    try:
        return Fonts(tuple(root / font for font in config.cards.fonts))
    except FontError as error:
        raise PluginError(f"mkdocs.yml: cards › fonts: {error}") from error


def escape_texts(mkdocs_config: MkDocsConfig) -> None:
    """Make the site's name and description safe to print, for the theme prints them as they are."""
    mkdocs_config.site_name = escape(mkdocs_config.site_name)
    mkdocs_config.site_description = escape(mkdocs_config.site_description or "") or None
