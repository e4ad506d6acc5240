"""The pictures of a claim on its page: their verdict, sizes and addresses."""

from __future__ import annotations

from typing import NamedTuple

import msgspec
from msgspec import structs

from factdesk.cache.fingerprint import fingerprint
from factdesk.claims.claim import ClaimSummary
from factdesk.claims.media import MediaItem
from factdesk.claims.verdicts import Tone
from factdesk.claims.vocabulary import Status
from factdesk.pages.site import Site
from factdesk.pages.verdict_words import verdict_word
from factdesk.pictures.folder import PictureInfo

#: The widths in which a picture is published, in pixels; smaller pictures keep their own. Lists
#: show the first at half its size, so that it is sharp on most screens.
WIDTHS = (192, 480, 960, 1600)
# A smaller file is worth it only if it is this much smaller than the next one.
_STEP = 1.25
_FOLDER = "assets/media"


class PictureBar(msgspec.Struct, frozen=True):
    """The text of the bar across a picture, in the site's language.

    ``tone`` is None if there is no verdict; ``category`` is empty while a review is open.
    """

    tone: Tone | None
    word: str
    category: str
    language: str


class PictureSize(NamedTuple):
    """One published file of a picture: its size in pixels, and its path in the site."""

    width: int
    height: int
    path: str


def picture_bar(claim: ClaimSummary, item: MediaItem, site: Site) -> PictureBar:
    """Return the text of the bar across a picture."""
    texts, verdict = site.texts, None
    if claim.status in (Status.PUBLISHED, Status.DRAFT):
        verdict = site.verdict(claim.verdict)
    word = verdict.label_in(site.config.language) if verdict else ""
    shows_category = claim.status not in (Status.IN_REVIEW, Status.WITHDRAWN)
    return PictureBar(
        tone=verdict.tone if verdict else None,
        word=word or verdict_word(claim, site.config, texts),
        category=texts(f"media.{item.category}") if shows_category else "",
        language=site.config.language,
    )


def picture_sizes(claim: ClaimSummary, n: int, site: Site) -> list[PictureSize]:
    """Return the published files of a claim's n-th picture, smallest first; empty without one.

    Their names change with the picture and with its bar, so that no browser keeps showing an old
    verdict.
    """
    item = claim.media[n]
    info = site.pictures.get(item.file or "")
    if not isinstance(info, PictureInfo):
        return []
    name = fingerprint(info.sha256, structs.astuple(picture_bar(claim, item, site)))[:12]
    widths = [width for width in WIDTHS if width * _STEP < info.width]
    widths.append(min(info.width, WIDTHS[-1]))
    return [
        PictureSize(
            width,
            max(1, round(info.height * width / info.width)),
            f"{_FOLDER}/{claim.slug}-{n + 1}-{name}-{width}.jpg",
        )
        for width in dict.fromkeys(widths)
    ]


def thumbnail(claim: ClaimSummary, site: Site) -> PictureSize | None:
    """Return the smallest file of a claim's first picture, which lists show, or None."""
    for n in range(len(claim.media)):
        if sizes := picture_sizes(claim, n, site):
            return sizes[0]
    return None


def picture_links(claim: ClaimSummary, site: Site) -> list[str]:
    """Return the path of the largest file of each of a claim's pictures; empty without one."""
    sizes = (picture_sizes(claim, n, site) for n in range(len(claim.media)))
    return [each[-1].path if each else "" for each in sizes]
