"""The view of a claim page: prepared values for its template."""

from __future__ import annotations

from collections.abc import Sequence

from factdesk.claims.claim import Appearance, Claim, ClaimSummary, Part, Source
from factdesk.claims.proof import QuoteProof
from factdesk.claims.quotations import QuotationCount, count_quotations, words_proof
from factdesk.claims.verdicts import Verdict
from factdesk.claims.vocabulary import Status
from factdesk.config.site_config import Output
from factdesk.pages.analysis import render_analysis
from factdesk.pages.changes import changes_of, past_of, struck
from factdesk.pages.contents import Section, contents_of
from factdesk.pages.evidence_counts import evidence_counted
from factdesk.pages.lines import appearance_line, by_line, source_line
from factdesk.pages.media import MediaView, media_views
from factdesk.pages.page_context import PageContext
from factdesk.pages.repository import edit_link, offers_form, report_link
from factdesk.pages.rows import Dated, claim_rows
from factdesk.pages.site import Neighbours
from factdesk.pages.sources import Numbering, stance_groups
from factdesk.pages.templating import render_macro
from factdesk.pages.urls import (
    EDIT_ADDRESS,
    claim_address,
    history_address,
    list_address,
    version_address,
)
from factdesk.site_texts.languages import own_language_name
from factdesk.text.html import Html, join_html
from factdesk.text.slugs import fold, readable_slug
from factdesk.versions.claim_history import NO_HISTORY, ClaimHistory

#: A claim with more characters is set in smaller type.
LONG = 160


class ClaimView:
    """A claim and its review, as the page shows them."""

    def __init__(
        self,
        claim: Claim,
        context: PageContext,
        related: Sequence[ClaimSummary] = (),
        history: ClaimHistory = NO_HISTORY,
    ) -> None:
        """Prepare a claim; ``related`` are claims found by the program, not named by editors."""
        self.claim = claim
        self._context = context
        self._site = site = context.site
        self._found = related
        self.is_withdrawn = claim.status is Status.WITHDRAWN
        #: Whether the verdict is struck through, because it is not the current one.
        self.is_struck = self.is_withdrawn
        self.is_in_review = claim.status is Status.IN_REVIEW
        self.is_explained = claim.status is Status.EXPLAINED
        #: The verdict at the top; a preview shows that of a draft as well.
        self.verdict = None if self.is_in_review else site.verdict(claim.verdict)
        numbering = Numbering(claim.sources)
        self.analysis = render_analysis(claim, numbering, context)
        sources = numbering.finish()
        self.numbers = {numbered.source.id: numbered.number for numbered in sources}
        self.stance_groups = stance_groups(sources, self.verdict, sides=not self.is_explained)
        self.changes = changes_of(claim, context)
        self.past = past_of(self.changes, history, context)
        self.history_link = context.below(history_address(claim.slug)) if history.states else ""
        self.fixed_on = history.fixed_on(claim) if claim.shows_verdict and claim.verdict else None
        self.by = by_line(claim, context, self._claimant_link)
        self.is_quotation = claim.quote is not None and fold(claim.quote) == fold(claim.claim)
        self.is_long = len(claim.claim) > LONG
        self.scale_link = context.link("verdicts/")
        is_draft = claim.status is Status.DRAFT
        offers_data = Output.DATA in site.config.outputs and not is_draft
        self.data_link = context.link(f"api/claims/{claim.slug}.json") if offers_data else ""
        self.script_link = context.asset("claim.js")

    @property
    def fixed_link(self) -> str:
        """The fixed version of this review for the citation; empty if there is none."""
        if self.fixed_on is None:
            return ""
        return self._context.below(version_address(self.claim.slug, self.fixed_on) + "#cite")

    @property
    def where(self) -> list[tuple[str, str]]:
        """The breadcrumb: the claim's articles, or else all claims, and its first topic."""
        link = self._context.link
        near = self._site.neighbours.get(self.claim.slug, ())
        articles = [checked.article for checked, _, _ in near]
        above = [
            (article.title, link(list_address(f"articles/{article.slug}"))) for article in articles
        ]
        below = [(topic, self._topic_link(topic)) for topic in self.claim.topics[:1]]
        return [*(above or [(self._context.text["list.claims"], link("claims/"))]), *below]

    @property
    def topics(self) -> Html:
        """Links to all topics of the claim."""
        links = self._site.topic_links
        for topic in self.claim.topics:
            if topic not in links:
                href = self._topic_link(topic)
                links[topic] = render_macro("claim.html", "named_link", href, topic)
        comma = self._context.text["list.comma"]
        return join_html([links[topic] for topic in self.claim.topics], comma)

    def _topic_link(self, topic: str) -> str:
        return self._context.link(list_address(f"topics/{readable_slug(topic)}"))

    @property
    def was(self) -> Html | None:
        """The verdict before its last change, struck through."""
        before = [
            change.previous_verdict for change in self.claim.corrections if change.previous_verdict
        ]
        return struck(before[-1], self._context) if before and not self.is_withdrawn else None

    @property
    def evidence(self) -> tuple[Html, Html]:
        """The number of sources, and the independent ones on each side; empty without sides."""
        sources, sides = evidence_counted(self.claim, self._site.texts)
        return self._context.say.mark(sources), self._context.say.mark(sides) if sides else sides

    @property
    def words_proof(self) -> QuoteProof | None:
        """The proof of the claim's own words."""
        return words_proof(self.claim)

    @property
    def quotations(self) -> QuotationCount:
        """The number of quoted passages, and how many of them are verified."""
        return count_quotations(self.claim)

    @property
    def _claimant_link(self) -> str:
        """The list of the claimant's claims; empty for an unknown claimant."""
        claimant = self.claim.claimant
        if claimant is None or claimant.is_unknown:
            return ""
        return self._context.link(list_address(f"claimants/{readable_slug(claimant.name)}"))

    @property
    def unit_state(self) -> str:
        """The CSS classes of the unit of verdict and claim, in addition to its fixed ones."""
        if self.is_explained:
            return " fd-unit--explained"
        if self.verdict is None:
            return " fd-unit--open"
        return " fd-unit--withdrawn" if self.is_struck else ""

    @property
    def meaning(self) -> Html:
        """The definition of the verdict, below the summary."""
        if self.is_withdrawn or self.verdict is None:
            return self._context.text["state.withdrawn_means"]
        return self._site.meanings[self.verdict.name]

    @property
    def contents(self) -> list[Section]:
        """The sections for the table of contents."""
        return contents_of(self.claim, self.stance_groups)

    def source_line(self, source: Source) -> Html:
        """Return who published a source, and when."""
        return source_line(source, self._context)

    def proofs(self, source: Source) -> list[QuoteProof | None]:
        """Return the proof of each quotation of a source; empty if there is none."""
        if not self.claim.proofs:
            return []
        proofs = [self.claim.proof(source.id or "", quote.exact) for quote in source.quotes]
        return proofs if any(proofs) else []

    @property
    def unarchived(self) -> tuple[list[int], int]:
        """The numbers of the sources without an archived copy, and the number of all sources."""
        sources = [each for group in self.stance_groups for each in group.sources]
        return sorted(each.number for each in sources if not each.source.archived_url), len(sources)

    @property
    def uncompared(self) -> list[int]:
        """The numbers of sources whose quotations have not been compared."""
        sources = [each for group in self.stance_groups for each in group.sources]
        return sorted(
            each.number for each in sources if each.source.quotes and not self.proofs(each.source)
        )

    @property
    def appearances(self) -> list[tuple[Appearance, Html]]:
        """The appearances of the claim, each with its publisher and date."""
        appearances = self.claim.appearances
        return [(each, appearance_line(each, self._context)) for each in appearances]

    @property
    def parts(self) -> list[tuple[Part, Verdict | None]]:
        """The parts of a compound claim with their verdicts, which are hidden while in review."""
        return [
            (part, None if self.is_in_review else self._site.verdict(part.verdict))
            for part in self.claim.parts
        ]

    @property
    def related(self) -> Html:
        """Related claims: first those that the editors name, then those that were found.

        Without claims found next to this one in an article, because the page links to them below.
        """
        by_slug = self._site.collection.by_slug
        named = [by_slug[slug] for slug in self.claim.related if slug in by_slug]
        near = self._site.neighbours.get(self.claim.slug, ())
        linked = {each.slug for _, *neighbours in near for each in neighbours if each}
        found = [claim for claim in self._found if claim.slug not in linked]
        claims = {claim.slug: claim for claim in (*named, *found)}
        claims.pop(self.claim.slug, None)
        return claim_rows(claims.values(), self._context, Dated.NEVER)

    @property
    def neighbours(self) -> list[tuple[Neighbours, str, str]]:
        """The claims before and after in each article, with the links to them."""
        return [
            (near, self._link_to(near.before), self._link_to(near.after))
            for near in self._site.neighbours.get(self.claim.slug, ())
        ]

    @property
    def media(self) -> list[MediaView]:
        """The pictures and videos that the claim is about."""
        return media_views(self.claim, self._context)

    @property
    def translations(self) -> list[tuple[ClaimSummary, str, str, str]]:
        """The translations of the review: language tag, name of the language in itself, link."""
        config = self._site.config
        others = []
        for other in self._site.collection.translations.get(self.claim.slug, ()):
            if other.slug != self.claim.slug:
                tag = other.language or config.language
                others.append((other, tag, own_language_name(tag), self._link_to(other)))
        return others

    def _link_to(self, claim: ClaimSummary | None) -> str:
        return self._context.link(claim_address(claim.slug)) if claim else ""

    @property
    def edit_link(self) -> str:
        """Where the claim's file is edited: the site's form, or the repository; else empty."""
        if offers_form(self._site.config):
            return f"{self._context.link(EDIT_ADDRESS)}?claim={self.claim.slug}"
        return edit_link(self.claim, self._site.config)

    @property
    def report_link(self) -> str:
        """Where an error is reported; empty if the site has no way."""
        title = self._site.texts("claim.report_title", claim=self.claim.claim)
        link = report_link(self.claim, self._site.config, title)
        return link if link.startswith("mailto:") else self._context.own_page(link)
