"""Decide which pages omit Material's style sheet and script, the largest part of a first visit."""

from __future__ import annotations

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as MkDocsPage

# Features of Material that have no effect on pages without sidebars.
_WITHOUT_EFFECT = re.compile(
    r"navigation\.(?:tabs|indexes|sections|expand|prune|tracking)|toc\..*|search\..*|content\..*"
)

# Options of Material that add parts to each page.
_ADDED_PARTS = ("alternate", "analytics", "annotate", "consent", "tags", "version")

# Elements that our style sheet covers; all others, and all classes, need Material's.
_PLAIN_ELEMENT = re.compile(
    r"</?(?:a|b|blockquote|br|code|dd|del|dl|dt|em|h[1-4]|hr|i|img|ins|li|ol|p|strong|table|tbody|td|th|thead"
    r"|tr|ul)\b(?![^>]*\bclass=)[^>]*>|<!--.*?-->",
    re.DOTALL,
)


def has_plain_pages(mkdocs_config: MkDocsConfig) -> bool:
    """Return whether the site's generated pages work without Material's files.

    They do not if the site replaces parts of Material's pages, adds scripts, which may use
    Material's, or turns on features of Material's script.
    """
    features = mkdocs_config.theme.get("features") or []
    return (
        "navigation.tabs" in features
        and all(map(_WITHOUT_EFFECT.fullmatch, features))
        and not any(map(mkdocs_config.extra.get, _ADDED_PARTS))
        and not mkdocs_config.extra_javascript
        and not _replaces_parts(mkdocs_config.theme.custom_dir)
        and _has_simple_palette(mkdocs_config.theme.get("palette"))
    )


def _replaces_parts(custom_dir: str | None) -> bool:
    folder = Path(custom_dir) if custom_dir else None
    return folder is not None and any(
        (folder / name).exists() for name in ("partials", "base.html")
    )


def _has_simple_palette(palette: object) -> bool:
    """Return whether there is one scheme, or a light and a dark one with a toggle."""
    if not isinstance(palette, list):
        return True
    return len(palette) == 2 and all(
        isinstance(option, dict) and option.get("media") and option.get("toggle", {}).get("icon")
        for option in palette
    )


def is_plain(page: MkDocsPage) -> bool:
    """Return whether a written page consists of simple elements and has no sidebars."""
    if not {"navigation", "toc"} <= set(page.meta.get("hide") or ()):
        return False
    return "<" not in _PLAIN_ELEMENT.sub("", page.content or "")
