"""The claims of a site with their records, for the evidence commands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from factdesk import __version__
from factdesk.claims.claim import Appearance, Source
from factdesk.claims.descriptions import names_in_order
from factdesk.claims.proof import QuoteProof
from factdesk.config.site_config import SiteConfig
from factdesk.editing.errors import EditError
from factdesk.editing.files import edit_file
from factdesk.editing.value_edits import set_value
from factdesk.evidence.fetch import Fetcher
from factdesk.evidence.record import EvidenceRecord, RecordError
from factdesk.evidence.targets import Target, record_of, targets_of
from factdesk.evidence.verify import prove_quotation
from factdesk.messages.catalogue import tr
from factdesk.reading.claim_file import ClaimFile, read_claim_file
from factdesk.reading.folder import find_claim_files
from factdesk.reading.shared_sources import SharedSources


class ClaimEvidence:
    """One claim file with its record."""

    def __init__(self, path: Path, file: ClaimFile) -> None:
        self.path = path
        self.file = file
        self.targets = list(targets_of(file))
        self.is_usable = True
        try:
            self.record = record_of(file)
        except RecordError as error:
            self.is_usable = False
            click.echo(
                tr("the record of {path} cannot be used: {error}", path=file.path, error=error),
                err=True,
            )
            self.record = EvidenceRecord()

    @property
    def proofs(self) -> list[tuple[Target, QuoteProof]]:
        """The proof of each quotation."""
        return [
            (
                target,
                prove_quotation(
                    quote.exact,
                    target.of(self.record),
                    url=target.url,
                    prefix=quote.prefix,
                    suffix=quote.suffix,
                ),
            )
            for target in self.targets
            for quote in target.quotes
        ]

    def edit(self, path: tuple[str | int, ...], value: str) -> None:
        """Set one value in the claim file without changing any other byte."""
        order = names_in_order(Source if path[0] == "sources" else Appearance)
        try:
            edit_file(self.path, lambda text: set_value(text, path, value, order=order))
        except EditError as error:
            message = tr(
                "{path}: {error}. Add this to the file yourself:\n\n{lines}",
                path=self.file.path,
                error=error,
                lines=f"{path[-1]}: {value}",
            )
            click.echo(message, err=True)


def _with_shared(file: ClaimFile, shared: SharedSources) -> ClaimFile:
    shared.resolve(file)
    return file


class EvidenceSite:
    """The claims that a command works on."""

    def __init__(self, config: SiteConfig, entries: list[ClaimEvidence]) -> None:
        self.config = config
        self.entries = entries

    @classmethod
    def read(cls, config: SiteConfig, paths: Sequence[Path] = ()) -> EvidenceSite:
        """Read the claims below some paths or with some slugs, or all claims."""
        root, folder = config.root, config.claims_folder
        inside = [path.resolve() for path in paths if path.exists()]
        slugs = {str(path) for path in paths if not path.exists()}
        shared = SharedSources.read(folder, root)
        entries = [
            ClaimEvidence(Path(path), _with_shared(read_claim_file(path, shown_as, record), shared))
            for path, shown_as, record in find_claim_files(folder, root).files
        ]
        if paths:
            entries = [
                each
                for each in entries
                if each.file.slug in slugs
                or any(each.path.resolve().is_relative_to(place) for place in inside)
            ]
        site = cls(config, entries)
        for slug in sorted(slugs):
            site.entry(slug)  # refuses an unknown one
        return site

    def entry(self, claim: str) -> ClaimEvidence:
        """Return the entry of a claim by its slug or file."""
        slug = Path(claim).stem if claim.endswith(".yml") else claim
        for entry in self.entries:
            if entry.file.slug == slug:
                return entry
        raise click.UsageError(
            tr("there is no claim '{claim}'; 'factdesk list' shows all", claim=claim)
        )

    def fetcher(self, allowed_hosts: tuple[str, ...], pause: float) -> Fetcher:
        """Return a fetcher that identifies itself with the address of this site."""
        who = self.config.site_url or self.config.repository or self.config.site_name
        name = who.encode("ascii", "replace").decode()
        return Fetcher(
            f"factdesk/{__version__} (+{name})", allowed_hosts=allowed_hosts, pause=pause
        )
