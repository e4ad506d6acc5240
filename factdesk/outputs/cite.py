"""The section "Cite" of a claim page: the reference to copy, and data for reference managers."""

from __future__ import annotations

from typing import Any

from factdesk.claims.claim import Claim
from factdesk.config.site_config import SiteConfig
from factdesk.outputs.citations import CitedReview, CitedVersion, cite
from factdesk.outputs.templating import render_output
from factdesk.pages.assets import asset_address
from factdesk.pages.claim import Fold
from factdesk.pages.page_context import language_attributes
from factdesk.pages.urls import Linker, claim_address
from factdesk.site_texts.texts import SiteTexts
from factdesk.text.html import script_json
from factdesk.text.json_text import json_bytes


def cite_fold(
    claim: Claim,
    config: SiteConfig,
    texts: SiteTexts,
    *,
    page: str = "",
    version: CitedVersion | None = None,
) -> Fold | None:
    """Return the citation section of a claim page; None if the claim has no verdict.

    With ``version``, it cites that fixed version; ``page`` is the address of its page.
    """
    cited = cite(claim, config, texts, version)
    if cited is None:
        return None
    attributes = language_attributes(config.language, claim.language or config.language)
    script = Linker.at(page or claim_address(claim.slug))(asset_address("cite.js"))
    copy, copied = texts("cite.copy"), texts("cite.copied")
    body = render_output(
        "folds.html",
        "cite",
        cited,
        script_json(json_bytes(_unknown_fields(cited))),
        copy,
        copied,
        attributes,
        script,
    )
    return Fold(texts("version.cite" if version else "cite.title"), body, "cite")


def _unknown_fields(cited: CitedReview) -> dict[str, Any]:
    """Return the fields of the CSL-JSON item that ``cite.js`` cannot read from the reference.

    A publisher without a value is the site, and an author without one is the publisher.
    """
    item = cited.item
    known = {
        "type": "webpage",
        "title": cited.title,
        "publisher": item["container-title"],
        "author": [{"literal": item["publisher"]}],
        "URL": item.get("URL"),
    }
    return {key: value for key, value in item.items() if known.get(key) != value}
