"""The folder of pictures, ``claims/_media``: its files, and which of them can be shown."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from factdesk.cache.fingerprint import fingerprint, program_fingerprint
from factdesk.cache.store import NO_CACHE, Cache, CacheEntry
from factdesk.claims.claim import ClaimSummary
from factdesk.messages.catalogue import message_language, tr, tr_quoted
from factdesk.pictures.decode import (
    LARGEST_PICTURE,
    PictureFault,
    PictureProblem,
    decode_picture,
)
from factdesk.reading.faults import Fault, Reason
from factdesk.reading.files import read_bytes

#: The folder of pictures, below the folder of claims.
PICTURES = "_media"
#: The kind of the cache entries.
_KIND = "picture size"


class PictureInfo(msgspec.Struct, frozen=True):
    """A picture that can be shown: the SHA-256 of its file, and its size in pixels."""

    sha256: str
    width: int
    height: int


#: The result for each picture, by file name.
Pictures = Mapping[str, PictureInfo | PictureFault]


def pictures_of(claims: Iterable[ClaimSummary]) -> set[str]:
    """Return the names of the pictures that claims show."""
    return {item.file for claim in claims for item in claim.media if item.file}


def find_pictures(claims_folder: Path, names: Collection[str], cache: Cache = NO_CACHE) -> Pictures:
    """Return the results for these pictures; unchanged pictures are not decoded again."""
    found: dict[str, PictureInfo | PictureFault] = {}
    made: list[CacheEntry] = []
    cached = cache.read(_KIND, sorted(names)) if names else {}
    for name in sorted(names):
        raw = read_picture(claims_folder, name)
        if isinstance(raw, PictureFault):
            found[name] = raw
            continue
        sha256 = hashlib.sha256(raw).hexdigest()
        key = fingerprint(program_fingerprint(), message_language(), sha256)
        entry = cached.get(name)
        if entry and entry.fingerprint == key and (known := _decoded(entry.value)):
            found[name] = known
            continue
        image = decode_picture(raw, name)
        if isinstance(image, PictureFault):
            found[name] = image
        else:
            found[name] = info = PictureInfo(sha256, image.width, image.height)
            made.append(CacheEntry(name, key, msgspec.msgpack.encode(info)))
    cache.write(_KIND, made)
    cache.retain(_KIND, names)
    return found


def read_picture(claims_folder: Path, name: str) -> bytes | PictureFault:
    """Return the bytes of a picture file, or why they are not read. Links are not followed."""
    folder = claims_folder / PICTURES
    if folder.is_symlink():
        message = tr(
            "the folder '{pictures}' is a symbolic link, and links are not followed",
            pictures=PICTURES,
        )
        return PictureFault(PictureProblem.UNREADABLE, message, tr("put the folder itself here"))
    raw = read_bytes(folder / name, LARGEST_PICTURE)
    if not isinstance(raw, Fault):
        return raw
    if raw.reason is Reason.TOO_LARGE:
        message = tr(
            "this file is larger than {largest_picture} MiB",
            largest_picture=LARGEST_PICTURE // 1024 // 1024,
        )
        return PictureFault(PictureProblem.SIZE, message)
    if not os.path.lexists(folder / name):
        return PictureFault(
            PictureProblem.UNREADABLE, tr("there is no picture '{name}'", name=name)
        )
    return PictureFault(PictureProblem.UNREADABLE, f"{tr_quoted(name)}: {raw.message}", raw.hint)


def picture_names(claims_folder: Path) -> list[str]:
    """Return the names of all files in the folder of pictures, sorted."""
    folder = claims_folder / PICTURES
    if folder.is_symlink() or not folder.is_dir():
        return []
    names = sorted(os.listdir(folder))  # noqa: PTH208  # only the names are needed
    return [name for name in names if not name.startswith(".") and not _is_note(name)]


def picture_digests(claims_folder: Path) -> Iterator[tuple[str, str]]:
    """Yield each file in the folder of pictures with its digest, or why it cannot be read."""
    for name in picture_names(claims_folder):
        raw = read_picture(claims_folder, name)
        yield name, hashlib.sha256(raw).hexdigest() if isinstance(raw, bytes) else raw.message


def _is_note(name: str) -> bool:
    return name.upper().startswith("README")


def _decoded(value: bytes) -> PictureInfo | None:
    try:
        return msgspec.msgpack.decode(value, type=PictureInfo)
    except msgspec.MsgspecError:
        return None
