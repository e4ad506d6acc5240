"""How to cite a review: a reference in APA style, and its data as CSL-JSON.

A verdict can change, so each citation includes the verdict and the version (the date of the last
change) in addition to address and date. ``cite.js`` generates BibTeX and RIS from the data.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from factdesk.claims.claim import Claim
from factdesk.claims.vocabulary import Status
from factdesk.config.site_config import SiteConfig
from factdesk.pages.urls import claim_address, version_address
from factdesk.site_texts.texts import SiteTexts


class CitedVersion(NamedTuple):
    """A fixed version that is cited instead of the current review."""

    on: dt.date
    is_former: bool


class CitedReview(NamedTuple):
    """A review's citation: one line in APA style, in three parts, and a CSL-JSON item.

    See https://citeproc-js.readthedocs.io for CSL-JSON. All texts are on one line. Without
    ``site_url``, the item has no ``URL``.
    """

    before: str
    title: str
    after: str
    item: dict[str, Any]

    @property
    def apa(self) -> str:
        """The reference in APA style."""
        return self.before + self.title + self.after


def cite(
    claim: Claim, config: SiteConfig, texts: SiteTexts, pinned: CitedVersion | None = None
) -> CitedReview | None:
    """Return the citation of a review, or of a fixed version; None if it has no verdict."""
    day, version = claim.published_on, pinned.on if pinned else claim.modified_on
    if not (claim.shows_verdict and claim.verdict and day and version):
        return None
    verdict = config.scale[claim.verdict].label_in(config.language)
    withdrawn = claim.withdrawn if claim.status is Status.WITHDRAWN else None
    note = _note(verdict, version, withdrawn and withdrawn.on, texts)
    address = claim_address(claim.slug)
    if pinned:
        key = "version.note_former" if pinned.is_former else "version.note"
        note = _line(texts(key, verdict=verdict, version=texts.date(version)))
        address = version_address(claim.slug, version)
    if not config.publisher.is_answerable:
        note = f"{texts('banner.demonstration')}. {note}"
    names = [_line(author.name) for author in claim.authors] or [_line(config.publisher.name)]
    item = {
        "id": f"{claim.slug}-{version}" if pinned else claim.slug,
        "type": "webpage",
        "title": _line(claim.claim),
        "author": [{"literal": name} for name in names],
        "container-title": _line(config.site_name),
        "publisher": _line(config.publisher.name),
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "version": version.isoformat(),
        "genre": texts("cite.genre"),
        "note": note,
        "language": claim.language or config.language,
    }
    if config.site_url:
        item["URL"] = config.site_url + address
    return CitedReview(*_apa(item, names, _in_words(day, texts)), item)


# Cached: many reviews were published or changed on the same day with the same verdict.


@lru_cache(maxsize=4096)
def _note(verdict: str, version: dt.date, withdrawn_on: dt.date | None, texts: SiteTexts) -> str:
    values = {"verdict": verdict, "version": texts.date(version)}
    if withdrawn_on:
        return _line(texts("cite.note_withdrawn", **values, on=texts.date(withdrawn_on)))
    return _line(texts("cite.note", **values))


@lru_cache(maxsize=4096)
def _in_words(day: dt.date, texts: SiteTexts) -> str:
    return texts("cite.apa_date", year=day.year, month=texts.month(day.month), day=day.day)


def _apa(item: dict[str, Any], authors: Sequence[str], date: str) -> tuple[str, str, str]:
    """Return the reference in APA style, seventh edition: what precedes the title, it, the rest.

    The names of authors are not inverted, because it is not known which part is the family name.
    """
    *others, last = authors
    names = f"{', '.join(others)}{',' if others[1:] else ''} & {last}" if others else last
    title, site = item["title"].removesuffix("."), item["container-title"]
    after = [f" [{item['genre']}. {item['note']}]."]
    if site != names:
        after.append(f"{site}.")
    if "URL" in item:
        after.append(item["URL"])
    return f"{names.removesuffix('.')}. ({date}). ", title, " ".join(after)


def _line(text: str) -> str:
    """Return a text on one line, because a line end would start a new field in BibTeX and RIS."""
    return " ".join(text.split())
