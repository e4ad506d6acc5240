"""Fonts that the system has for a script: those of the Noto family, in the usual folders.

They are found by their files' names, so that the choice depends on nothing but what is there.
"""

from __future__ import annotations

import os
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from factdesk.outputs.cards.sfnt import Face, FontError, read_face

#: Environment variable that replaces the system's font folders, separated as in ``PATH``.
FOLDERS_VARIABLE = "FACTDESK_FONT_FOLDERS"

# Fonts are named after their script, but for these.
_FAMILIES = {
    "ARABIC": ("NotoNaskhArabic", "NotoSansArabic"),
    "CANADIAN": ("NotoSansCanadianAboriginal",),
    "MEETEI": ("NotoSansMeeteiMayek",),
    "NKO": ("NotoSansNKo",),
    "OL": ("NotoSansOlChiki",),
}
_EAST_ASIAN = frozenset(
    (
        "CJK",
        "HIRAGANA",
        "KATAKANA",
        "HANGUL",
        "BOPOMOFO",
        "IDEOGRAPHIC",
        "KANGXI",
        "FULLWIDTH",
        "HALFWIDTH",
    )
)
# The faces of a Noto CJK collection in their order, and how each region's own files are called.
_REGIONS = {
    "ja": (0, "jp"),
    "ko": (1, "kr"),
    "zh-hans": (2, "sc"),
    "zh-hant": (3, "tc"),
    "zh-hk": (4, "hk"),
}
_TRADITIONAL = frozenset(["tw", "mo", "hant"])
_LAST_RESORTS = (
    "NotoSerif",
    "NotoSans",
    "NotoSansSymbols",
    "NotoSansSymbols2",
    "NotoSansMath",
    "DejaVuSans",
)


def installed_faces(
    character: str, language: str, folders: tuple[Path, ...], *, serif: bool, bold: bool
) -> Iterator[Face]:
    """Yield the faces that may have a character, the best first."""
    fonts = _installed(folders)
    last = ((family, 0) for family in _LAST_RESORTS)
    for family, index in (*_families(character, language, serif=serif), *last):
        for name in _file_names(family, bold=bold):
            if path := fonts.get(name.lower()):
                yield from _readable(path, index)


def system_folders() -> tuple[Path, ...]:
    """Return the folders of fonts that all users of this computer share.

    A user's own folders are excluded, so that two users of one computer draw the same cards.
    """
    named = os.environ.get(FOLDERS_VARIABLE)
    if named is not None:
        return tuple(Path(folder) for folder in named.split(os.pathsep) if folder)
    if sys.platform == "darwin":
        return Path("/Library/Fonts"), Path("/System/Library/Fonts")
    if sys.platform == "win32":
        return (Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "Fonts",)
    return Path("/usr/local/share/fonts"), Path("/usr/share/fonts")


def installed_files(folders: tuple[Path, ...] | None = None) -> list[str]:
    """Return the files in the system's font folders, or in others, by name and size."""
    return [
        f"{place}/{name} {os.lstat(f'{place}/{name}').st_size}"
        for folder in (system_folders() if folders is None else folders)
        for place, _, names in sorted(os.walk(folder))
        for name in sorted(names)
    ]


def script_of(cluster: str) -> str:
    """Return the script of a grapheme cluster as its Unicode name begins: ``ARABIC``, ``CJK``.

    A cluster may have several code points, such as a letter with vowel signs or a joined emoji;
    its first one decides. Pictures are called ``SYMBOL``; unassigned code points have no script.
    """
    base = cluster[:1]
    if not base or unicodedata.category(base) == "So":
        return "SYMBOL" if base else ""
    return unicodedata.name(base, "").replace("-", " ").partition(" ")[0]


def _file_names(family: str, *, bold: bool) -> Iterator[str]:
    yield from (f"{family}-{weight}" for weight in (("Bold",) if bold else ("Regular", "Bold")))
    yield from (family + axes for axes in ("", "[wght]", "[wdth,wght]"))
    if bold:
        yield f"{family}-Regular"


def _families(character: str, language: str, *, serif: bool) -> list[tuple[str, int]]:
    script = script_of(character)
    if script in _EAST_ASIAN:
        index, region = _REGIONS[_region(language)]
        whole = ("NotoSerifCJK", "NotoSansCJK")
        own = (
            f"NotoSerifCJK{region}",
            f"NotoSansCJK{region}",
            f"NotoSerif{region}",
            f"NotoSans{region}",
        )
        found = [(family, index) for family in whole] + [(family, 0) for family in own]
    else:
        named = (f"NotoSerif{script.title()}", f"NotoSans{script.title()}")
        found = [(family, 0) for family in _FAMILIES.get(script, named)]
    return sorted(found, key=lambda at: ("Sans" in at[0]) == serif)


@cache
def _region(language: str) -> str:
    primary, *rest = language.lower().split("-")
    if primary in ("ja", "ko"):
        return primary
    if "hk" in rest or primary == "yue":
        return "zh-hk"
    return "zh-hant" if _TRADITIONAL & set(rest) else "zh-hans"


@cache
def _installed(folders: tuple[Path, ...]) -> dict[str, Path]:
    """Return the font files below some folders by their stem in small letters."""
    found: dict[str, Path] = {}
    for folder in folders:
        for place, below, names in os.walk(folder):
            below.sort()
            for name in sorted(names):
                stem, dot, ending = name.rpartition(".")
                if dot and ending.lower() in ("ttf", "otf", "ttc"):
                    found.setdefault(stem.lower(), Path(place, name))
    return found


@cache
def _readable(path: Path, index: int) -> tuple[Face, ...]:
    try:
        return (read_face(path, index if path.suffix.lower() == ".ttc" else 0),)
    except FontError:
        return ()  # another program's broken file is not the editors' business
