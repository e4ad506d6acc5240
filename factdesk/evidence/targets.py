"""List the quotations of a claim file by source and appearance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from factdesk.claims.problem import FieldPath
from factdesk.evidence.record import EvidenceRecord, RecordError, SourceRecord
from factdesk.evidence.record_file import decode_record
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.faults import Fault
from factdesk.reading.nodes import MappingNode, Node

_AROUND = ("prefix", "suffix", "page")


class WantedQuote(NamedTuple):
    """A passage that the claim file quotes, and the path of its field.

    ``page`` is the page of a PDF that the editor gave.
    """

    exact: str
    node: Node
    field: FieldPath
    prefix: str = ""
    suffix: str = ""
    page: str = ""


class Target(NamedTuple):
    """A source or an appearance of one claim.

    ``key`` identifies it in the record: the id of a source, or the address of an appearance.
    ``position`` is its position in the list of the claim file.
    """

    slug: str
    is_source: bool
    key: str
    position: int
    url: str
    archived_url: str
    accessed_on: str
    quotes: tuple[WantedQuote, ...]

    def of(self, record: EvidenceRecord) -> SourceRecord | None:
        """Return its entry in the record."""
        captures = record.sources if self.is_source else record.appearances
        return captures.get(self.key)

    def is_current(self, record: EvidenceRecord) -> bool:
        """Whether the record has the same address and all quotations."""
        capture = self.of(record)
        recorded = {quote.exact for quote in capture.quotes} if capture else set()
        return (
            capture is not None
            and capture.url == self.url
            and all(quote.exact in recorded for quote in self.quotes)
        )


def targets_of(file: ClaimFile) -> Iterator[Target]:
    """Yield the sources and appearances of a claim file that have an address."""
    for index, source in _with_address(file, "sources"):
        inside = ("sources", index, "quotes")
        quotes = tuple(
            WantedQuote(node.value, node, (*inside, n, "exact"), *map(quote.text, _AROUND))
            for n, quote in enumerate(source.items("quotes"))
            if isinstance(quote, MappingNode)
            and (node := quote.scalar("exact"))
            and node.value.strip()
        )
        key = source.text("id") or f"s{index + 1}"
        yield _target(file, source, index, key, quotes, is_source=True)
    for index, appearance in _with_address(file, "appearances"):
        own: FieldPath = ("appearances", index, "quote")
        wanted: dict[str, WantedQuote] = {}
        for fields, path in ((file.root, ("quote",)), (appearance, own)):
            node = fields.scalar("quote")
            if node and node.value.strip():
                wanted.setdefault(node.value, WantedQuote(node.value, node, path))
        quotes = tuple(wanted.values())
        yield _target(file, appearance, index, appearance.text("url"), quotes, is_source=False)


def _with_address(file: ClaimFile, name: str) -> Iterator[tuple[int, MappingNode]]:
    """Yield the entries of a list that have an address, with their indexes."""
    for index, entry in enumerate(file.root.items(name)):
        if isinstance(entry, MappingNode) and entry.text("url"):
            yield index, entry


def _target(
    file: ClaimFile,
    node: MappingNode,
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
        position=index,
        url=node.text("url"),
        archived_url=node.text("archived_url"),
        accessed_on=node.text("accessed_on"),
        quotes=quotes,
    )


def record_of(file: ClaimFile) -> EvidenceRecord:
    """Return the record of a claim, or an empty one if there is none.

    Raises:
        RecordError: the file exists but cannot be used.
    """
    if isinstance(file.record, Fault):
        raise RecordError(file.record.message)
    return EvidenceRecord() if file.record is None else decode_record(file.record, file.path)
