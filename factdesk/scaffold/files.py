"""The one set of files that new sites and this program's own repository are made from.

``files/program/`` is what ``upgrade`` renews; ``files/editors/`` belongs to the editors as soon as
it is written. In both, ``all/`` is for every language. Each name ends in ``.in``, so that neither
git nor a linter takes the file for one of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable

from factdesk.claims.verdicts import DEFAULT_SCALE, Scale
from factdesk.scaffold.template import fill

#: The languages in which there are pages for a new site.
LANGUAGES = ("en", "de")
ENDING = ".in"


class Owner(StrEnum):
    """Whose a file is once it is written."""

    PROGRAM = "program"
    EDITORS = "editors"


@dataclass(frozen=True)
class Identity:
    """Who a new site is. ``repository`` is ``OWNER/NAME`` on GitHub, ``url`` the site's address.

    ``is_program`` is true for the one repository that holds the program itself.
    """

    name: str
    language: str = "en"
    repository: str = ""
    url: str = ""
    is_program: bool = False


def render_files(identity: Identity, owner: Owner) -> dict[str, str]:
    """Return the texts of a site by their paths, those for every language and those in its own."""
    language = written_language(identity.language)
    values = {"site": identity, "scale": scale_in(language)}
    found = {
        path: text for folder in ("all", language) for path, text in _texts(_FILES / owner / folder)
    }
    return {path: fill(found[path], **values) for path in sorted(found)}


def scale_in(language: str) -> Scale:
    """Return the default scale as a new site spells it out, in one language."""
    return Scale(
        verdicts=tuple(
            verdict.model_copy(
                update={
                    "label": {"": verdict.label_in(language)},
                    "definition": {"": verdict.definition_in(language)},
                }
            )
            for verdict in DEFAULT_SCALE.each()
        )
    )


def written_language(tag: str) -> str:
    """Return the language in which texts are written for a site with this BCP 47 tag."""
    primary = tag.partition("-")[0]
    return primary if primary in LANGUAGES else LANGUAGES[0]


def read_file(path: str) -> str:
    """Return a file of the set as it stands, by its path below ``files/`` without the ending."""
    return (_FILES / f"{path}{ENDING}").read_text("utf-8")


_FILES: Traversable = files("factdesk.scaffold") / "files"


def _texts(folder: Traversable, inside: str = "") -> Iterator[tuple[str, str]]:
    for entry in folder.iterdir() if folder.is_dir() else ():
        if entry.is_dir():
            yield from _texts(entry, f"{inside}{entry.name}/")
        else:
            yield f"{inside}{entry.name.removesuffix(ENDING)}", entry.read_text("utf-8")
