"""Read ``mkdocs.yml`` without MkDocs, and without executing its tags."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
import yaml

from factdesk.messages.catalogue import os_reason, tr

PLUGIN = "factdesk"
DEFAULT_FILE = "mkdocs.yml"
#: The default folders of written pages, of claims and of the published site.
DOCS, CLAIMS, SITE = "docs", "claims", "site"
_DEEPEST_INHERITANCE = 10
_INHERIT = re.compile(r"""^INHERIT:[ ]*["']?([^"'\#\n]*[^"'\#\s])""", re.MULTILINE)
_THEME_LANGUAGE = re.compile(
    r"""^theme:(?:[ ]*\{[^}]*?|[ ]*(?:\#.*)?\n(?:(?:[ ].*|\#.*|)\n)*?[ ]+)"""
    r"""\blanguage:[ ]*["']?([A-Za-z-]+)""",
    re.MULTILINE,
)


class ConfigError(Exception):
    """The site's configuration cannot be used. The message names the option and says what to do."""


class MkdocsYml(msgspec.Struct, frozen=True):
    """The content of a configuration file, not validated yet.

    It provides the data that is needed before validation, whose import takes 0.1 s.
    """

    file: Path
    mapping: Mapping[str, Any]

    @property
    def root(self) -> Path:
        """The folder of the file, to which its paths are relative."""
        return self.file.parent

    def source_folders(self) -> tuple[Path, Path]:
        """Return the folders of written pages and of claims.

        Raises:
            ConfigError: one of them is not text, or the plugin is not listed.
        """
        docs = self.mapping.get("docs_dir") or DOCS
        claims = plugin_options(self.mapping.get("plugins")).get("claims_dir") or CLAIMS
        if not isinstance(docs, str) or not isinstance(claims, str):
            raise ConfigError(tr("docs_dir and claims_dir must be names of folders"))
        return self.root / docs, self.root / claims

    def with_options(self, *, claims_dir: str | None = None, **options: str | None) -> MkdocsYml:
        """Return the configuration with these values for some options; None keeps a value.

        Raises:
            ConfigError: ``claims_dir`` is given, but the plugin is not listed.
        """
        given: dict[str, Any] = {name: each for name, each in options.items() if each is not None}
        if claims_dir:
            plugins = self.mapping.get("plugins")
            try:
                ours = {**plugin_options(plugins), "claims_dir": claims_dir}
            except ConfigError as error:
                raise ConfigError(f"{self.file}: {error}") from error
            given["plugins"] = _with_plugin_options(plugins, ours)
        return MkdocsYml(self.file, {**self.mapping, **given})


def theme_language(file: Path) -> str:
    """Return the language of the theme, even if the rest of the configuration is invalid.

    The messages of all commands are in this language, including those about the configuration.
    """
    for _ in range(_DEEPEST_INHERITANCE + 1):
        try:
            text = file.read_text("utf-8", "replace") if file.is_file() else ""
        except OSError:
            break
        if found := _THEME_LANGUAGE.search(text):
            return found[1]
        parent = _INHERIT.search(text)
        if parent is None:
            break
        file = file.parent / parent[1]
    return "en"


def read_mkdocs_yml(file: Path) -> MkdocsYml:
    """Return the raw configuration of a site, including inherited options.

    A value with a tag other than ``!ENV`` is returned as its ``yaml.Node``: only MkDocs knows what
    the tag means, and it may execute code.

    Raises:
        ConfigError: the file is missing, or is not a YAML mapping; the message names it.
    """
    try:
        return MkdocsYml(file, _read(file))
    except ConfigError as error:
        raise ConfigError(f"{file}: {error}") from error


def plugin_options(plugins: object) -> dict[str, Any]:
    """Return the options of the Factdesk plugin, given the value of ``plugins``.

    Raises:
        ConfigError: the plugin is not listed, or its options are not a mapping.
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
                raise ConfigError(
                    tr("plugins › {plugin}: write its options below it, indented", plugin=PLUGIN)
                )
            return dict(options or {})  # type: ignore[call-overload,no-any-return]
    raise ConfigError(
        tr("plugins: the plugin '{plugin}' is missing: add '- {plugin}'", plugin=PLUGIN)
    )


def nav_targets(nav: object) -> Iterator[str]:
    """Yield the link targets of a navigation with any nesting."""
    if isinstance(nav, str):
        yield nav
    elif isinstance(nav, Mapping | list):
        for entry in nav.values() if isinstance(nav, Mapping) else nav:
            yield from nav_targets(entry)


def _with_plugin_options(plugins: object, options: Mapping[str, Any]) -> list[object]:
    """Return the value of ``plugins`` with these options for the plugin, which must be listed."""
    entries: list[object] = []
    if isinstance(plugins, Mapping):
        plugins = [{name: value} for name, value in plugins.items()]
    for plugin in plugins if isinstance(plugins, list | tuple) else ():
        name = next(iter(plugin), None) if isinstance(plugin, Mapping) else plugin
        entries.append({PLUGIN: dict(options)} if name == PLUGIN else plugin)
    return entries


class _Loader(yaml.CSafeLoader):
    """Load YAML with ``!ENV``, refuse keys that occur twice, and keep other tags as nodes."""

    def get_single_node(self) -> yaml.Node | None:
        node: yaml.Node | None = super().get_single_node()
        _refuse_duplicates(node, set())
        return node


def _refuse_duplicates(node: yaml.Node | None, seen: set[int]) -> None:
    if not isinstance(node, yaml.CollectionNode) or id(node) in seen:
        return
    seen.add(id(node))  # an alias is the same node
    if not isinstance(node, yaml.MappingNode):
        for each in node.value:
            _refuse_duplicates(each, seen)
        return
    lines: dict[str, int] = {}
    for key, value in node.value:
        _refuse_duplicates(value, seen)
        if isinstance(key, yaml.ScalarNode) and key.value in lines:
            raise ConfigError(
                tr(
                    "line {line}: '{key}' occurs twice, first in line {first}: keep one of the two",
                    line=key.start_mark.line + 1,
                    key=key.value,
                    first=lines[key.value],
                )
            )
        if isinstance(key, yaml.ScalarNode):
            lines[key.value] = key.start_mark.line + 1


def _environment_variable(loader: yaml.CSafeLoader, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        *names, default = loader.construct_sequence(node, deep=True) or [None]
        if not names:
            names, default = [default], None
    else:
        names, default = [loader.construct_scalar(node)], None  # type: ignore[arg-type]
    return next((os.environ[str(name)] for name in names if str(name) in os.environ), default)


_Loader.add_constructor("!ENV", _environment_variable)
_Loader.add_multi_constructor("", lambda loader, suffix, node: node)


def _read(file: Path, depth: int = 0) -> dict[str, Any]:
    try:
        mapping = yaml.load(file.read_bytes(), Loader=_Loader)  # noqa: S506  # this loader is safe
    except OSError as error:
        raise ConfigError(
            tr("this file cannot be read: {value}", value=os_reason(error))
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        # Imported only for errors: every command reads this file first.
        from factdesk.reading.file_errors import explain_file_error

        text = file.read_text("utf-8-sig", "replace")
        raise ConfigError(explain_file_error(text, error)) from error
    if not isinstance(mapping, dict):
        raise ConfigError(tr("this file has no options"))
    return _with_inherited(file, mapping, depth)


def _with_inherited(file: Path, mapping: dict[str, Any], depth: int) -> dict[str, Any]:
    parent = mapping.pop("INHERIT", None)
    if parent is None:
        return mapping
    if depth == _DEEPEST_INHERITANCE:
        raise ConfigError(tr("INHERIT: the files inherit from each other"))
    inherited = file.parent / str(parent)
    if not inherited.is_file():
        raise ConfigError(tr("INHERIT: file '{parent}' does not exist", parent=parent))
    return _merged(_read(inherited, depth + 1), mapping)


def _merged(base: dict[str, Any], override: dict[str, Any]) -> dict[str, Any]:
    merged = dict(base)
    for key, value in override.items():
        below = merged.get(key)
        both = isinstance(below, dict) and isinstance(value, dict)
        merged[key] = _merged(below, value) if both else value  # type: ignore[arg-type]
    return merged
