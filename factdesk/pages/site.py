"""The site from the perspective of its pages: collection, texts, and shared look-ups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, cached_property
from types import MappingProxyType
from typing import NamedTuple

from factdesk.claims.claim import ClaimSummary, Correction
from factdesk.claims.verdicts import Verdict
from factdesk.collection.collection import CheckedArticle, Collection
from factdesk.config.site_config import Output
from factdesk.evidence.health_report import Health, HealthEntry
from factdesk.pages.text_html import TextHtml
from factdesk.pictures.folder import PictureInfo, Pictures
from factdesk.site_texts.languages import direction
from factdesk.site_texts.texts import SiteTexts
from factdesk.text.html import NO_HTML, Html
from factdesk.text.quotation import QuotationMarks
from factdesk.transparency.entries import path_in_log
from factdesk.transparency.log import TransparencyLog
from factdesk.transparency.public_record import NO_RECORD, PublicRecord


class Neighbours(NamedTuple):
    """The claims before and after a claim in the reading order of a checked article."""

    checked: CheckedArticle
    before: ClaimSummary | None
    after: ClaimSummary | None


class Site:
    """A collection with the data that all of its pages share.

    ``offline`` makes links end in ``index.html``; ``preview`` says that drafts may be among the
    claims; ``health`` is the state of sources by address, ``pictures`` has the results for the
    pictures of claims, by file name; ``record`` is the public record of the claims in git. Forked
    workers share the look-ups. ``rows`` and ``topic_links`` cache HTML that is the same on many
    pages.
    """

    def __init__(
        self,
        collection: Collection,
        *,
        offline: bool = False,
        preview: bool = False,
        health: Mapping[str, HealthEntry] = MappingProxyType({}),
        pictures: Pictures = MappingProxyType({}),
        record: PublicRecord = NO_RECORD,
    ) -> None:
        """Prepare a collection for rendering."""
        self.collection = collection
        self.config = collection.config
        self.texts = _texts(self.config.language, self.config.words)
        self.offline = offline
        self.preview = preview
        self.health = health
        self.pictures = pictures
        self.record = record
        self._gone = {url for url, entry in health.items() if entry.state is Health.GONE}
        self.direction = direction(self.config.language)
        self.neighbours = _neighbours(collection)
        self.marks = QuotationMarks(
            *self.texts("claim.quoted", text="\0").split("\0"),
            *self.texts("claim.quoted_inside", text="\0").split("\0"),
        )
        self._text_html: dict[Html, TextHtml] = {}
        #: Rows of lists, by kind of date and claim; see ``rows.py``.
        self.rows: dict[str, dict[str, Html]] = {}
        #: Links to topics from a claim page, by topic; all claim pages have the same depth.
        self.topic_links: dict[str, Html] = {}

    @cached_property
    def meanings(self) -> Mapping[str, Html]:
        """The definition of each verdict, after its word; empty if the scale has none."""
        return {verdict.name: _meaning(verdict, self.texts) for verdict in self.config.scale.each()}

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """The position of each verdict on the scale; 0 is the best."""
        return {verdict.name: n for n, verdict in enumerate(self.config.scale.each())}

    @property
    def log(self) -> TransparencyLog | None:
        """The log that the site publishes, if any."""
        wanted = Output.LOG in self.config.outputs and self.config.site_url
        return self.record.log if wanted else None

    def log_entry(self, commit: str, path: str) -> int | None:
        """Return the number of the log's entry for a file below the claims folder at a commit."""
        if self.log is None or self.record.history is None:
            return None
        name = path_in_log(self.record.history.prefix + path)
        return self.log.numbers.get((commit, name))

    def text_html(self, attributes: Html) -> TextHtml:
        """Return the texts as HTML, in an element with these attributes if there are any."""
        if attributes not in self._text_html:
            self._text_html[attributes] = TextHtml(self.texts, attributes)
        return self._text_html[attributes]

    def is_gone(self, url: str) -> bool:
        """Return whether a source is known to be gone from its address."""
        return url in self._gone

    def gone_addresses(self, claim: ClaimSummary) -> list[str]:
        """Return the addresses that a claim cites and that are gone."""
        return [url for url in claim.cited if url in self._gone] if self._gone else []

    def picture_digests(self, claim: ClaimSummary) -> list[str | None]:
        """Return the digests of a claim's pictures; None for one that cannot be shown."""
        found = (self.pictures.get(item.file or "") for item in claim.media)
        return [each.sha256 if isinstance(each, PictureInfo) else None for each in found]

    def verdict(self, name: str | None) -> Verdict | None:
        """Return the verdict with this name; None if it is not on the scale (an old correction)."""
        scale = self.config.scale
        return scale[name] if name is not None and name in scale else None

    def verdict_after(self, claim: ClaimSummary, change: Correction) -> str | None:
        """Return the name of the verdict that a claim had after one of its corrections."""
        # Compared by identity: a claim may have two corrections with the same text.
        index = next(n for n, other in enumerate(claim.corrections) if other is change)
        later = (correction.previous_verdict for correction in claim.corrections[index + 1 :])
        return next((verdict for verdict in later if verdict), claim.verdict)

    def shown_verdict(self, claim: ClaimSummary) -> Verdict | None:
        """Return the verdict that a claim shows, if any; if withdrawn, struck through."""
        return self.verdict(claim.verdict) if claim.shows_verdict else None


def _meaning(verdict: Verdict, texts: SiteTexts) -> Html:
    definition = verdict.definition_in(texts.language)
    if not definition:
        return NO_HTML
    name = verdict.label_in(texts.language)
    return texts.html("claim.means", verdict=name, definition=definition)


@cache
def _texts(language: str, own: str) -> SiteTexts:
    """Return the texts of a site, the same object for all sites with the same texts."""
    return SiteTexts(language, own)


def _neighbours(collection: Collection) -> dict[str, list[Neighbours]]:
    neighbours = defaultdict(list)
    for checked in collection.articles:
        row = (None, *checked.claims, None)
        for before, claim, after in zip(row, row[1:], row[2:], strict=False):
            if claim is not None:
                neighbours[claim.slug].append(Neighbours(checked, before, after))
    return dict(neighbours)
