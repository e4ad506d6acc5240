"""Find the inputs of a build. If all are known and unchanged, the build can be skipped.

A site whose configuration runs its own code, or uses extensions that read other files, has inputs
that cannot be listed. It is built every time.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import msgspec

from factdesk.cache.file_digests import digest_of_file
from factdesk.cache.fingerprint import fingerprint, program_fingerprint
from factdesk.cache.stamps import Stamp, stamp_of
from factdesk.config.mkdocs_yml import SITE, ConfigError, MkdocsYml, plugin_options
from factdesk.git.run import HistoryError, run_git
from factdesk.outputs.cards.installed import installed_files
from factdesk.transparency.signed_note import KEY_VARIABLE

#: Plugins that read only the written pages.
_PLUGINS = frozenset(["factdesk", "search"])
#: Extensions of Markdown that read no other files.
_EXTENSIONS = re.compile(
    r"abbr|admonition|attr_list|codehilite|def_list|extra|fenced_code|footnotes|legacy_attrs"
    r"|md_in_html|meta|nl2br|sane_lists|smarty|tables|toc|wikilinks"
    r"|pymdownx\.(?!snippets$|b64$)[a-z]+"
)
#: Options that run other code or read another configuration.
_OWN_CODE = re.compile(
    r"!!python/(?!name:(?:material|pymdownx)\.)|!relative|^(?:hooks|INHERIT):", re.MULTILINE
)
#: Files in a site's theme folder that are published unchanged; others can be templates.
_STATIC = re.compile(r"\.(?:css|gif|ico|jpe?g|js|png|svg|webp|woff2?)$", re.IGNORECASE)
#: The options of the command that affect the theme.
_OF_THEME = ("offline", "site_url", "repository")
_VARIABLE = re.compile(r"!ENV\s*(\[[^\]]*\]|\S+)")


class Inputs(msgspec.Struct, frozen=True, dict=True):
    """The inputs of one build: files and values. ``site`` is the folder for publishing."""

    site: Path
    claims: Path
    docs: Path
    overrides: Path | None
    files: tuple[Path, ...]
    values: tuple[str, ...]
    theme_values: tuple[str, ...]

    def key(self, digest_of: Callable[[str], bytes] = digest_of_file) -> str:
        """Return the fingerprint of every file's name and content, the values, and the program."""
        claims = _contents(_files_in(self.claims), digest_of)
        return fingerprint(program_fingerprint(), self.values, self._others, claims)

    def theme_key(self) -> str | None:
        """Return the fingerprint of the inputs of the theme, except claims.

        None if the site has its own templates: they can contain anything, such as the date.
        """
        if self.overrides and not all(map(_STATIC.search, _files_in(self.overrides))):
            return None
        return fingerprint(program_fingerprint(), self.theme_values, self._others)

    def stamps(self) -> dict[str, Stamp | None]:
        """Return data that changes when a file is written, added or removed."""
        return self.other_stamps() | {path: stamp_of(path) for path in _files_in(self.claims)}

    def other_stamps(self) -> dict[str, Stamp | None]:
        """Return the stamps of all files except claims."""
        return {path: stamp_of(path) for path in self._each_other()}

    @cached_property
    def _others(self) -> str:
        return _contents([*self._each_other()])

    def _each_other(self) -> Iterator[str]:
        yield from _files_in(self.docs)
        if self.overrides:
            yield from _files_in(self.overrides)
        yield from map(os.fspath, self.files)


def inputs_of(source: MkdocsYml, options: Mapping[str, Any]) -> Inputs | None:
    """Return the inputs of a build, if all are known; ``options`` are those of the command."""
    try:
        mapping, text = source.mapping, source.file.read_text("utf-8")
        plugins = [_name(plugin) for plugin in mapping.get("plugins") or ()]
        extensions = [_name(extension) for extension in mapping.get("markdown_extensions") or ()]
        theme = mapping.get("theme")
        custom = theme.get("custom_dir") if isinstance(theme, Mapping) else None
        all_known = (
            set(plugins) <= _PLUGINS
            and all(map(_EXTENSIONS.fullmatch, extensions))
            and not _OWN_CODE.search(text)
        )
        docs, claims = source.source_folders()
        overrides = source.root / custom if custom else None
        folders = (docs, claims, overrides or docs)
        if not all_known or not all(folder.is_dir() for folder in folders):
            return None
        ours = plugin_options(mapping.get("plugins"))
        cards = ours.get("cards") or {}
        named = [*cards.get("fonts", ()), *filter(None, [cards.get("logo"), ours.get("words")])]
        site = (source.root / mapping.get("site_dir", SITE)).absolute()
        return Inputs(
            site=site,
            claims=claims,
            docs=docs,
            overrides=overrides,
            files=(source.file, *(source.root / name for name in named)),
            values=(
                *_variables(text),
                *_named(options),
                str(site),
                *installed_files(),
                _state_of_git(claims),
            ),
            theme_values=(
                *_variables(text),
                *_named({name: options.get(name) for name in _OF_THEME}),
            ),
        )
    except (ConfigError, OSError, UnicodeDecodeError, TypeError, AttributeError, KeyError):
        return None  # the build reports the error


def _variables(text: str) -> list[str]:
    """Return the environment variables in the configuration, with their values."""
    names = {name for found in _VARIABLE.findall(text) for name in re.findall(r"\w+", found)}
    names |= {"GITHUB_REPOSITORY", "GITHUB_SERVER_URL"}  # the default of repo_url
    names.add(KEY_VARIABLE)
    return _named({name: os.environ.get(name) for name in names})


def _state_of_git(folder: Path) -> str:
    """Return the current commit, and whether the history is complete; empty without git."""
    try:
        return run_git(folder, "rev-parse", "HEAD", "--is-shallow-repository").decode()
    except HistoryError:
        return ""


def _named(values: Mapping[str, object]) -> list[str]:
    return [f"{name}={value}" for name, value in sorted(values.items())]


def _name(entry: object) -> str:
    return str(next(iter(entry))) if isinstance(entry, Mapping) and entry else str(entry)


def _walk(folder: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path)
            else:
                yield entry.path


def _files_in(folder: Path) -> list[str]:
    return sorted(_walk(os.fspath(folder)))


def _contents(paths: Sequence[str], digest_of: Callable[[str], bytes] = digest_of_file) -> str:
    """Return the fingerprint of these files, names and contents; not all are in memory at once."""
    return fingerprint(b"".join(map(digest_of, paths)), "\0".join(paths))
