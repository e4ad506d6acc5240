"""The site as pages see it: the collection, its words, and the look-ups that every page needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from functools import cache, cached_property
from typing import NamedTuple

from markupsafe import Markup

from factdesk.claims.claim import ClaimSummary, Correction
from factdesk.claims.verdicts import Tone, Verdict
from factdesk.collection.collection import CheckedArticle, Collection
from factdesk.i18n.languages import direction
from factdesk.i18n.messages import Messages
from factdesk.text.html import trusted


class Neighbours(NamedTuple):
    """The claims before and after a claim in the reading order of a checked article."""

    checked: CheckedArticle
    before: ClaimSummary | None
    after: ClaimSummary | None


class Row(NamedTuple):
    """A claim's line of a list, cut where the link to its page goes."""

    before: str
    after: str
    tone: Tone | None


class Marks(NamedTuple):
    """What stands before and after a quotation."""

    open: Markup
    close: Markup


class MessageHtml(dict[str, Markup]):
    """The program's words as HTML, each made once; in an element, where it has attributes."""

    def __init__(self, messages: Messages, attributes: str = "") -> None:
        """Begin without any."""
        super().__init__()
        self._messages = messages
        self._attributes = attributes

    def __missing__(self, key: str) -> Markup:
        self[key] = text = self.mark(self._messages.html(key))
        return text

    def mark(self, text: Markup) -> Markup:
        """Return a text in the element."""
        return trusted(f"<span{self._attributes}>{text}</span>") if self._attributes else text


class Site:
    """A collection on its way to being a site.

    ``offline`` makes links end in ``index.html``; ``preview`` says that drafts may be among the
    claims. All look-ups are made here, once, so that forked workers share them.
    """

    def __init__(
        self, collection: Collection, *, offline: bool = False, preview: bool = False
    ) -> None:
        """Prepare a collection for rendering."""
        self.collection = collection
        self.config = collection.config
        self.messages = _messages(self.config.language)
        self.offline = offline
        self.preview = preview
        self.direction = direction(self.config.language)
        self.neighbours = _neighbours(collection)
        self.marks = Marks(*self.messages.html("claim.quoted", text="\0").split("\0"))
        #: The words for pages, by key; see ``PageContext.texts`` and ``PageContext.says``.
        self._texts: dict[str, MessageHtml] = {}
        #: Lines of lists that were printed already, by kind of date and claim; see ``rows``.
        self.rows: dict[str, dict[str, Row]] = {}
        #: Links to topics from the page of a claim, by topic; all claims' pages are equally deep.
        self.topic_links: dict[str, str] = {}

    @cached_property
    def meanings(self) -> Mapping[str, Markup]:
        """What each verdict means, with its word before it; empty where the scale does not say."""
        return {
            verdict.name: _meaning(verdict, self.messages) for verdict in self.config.scale.each()
        }

    @cached_property
    def places(self) -> Mapping[str, int]:
        """How far down the scale each verdict stands; 0 is the best."""
        return {verdict.name: n for n, verdict in enumerate(self.config.scale.each())}

    def texts_with(self, attributes: str) -> MessageHtml:
        """Return the words for pages, in an element with these attributes if there are any."""
        if attributes not in self._texts:
            self._texts[attributes] = MessageHtml(self.messages, attributes)
        return self._texts[attributes]

    def verdict(self, name: str | None) -> Verdict | None:
        """Return the verdict with this name; None where the scale has none (an old correction)."""
        scale = self.config.scale
        return scale[name] if name is not None and name in scale else None

    def verdict_after(self, claim: ClaimSummary, change: Correction) -> str | None:
        """Return the name of the verdict that a claim had after one of its corrections."""
        # By identity: a claim may have two corrections of the same words.
        place = next(n for n, other in enumerate(claim.corrections) if other is change)
        later = (correction.previous_verdict for correction in claim.corrections[place + 1 :])
        return next((verdict for verdict in later if verdict), claim.verdict)

    def shown_verdict(self, claim: ClaimSummary) -> Verdict | None:
        """Return the verdict that a claim shows, if it does; a withdrawn one is shown struck."""
        return self.verdict(claim.verdict) if claim.shows_verdict else None


def _meaning(verdict: Verdict, messages: Messages) -> Markup:
    definition = verdict.definition_in(messages.language)
    name = verdict.label_in(messages.language)
    return (
        messages.html("claim.means", verdict=name, definition=definition)
        if definition
        else Markup("")
    )


@cache
def _messages(language: str) -> Messages:
    """Return the words of a language, the same for each site that speaks it."""
    return Messages(language)


def _neighbours(collection: Collection) -> dict[str, list[Neighbours]]:
    found = defaultdict(list)
    for checked in collection.articles:
        row = (None, *checked.claims, None)
        for before, claim, after in zip(row, row[1:], row[2:], strict=False):
            if claim is not None:
                found[claim.slug].append(Neighbours(checked, before, after))
    return dict(found)
