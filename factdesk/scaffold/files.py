"""The files from which new sites, and some of this program's own repository, are rendered.

``upgrade`` updates files from ``files/program/``. Files from ``files/editors/`` belong to the
editors as soon as they are written. In both, ``all/`` is for every language. Each name ends in
``.in``, so that git and linters do not treat the file as part of this repository.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable

import msgspec
from msgspec import structs

from factdesk.claims.verdicts import DEFAULT_SCALE, Scale
from factdesk.scaffold.template import fill

#: The languages of the pages for new sites.
LANGUAGES = ("en", "de")
ENDING = ".in"


class Owner(StrEnum):
    """Who owns a file after it is written."""

    PROGRAM = "program"
    EDITORS = "editors"


class Identity(msgspec.Struct, frozen=True):
    """The names of a new site. ``repository`` is ``OWNER/NAME`` on GitHub, ``url`` its address.

    ``is_program`` is true only for the repository of the program.
    """

    name: str
    language: str = "en"
    repository: str = ""
    url: str = ""
    is_program: bool = False


def render_files(identity: Identity, owner: Owner) -> dict[str, str]:
    """Return the texts of a site by path: those for every language, and those in its own."""
    language = written_language(identity.language)
    values = {"site": identity, "scale": scale_in(identity.language)}
    texts = {
        path: text for folder in ("all", language) for path, text in _texts(_FILES / owner / folder)
    }
    return {path: fill(texts[path], **values) for path in sorted(texts)}


def scale_in(language: str) -> Scale:
    """Return the default scale with labels and definitions in one language only."""
    return Scale(
        verdicts=tuple(
            structs.replace(
                verdict,
                label={"": verdict.label_in(language)},
                definition={"": verdict.definition_in(language)},
            )
            for verdict in DEFAULT_SCALE.each()
        )
    )


def written_language(tag: str) -> str:
    """Return the language in which texts are written for a site with this BCP 47 tag."""
    primary = tag.partition("-")[0]
    return primary if primary in LANGUAGES else LANGUAGES[0]


def read_file(path: str) -> str:
    """Return a file below ``files/`` unrendered; ``path`` does not end in ``.in``."""
    return (_FILES / f"{path}{ENDING}").read_text("utf-8")


_FILES: Traversable = files("factdesk.scaffold") / "files"


def _texts(folder: Traversable, inside: str = "") -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir() if folder.is_dir() else ():
        if entry.is_dir():
            yield from _texts(entry, f"{inside}{entry.name}/")
        else:
            yield f"{inside}{entry.name.removesuffix(ENDING)}", entry.read_text("utf-8")
