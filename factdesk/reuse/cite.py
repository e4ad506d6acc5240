"""The fold "Cite" of a claim's page: the reference to copy, and files for reference managers."""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from factdesk.claims.claim import Claim
from factdesk.render.addresses import Linker, claim_address
from factdesk.render.claim import Fold
from factdesk.render.sheet import language_attributes
from factdesk.reuse.citations import citations
from factdesk.settings import Settings
from factdesk.words import Words

SCRIPT = "assets/factdesk/cite.js"

_BODY = Markup(
    '<div data-fd-cite data-copy="{copy}" data-copied="{copied}"{ours}>'
    '<pre tabindex="0" dir="auto">{apa}</pre>'
    '<ul class="fd-actions">{files}</ul>'
    '<script src="{script}" defer></script>'
    "</div>"
)
# A data address, so that no claim needs three more files. With `download` a browser saves it and
# never opens it; it works from disk, without a script and under the content policy.
_FILE = Markup('<li><a download="{name}" href="data:{type};charset=utf-8,{text}">{form}</a></li>')

#: What stands in an address as it is.
_PLAIN = "/:;,@=()!*'$"


def cite_fold(claim: Claim, settings: Settings, words: Words) -> Fold | None:
    """Return the part of a claim's page that says how to cite it; None while it has no verdict."""
    cited = citations(claim, settings, words)
    if cited is None:
        return None
    files = (
        ("BibTeX", "bib", "application/x-bibtex", cited.bibtex),
        ("RIS", "ris", "application/x-research-info-systems", cited.ris),
        ("CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", cited.csl_json),
    )
    body = _BODY.format(
        copy=words("cite.copy"),
        copied=words("cite.copied"),
        ours=language_attributes(settings.language, claim.language or settings.language),
        apa=cited.apa,
        script=Linker.at(claim_address(claim.slug))(SCRIPT),
        files=Markup("").join(
            _FILE.format(
                name=f"{claim.slug}.{end}", type=type_, text=quote(text, safe=_PLAIN), form=form
            )
            for form, end, type_, text in files
        ),
    )
    return Fold(words("cite.title"), body)
