"""The fold "Cite" of a claim's page: the reference to copy, and files for reference managers."""

from __future__ import annotations

from urllib.parse import quote

from markupsafe import Markup

from factdesk.claims.claim import Claim
from factdesk.reuse.citations import citations
from factdesk.settings import Settings
from factdesk.words import Words

_FOLD = Markup(
    '<details class="fd-fold" id="cite" data-fd-cite data-copy="{copy}" data-copied="{copied}">'
    "<summary>{title}</summary>"
    '<pre tabindex="0">{apa}</pre>'
    '<ul class="fd-cite-files">{files}</ul>'
    "</details>"
)
# A data address, so that no claim needs three more files. With `download` a browser saves it and
# never opens it; it works from disk, without a script and under the content policy.
_FILE = Markup('<li><a download="{name}" href="data:{type};charset=utf-8,{text}">{form}</a></li>')

#: What stands in an address as it is.
_PLAIN = "/:;,@=()!*'$"


def cite_fold(claim: Claim, settings: Settings, words: Words) -> Markup:
    """Return the fold; nothing for a claim without a verdict to cite.

    ``assets/factdesk/cite.js`` adds the buttons that copy.
    """
    cited = citations(claim, settings, words)
    if cited is None:
        return Markup("")
    files = (
        ("BibTeX", "bib", "application/x-bibtex", cited.bibtex),
        ("RIS", "ris", "application/x-research-info-systems", cited.ris),
        ("CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", cited.csl_json),
    )
    return _FOLD.format(
        title=words("cite.title"),
        copy=words("cite.copy"),
        copied=words("cite.copied"),
        apa=cited.apa,
        files=Markup("").join(
            _FILE.format(name=f"{claim.slug}.{end}", type=type_, text=quote(text, safe=_PLAIN), form=form)
            for form, end, type_, text in files
        ),
    )
