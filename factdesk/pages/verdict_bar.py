"""The distribution of claims over the verdicts: one thin bar, with a legend in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from factdesk.claims.claim import ClaimSummary
from factdesk.claims.verdicts import Verdict
from factdesk.pages.site import Site
from factdesk.pages.templating import render_macro
from factdesk.text.html import NO_HTML, Html


class VerdictCount(msgspec.Struct, frozen=True):
    """The number of claims with one verdict; ``index`` is its position on the scale, 0 the best."""

    verdict: Verdict
    index: int
    count: int


def verdict_counts(claims: Iterable[ClaimSummary], site: Site) -> list[VerdictCount]:
    """Return the number of published reviews with each verdict, best first, without zeros."""
    counts = Counter(claim.verdict for claim in claims if claim.is_published)
    return [
        VerdictCount(verdict, index, counts[verdict.name])
        for index, verdict in enumerate(site.config.scale.each())
        if counts[verdict.name]
    ]


def render_verdict_bar(counts: Sequence[VerdictCount], site: Site) -> Html:
    """Return the bar: a drawing whose width is the number of claims, so that widths are counts."""
    total = sum(each.count for each in counts)
    if not total:
        return NO_HTML
    language = site.config.language
    counted = [f"{each.verdict.label_in(language)} {each.count}" for each in counts]
    names = site.texts("list.comma").join(counted)
    label = site.texts("list.verdicts_counted", verdicts=names)
    starts = [sum(each.count for each in counts[:n]) for n in range(len(counts))]
    return render_macro("verdict_bar.html", "bar", zip(counts, starts, strict=True), total, label)
