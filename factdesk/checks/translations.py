"""FD514, FD515, FD520 to FD522: reviews that translate another one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from factdesk.checks.check import check
from factdesk.checks.collection_context import At, CollectionContext, FindingAt
from factdesk.checks.file import FileResult
from factdesk.checks.lenient import did_you_mean
from factdesk.messages.catalogue import tr
from factdesk.text.nearest import nearest
from factdesk.text.shown import shown

_FIELD = "translation_of"


@check("FD514")
def translated_claims_exist(context: CollectionContext) -> Iterator[FindingAt]:
    for file in context.files:
        slug = file.summary.translation_of
        if slug == file.slug:
            yield FindingAt(At(file, _FIELD), tr("this claim is a translation of itself"))
        elif slug and slug not in context.by_slug:
            moved = context.by_alias.get(slug)
            near = moved.slug if moved else nearest(slug, list(context.by_slug))
            hint = did_you_mean(near)
            yield FindingAt(
                At(file, _FIELD), tr("there is no claim '{slug}'", slug=shown(slug)), hint
            )


@check("FD515")
def translations_are_up_to_date(context: CollectionContext) -> Iterator[FindingAt]:
    for file, original in context.translations:
        then, now = file.summary.modified_on, original.summary.modified_on
        if then and now and now > then:
            message = tr(
                "the original changed on {now}, but this translation is from {then}",
                now=now,
                then=then,
            )
            yield FindingAt(At(file, _FIELD), message, None, (At(original, "claim"),))


@check("FD520")
def translations_name_the_original(context: CollectionContext) -> Iterator[FindingAt]:
    for file, original in context.translations:
        if above := original.summary.translation_of:
            message = tr(
                "'{slug}' is itself a translation of '{above}'",
                slug=original.slug,
                above=shown(above),
            )
            also = (At(original, _FIELD),)
            yield FindingAt(At(file, _FIELD), message, _first(original, context), also)


@check("FD521")
def translations_have_languages_of_their_own(context: CollectionContext) -> Iterator[FindingAt]:
    known: dict[str, dict[str, FileResult]] = defaultdict(dict)
    for file, original in context.translations:
        others = known[original.slug]
        others.setdefault(_language(original, context), original)
        language = _language(file, context)
        other = others.setdefault(language, file)
        if other is not file:
            message = tr(
                "'{slug}' has the same language, '{language}'", slug=other.slug, language=language
            )
            yield FindingAt(At(file, _FIELD), message, None, (At(other, "claim"),))


@check("FD522")
def translations_have_the_verdict_of_the_original(
    context: CollectionContext,
) -> Iterator[FindingAt]:
    for file, original in context.translations:
        ours, theirs = file.summary, original.summary
        if not (ours.shows_verdict and theirs.shows_verdict):
            continue
        if (ours.verdict, ours.status) != (theirs.verdict, theirs.status):
            is_withdrawn = theirs.withdrawn is not None and theirs.status != ours.status
            message = tr(
                "the original is withdrawn, but this translation says '{ours}'"
                if is_withdrawn
                else "the original is '{theirs}', but this translation says '{ours}'",
                theirs=theirs.verdict,
                ours=ours.verdict,
            )
            yield FindingAt(At(file, "verdict"), message, None, (At(original, "verdict"),))


def _first(file: FileResult, context: CollectionContext) -> str | None:
    """Return a hint to name the original; None if the translations form a cycle."""
    passed = {file.slug}
    while (above := context.by_slug.get(file.summary.translation_of or "")) is not None:
        if above.slug in passed:
            return None
        passed.add(above.slug)
        file = above
    return f"write '{file.slug}'"


def _language(file: FileResult, context: CollectionContext) -> str:
    return (file.summary.language or context.config.language).lower()
