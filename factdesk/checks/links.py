"""FD221, FD513: links from an analysis to pages of the site."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from factdesk.checks.check import check
from factdesk.checks.collection_context import CollectionContext, FindingAt
from factdesk.checks.written_pages import CLAIM_SCHEME
from factdesk.claims.problem import Place
from factdesk.claims.vocabulary import Status
from factdesk.messages.catalogue import tr, tr_noop
from factdesk.text.nearest import nearest
from factdesk.text.shown import shown

#: The top-level names that a build generates.
_GENERATED = frozenset([
    "api", "articles", "assets", "changes.xml", "claimants", "claims", "corrections", "embed",
    "feed.json", "feed.xml", "sitemap.xml", "sources", "topics", "verdicts",
])  # fmt: skip


@check("FD513")
def analyses_link_to_claims(context: CollectionContext) -> Iterator[FindingAt]:
    for file in context.files:
        for target, at in file.site_links:
            if not target.startswith(CLAIM_SCHEME):
                continue
            slug = target.removeprefix(CLAIM_SCHEME).partition("#")[0]
            other = context.by_slug.get(slug)
            if other is None or (other.status is Status.DRAFT and file.status is not Status.DRAFT):
                near = nearest(slug, list(context.by_slug)) if other is None else None
                place = Place(file.path, *at)
                hint = tr("did you mean 'claim:{near}'?", near=near) if near else None
                message = (
                    tr_noop("the claim '{slug}' is a draft and has no page")
                    if other
                    else tr_noop("the claim '{slug}' does not exist")
                )
                yield FindingAt(place, tr(message, slug=shown(slug)), hint, field="analysis")


@check("FD221")
def analyses_link_to_pages(context: CollectionContext) -> Iterator[FindingAt]:
    for file in context.files:
        for target, at in file.site_links:
            if target.startswith("/") and not _has_page(target, context):
                message = tr("this site has no page '{target}'", target=shown(unquote(target)))
                hint = tr("correct the address; another claim is linked to as claim:slug")
                yield FindingAt(Place(file.path, *at), message, hint, field="analysis")


def _has_page(target: str, context: CollectionContext) -> bool:
    """Return whether a site has a page or file; any address below a list is assumed to exist."""
    path = unquote(target.partition("#")[0]).strip("/")
    folder, _, name = path.partition("/")
    if folder == "claims" and name:
        return name in context.by_slug or name in context.by_alias
    if not path or folder in _GENERATED:
        return True
    docs = context.config.docs_folder
    pages = (docs / f"{path}.md", docs / path / "index.md", docs / path / "README.md")
    return (docs / path).is_file() or any(page.is_file() for page in pages)
