"""FD507: public claims that were removed, and former addresses that are no longer redirected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import structs

from factdesk.checks.codes import CODES
from factdesk.checks.file import FileResult
from factdesk.checks.reviews import Review
from factdesk.claims.problem import Place, Problem, Severity
from factdesk.claims.vocabulary import Status
from factdesk.messages.catalogue import tr

_CODE = CODES["FD507"]


def removed_claims(
    old: Iterable[Review], files: Sequence[FileResult], touched: Sequence[FileResult]
) -> Iterator[Problem]:
    """Yield a problem for each address that had a page and no longer has one.

    ``old`` are earlier states of claims, ``files`` all current files, and ``touched`` those that
    are new or changed. A claim in review has no verdict yet, so removing it is only a warning.
    """
    served = {file.slug: file for file in files}
    served |= {alias: file for file in files for alias in file.summary.aliases}
    for before in old:
        if not before.has_page:
            continue
        problems = [*_lost(before, served, touched)]
        if before.status is Status.IN_REVIEW:
            problems = [structs.replace(problem, severity=Severity.WARNING) for problem in problems]
        yield from problems


def _lost(
    before: Review, served: dict[str, FileResult], touched: Iterable[FileResult]
) -> Iterator[Problem]:
    now = served.get(before.slug)
    if now is None:
        yield _removed(before, touched)
        return
    if now.status is Status.DRAFT:
        message = tr("the claim '{slug}' had a page, and is a draft now", slug=before.slug)
        yield _CODE.problem(message, Place(now.path))
    for alias in before.claim.aliases:
        if alias not in served:
            yield _CODE.problem(
                tr(
                    "the former address '{alias}' of the claim '{slug}' no longer redirects",
                    alias=alias,
                    slug=now.slug,
                ),
                now.place("aliases.0") if now.summary.aliases else Place(now.path),
                tr("list it under 'aliases' again"),
                paste=f"aliases:\n  - {alias}",
            )


def _removed(before: Review, touched: Iterable[FileResult]) -> Problem:
    message = tr("the claim '{slug}' was removed", slug=before.slug)
    for file in touched:
        if _is_same(before, file):
            hint = tr(
                "if {path} replaces it, list its slug there under 'aliases', so that its address "
                "redirects",
                path=file.path,
            )
            paste = f"aliases:\n  - {before.slug}"
            return _CODE.problem(message, Place(before.path), hint, paste=paste)
    return _CODE.problem(message, Place(before.path))


def _is_same(before: Review, file: FileResult) -> bool:
    return " ".join(file.summary.claim.split()) == before.wording["claim"] != ""
