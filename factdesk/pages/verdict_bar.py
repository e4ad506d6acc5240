"""How claims are distributed over the verdicts: one thin bar, and the legend that reads it out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from factdesk.claims.claim import ClaimSummary
from factdesk.claims.verdicts import Tone, Verdict
from factdesk.pages.site import Site

_BAR = Markup(
    '<svg class="fd-bar" viewBox="0 0 {} 1" preserveAspectRatio="none" role="img" '
    'aria-label="{}">{}</svg>'
)
_RECT = Markup('<rect class="fd-v--{}" x="{}" y="{}" width="{}" height="{}"{}/>')


@dataclass(frozen=True, slots=True)
class VerdictCount:
    """The claims with one verdict; ``place`` is how far down the scale it stands, 0 the best."""

    verdict: Verdict
    place: int
    count: int


def verdict_counts(claims: Iterable[ClaimSummary], site: Site) -> list[VerdictCount]:
    """Return how many reviews that stand have each verdict, best first, without zeros."""
    counts = Counter(claim.verdict for claim in claims if claim.is_published)
    return [
        VerdictCount(verdict, place, counts[verdict.name])
        for place, verdict in enumerate(site.config.scale.each())
        if counts[verdict.name]
    ]


def render_verdict_bar(parts: list[VerdictCount], site: Site) -> Markup:
    """Return the bar: a drawing as wide as there are claims, so that widths are counts."""
    total = sum(part.count for part in parts)
    if not total:
        return Markup("")
    rects, x = [], 0
    for part in parts:
        rects.append(_rect(part, x, total))
        x += part.count
    language = site.config.language
    named = ", ".join(f"{part.verdict.label_in(language)} {part.count}" for part in parts)
    label = site.messages("list.verdicts_counted", verdicts=named)
    return _BAR.format(total, label, Markup("").join(rects))


def _rect(part: VerdictCount, x: int, total: int) -> Markup:
    place = Markup(' data-v="{}"').format(part.place)
    if part.verdict.tone is not Tone.UNPROVEN:
        return _RECT.format(part.verdict.tone, x, 0, part.count, 1, place)
    # A broken outline, drawn inside its share so that it keeps clear of its neighbours.
    inset = total / 500
    left, width = f"{x + inset:.10g}", f"{part.count - 2 * inset:.10g}"
    return _RECT.format(part.verdict.tone, left, 0.16, width, 0.68, place)
