"""Hints for wrong names of pictures, sources and claim files."""

from __future__ import annotations

import re

from anyascii import anyascii

from factdesk.claims.media import PICTURE_NAME
from factdesk.messages.catalogue import tr
from factdesk.text.slugs import readable_slug, slug_fault

_VIDEOS = frozenset(["mp4", "mov", "avi", "webm", "mkv", "m4v", "3gp"])
_OTHER_PICTURES = frozenset(["heic", "heif", "svg", "gif", "tif", "tiff", "bmp", "pdf", "psd"])
_LONGEST_NAME = 60
_NOT_IN_ID = re.compile(r"[^A-Za-z0-9_]+")
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


def claim_file_name_hint(slug: str) -> str | None:
    """Return a name for a claim file whose name is not a slug, or None for the default hint."""
    name = _NOT_IN_SLUG.sub("-", anyascii(slug.removesuffix(".yml")).lower()).strip("-")
    return None if slug_fault(name) else tr("name it '{name}.yml'", name=name)


def source_id_hint(written: str) -> str | None:
    """Return what to write instead of a wrong id of a source, or None for the default hint."""
    name = _NOT_IN_ID.sub("-", anyascii(written)).strip("-").lower()
    if not 0 < len(name) <= _LONGEST_NAME:
        return None
    return tr("use the letters a to z, digits, '-' and '_' only: '{id}'", id=name)


def picture_name_hint(written: str) -> str | None:
    """Return what to write instead of a wrong name of a picture, or None for the default hint."""
    if "://" in written:
        return tr("write the address as 'url'; 'file' is a picture in claims/_media/")
    name = written.rpartition("/")[2]
    stem, dot, ending = name.rpartition(".")
    if ending.lower() in _VIDEOS:
        return tr("name a still of the video, as JPEG or PNG; give the video as 'url'")
    if ending.lower() in _OTHER_PICTURES:
        return tr("save the picture as JPEG or PNG, and name that file")
    plain = f"{readable_slug(stem or name)[:_LONGEST_NAME]}.{ending.lower() if dot else 'jpg'}"
    if not stem or PICTURE_NAME.search(plain) is None:
        return None
    return tr("call the file '{plain}', in claims/_media/", plain=plain)
