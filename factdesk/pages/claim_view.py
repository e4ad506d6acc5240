"""What the template of a claim's page prints, prepared."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from markupsafe import Markup, escape

from factdesk.claims.claim import Claim, ClaimSummary, Part
from factdesk.claims.evidence import count_roots
from factdesk.claims.verdicts import Verdict
from factdesk.claims.vocabulary import Status
from factdesk.config.site_config import Output
from factdesk.i18n.messages import Messages
from factdesk.pages.analysis import render_analysis
from factdesk.pages.changes import changes_of, struck
from factdesk.pages.lines import by_line
from factdesk.pages.page_context import OUTWARD, PageContext
from factdesk.pages.repository import edit_link, report_link
from factdesk.pages.rows import claim_rows
from factdesk.pages.site import Neighbours
from factdesk.pages.sources import Numbering, stance_groups
from factdesk.pages.urls import claim_address, list_address
from factdesk.text.html import trusted
from factdesk.text.slugs import fold, readable_slug
from factdesk.text.urls import host_of

#: A claim with more characters is set smaller, and whole.
LONG = 160


class ClaimView:
    """A claim and its review, as the page shows them."""

    def __init__(
        self, claim: Claim, context: PageContext, related: Sequence[ClaimSummary] = ()
    ) -> None:
        """Prepare a claim; ``related`` are those that the program found beside the editors' own."""
        self.claim = claim
        self._context = context
        self._site = site = context.site
        self._found = related
        self.is_withdrawn = claim.status is Status.WITHDRAWN
        self.is_in_review = claim.status is Status.IN_REVIEW
        #: The verdict at the top; a preview shows a draft's as well.
        self.verdict = None if self.is_in_review else site.verdict(claim.verdict)
        numbering = Numbering(claim.sources)
        self.analysis = render_analysis(claim, numbering, context)
        sources = numbering.finish()
        self.numbers = {numbered.source.id: numbered.number for numbered in sources}
        self.stance_groups = stance_groups(sources)
        self.changes = changes_of(claim, context)
        self.by = by_line(claim, context)
        self.is_quotation = claim.quote is not None and fold(claim.quote) == fold(claim.claim)
        self.is_long = len(claim.claim) > LONG
        self.scale_link = context.link("verdicts/")
        is_draft = claim.status is Status.DRAFT
        offers_data = Output.DATA in site.config.outputs and not is_draft
        self.data_link = context.link(f"api/claims/{claim.slug}.json") if offers_data else ""
        self.script_link = context.link("assets/factdesk/claim.js")

    @property
    def where(self) -> list[tuple[str, str]]:
        """Where the claim stands: its article, or else all claims, and its first topic."""
        link = self._context.link
        near = self._site.neighbours.get(self.claim.slug, ())
        articles = [checked.article for checked, _, _ in near]
        above = [
            (article.title, link(list_address(f"articles/{article.slug}"))) for article in articles
        ]
        below = [(topic, self._topic_link(topic)) for topic in self.claim.topics[:1]]
        return [*(above or [(self._context.texts["list.claims"], link("claims/"))]), *below]

    @property
    def topics(self) -> Markup:
        """Links to all topics of the claim."""
        made = self._site.topic_links
        for topic in self.claim.topics:
            if topic not in made:
                name = f"<bdi>{escape(topic)}</bdi>"
                made[topic] = f'<a href="{self._topic_link(topic)}">{name}</a>'
        return trusted(", ".join([made[topic] for topic in self.claim.topics]))

    def _topic_link(self, topic: str) -> str:
        return self._context.link(list_address(f"topics/{readable_slug(topic)}"))

    @property
    def was(self) -> Markup | None:
        """The verdict before its last change, struck."""
        before = [
            change.previous_verdict for change in self.claim.corrections if change.previous_verdict
        ]
        return struck(before[-1], self._context) if before and not self.is_withdrawn else None

    @property
    def evidence(self) -> Markup:
        """How many sources there are, and how many independent roots they go back to."""
        sources, context = self.claim.sources, self._context
        return context.says.mark(
            _counted(len(sources), count_roots(sources), context.site.messages)
        )

    @property
    def claimant(self) -> Markup:
        """The claimant, with the list of his claims, and his own site."""
        claimant, context = self.claim.claimant, self._context
        if claimant is None or claimant.is_unknown:
            return context.says["state.unknown_claimant"]
        listed = context.link(list_address(f"claimants/{readable_slug(claimant.name)}"))
        name = f'<a href="{listed}"><bdi>{escape(claimant.name)}</bdi></a>'
        if claimant.url is None:
            return trusted(name)
        own = f'<a href="{escape(claimant.url)}" {OUTWARD}>{escape(host_of(claimant.url))}</a>'
        return trusted(f"{name} ({own})")

    @property
    def parts(self) -> list[tuple[Part, Verdict | None]]:
        """The parts of a compound claim with their verdicts, which nobody sees while in review."""
        return [
            (part, None if self.is_in_review else self._site.verdict(part.verdict))
            for part in self.claim.parts
        ]

    @property
    def related(self) -> Markup:
        """Other claims worth reading: those that the editors name, then those that were found."""
        by_slug = self._site.collection.by_slug
        named = [by_slug[slug] for slug in self.claim.related if slug in by_slug]
        claims = {claim.slug: claim for claim in (*named, *self._found)}
        claims.pop(self.claim.slug, None)
        return claim_rows(claims.values(), self._context)

    @property
    def neighbours(self) -> list[tuple[Neighbours, str, str]]:
        """The claims before and after in each article, with the links to them."""
        return [
            (near, self._link_to(near.before), self._link_to(near.after))
            for near in self._site.neighbours.get(self.claim.slug, ())
        ]

    def _link_to(self, claim: ClaimSummary | None) -> str:
        return self._context.link(claim_address(claim.slug)) if claim else ""

    @property
    def edit_link(self) -> str:
        """Where the claim's file is edited; empty without a repository."""
        return edit_link(self.claim, self._site.config)

    @property
    def report_link(self) -> str:
        """Where an error is reported; empty without a repository."""
        title = self._site.messages("claim.report_title", claim=self.claim.claim)
        return report_link(self.claim, self._site.config, title)


@cache  # a few numbers of sources are those of all claims
def _counted(sources: int, roots: int, messages: Messages) -> Markup:
    count = messages.count("source.count", sources)
    if not sources:
        return count
    return messages.html("claim.counted", sources=count, roots=messages.count("claim.roots", roots))
