"""The section "Cite" of a claim's page: the reference to copy, and files for reference managers."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote

from factdesk.claims.claim import Claim
from factdesk.config.site_config import SiteConfig
from factdesk.i18n.messages import Messages
from factdesk.outputs.citations import CitedVersion, citations
from factdesk.outputs.templating import render_output
from factdesk.pages.assets import asset_address
from factdesk.pages.claim import Fold
from factdesk.pages.page_context import language_attributes
from factdesk.pages.urls import Linker, claim_address

# Data addresses, so that no claim needs three more files. With `download`, a browser saves them and
# never opens them; this works from disk, without a script and under the content policy.
_BIBTEX = "data:application/x-bibtex;charset=utf-8,"
_RIS = "data:application/x-research-info-systems;charset=utf-8,"
_CSL_JSON = "data:application/vnd.citationstyles.csl+json;charset=utf-8,"

#: Characters that an address contains without encoding.
_PLAIN = "/:;,@=()!*'$"
_PLAIN_TEXT = re.compile(rf"[\w.~{re.escape(_PLAIN)}-]*", re.ASCII)


def cite_fold(
    claim: Claim,
    config: SiteConfig,
    messages: Messages,
    *,
    page: str = "",
    version: CitedVersion | None = None,
    title: str = "",
) -> Fold | None:
    """Return the citation section of a claim's page; None while it has no verdict.

    With ``version``, it cites that fixed version under another ``title``; ``page`` is the address
    of the page with the section, if it is not the claim's own.
    """
    cited = citations(claim, config, messages, _encoded, version)
    if cited is None:
        return None
    name = f"{claim.slug}-{version.on}" if version else claim.slug
    files = (
        (f"{name}.bib", _BIBTEX + cited.bibtex, "BibTeX"),
        (f"{name}.ris", _RIS + cited.ris, "RIS"),
        (f"{name}.csl.json", _CSL_JSON + cited.csl_json, "CSL-JSON"),
    )
    attributes = language_attributes(config.language, claim.language or config.language)
    script = Linker.at(page or claim_address(claim.slug))(asset_address("cite.js"))
    copy, copied = messages("cite.copy"), messages("cite.copied")
    body = render_output("folds.html", "cite", cited.apa, files, copy, copied, attributes, script)
    return Fold(title or messages("cite.title"), body, "" if title else "cite")


@lru_cache(maxsize=1024)  # the encoding is the same in most formats
def _encoded(text: str) -> str:
    if _PLAIN_TEXT.fullmatch(text):
        return text
    # Most words are letters and digits, and need no encoding.
    words = [w if w.isascii() and w.isalnum() else quote(w, safe=_PLAIN) for w in text.split(" ")]
    return "%20".join(words)
