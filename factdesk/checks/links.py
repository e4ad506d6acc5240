"""FD513, FD514, FD515: links from an analysis to other claims, and translations."""

from __future__ import annotations

from collections.abc import Iterator

from factdesk.checks.collection import At, CollectionContext, FindingAt, collection_check
from factdesk.checks.lenient import nearest
from factdesk.claims.problem import Place
from factdesk.claims.vocabulary import Status
from factdesk.text.shown import shown


@collection_check("FD513")
def analyses_link_to_claims(context: CollectionContext) -> Iterator[FindingAt]:
    for file in context.files:
        for slug, (line, column, length) in file.claim_links:
            other = context.by_slug.get(slug)
            if other is None or (other.status is Status.DRAFT and file.status is not Status.DRAFT):
                near = nearest(slug, list(context.by_slug)) if other is None else None
                what = "is a draft and has no page" if other else "does not exist"
                place = Place(file.path, line, column, length)
                hint = f"did you mean 'claim:{near}'?" if near else None
                yield FindingAt(place, f"the claim '{shown(slug)}' {what}", hint)


@collection_check("FD514")
def translated_claims_exist(context: CollectionContext) -> Iterator[FindingAt]:
    for file in context.files:
        slug = file.summary.translation_of
        if slug and (slug not in context.by_slug or slug == file.slug):
            is_itself = slug == file.slug
            unknown = f"there is no claim '{shown(slug)}'"
            message = "this claim is a translation of itself" if is_itself else unknown
            yield FindingAt(At(file, "translation_of"), message)


@collection_check("FD515")
def translations_are_up_to_date(context: CollectionContext) -> Iterator[FindingAt]:
    for file in context.files:
        original = context.by_slug.get(file.summary.translation_of or "")
        if original is None or original is file:
            continue
        then, now = file.summary.modified_on, original.summary.modified_on
        if then and now and now > then:
            message = f"the original changed on {now}, and this translation is of {then}"
            yield FindingAt(At(file, "translation_of"), message, None, (At(original, "claim"),))
