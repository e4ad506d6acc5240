"""What the host's configuration says to the program, judged."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from factdesk.config.mkdocs_yml import SettingsError
from factdesk.config.reader import settings_from
from factdesk.config.site_config import Settings
from factdesk.mkdocs_adapter.invocation import Invocation
from factdesk.outputs.cards.fonts import Fonts
from factdesk.outputs.cards.sfnt import FontError

_OF_THE_SITE = ("site_name", "site_url", "site_description", "repo_url", "edit_uri", "docs_dir")


def judge(config: MkDocsConfig, options: dict[str, Any], invocation: Invocation) -> Settings:
    """Return the settings of the site.

    Raises:
        PluginError: an option cannot be used; the message names the file, the option, the remedy.
    """
    if config.theme.name != "material":
        raise PluginError(
            f"{config.config_file_path}: theme › name: the pages are made for Material, "
            "so it must be 'material'"
        )
    if invocation.offline:
        config.site_url = ""  # a copy to read from disk is at no address
    if invocation.claims_dir:
        options = {**options, "claims_dir": invocation.claims_dir}
    site = {name: config[name] for name in _OF_THE_SITE}
    site["theme"] = {"language": config.theme.get("language", "en")}
    site["plugins"] = [{"factdesk": options}]
    try:
        return settings_from(site)
    except SettingsError as error:
        raise PluginError(f"{config.config_file_path}: {error}") from error


def card_fonts(settings: Settings, root: Path) -> Fonts:
    """Return the fonts of the social cards; those that the site names are relative to ``root``.

    Raises:
        PluginError: a font that the site names cannot be used.
    """
    try:
        return Fonts(tuple(root / font for font in settings.cards.fonts))
    except FontError as error:
        raise PluginError(f"mkdocs.yml: cards › fonts: {error}") from error


def escape_texts(config: MkDocsConfig) -> None:
    """Make the site's name and description safe to print, for the theme prints them as they are."""
    config.site_name = escape(config.site_name)
    config.site_description = escape(config.site_description or "") or None
