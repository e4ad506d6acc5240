"""Choose the font for each part of a text: bundled, configured, or installed.

The bundled fonts cover Latin, Greek and Cyrillic. For other scripts, the fonts in the configuration
come first, then the Noto fonts of the system, which are found by their file names.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from enum import Enum
from functools import cache, cached_property, lru_cache
from pathlib import Path
from unicodedata import category, normalize

from PIL import features
from unicode_segmentation_rs import graphemes

from factdesk.cache.fingerprint import fingerprint
from factdesk.messages.catalogue import os_reason, tr
from factdesk.outputs.cards.installed import font_files, installed_files, system_folders

#: Whether Pillow has Raqm and FriBidi, which shape Arabic, Indic and other scripts.
CAN_SHAPE = bool(features.check("raqm"))

_BUNDLED = Path(__file__).parent / "fonts"
_BOLD = 600
#: Characters that every bundled font has.
_LATIN = re.compile("[ -~\u00a0-\u0131\u0134-\u0148\u014a-\u017e–—‘’‚“”„†‡•…€]*")
# Scripts that need shaping or run from right to left, by block.
_NEEDS_SHAPING = re.compile(
    "[\u0590-\u109f\u1700-\u18af\u1900-\u1cff\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefe"
    "\U00010800-\U00011fff\U0001e800-\U0001efff]"
)
# Control characters, surrogates and separators: some fonts map them, and Raqm fails on them.
_NOT_TEXT = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")

_EAST_ASIAN = frozenset(["Hani", "Hira", "Kana", "Hang", "Bopo"])
# Regions of Noto CJK: the index in the collection of all regions, and the suffix of single fonts.
_REGIONS = {"ja": (0, "JP"), "ko": (1, "KR"), "cn": (2, "SC"), "tw": (3, "TC"), "hk": (4, "HK")}
_ANY_SCRIPT = (
    *("NotoSerif", "NotoSans", "NotoSansSymbols", "NotoSansSymbols2", "NotoSansMath"),
    *("NotoEmoji", "DejaVuSans"),
)


class FontError(ValueError):
    """A file that cannot be used as a font. The message names it and the reason."""


class Role(Enum):
    """The role of a text on the card, and its bundled font."""

    CLAIM = "Literata-Medium"
    VERDICT = "Literata-Bold"
    PLAIN = "PublicSans-Regular"


class Face:
    """One face of a font file, read on demand."""

    def __init__(self, path: Path, index: int = 0) -> None:
        """Set the file, and the index of the face in a collection."""
        self.path, self.index = path, index

    @cached_property
    def _tables(self) -> tuple[frozenset[int], int]:
        from fontTools.ttLib import TTFont

        logging.getLogger("fontTools").setLevel(logging.CRITICAL)  # errors are raised as well
        try:
            with self.path.open("rb") as file, TTFont(file, fontNumber=self.index) as font:
                codes = frozenset(font.getBestCmap() or ())
                return codes, font["OS/2"].usWeightClass
        except OSError as error:
            raise FontError(
                tr("{path} cannot be read: {value}", path=self.path, value=os_reason(error))
            ) from error
        except Exception as error:  # fontTools raises arbitrary exceptions for damaged tables
            raise FontError(
                tr("{path} is damaged, or not a TrueType or OpenType font", path=self.path)
            ) from error

    @property
    def characters(self) -> frozenset[int]:
        """The code points for which this face has a glyph.

        Raises:
            FontError: the file cannot be used.
        """
        return self._tables[0]

    @property
    def is_bold(self) -> bool:
        """Whether the face is semibold or heavier."""
        return self._tables[1] >= _BOLD

    def covers(self, cluster: str) -> bool:
        """Return whether this face draws a grapheme cluster, composed or in parts."""
        return all(
            ord(character) in self.characters
            or category(character) in ("Cf", "Zs")  # drawn as nothing, or as a space
            or "\ufe00" <= character <= "\ufe0f"  # variation selectors
            or self._covers_parts(character)
            for character in cluster
        )

    def _covers_parts(self, character: str) -> bool:
        parts = normalize("NFD", character)
        return parts != character and self.characters.issuperset(map(ord, parts))


class Fonts:
    """The fonts for the cards of a site."""

    def __init__(
        self,
        named: Sequence[Path] = (),
        folders: Sequence[Path] | None = None,
        *,
        can_shape: bool = CAN_SHAPE,
    ) -> None:
        """Set the site's own fonts, and folders to search instead of the system's.

        Raises:
            FontError: a font in the configuration cannot be used.
        """
        self._bundled = {role: _bundled_face(role) for role in Role}
        self._named = [Face(path) for path in named]
        self._weights = {face: face.is_bold for face in self._named}
        self._folders = system_folders() if folders is None else tuple(folders)
        self.can_shape = can_shape
        self._face_of = lru_cache(maxsize=8192)(self._find_face)

    @cached_property
    def fingerprint(self) -> str:
        """The fingerprint of all external fonts and libraries that draw cards."""
        named = [face.path.read_bytes() for face in self._named]
        libraries = [features.version(name) for name in ("fribidi", "zlib")]
        return fingerprint(self.can_shape, libraries, named, installed_files(self._folders))

    def is_bundled(self, face: Face) -> bool:
        """Return whether this face comes with the program."""
        return face in self._bundled.values()

    def face_of_all(self, text: str, role: Role) -> Face | None:
        """Return a bundled face that draws the complete text, if there is one."""
        if _LATIN.fullmatch(text):
            return self._bundled[role]  # without reading its tables, which takes 50 ms
        for face in (self._bundled[role], self._bundled[Role.CLAIM]):
            if face.characters.issuperset(map(ord, text)):
                return face
        return None

    def faces(self, clusters: Sequence[str], role: Role, language: str) -> list[Face | None]:
        """Return the face for each of these grapheme clusters; None if no font has it.

        Spaces, digits and punctuation use the face of adjacent letters, so that the face does not
        change within a word unnecessarily.
        """
        own = [None if _is_neutral(c) else self._face_of(c, role, language) for c in clusters]
        faces, before = list(own), None
        for n, cluster in enumerate(clusters):
            if _is_neutral(cluster):
                after = next(filter(None, own[n:]), None)
                faces[n] = self._neighbour(cluster, before, after) or self._face_of(
                    cluster, role, language
                )
            before = own[n] or before
        return faces

    def missing(self, text: str, role: Role, language: str) -> str:
        """Return the first grapheme cluster that no font draws correctly, or nothing."""
        match = _NOT_TEXT.search(text) or (not self.can_shape and _NEEDS_SHAPING.search(text))
        if match:
            return match[0]
        if self.face_of_all(text, role):
            return ""
        clusters = graphemes(text, True)
        faces = self.faces(clusters, role, language)
        return next((c for c, face in zip(clusters, faces, strict=True) if face is None), "")

    def _neighbour(self, cluster: str, before: Face | None, after: Face | None) -> Face | None:
        """Return the face next to a neutral cluster: a bundled one, or that inside the bracket."""
        faces = [face for face in (before, after) if face and face.covers(cluster)]
        kind = category(cluster[0])
        if kind in ("Ps", "Pi"):
            faces.reverse()
        elif kind not in ("Pe", "Pf"):
            faces.sort(key=lambda face: not self.is_bundled(face))
        return faces[0] if faces else None

    def _find_face(self, cluster: str, role: Role, language: str) -> Face | None:
        candidates = self._candidates(cluster, role, language)
        return next((face for face in candidates if face.covers(cluster)), None)

    def _candidates(self, cluster: str, role: Role, language: str) -> Iterator[Face]:
        yield self._bundled[role]
        yield self._bundled[Role.CLAIM]
        is_bold, is_serif = role is Role.VERDICT, role is not Role.PLAIN
        yield from sorted(self._named, key=lambda face: self._weights[face] != is_bold)
        files = font_files(self._folders)
        for family, index in _families(cluster, language, is_serif=is_serif):
            for name in _file_names(family, is_bold=is_bold):
                if (path := files.get(name.lower())) and (face := _installed_face(path, index)):
                    yield face


def script_of(cluster: str) -> str:
    """Return the name of a cluster's script; ``symbol`` for emoji and shared characters."""
    from fontTools.unicodedata import script, script_name

    name = script_name(script(cluster[0]))
    return "symbol" if name in ("Common", "Inherited", "Unknown") else str(name)


def _is_neutral(cluster: str) -> bool:
    return category(cluster[0])[0] not in "LM"


def _families(cluster: str, language: str, *, is_serif: bool) -> list[tuple[str, int]]:
    """Return the font families that probably have a cluster, best first, with an index."""
    from fontTools.unicodedata import script, script_name

    code = script(cluster[0])
    if code in _EAST_ASIAN:
        index, suffix = _REGIONS[_region(language)]
        families = [(f"Noto{style}CJK", index) for style in ("Serif", "Sans")]
        families += [
            (f"Noto{style}{suffix}", 0) for style in ("SerifCJK", "SansCJK", "Serif", "Sans")
        ]
    else:
        name = str(script_name(code)).replace(" ", "")
        styles = (
            ("NaskhArabic", "SansArabic") if code == "Arab" else (f"Serif{name}", f"Sans{name}")
        )
        families = [(f"Noto{style}", 0) for style in styles]
    families.sort(key=lambda family: family[0].startswith("NotoSans") == is_serif)
    return families + [(name, 0) for name in _ANY_SCRIPT]


def _file_names(family: str, *, is_bold: bool) -> Iterator[str]:
    weights = ("Bold",) if is_bold else ("Regular", "Bold")
    yield from (f"{family}-{weight}" for weight in weights)
    yield from (family + axes for axes in ("", "[wght]", "[wdth,wght]"))
    yield f"{family}-Regular"


@cache
def _region(language: str) -> str:
    primary, *subtags = language.lower().split("-")
    if primary in ("ja", "ko"):
        return primary
    if "hk" in subtags or primary == "yue":
        return "hk"
    return "tw" if {"tw", "mo", "hant"} & set(subtags) else "cn"


@cache
def _bundled_face(role: Role) -> Face:
    return Face(_BUNDLED / f"{role.value}.ttf")


@cache
def _installed_face(path: Path, index: int) -> Face | None:
    face = Face(path, index if path.suffix.lower() == ".ttc" else 0)
    try:
        return face if face.characters else None
    except FontError:
        return None  # a damaged system font must not stop the build
