"""``factdesk evidence verify``: compare quotations with their records, offline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import click
import msgspec

from factdesk.claims.proof import QuoteProof, QuoteStatus
from factdesk.commands import options
from factdesk.commands.evidence import options as shared
from factdesk.commands.evidence.site import ClaimEvidence, EvidenceSite
from factdesk.evidence.targets import Target
from factdesk.evidence.verify import difference


@click.command("verify")
@shared.paths
@options.config_file
@options.claims_dir
@shared.report
def command(
    paths: tuple[Path, ...], config_file: str, claims_dir: str | None, report: Path | None
) -> int:
    """Compare all quotations with the records, without the network.

    ``check`` and ``build`` do the same; this command only counts the results and lists what is not
    verified. Exit status: 1 when a quotation differs from its record, or a record was edited.
    """
    site = EvidenceSite.read(config_file, claims_dir, paths)
    proofs = [(entry, target, proof) for entry in site.entries for target, proof in entry.proofs]
    counts = Counter(proof.status for _, _, proof in proofs)
    for entry, target, proof in proofs:
        if not proof.is_verified and proof.status is not QuoteStatus.UNRECORDED:
            click.echo(f"{proof.status.value:<11} {entry.file.path} {target.key}: {proof.exact}")
            if differing := difference(proof):
                click.echo(f"{'':<11} {differing}")
    if report:
        report.write_bytes(_proofs_json(proofs, counts))
    for status in QuoteStatus:
        click.echo(f"{counts[status]:>6} {status.value}")
    click.echo(f"{len(proofs):>6} quotations")
    failing = (QuoteStatus.DIFFERS, QuoteStatus.TAMPERED)
    return 1 if any(counts[status] for status in failing) else 0


def _proofs_json(
    proofs: Sequence[tuple[ClaimEvidence, Target, QuoteProof]], counts: Mapping[QuoteStatus, int]
) -> bytes:
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
