"""The section of a claim page with a picture or video, and what it really is."""

from __future__ import annotations

import msgspec

from factdesk.claims.claim import Claim
from factdesk.claims.media import MediaItem
from factdesk.pages.page_context import PageContext
from factdesk.pages.pictures import PictureBar, PictureSize, picture_bar, picture_sizes
from factdesk.text.html import Html

# Next to the margin, a picture is as wide as the text.
_SHOWN = "(min-width: 60em) 720px, 100vw"


class MediaView(msgspec.Struct, frozen=True):
    """One picture or video, as the template prints it.

    ``src`` and ``srcset`` are links to its files, empty without a picture. ``icon`` is that of
    the verdict. ``href`` is the place where it appeared, or the archived copy if that is gone.
    """

    item: MediaItem
    id: str
    bar: PictureBar
    icon: Html | str
    sizes: list[PictureSize]
    src: str
    srcset: str
    shown: str
    href: str
    is_gone: bool

    @property
    def is_video(self) -> bool:
        """Whether it is a video; pages show at most a still of it."""
        return self.item.kind == "video"


def media_views(claim: Claim, context: PageContext) -> list[MediaView]:
    """Return the pictures and videos of a claim, in the order of its file."""
    return [_view(claim, n, context) for n in range(len(claim.media))]


def _view(claim: Claim, n: int, context: PageContext) -> MediaView:
    site, item = context.site, claim.media[n]
    bar, sizes = picture_bar(claim, item, site), picture_sizes(claim, n, site)
    links = [(context.link(size.path), size.width) for size in sizes]
    is_gone = item.url is not None and site.is_gone(item.url)
    return MediaView(
        item=item,
        id="media" if n == 0 else f"media-{n + 1}",
        bar=bar,
        icon=context.icon if bar.tone else "",
        sizes=sizes,
        src=links[-1][0] if links else "",
        srcset=", ".join(f"{link} {width}w" for link, width in links),
        shown=_SHOWN,
        href=(item.archived_url if is_gone else item.url) or "",
        is_gone=is_gone,
    )
