"""``factdesk evidence verify``: compare quotations with their records, offline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from factdesk.cache.store import Cache
from factdesk.claims.proof import QuoteProof, QuoteStatus
from factdesk.commands import options
from factdesk.commands.evidence import options as shared
from factdesk.config.mkdocs_yml import MkdocsYml
from factdesk.messages.catalogue import tr, tr_count
from factdesk.reports.last_report import LastReport, RenderedReport

if TYPE_CHECKING:
    from factdesk.commands.evidence.site import ClaimEvidence
    from factdesk.evidence.targets import Target

Proof: TypeAlias = "tuple[ClaimEvidence, Target, QuoteProof]"


@click.command("verify")
@shared.paths
@options.config_source
@shared.report
def command(paths: tuple[Path, ...], source: MkdocsYml, report: Path | None) -> int:
    """Compare all quotations with the records, without the network.

    'check' and 'build' make the same comparison. This command counts the results and lists what is
    not verified. Exit status: 1 if a quotation differs from its record or a record was edited.
    """
    last = None if paths or report else _last(source)
    rendered = last.recall() if last else None
    if rendered is None:
        # slow to import
        from factdesk.commands.evidence.site import EvidenceSite
        from factdesk.config.reader import validate

        site = EvidenceSite.read(validate(source), paths)
        proofs = [(entry, target, each) for entry in site.entries for target, each in entry.proofs]
        counts = Counter(proof.status for _, _, proof in proofs)
        if report:
            report.write_bytes(_proofs_json(proofs, counts))
        failing = counts[QuoteStatus.DIFFERS] or counts[QuoteStatus.TAMPERED]
        rendered = RenderedReport(_proofs_text(proofs, counts), "error" if failing else "")
        if last and all(entry.is_usable for entry in site.entries):
            last.keep(rendered, {entry.file.path: entry.file.digest for entry in site.entries})
    click.echo(rendered.text, nl=False)
    return 1 if rendered.worst == "error" else 0


def _last(source: MkdocsYml) -> LastReport:
    """Return the last report on all claims of a site, which does not depend on written pages."""
    cache = Cache.of_site(source.root)
    _, claims = source.source_folders()
    words = [repr(source.mapping)]
    return LastReport("evidence verify", cache, claims, [source.file], source.root, words)


def _proofs_text(proofs: Sequence[Proof], counts: Mapping[QuoteStatus, int]) -> str:
    from factdesk.evidence.verify import difference

    lines: list[str] = []
    for entry, target, proof in proofs:
        if not proof.is_verified and proof.status is not QuoteStatus.UNRECORDED:
            lines.append(f"{tr(proof.status):<11} {entry.file.path} {target.key}: {proof.exact}")
            if differing := difference(proof):
                lines.append(f"{'':<11} {differing}")
    lines += [f"{counts[status]:>6} {tr(status)}" for status in QuoteStatus]
    lines.append(tr_count("{n:>6} quotation", "{n:>6} quotations", len(proofs)))
    return "\n".join(lines) + "\n"


def _proofs_json(proofs: Sequence[Proof], counts: Mapping[QuoteStatus, int]) -> bytes:
    import msgspec

    from factdesk.evidence.verify import difference

    entries = [
        {
            "claim": entry.file.slug,
            "kind": "source" if target.is_source else "appearance",
            "id": target.key,
            "exact": proof.exact,
            "status": proof.status.value,
            "match": proof.match.value if proof.match else None,
            "captured_at": proof.captured_at,
            "via": proof.via.value if proof.via else None,
            "sha256": proof.sha256 or None,
            "difference": difference(proof) or None,
        }
        for entry, target, proof in proofs
    ]
    outcomes = {status.value: counts.get(status, 0) for status in QuoteStatus}
    document = {"version": 1, "outcomes": outcomes, "quotations": entries}
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"
