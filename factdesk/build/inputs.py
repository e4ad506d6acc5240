"""All that a build is made of, when every file of it is known: then nothing changed can be proven.

A site whose configuration runs code of its own, or lets extensions read files from elsewhere, has
inputs that nobody can list. It is simply built each time.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factdesk.cache.fingerprint import fingerprint, program_fingerprint
from factdesk.config.mkdocs_yml import ConfigError, folders_of, plugin_options, read_mkdocs_yml
from factdesk.outputs.cards.installed import installed_files
from factdesk.publish.known import Stamp, stamp_of

#: Plugins that read nothing but the written pages.
_PLUGINS = frozenset(["factdesk", "search"])
#: Extensions of Markdown that read no other files.
_EXTENSIONS = re.compile(
    r"abbr|admonition|attr_list|codehilite|def_list|extra|fenced_code|footnotes|legacy_attrs"
    r"|md_in_html|meta|nl2br|sane_lists|smarty|tables|toc|wikilinks"
    r"|pymdownx\.(?!snippets$|b64$)[a-z]+"
)
#: What a configuration says that runs code of its own, or reads another configuration.
_OWN_CODE = re.compile(
    r"!!python/(?!name:(?:material|pymdownx)\.)|!relative|^(?:hooks|INHERIT):", re.MULTILINE
)
_VARIABLE = re.compile(r"!ENV\s*(\[[^\]]*\]|\S+)")


@dataclass(frozen=True)
class Inputs:
    """The files and words that one build is made of.

    ``folders`` and ``files`` are read whole; ``site`` is where it is published to.
    """

    site: Path
    folders: tuple[Path, ...]
    files: tuple[Path, ...]
    words: tuple[str, ...]

    def key(self) -> str:
        """Return a digest of every file's name and content, of the words, and of the program."""
        # Each file is reduced to its own fingerprint, so that not all are in memory at once.
        files = [(path, fingerprint(_read(path))) for path in self._each()]
        return fingerprint(program_fingerprint(), self.words, files)

    def stamps(self) -> dict[str, Stamp | None]:
        """Return what would differ, were a file touched, added or removed meanwhile."""
        return {path: stamp_of(path) for path in self._each()}

    def _each(self) -> Iterator[str]:
        for folder in self.folders:
            yield from sorted(_walk(os.fspath(folder)))
        yield from map(os.fspath, self.files)


def inputs_of(
    config_file: Path, *, site_dir: str | None, claims_dir: str | None, options: Mapping[str, Any]
) -> Inputs | None:
    """Return the inputs of a build, if all of them are known; ``options`` are the command's."""
    try:
        written, text = read_mkdocs_yml(config_file), config_file.read_text("utf-8")
        plugins = [_name(plugin) for plugin in written.get("plugins") or ()]
        extensions = [_name(extension) for extension in written.get("markdown_extensions") or ()]
        theme = written.get("theme")
        custom = theme.get("custom_dir") if isinstance(theme, Mapping) else None
        ours = plugin_options(written.get("plugins"))
        docs, claims = folders_of(written)
        root = config_file.parent
        known = (
            set(plugins) <= _PLUGINS
            and all(map(_EXTENSIONS.fullmatch, extensions))
            and not _OWN_CODE.search(text)
        )
        folders = [docs, claims_dir or claims, *([custom] if custom else [])]
        if not known or not all((root / folder).is_dir() for folder in folders):
            return None
        fonts = [root / font for font in (ours.get("cards") or {}).get("fonts", ())]
        at = root / (site_dir or written.get("site_dir", "site"))
        return Inputs(
            site=at.absolute(),
            folders=tuple(root / folder for folder in folders),
            files=(config_file, *fonts),
            words=(*_variables(text), *_named(options), str(at.absolute()), *installed_files()),
        )
    except (ConfigError, OSError, UnicodeDecodeError, TypeError, AttributeError, KeyError):
        return None  # the build will say what is wrong


def _variables(text: str) -> list[str]:
    """Return the environment's variables that the configuration may name, with their values."""
    names = {name for found in _VARIABLE.findall(text) for name in re.findall(r"\w+", found)}
    names |= {"GITHUB_REPOSITORY", "GITHUB_SERVER_URL"}  # the default of repo_url
    return _named({name: os.environ.get(name) for name in names})


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


def _waiting_for_nobody(path: str, flags: int) -> int:
    """Open a file; a pipe would wait for its other end, and is read as empty instead."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _read(path: str) -> bytes:
    try:
        if Path(path).is_symlink():
            return os.fsencode(Path(path).readlink())  # what it leads to is never published
        with open(path, "rb", buffering=0, opener=_waiting_for_nobody) as file:
            return file.read()
    except OSError as error:
        return str(error.errno).encode()
