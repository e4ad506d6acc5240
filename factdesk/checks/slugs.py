"""FD011, FD502, FD503, FD508: slugs, aliases and references between claims."""

from __future__ import annotations

from collections.abc import Iterator

from factdesk.checks.check import check
from factdesk.checks.collection_context import At, CollectionContext, FindingAt
from factdesk.checks.file import FileResult
from factdesk.checks.lenient import did_you_mean
from factdesk.claims.vocabulary import Status
from factdesk.messages.catalogue import tr
from factdesk.text.nearest import nearest
from factdesk.text.shown import shown
from factdesk.text.slugs import slug_fault

#: The maximum number of unknown slugs that get a suggestion: each one is compared with all slugs.
_SUGGESTIONS = 20


@check("FD011")
def slugs_are_unique(context: CollectionContext) -> Iterator[FindingAt]:
    seen: dict[str, FileResult] = {}
    for file in context.files:
        first = seen.setdefault(file.slug.casefold(), file)
        if first is not file:
            message = tr(
                "another file has the same name, '{slug}': {path}",
                slug=shown(file.slug),
                path=first.path,
            )
            yield FindingAt(At(file, ""), message, None, (At(first, ""),))


@check("FD502")
def related_claims_are_there(context: CollectionContext) -> Iterator[FindingAt]:
    left = _SUGGESTIONS
    for file in context.files:
        for n, slug in enumerate(file.summary.related):
            if slug in context.by_slug or slug_fault(slug):
                continue
            renamed = context.by_alias.get(slug)
            near = None
            if renamed is None and left:
                left -= 1
                near = nearest(slug, list(context.by_slug))
            meant = renamed.slug if renamed else near
            hint = tr("it is called '{meant}' now", meant=meant) if renamed else did_you_mean(meant)
            yield FindingAt(
                At(file, f"related.{n}"), tr("there is no claim '{slug}'", slug=shown(slug)), hint
            )


@check("FD508")
def related_claims_have_pages(context: CollectionContext) -> Iterator[FindingAt]:
    for file in context.files:
        if file.status is Status.DRAFT:
            continue
        for n, slug in enumerate(file.summary.related):
            other = context.by_slug.get(slug)
            if other and other.status is Status.DRAFT:
                yield FindingAt(
                    At(file, f"related.{n}"),
                    tr("'{slug}' is a draft and has no page yet", slug=slug),
                )


@check("FD503")
def aliases_are_free(context: CollectionContext) -> Iterator[FindingAt]:
    seen: dict[str, At] = {}
    for file in context.files:
        for n, alias in enumerate(file.summary.aliases):
            at = At(file, f"aliases.{n}")
            owner = context.by_slug.get(alias)
            if owner and owner is not file:
                message = tr(
                    "'{alias}' is the name of another claim: {path}", alias=alias, path=owner.path
                )
                yield FindingAt(at, message, None, (At(owner, ""),))
            first = seen.setdefault(alias, at)
            if first.file is not file:
                message = tr(
                    "'{alias}' is also an alias of another claim: {file}",
                    alias=shown(alias),
                    file=first.file.path,
                )
                yield FindingAt(at, message, None, (first,))
