"""Cards that were drawn before, by content, so that a build draws only what has changed.

An entry is a hash of its key and its card, and then the card. Whatever is not exactly that is
passed over and drawn again; an entry that cannot be written is done without.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from contextlib import suppress
from dataclasses import astuple
from functools import cache
from pathlib import Path

from PIL import features

from factdesk.outputs.cards.card import Card
from factdesk.outputs.cards.drawing import render_card
from factdesk.outputs.cards.fonts import Fonts, Role
from factdesk.outputs.cards.png import SIGNATURE
from factdesk.outputs.design_tokens import colours, drawings

#: To be raised with every change of the drawing that shows.
DRAWING = 1

_DIGEST = hashlib.sha256().digest_size
_LARGEST = 200_000
_PLAIN = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


def card_key(card: Card, fonts: Fonts) -> str:
    """Return a hash of all that a card's pixels depend on: texts, fonts, and how it is drawn."""
    set_in = (
        (card.text, Role.CLAIM, card.language),
        *((form, Role.PLAIN, card.language) for form in card.by),
        (card.word, Role.VERDICT, card.spoken),
        (card.after, Role.VERDICT, card.spoken),
        (card.site, Role.VERDICT, card.spoken),
        (card.evidence, Role.PLAIN, card.spoken),
    )
    faces = [fonts.identity(text, role, language) for text, role, language in set_in]
    parts = [_drawn_with(), fonts.shapes, fonts.ours, astuple(card), faces]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def drawn_with(fonts: Fonts) -> str:
    """Return a hash of all that any card's pixels depend on, beside what the card says."""
    parts = [_drawn_with(), fonts.shapes, fonts.all]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def drawn_card(card: Card, fonts: Fonts, folder: Path | None) -> bytes:
    """Return a card as PNG: the one that is kept in the folder, or else drawn, and kept there."""
    if folder is None:
        return render_card(card, fonts)
    key = card_key(card, fonts)
    data = _kept(folder, key)
    if data is None:
        data = render_card(card, fonts)
        _keep(folder, key, data)
    return data


@cache
def _drawn_with() -> tuple[str, ...]:
    libraries = ("pil", "freetype2", "raqm", "harfbuzz", "fribidi", "zlib")
    versions = (str(features.version(name)) for name in libraries)
    return (str(DRAWING), *versions, repr(sorted(colours("default").items())), drawings())


def _place(folder: Path, key: str) -> Path:
    return folder / key[:2] / f"{key}.card"


def _kept(folder: Path, key: str) -> bytes | None:
    try:
        entry = _read(_place(folder, key))
    except OSError:
        return None
    digest, data = entry[:_DIGEST], entry[_DIGEST:]
    whole = len(entry) <= _LARGEST and data.startswith(SIGNATURE) and digest == _seal(key, data)
    return data if whole else None


def _read(path: Path) -> bytes:
    """Return the beginning of a plain file; no link is followed, no pipe waited for."""
    handle = os.open(path, _PLAIN)
    try:
        with open(handle, "rb", closefd=False) as file:
            return file.read(_LARGEST + 1)
    finally:
        os.close(handle)


def _keep(folder: Path, key: str, data: bytes) -> None:
    place = _place(folder, key)
    with suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=place.parent, suffix=".new")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_seal(key, data) + data)
            Path(draft).replace(place)
        except OSError:
            Path(draft).unlink(missing_ok=True)


def _seal(key: str, data: bytes) -> bytes:
    return hashlib.sha256(key.encode() + data).digest()
