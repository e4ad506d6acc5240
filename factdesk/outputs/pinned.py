"""Citations and embedded cards of fixed versions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factdesk.claims.claim import Claim
from factdesk.config.site_config import Output
from factdesk.outputs.citations import CitedVersion
from factdesk.outputs.cite import cite_fold
from factdesk.outputs.embed import PinnedCard, embed_page, pinned_embed_address
from factdesk.outputs.iframe import pinned_embed_fold
from factdesk.pages.claim import Fold
from factdesk.pages.site import Site
from factdesk.pages.urls import version_address
from factdesk.pages.verdict_words import verdict_word
from factdesk.versions.claim_history import Version
from factdesk.versions.difference import shown_verdict

_File = tuple[str, bytes]


def pinned_folds(version: Version, current: Claim, site: Site) -> list[Fold]:
    """Return the sections of a version's page that cite and embed it."""
    config, texts = site.config, site.texts
    page = version_address(current.slug, version.on)
    cited = CitedVersion(version.on, is_former=is_former(version, current))
    folds = [cite_fold(version.claim, config, texts, page=page, version=cited)]
    if Output.EMBEDS in config.outputs:
        title = texts("version.embed_fixed", date=texts.date(version.on))
        folds.append(pinned_embed_fold(version.claim, version.on, config, texts, title))
    return [fold for fold in folds if fold]


def pinned_files(versions: Iterable[Version], current: Claim, site: Site) -> Iterator[_File]:
    """Yield the embedded card of each version, also at the former addresses of the claim."""
    for version in versions:
        former = is_former(version, current)
        now = verdict_word(current, site.config, site.texts) if former else ""
        card = PinnedCard(version.on, now)
        page = embed_page(version.claim, site.config, site.texts, offline=site.offline, pinned=card)
        for slug in (current.slug, *current.aliases):
            yield f"{pinned_embed_address(slug, version.on)}index.html", page


def is_former(version: Version, current: Claim) -> bool:
    """Return whether a review has another verdict or status than a version of it."""
    return shown_verdict(version.claim) != shown_verdict(current)
