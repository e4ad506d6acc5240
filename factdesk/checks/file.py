"""Check one claim file on its own, without any other file."""

from __future__ import annotations

from collections.abc import Iterator
from operator import attrgetter

import msgspec

from factdesk.checks import (
    addresses,
    attribution,
    characters,
    citations,
    claim,
    dates,
    evidence,
    form,
    markup,
    media,
    sources,
    template,
    unfinished,
)
from factdesk.checks.check import Check, FileCheck, checks_in
from factdesk.checks.context import Context
from factdesk.checks.fields import read_fields
from factdesk.checks.lenient import status_of
from factdesk.checks.quotations import check_quotations
from factdesk.checks.read_errors import refusals
from factdesk.claims.claim import Claim, ClaimSummary
from factdesk.claims.encoding import (
    NO_DIGESTS,
    ClaimDigests,
    decode_claim,
    encode_claim,
    to_summary,
)
from factdesk.claims.problem import Place, Problem, Severity
from factdesk.claims.vocabulary import Status
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.nodes import MappingNode, Node
from factdesk.text.documents import document_key

#: All checks of one file.
FILE_CHECKS: tuple[Check[FileCheck], ...] = checks_in(
    addresses,
    attribution,
    characters,
    citations,
    claim,
    dates,
    evidence,
    form,
    markup,
    media,
    sources,
    template,
    unfinished,
)

#: The locations that checks across files refer to, by field path (``related.0``): line, column and
#: length.
Locations = dict[str, tuple[int, int, int]]


class FileResult(msgspec.Struct, frozen=True, kw_only=True, array_like=True, gc=False):
    """The results of the checks of one file, small enough to keep them for every file of a site.

    ``digest`` is the SHA-256 of its bytes, or empty if they could not be read. ``summary`` is
    compared with other files; in a file with errors it is a best effort, with blanks for values
    that could not be read. ``encoded`` is the claim as encoded by ``encode_claim``; it is None if
    the file has an error, if a ``ClaimStore`` has the claim, or if only a report is needed.
    ``digests`` are those of a claim and its summary. ``serious`` contains errors and warnings.

    Rarely used data is packed, which takes a tenth of the memory, and decoded on demand.
    """

    path: str
    slug: str
    digest: str
    status: Status
    serious: tuple[Problem, ...]
    packed_notes: bytes
    summary: ClaimSummary
    packed_locations: bytes
    packed_documents: bytes
    encoded: bytes | None
    digests: ClaimDigests
    #: The links of the analysis within the site, with line, column and length.
    site_links: tuple[tuple[str, tuple[int, int, int]], ...] = ()

    @property
    def notes(self) -> list[Problem]:
        """The notes. Decoded on each call."""
        return _PROBLEMS.decode(self.packed_notes)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Errors, warnings and notes, in order."""
        return tuple(sorted((*self.serious, *self.notes), key=_IN_ORDER))

    @property
    def documents(self) -> list[str]:
        """The keys of the documents at the addresses of the sources. Decoded on each call."""
        return _DOCUMENTS.decode(self.packed_documents)

    @property
    def is_valid(self) -> bool:
        """Whether the file has no error and so is a claim."""
        return all(problem.severity is not Severity.ERROR for problem in self.serious)

    @property
    def claim(self) -> Claim | None:
        """The claim in ``encoded``. Decoded on each call."""
        return None if self.encoded is None else decode_claim(self.encoded)

    def place(self, path: str) -> Place:
        """Return the location of a field by its path, else the beginning of the file."""
        locations = _LOCATIONS.decode(self.packed_locations)
        return Place(self.path, *locations.get(path, (1, 1, 1)))


_IN_ORDER = attrgetter("in_order")
_ENCODER = msgspec.msgpack.Encoder()
_PROBLEMS = msgspec.msgpack.Decoder(list[Problem])
_LOCATIONS = msgspec.msgpack.Decoder(Locations)
_DOCUMENTS = msgspec.msgpack.Decoder(list[str])


def check_file(file: ClaimFile, context: Context) -> FileResult:
    """Check a file on its own, and return its problems and its claim."""
    context.shared.resolve(file)
    problems = list(refusals(file))
    checked = Claim(slug=file.slug, path=file.path, claim="")
    if file.was_read:
        checked, errors = read_fields(file)
        problems += errors
        problems += _run_checks(file, context)
        proofs, evidence_problems = check_quotations(file, context)
        problems += evidence_problems
        if proofs:
            checked = msgspec.structs.replace(checked, proofs=proofs)
    serious = [problem for problem in problems if problem.severity is not Severity.NOTE]
    notes = [problem for problem in problems if problem.severity is Severity.NOTE]
    is_valid = all(problem.severity is not Severity.ERROR for problem in serious)
    encoded = encode_claim(checked) if is_valid and context.claims else None
    summary = to_summary(checked)
    documents = [document_key(source.url) for source in checked.sources]
    return FileResult(
        path=file.path,
        slug=file.slug,
        digest=file.digest,
        status=status_of(file),
        serious=tuple(sorted(serious, key=_IN_ORDER)),
        packed_notes=_ENCODER.encode(notes),
        summary=summary,
        packed_locations=_ENCODER.encode(_locations(file)),
        packed_documents=_ENCODER.encode(documents),
        encoded=encoded,
        digests=ClaimDigests.of(encoded, summary) if encoded else NO_DIGESTS,
        site_links=tuple(
            (target, file.lines.place(node.start, node.end))
            for target, node in markup.site_links(file)
        ),
    )


def _run_checks(file: ClaimFile, context: Context) -> Iterator[Problem]:
    fields = file.root.values.keys()
    for code, needed, run in _CHECKS_TO_RUN[context.notes]:
        if needed and fields.isdisjoint(needed):
            continue
        for node, message, hint, also, field in run(file, context):
            others = tuple(file.place_of(other) for other in also)
            path = field or file.field_at(node)
            yield code.problem(message, file.place_of(node), hint, others, path)


#: What is needed of each check, with and without notes: looking it up for each file takes longer.
_CHECKS_TO_RUN = {
    notes: [
        (check.code, check.needs, check.run)
        for check in FILE_CHECKS
        if notes or check.code.severity is not Severity.NOTE
    ]
    for notes in (True, False)
}


#: The lists of mappings, and the field of their entries that other checks refer to.
_NAMED = (("sources", "url"), ("appearances", "url"), ("accepted", "check"), ("media", "file"))


def _locations(file: ClaimFile) -> Locations:
    place = file.lines.place
    return {path: place(node.start, node.end) for path, node in _located(file.root) if node}


def _located(root: MappingNode) -> Iterator[tuple[str, Node | None]]:
    """Yield the nodes that checks across files refer to, by field path."""
    yield "claim", root.node("claim")
    yield "verdict", root.node("verdict")
    yield "summary", root.node("summary")
    claimant = root.node("claimant")
    yield "claimant", claimant.node("name") if isinstance(claimant, MappingNode) else claimant
    yield "translation_of", root.node("translation_of")
    for name in ("topics", "related", "aliases"):
        for n, item in enumerate(root.items(name)):
            yield f"{name}.{n}", item
    for name, field in _NAMED:
        for n, item in enumerate(root.items(name)):
            yield f"{name}.{n}.{field}", item.node(field) if isinstance(item, MappingNode) else item
