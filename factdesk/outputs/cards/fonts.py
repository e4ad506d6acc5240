"""Which font draws which piece of a text: ours, the site's own, or one that the system has.

Ours cover Latin, Greek and Cyrillic. For other scripts come the fonts that the site names, in its
order, and then those that are installed.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont, features

from factdesk.outputs.cards.breaking import clusters
from factdesk.outputs.cards.installed import installed_faces, installed_files, system_folders
from factdesk.outputs.cards.sfnt import Face, read_face

_OURS = Path(__file__).parent / "fonts"
_BOLD = 600

#: Whether the layout library is there that shapes Arabic, the scripts of India and their like.
SHAPES = bool(features.check("raqm"))

# Blocks whose letters join, stack or run from right to left, by first and last code point.
_SHAPED = (
    (0x0590, 0x109F), (0x1700, 0x18AF), (0x1900, 0x1CFF), (0xA800, 0xABFF), (0xFB1D, 0xFDFF),
    (0xFE70, 0xFEFE), (0x10800, 0x11FFF), (0x1E800, 0x1EFFF),
)  # fmt: skip


class Role(Enum):
    """What a text is on the card; decides its face."""

    CLAIM = "Literata-Medium"
    VERDICT = "Literata-Bold"
    PLAIN = "PublicSans-Regular"


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a text and the face that draws it."""

    text: str
    face: Face


class Fonts:
    """The fonts that cards are set in."""

    def __init__(
        self,
        named: Sequence[Path] = (),
        folders: Sequence[Path] | None = None,
        *,
        shapes: bool = SHAPES,
    ) -> None:
        """Take the site's own fonts, and folders to look for others instead of the system's.

        Raises:
            FontError: a font that the site names cannot be used.
        """
        self._ours = {role: read_face(_OURS / f"{role.value}.ttf") for role in Role}
        self._named = tuple(read_face(path) for path in named)
        self._folders = system_folders() if folders is None else tuple(folders)
        self.shapes = shapes
        # One object a build: the answers for a language's few hundred characters come again, and a
        # line is asked for when it is measured, set and drawn.
        self._face_for = lru_cache(maxsize=8192)(self._first_face)
        self.runs = lru_cache(maxsize=1024)(self._runs)

    def _runs(self, text: str, role: Role, language: str) -> tuple[Run, ...] | None:
        """Return a text cut into pieces of one face each; None when a character has no face.

        Spaces, digits and marks go with the letters beside them, so that no word changes its face
        in the middle where it need not.
        """
        for ours in (self._ours[role], self._ours[Role.CLAIM]):
            if ours.characters.issuperset(map(ord, text)):
                return (Run(text, ours),) if text else ()
        pieces = clusters(text)
        faces = [
            None if _is_neutral(piece) else self._face_for(piece, role, language)
            for piece in pieces
        ]
        faces = self._with_neighbours(pieces, faces, role, language)
        found: list[Run] = []
        for piece, face in zip(pieces, faces, strict=True):
            if face is None:
                return None
            if found and found[-1].face is face:
                found[-1] = Run(found[-1].text + piece, face)
            else:
                found.append(Run(piece, face))
        return tuple(found)

    @property
    def ours(self) -> tuple[str, ...]:
        """Which faces come with the program, by their content."""
        return tuple(face.identity for face in self._ours.values())

    @property
    def all(self) -> tuple[str, ...]:
        """Which faces there are: ours and the site's by their content, then the installed files."""
        named = (face.identity for face in self._named)
        return (*self.ours, *named, *installed_files(self._folders))

    def is_ours(self, face: Face) -> bool:
        """Whether this face is one that comes with the program."""
        return face in self._ours.values()

    def missing(self, text: str, role: Role, language: str) -> str:
        """Return the first character that no face draws rightly; empty when all is well."""
        if not self.shapes:
            for character in text:
                if any(first <= ord(character) <= last for first, last in _SHAPED):
                    return character
        if self.runs(text, role, language) is not None:
            return ""
        pieces = clusters(text)
        return next(piece for piece in pieces if self._face_for(piece, role, language) is None)

    def identity(self, text: str, role: Role, language: str) -> tuple[str, ...]:
        """Return which faces draw a text, by their content."""
        return tuple(sorted({run.face.identity for run in self.runs(text, role, language) or ()}))

    def _with_neighbours(
        self, pieces: Sequence[str], faces: Sequence[Face | None], role: Role, language: str
    ) -> list[Face | None]:
        after: list[Face | None] = [None] * len(pieces)
        following: Face | None = None
        for n in reversed(range(len(pieces))):
            following = faces[n] or following
            after[n] = following
        settled: list[Face | None] = []
        before: Face | None = None
        for n, piece in enumerate(pieces):
            if _is_neutral(piece):
                beside = self._beside(piece, before, after[n])
                settled.append(beside or self._face_for(piece, role, language))
            else:
                before = faces[n]
                settled.append(before)
        return settled

    def _beside(self, piece: str, before: Face | None, after: Face | None) -> Face | None:
        """Return which neighbour's face a mark takes: ours, but a bracket that of what it holds."""
        faces = [face for face in (before, after) if face and _covers(face, piece)]
        kind = unicodedata.category(piece[0])
        if kind in ("Ps", "Pi"):
            faces.reverse()
        elif kind not in ("Pe", "Pf"):
            faces.sort(key=lambda face: not self.is_ours(face))
        return faces[0] if faces else None

    def _first_face(self, piece: str, role: Role, language: str) -> Face | None:
        return next(
            (face for face in self._chain(piece[0], role, language) if _covers(face, piece)), None
        )

    def _chain(self, character: str, role: Role, language: str) -> Iterator[Face]:
        yield self._ours[role]
        yield self._ours[Role.CLAIM]
        bold = role is Role.VERDICT
        yield from sorted(self._named, key=lambda face: (face.weight >= _BOLD) != bold)
        yield from installed_faces(
            character, language, self._folders, serif=role is not Role.PLAIN, bold=bold
        )


def sized(face: Face, size: float, *, shapes: bool = SHAPES) -> ImageFont.FreeTypeFont:
    """Return a face at a size in pixels, ready to draw."""
    return _sized(face.path, face.index, size, shapes)


@lru_cache(maxsize=256)
def _sized(path: Path, index: int, size: float, shapes: bool) -> ImageFont.FreeTypeFont:
    engine = ImageFont.Layout.RAQM if shapes else ImageFont.Layout.BASIC
    return ImageFont.truetype(path, size, index=index, layout_engine=engine)


if hasattr(os, "register_at_fork"):
    # An open font reads its file as it draws, and forked workers would share the place in it.
    os.register_at_fork(after_in_child=_sized.cache_clear)


def _is_neutral(piece: str) -> bool:
    return unicodedata.category(piece[0])[0] not in "LM"


def _covers(face: Face, piece: str) -> bool:
    return all(
        ord(character) in face.characters or _is_invisible(character) or _in_parts(face, character)
        for character in piece
    )


def _is_invisible(character: str) -> bool:
    """Whether the layout library makes nothing of this, or a space, where a font lacks it."""
    return unicodedata.category(character) in ("Cf", "Zs") or "\ufe00" <= character <= "\ufe0f"


def _in_parts(face: Face, character: str) -> bool:
    parts = unicodedata.normalize("NFD", character)
    return parts != character and all(ord(part) in face.characters for part in parts)
