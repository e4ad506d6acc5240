"""Convert a record to the fields of a claim file. Unclear values are left out and reported."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Any

from factdesk.config.site_config import SiteConfig
from factdesk.importing.article_links import links_in
from factdesk.importing.article_text import html_to_markdown, plain_as_markdown
from factdesk.importing.cleaning import clean_address
from factdesk.importing.dates import date_shape
from factdesk.importing.entries import read_address, read_appearances, read_sources
from factdesk.importing.gathering import ChangedText, Gathered
from factdesk.importing.identity import rating_of, review_identity
from factdesk.importing.imported_review import ImportedReview, is_claimed_later
from factdesk.importing.mapping import AS_DRAFT, ImportMapping, rating_key
from factdesk.importing.names import old_slug
from factdesk.importing.raw import ImportFormat, RawRecord
from factdesk.importing.targets import (
    HTML,
    ID,
    POST_STATUS,
    PUBLISHER,
    RATING_NUMBER,
    SLUG,
    TITLES,
)  # fmt: skip
from factdesk.messages.catalogue import tr
from factdesk.text.slugs import fold

MAX_CLAIM, MAX_SUMMARY = 300, 400
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*", re.ASCII)
#: Text that looks like a citation of a source unless it is escaped.
_CITATION = re.compile(r"(?<!\\)\[@")
_KINDS = {"person": "person", "organization": "organization", "organisation": "organization"}


def convert_record(record: RawRecord, mapping: ImportMapping, config: SiteConfig) -> ImportedReview:
    """Return the review in a record, for the language and the scale of a site."""
    if record.code:
        return ImportedReview(code=record.code, reason=record.reason)
    return _Converter(record, mapping, config).review()


class _Converter:
    def __init__(self, record: RawRecord, mapping: ImportMapping, config: SiteConfig) -> None:
        self._record = record
        self._mapping = mapping
        self._language = config.language
        self._scale = config.scale
        self._texts = Gathered(record, mapping)
        self._fields: dict[str, Any] = {}
        self._decisions: list[tuple[str, str]] = []
        #: Texts that are too long for their field, and are moved to the start of the analysis.
        self._long: list[str] = []
        self._rating = ""

    def review(self) -> ImportedReview:
        claim = self._claim()
        if not claim:
            reason = tr("the claim is empty")
            if not self._mapping.knows_claims(self._record.format):
                reason = tr("no column is mapped to the claim: use --start-map, then --map")
            return self._finish(ImportedReview(code="empty-claim", reason=reason))
        publisher = self._texts.one(PUBLISHER) or self._mapping.publisher.get("name", "")
        own = self._mapping.publisher.get("name", "")
        if self._mapping.only_own and own and fold(publisher) != fold(own):
            reason = tr("the review is of another publisher: {publisher}", publisher=publisher)
            return self._finish(ImportedReview(code="other-publisher", reason=reason))
        address = self._address()
        native = self._texts.one(ID)
        self._claimant()
        self._dates()
        self._verdict()
        self._texts_and_lists(address)
        origin = address or self._mapping.publisher.get("url", "") or publisher
        if not origin:
            origin = PurePath(self._record.place.file).name
            self._decide("no-origin")
        review = ImportedReview(
            identity=review_identity(address, native, publisher, claim, self._claimant_name),
            origin=origin,
            published_on=self._fields.get("published_on", ""),
            slug=old_slug(address, self._texts.one(SLUG)),
            old_address=address,
            rating=self._rating,
        )
        return self._finish(review)

    def _finish(self, review: ImportedReview) -> ImportedReview:
        review.fields = self._fields
        review.dropped = self._texts.dropped
        repaired = [
            ChangedText("record", "", tr("repaired: {fault}", fault=each))
            for each in self._record.repaired
        ]
        review.changed = [*repaired, *self._texts.changed]
        review.decisions = self._decisions
        return review

    def _set(self, name: str, entries: list[Any]) -> None:
        if entries:
            self._fields[name] = entries

    def _decide(self, code: str, value: str = "") -> None:
        self._decisions.append((code, value))

    # --- the claim and who made it -----------------------------------------------------------

    def _claim(self) -> str:
        texts = self._texts.texts("claim")
        if not texts:
            return ""
        claim = " ".join(texts[0].text.split())
        others = [each for each in texts[1:] if fold(each.text) != fold(claim)]
        if others:
            reason = tr("the record has several claims, and the first one is used")
            self._texts.drop(others, reason)
            self._decide("several-claims")
        if self._record.format in TITLES:
            self._decide("title-as-claim")
        self._fields["claim"] = claim
        if len(claim) > MAX_CLAIM:
            self._fields["claim"] = claim[: MAX_CLAIM - 1].rpartition(" ")[0].rstrip(" ,;:") + "…"
            if len(self._fields["claim"]) < 2:
                self._fields["claim"] = claim[: MAX_CLAIM - 1] + "…"
            self._long.append(texts[0].text)
            self._decide("claim-too-long")
        return claim

    @property
    def _claimant_name(self) -> str:
        return str(self._fields.get("claimant", {}).get("name", ""))

    def _claimant(self) -> None:
        claimant = {}
        if name := self._texts.one("claimant.name"):
            if fold(name) == "unknown":
                self._drop_all(
                    "claimant.name", tr("an unknown claimant needs a note that says why")
                )
            else:
                claimant["name"] = name
        for part in ("role", "kind", "url"):
            value = self._texts.one(f"claimant.{part}")
            if part == "kind" and value:
                value = self._kind(value)
            if part == "url" and value:
                value = self._checked_address("claimant.url", value)
            if value and claimant:
                claimant[part] = value
            elif value:
                self._drop_all(f"claimant.{part}", tr("the claimant has no name"))
        if claimant:
            self._fields["claimant"] = claimant

    def _kind(self, value: str) -> str:
        name = value.rpartition("/")[2].rpartition(":")[2].casefold()
        kind = _KINDS.get(name) or ("organization" if name.endswith("organization") else "")
        if not kind:
            self._drop_all("claimant.kind", tr("a claimant is a person or an organization"))
        return kind

    def _drop_all(self, target: str, reason: str) -> None:
        self._texts.drop(self._texts.texts(target), reason)

    # --- addresses and dates -----------------------------------------------------------------

    def _checked_address(self, target: str, value: str) -> str:
        address, fault = clean_address(value)
        if fault:
            self._drop_all(target, fault)
            self._decide("bad-address", fault)
        return address

    def _address(self) -> str:
        address, faults = read_address(self._texts)
        for fault in faults:
            self._decide("bad-address", fault)
        return address

    def _dates(self) -> None:
        for name in ("claimed_on", "published_on", "review_by"):
            text = self._texts.one(name)
            if not text:
                continue
            date = self._mapping.dates.read(text)
            if date is None and self._mapping.dates.is_impossible(text):
                self._drop_all(name, tr("this day does not exist in the calendar"))
                self._decide("impossible-date", f"{name}: {text} ({self._record.place})")
            elif date is None:
                self._drop_all(name, tr("this date is ambiguous or unreadable"))
                self._decide("unclear-date", f"{name}: {date_shape(text)}")
            elif name != "claimed_on" and not date.day:
                self._drop_all(name, tr("this date has no day"))
                self._decide("unclear-date", f"{name}: {date_shape(text)}")
            else:
                self._fields[name] = str(date)
        if is_claimed_later(self._fields):
            del self._fields["claimed_on"]
            self._drop_all("claimed_on", tr("the claim would have been made after its review"))
            self._decide("claimed-later")

    # --- the verdict -------------------------------------------------------------------------

    def _verdict(self) -> None:
        rating = rating_of(self._texts)
        if self._texts.texts("verdict") and not rating:
            self._texts.one("verdict")  # lists the values as left out
            self._decide("several-ratings")
        self._drop_all(RATING_NUMBER, tr("a number of the rating"))
        if not rating:
            return
        self._rating = rating_key(rating)
        verdict = self._mapping.verdicts.get(self._rating, "")
        if not verdict and self._record.format is ImportFormat.OWN_TABLE and rating in self._scale:
            verdict = rating
        if verdict and verdict != AS_DRAFT:
            self._fields["verdict"] = verdict
            return
        if verdict:
            reason = tr("the rating stays a draft, as the mapping file says")
        else:
            reason = tr("the rating is not mapped: {rating}", rating=rating)
            self._decide("unmapped-rating", self._rating)
        self._drop_all("verdict", reason)

    # --- everything else ---------------------------------------------------------------------

    def _texts_and_lists(self, address: str) -> None:
        for name in ("quote", "attributed_to", "claimant_note", "kind", "would_change_if",
                     "why_checked"):  # fmt: skip
            text = self._texts.one(name)
            if text and not (name == "quote" and fold(text) == fold(self._fields["claim"])):
                self._fields[name] = text
        self._summary()
        for name in ("topics", "authors", "reviewers"):
            self._set(name, list(dict.fromkeys(each.text for each in self._texts.texts(name))))
        self._language_tag()
        appearances, faults = read_appearances(self._texts, self._mapping.dates, address)
        self._set("appearances", appearances)
        sources, source_faults = read_sources(self._texts, self._mapping.dates)
        for fault in (*faults, *source_faults):
            self._decide("bad-address", fault)
        pages = [each.text for each in self._texts.texts(HTML)]
        for page in pages:
            known = [each["url"] for each in (*sources, *appearances)]
            links = links_in(page, address, known)
            sources += links.sources
            self._texts.dropped += links.dropped
        self._set("sources", sources)
        self._analysis(pages)
        status = self._texts.one(POST_STATUS)
        if status not in ("", "publish"):
            self._decide("unpublished-post", status)
        self._drop_all("status", tr("an imported review is a draft until it has sources"))

    def _summary(self) -> None:
        summary = self._texts.one("summary")
        if len(summary) > MAX_SUMMARY:
            self._long.append(summary)
            self._decide("summary-too-long")
        elif summary:
            self._fields["summary"] = summary

    def _analysis(self, pages: list[str]) -> None:
        pieces = [
            "\n".join(f"> {line}".rstrip() for line in text.split("\n")) for text in self._long
        ]
        pieces += [plain_as_markdown(each.text) for each in self._texts.texts("analysis")]
        for page in pages:
            text, dropped = html_to_markdown(page)
            pieces.append(text)
            self._texts.dropped += dropped
        if analysis := "\n\n".join(piece for piece in pieces if piece.strip()):
            self._fields["analysis"] = _CITATION.sub(r"\\[@", analysis) + "\n"

    def _language_tag(self) -> None:
        text = self._texts.one("language") or self._mapping.language
        if not text:
            return
        if not _LANGUAGE.fullmatch(text):
            self._drop_all("language", tr("this is not a language tag"))
            self._decide("unclear-language", text)
        elif (tag := text.replace("_", "-")).casefold() != self._language.casefold():
            self._fields["language"] = tag
