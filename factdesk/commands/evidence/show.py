"""``factdesk evidence show``: what is proven about the quotations of one claim."""

from __future__ import annotations

import click

from factdesk.claims.proof import QuoteProof, QuoteStatus
from factdesk.commands import options
from factdesk.commands.evidence.site import EvidenceSite
from factdesk.evidence.verify import difference


@click.command("show")
@click.argument("claim")
@options.config_file
@options.claims_dir
def command(claim: str, config_file: str, claims_dir: str | None) -> int:
    """Show what is proven about the quotations of CLAIM, a file or a slug, and since when."""
    entry = EvidenceSite.read(config_file, claims_dir, ()).entry(claim)
    click.echo(entry.file.path)
    if not entry.proofs:
        click.echo("  no quotations")
    for target, proof in entry.proofs:
        click.echo(f"  {target.key}: “{proof.exact}”")
        click.echo(f"    {_in_words(proof)}")
    return 0


def _in_words(proof: QuoteProof) -> str:
    if proof.captured_at is None:
        return "not compared with the source yet: there is no record"
    day = f"{proof.captured_at:%Y-%m-%d}"
    via = f"{proof.via}".replace("_", " ")
    if proof.is_verified:
        page = f", page {proof.page}" if proof.page else ""
        return f"found on {day} ({proof.match}, {via}{page}), window {proof.sha256[:12]}…"
    reasons = {
        QuoteStatus.STALE: f"the record of {day} has another address, or is older",
        QuoteStatus.MISSING: f"not in the source on {day}",
        QuoteStatus.DIFFERS: f"differs from the record of {day}",
        QuoteStatus.TAMPERED: "the record was edited by hand",
    }
    differing = difference(proof)
    return f"{reasons[proof.status]}{f': {differing}' if differing else ''}"
