"""List what a claim file quotes: its sources and appearances, each with its passages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from factdesk.evidence.record import (
    EvidenceRecord,
    RecordError,
    SourceRecord,
    decode_record,
)
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.faults import Fault
from factdesk.reading.nodes import Mapping, Node

_AROUND = ("prefix", "suffix", "page")


@dataclass(frozen=True, slots=True)
class WantedQuote:
    """A passage that the claim file quotes; ``page`` is what the editor wrote about a PDF."""

    exact: str
    node: Node
    prefix: str = ""
    suffix: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A source or an appearance of one claim.

    ``key`` names it in the record: the id of a source, the address of an appearance. ``index`` is
    its place in the list of the claim file.
    """

    slug: str
    is_source: bool
    key: str
    index: int
    url: str
    archived_url: str
    accessed_on: str
    quotes: tuple[WantedQuote, ...]

    def of(self, record: EvidenceRecord) -> SourceRecord | None:
        """Return what the record has about it."""
        captures = record.sources if self.is_source else record.appearances
        return captures.get(self.key)

    def is_current(self, record: EvidenceRecord) -> bool:
        """Whether the record has its address and every quotation of it."""
        capture = self.of(record)
        recorded = {quote.exact for quote in capture.quotes} if capture else set()
        return (
            capture is not None
            and capture.url == self.url
            and all(quote.exact in recorded for quote in self.quotes)
        )


def targets_of(file: ClaimFile) -> Iterator[Target]:
    """Yield the sources and appearances of a claim file that have an address."""
    for index, source in enumerate(file.root.mappings("sources")):
        quotes = tuple(
            WantedQuote(node.value, node, *(quote.text(name) for name in _AROUND))
            for quote in source.mappings("quotes")
            if (node := quote.scalar("exact")) and node.value.strip()
        )
        key = source.text("id") or f"s{index + 1}"
        if source.text("url"):
            yield _target(file, source, index, key, quotes, is_source=True)
    claim_quote = file.root.scalar("quote")
    for index, appearance in enumerate(file.root.mappings("appearances")):
        nodes = [node for node in (claim_quote, appearance.scalar("quote")) if node]
        wanted = {node.value: node for node in reversed(nodes) if node.value.strip()}
        quotes = tuple(WantedQuote(text, node) for text, node in reversed(wanted.items()))
        if url := appearance.text("url"):
            yield _target(file, appearance, index, url, quotes, is_source=False)


def _target(
    file: ClaimFile,
    node: Mapping,
    index: int,
    key: str,
    quotes: tuple[WantedQuote, ...],
    *,
    is_source: bool,
) -> Target:
    return Target(
        slug=file.slug,
        is_source=is_source,
        key=key,
        index=index,
        url=node.text("url"),
        archived_url=node.text("archived_url"),
        accessed_on=node.text("accessed_on"),
        quotes=quotes,
    )


def record_of(file: ClaimFile) -> EvidenceRecord:
    """Return the record of a claim, an empty one where there is none.

    Raises:
        RecordError: the file is there and cannot be used.
    """
    if isinstance(file.record, Fault):
        raise RecordError(file.record.message)
    return EvidenceRecord() if file.record is None else decode_record(file.record, file.path)
