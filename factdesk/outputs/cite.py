"""The fold "Cite" of a claim's page: the reference to copy, and files for reference managers."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from markupsafe import escape

from factdesk.claims.claim import Claim
from factdesk.config.site_config import SiteConfig
from factdesk.i18n.messages import Messages
from factdesk.outputs.citations import citations
from factdesk.pages.claim import Fold
from factdesk.pages.page_context import language_attributes
from factdesk.pages.urls import Linker, claim_address
from factdesk.text.html import trusted

SCRIPT = "assets/factdesk/cite.js"

# Data addresses, so that no claim needs three more files. With `download` a browser saves one and
# never opens it; it works from disk, without a script and under the content policy.
_BIBTEX = "data:application/x-bibtex;charset=utf-8,"
_RIS = "data:application/x-research-info-systems;charset=utf-8,"
_CSL_JSON = "data:application/vnd.citationstyles.csl+json;charset=utf-8,"

#: What stands in an address as it is.
_PLAIN = "/:;,@=()!*'$"
_PLAIN_TEXT = re.compile(rf"[\w.~{re.escape(_PLAIN)}-]*", re.ASCII)


def cite_fold(claim: Claim, config: SiteConfig, messages: Messages) -> Fold | None:
    """Return the part of a claim's page that says how to cite it; None while it has no verdict."""
    cited = citations(claim, config, messages, _encoded)
    if cited is None:
        return None
    ours = language_attributes(config.language, claim.language or config.language)
    script = Linker.at(claim_address(claim.slug))(SCRIPT)
    slug = escape(claim.slug)
    files = "".join(
        f'<li><a download="{slug}.{end}" href="{kind}{escape(text)}">{form}</a></li>'
        for form, end, kind, text in (
            ("BibTeX", "bib", _BIBTEX, cited.bibtex),
            ("RIS", "ris", _RIS, cited.ris),
            ("CSL-JSON", "csl.json", _CSL_JSON, cited.csl_json),
        )
    )
    body = (
        f'<div data-fd-cite data-copy="{messages.html("cite.copy")}"'
        f' data-copied="{messages.html("cite.copied")}"{ours}>'
        f'<pre tabindex="0" dir="auto">{escape(cited.apa)}</pre>'
        f'<ul class="fd-actions">{files}</ul>'
        f'<script src="{script}" defer></script>'
        "</div>"
    )
    return Fold(messages("cite.title"), trusted(body))


@lru_cache(maxsize=1024)  # in most forms a text looks the same
def _encoded(text: str) -> str:
    if _PLAIN_TEXT.fullmatch(text):
        return text
    # Most words are letters and digits, and need no encoding.
    words = [w if w.isascii() and w.isalnum() else quote(w, safe=_PLAIN) for w in text.split(" ")]
    return "%20".join(words)
