"""Run an import: read the sources, decide what happens to each record, and write the files.

A dry run performs the same steps without writing.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec

from factdesk.checks.context import Context
from factdesk.config.site_config import SiteConfig
from factdesk.editing.errors import EditError
from factdesk.editing.files import edit_file
from factdesk.files import write_file
from factdesk.importing.articles import SavedArticles
from factdesk.importing.claim_text import faults_of, write_claim
from factdesk.importing.conversion import convert_record
from factdesk.importing.digests import digests_of, write_digest
from factdesk.importing.existing import ExistingClaims, ImportedFile
from factdesk.importing.imported_review import ImportedReview
from factdesk.importing.mapping import ImportMapping
from factdesk.importing.merging import merge_reviews
from factdesk.importing.names import free_name, wanted_name
from factdesk.importing.own import is_same_claim, restore_own
from factdesk.importing.raw import ImportRefusal
from factdesk.importing.review_store import ReviewStore, StoredReview
from factdesk.importing.source import MAX_RECORDS, ImportSource
from factdesk.importing.updating import update_claim
from factdesk.messages.catalogue import os_reason, tr, tr_noop, tr_number
from factdesk.reading.claim_file import parse_claim_file
from factdesk.reading.folder import name_in
from factdesk.reading.nodes import plain

CREATED, UPDATED = tr_noop("created"), tr_noop("updated")
UNCHANGED, SKIPPED = tr_noop("unchanged"), tr_noop("skipped")
_REQUIRED = ("claim", "claimant", "verdict", "summary", "published_on", "sources")


class ImportJob(msgspec.Struct, frozen=True):
    """The sources and the target of an import."""

    config: SiteConfig
    sources: Sequence[ImportSource]
    mapping: ImportMapping
    into: Path
    articles: SavedArticles | None = None
    write: bool = False


class Importer:
    """Decides what happens to each record, and writes claim files."""

    def __init__(self, job: ImportJob, store: ReviewStore) -> None:
        self._job = job
        self._store = store
        config = job.config
        self._context = Context(config.scale, config.language)
        self._existing = ExistingClaims(config.claims_folder, config.root)
        self._taken = set(self._existing.names)
        self._root = config.root
        self._address = config.site_url
        self._names: dict[Path, str] = {}
        #: Former and new address of each claim of this import.
        self.redirects: dict[str, str] = {}

    def run(self) -> None:
        """Read all sources, then decide on all records."""
        for source in self._job.sources:
            self._read(source)
        for stored in self._store.without_identity():
            review = stored.review
            self._store.set_outcome(stored, SKIPPED, code=review.code, reason=review.reason)
        shared = self._store.shared_names()
        for identity, name, group in self._store.groups():
            self._decide(identity, name, group, is_shared=name in shared)

    def _read(self, source: ImportSource) -> None:
        config, mapping = self._job.config, self._job.mapping
        total = sum(each.count for each in self._job.sources)
        for number, record in enumerate(source.records(), total + 1):
            if number > MAX_RECORDS:
                most = tr_number(MAX_RECORDS)
                raise ImportRefusal(
                    tr("there are more than {most} records: import in parts", most=most)
                )
            if record.fields is not None and not record.code:
                review = restore_own(record, config.language)
            else:
                review = convert_record(record, mapping, config)
            name, is_old = "", False
            if review.identity:
                language = review.fields.get("language", config.language)
                name, is_old = wanted_name(review.slug, review.fields.get("claim", ""), language)
            self._store.add(record.place, review, name, is_old=is_old)

    # --- one claim ---------------------------------------------------------------------------

    def _decide(
        self, identity: str, name: str, group: list[StoredReview], *, is_shared: bool
    ) -> None:
        first, others = group[0], group[1:]
        for each in others:
            reason = tr("another record of the same review: {place}", place=first.place)
            self._store.set_outcome(each, SKIPPED, code="duplicate", reason=reason)
        is_own = first.review.is_own
        if is_own and any(each.review.fields != first.review.fields for each in others):
            self._skip(first, "conflict", tr("records of the same claim differ"))
            return
        several = bool(others) and not is_own
        review = merge_reviews([each.review for each in group]) if several else first.review
        if several:
            review.dropped = [*first.review.dropped, *review.dropped]
            review.changed = first.review.changed
            review.decisions = [*first.review.decisions, *review.decisions]
        result = first._replace(review=review)
        if review.is_own:
            self._restore(name, result)
            return
        if self._job.articles:
            self._job.articles.add_sources(review)
        self._complete(review)
        file = self._existing.by_identity.get(identity)
        if file:
            self._update(file, result)
        else:
            slug = free_name(name, identity, self._taken, is_shared=is_shared)
            self._create(slug, result)

    def _complete(self, review: ImportedReview) -> None:
        """Set the status and the origin of the review."""
        fields = review.fields
        is_complete = all(fields.get(name) for name in _REQUIRED) and not review.decisions
        if not (self._job.articles and is_complete):
            fields["status"] = "draft"
        imported = {"from": review.origin, "id": review.identity}
        if review.published_on:
            imported["on"] = review.published_on
        fields["imported"] = imported | {"digest": write_digest(digests_of(fields))}

    def _create(self, slug: str, result: StoredReview) -> None:
        fields = result.review.fields
        file = self._job.into / f"{slug}.yml"
        text, faults = self._checked(fields, file)
        if faults and fields.get("status") != "draft":
            fields["status"] = "draft"
            result.review.decisions += [("not-publishable", fault) for fault in faults]
            self._complete(result.review)
            text, faults = self._checked(fields, file)
        if faults:
            self._skip(result, "invalid", "; ".join(faults))
            return
        self._write_new(file, text, result)

    def _checked(self, fields: dict[str, Any], file: Path) -> tuple[str, list[str]]:
        text = write_claim(fields)
        return text, faults_of(text, self._shown(file), fields, self._context)

    def _write_new(self, file: Path, text: str, result: StoredReview) -> None:
        self._taken.add(file.stem)
        self._redirect(result.review.old_address, file.stem)
        if self._job.write:
            try:
                write_file(file, text.encode(), new=True)
            except OSError as error:
                self._skip(result, "not-written", f"{self._shown(file)}: {os_reason(error)}")
                return
        self._store.set_outcome(result, CREATED, path=self._shown(file))

    def _update(self, file: ImportedFile, result: StoredReview) -> None:
        review, shown = result.review, self._shown(file.path)
        self._redirect(review.old_address, file.slug)
        digest = review.fields["imported"]["digest"]
        if digest == file.digest:
            self._store.set_outcome(result, UNCHANGED, path=shown)
            return
        try:
            text = file.path.read_bytes().decode("utf-8-sig")  # with its own line endings
            update = update_claim(text, review.fields, file.digest)
            faults = self._faults_of_edit(update.text, shown) if update.text != text else []
            if faults:
                self._skip(result, "not-updated", f"{shown}: {'; '.join(faults)}")
                return
            if update.text != text and self._job.write:
                edit_file(file.path, lambda _: update.text)
        except (EditError, OSError, UnicodeDecodeError) as error:
            self._skip(result, "not-updated", f"{shown}: {_reason(error)}")
            return
        review.decisions += [("edited", name) for name in update.edited]
        fields = ", ".join(update.updated)
        reason = tr("fields: {fields}", fields=fields) if update.updated else ""
        outcome = UPDATED if update.text != text else UNCHANGED
        self._store.set_outcome(result, outcome, reason=reason, path=shown)

    def _faults_of_edit(self, text: str, shown: str) -> list[str]:
        fields: dict[str, Any] = plain(parse_claim_file(text.encode(), shown).root)
        return faults_of(text, shown, fields, self._context)

    def _restore(self, slug: str, result: StoredReview) -> None:
        """Write a file from our own data; never change an existing file."""
        existing = self._existing.names.get(slug)
        file = existing or self._job.into / f"{slug}.yml"
        text, faults = self._checked(result.review.fields, file)
        if existing:
            same = is_same_claim(existing, text, self._job.config.language)
            if same:
                self._store.set_outcome(result, UNCHANGED, path=self._shown(existing))
            else:
                there = self._shown(existing)
                reason = tr("{path} exists, but does not come from an import", path=there)
                self._skip(result, "name-in-use", reason)
        elif faults:
            self._skip(result, "invalid", "; ".join(faults))
        else:
            self._write_new(file, text, result)

    def _skip(self, result: StoredReview, code: str, reason: str) -> None:
        self._store.set_outcome(result, SKIPPED, code=code, reason=reason)

    def _redirect(self, old: str, slug: str) -> None:
        if old:
            self.redirects[old] = f"{self._address}claims/{slug}/"

    def _shown(self, file: Path) -> str:
        # Almost all files are in one folder, and resolving its name is slow.
        folder = file.parent
        if folder not in self._names:
            self._names[folder] = name_in(self._root, folder)
        return f"{self._names[folder]}/{file.name}"


def _reason(error: EditError | OSError | UnicodeDecodeError) -> str:
    if isinstance(error, UnicodeDecodeError):
        return tr("the file is not UTF-8")
    return os_reason(error) if isinstance(error, OSError) else str(error)
