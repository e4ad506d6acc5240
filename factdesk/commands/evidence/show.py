"""``factdesk evidence show``: what is proven about the quotations of one claim."""

from __future__ import annotations

import click

from factdesk.claims.proof import QuoteProof, QuoteStatus, Via
from factdesk.commands import options
from factdesk.commands.evidence.site import EvidenceSite
from factdesk.config.site_config import SiteConfig
from factdesk.evidence.verify import difference
from factdesk.messages.catalogue import tr, tr_noop

_VIA = {
    Via.DIRECT: tr_noop("direct"),
    Via.ARCHIVED_COPY: tr_noop("archived copy"),
    Via.SAVED_FILE: tr_noop("saved file"),
}


@click.command("show")
@click.argument("claim")
@options.config
def command(claim: str, config: SiteConfig) -> int:
    """Show which quotations of CLAIM, a file or a slug, are proven."""
    entry = EvidenceSite.read(config).entry(claim)
    click.echo(entry.file.path)
    if not entry.proofs:
        click.echo(tr("  no quotations"))
    for target, proof in entry.proofs:
        click.echo(tr("  {source}: “{quotation}”", source=target.key, quotation=proof.exact))
        click.echo(f"    {_in_words(proof)}")
    return 0


def _in_words(proof: QuoteProof) -> str:
    if proof.captured_at is None:
        return tr("not compared with the source yet: there is no record")
    day = f"{proof.captured_at:%Y-%m-%d}"
    if proof.is_verified and proof.match and proof.via:
        page = tr(", page {page}", page=proof.page) if proof.page else ""
        return tr(
            "found on {day} ({match}, {via}{page}), window {sha256}…",
            day=day,
            match=tr(proof.match),
            via=tr(_VIA[proof.via]),
            page=page,
            sha256=proof.sha256[:12],
        )
    reasons = {
        QuoteStatus.STALE: tr(
            "the record of {day} has another address, or is older than this quotation",
            day=day,
        ),
        QuoteStatus.MISSING: tr("not in the source on {day}", day=day),
        QuoteStatus.DIFFERS: tr("differs from the record of {day}", day=day),
        QuoteStatus.TAMPERED: tr("the record was edited by hand"),
    }
    differing = difference(proof)
    return reasons[proof.status] + (f": {differing}" if differing else "")
