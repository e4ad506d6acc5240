"""The pictures of claims as files of the site: encoded again, with the verdict across them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import structs
from PIL import Image

from factdesk.cache.fingerprint import fingerprint, program_fingerprint
from factdesk.cache.store import Cache, CacheEntry
from factdesk.claims.claim import ClaimSummary
from factdesk.messages.catalogue import tr
from factdesk.outputs.cards.fonts import Fonts
from factdesk.pages.pictures import picture_bar, picture_sizes
from factdesk.pages.site import Site
from factdesk.pictures.decode import decode_picture
from factdesk.pictures.folder import read_picture
from factdesk.publish.failure import UNCHANGED, PublishError

#: The kind of pictures in the cache; their keys are their paths in the site.
PICTURE_KIND = "picture"


def picture_files(
    claim: ClaimSummary, site: Site, fonts: Fonts, cache: Cache
) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a claim's pictures, encoding those that are not in the cache.

    Raises:
        PublishError: a picture file has changed since it was checked.
    """
    for n, item in enumerate(claim.media):
        sizes = picture_sizes(claim, n, site)
        if not sizes or not item.file:
            continue
        bar = picture_bar(claim, item, site)
        digests = site.picture_digests(claim)
        key = fingerprint(
            program_fingerprint(), fonts.fingerprint, digests[n], structs.astuple(bar)
        )
        cached = cache.read(PICTURE_KIND, [size.path for size in sizes])
        files = {path: entry.value for path, entry in cached.items() if entry.fingerprint == key}
        made: list[CacheEntry] = []
        if missing := [size for size in sizes if size.path not in files]:
            from factdesk.outputs.cards.picture import barred_picture

            image = _image(item.file, site)
            for size in missing:
                content = barred_picture(image, size.width, bar, fonts)
                made.append(CacheEntry(size.path, key, content))
        cache.write(PICTURE_KIND, made)
        files |= {entry.key: entry.value for entry in made}
        yield from ((size.path, files[size.path]) for size in sizes)


def picture_paths(site: Site) -> Iterator[str]:
    """Yield the paths of all pictures of a site."""
    for claim in site.collection:
        for n in range(len(claim.media)):
            yield from (size.path for size in picture_sizes(claim, n, site))


def _image(name: str, site: Site) -> Image.Image:
    raw = read_picture(site.config.claims_folder, name)
    image = decode_picture(raw, name) if isinstance(raw, bytes) else None
    if not isinstance(image, Image.Image):
        raise PublishError(
            tr("the picture '{name}' changed while the site was built", name=name),
            tr("Build again. {unchanged}", unchanged=tr(UNCHANGED)),
        )
    return image
