"""The site's feeds: new reviews, new reviews of each topic, and changes of reviews."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

import msgspec

from factdesk.claims.claim import ClaimSummary
from factdesk.collection.collection import Collection, Group
from factdesk.outputs.atom import (
    CHANGES,
    REVIEWS,
    Feed,
    atom_feed,
    entry_xml,
    topic_feed_address,
)
from factdesk.outputs.entries import LENGTH, change_entry, review_entry, reviewed
from factdesk.outputs.jsonfeed import JSON_FEED_ADDRESS as JSON_FEED
from factdesk.outputs.jsonfeed import json_feed
from factdesk.outputs.timestamps import changed_at
from factdesk.site_texts.texts import SiteTexts


class FeedFile(msgspec.Struct, frozen=True):
    """A feed whose content is generated on demand.

    The content depends only on its claims, its name and the options of the site.
    """

    path: str
    name: str
    claims: Sequence[ClaimSummary]
    make: Callable[[], bytes]

    def file(self) -> tuple[str, bytes]:
        """Generate the content, and return it with its path."""
        return self.path, self.make()


def feed_files(collection: Collection, texts: SiteTexts) -> Iterator[FeedFile]:
    """Yield every feed. ``site_url`` must be set."""
    feeds = _Feeds(collection, texts)
    newest = list(reviewed(collection.claims))
    yield FeedFile(REVIEWS, "", newest, feeds.reviews)
    yield FeedFile(JSON_FEED, "", newest, feeds.reviews_as_json)
    changed = [change.claim for change in collection.changes[:LENGTH]]
    yield FeedFile(CHANGES, "", changed, feeds.changes)
    for topic in collection.topics:
        path, newest = topic_feed_address(topic.slug), list(reviewed(topic.claims))
        yield FeedFile(path, topic.name, newest, partial(feeds.topic, topic))


class _Feeds:
    """The feeds of one collection; an entry that is in several feeds is serialised once."""

    def __init__(self, collection: Collection, texts: SiteTexts) -> None:
        self._collection = collection
        self._config = collection.config
        self._texts = texts
        self._written: dict[str, bytes] = {}

    def reviews(self) -> bytes:
        texts, site = self._texts, self._config.site_name
        feed = Feed(
            REVIEWS,
            page="claims/",
            title=texts("feed.title_reviews", site=site),
            subtitle=texts("feed.about_reviews"),
        )
        return self._of_reviews(feed, self._collection.claims)

    def topic(self, topic: Group) -> bytes:
        texts, site = self._texts, self._config.site_name
        feed = Feed(
            topic_feed_address(topic.slug),
            page=f"topics/{topic.slug}/",
            title=texts("feed.title_topic", site=site, topic=topic.name),
            subtitle=texts("feed.about_topic", topic=topic.name),
        )
        return self._of_reviews(feed, topic.claims)

    def changes(self) -> bytes:
        config, texts = self._config, self._texts
        feed = Feed(
            CHANGES,
            page="corrections/",
            title=texts("feed.title_changes", site=config.site_name),
            subtitle=texts("feed.about_changes"),
        )
        newest = self._collection.changes[:LENGTH]
        entries = [change_entry(change, config, texts) for change in newest]
        updated_at = max((entry.updated_at for entry in entries), default=None)
        return atom_feed(feed, [entry_xml(each, texts) for each in entries], updated_at, config)

    def reviews_as_json(self) -> bytes:
        config, texts = self._config, self._texts
        newest = reviewed(self._collection.claims)
        entries = (review_entry(claim, config, texts) for claim in newest)
        title = texts("feed.title_reviews", site=config.site_name)
        return json_feed(title, texts("feed.about_reviews"), entries, config)

    def _of_reviews(self, feed: Feed, claims: Iterable[ClaimSummary]) -> bytes:
        newest = list(reviewed(claims))
        entries = [self._entry(claim) for claim in newest]
        moments = filter(None, map(changed_at, newest))
        return atom_feed(feed, entries, max(moments, default=None), self._config)

    def _entry(self, claim: ClaimSummary) -> bytes:
        if claim.slug not in self._written:
            entry = review_entry(claim, self._config, self._texts)
            self._written[claim.slug] = entry_xml(entry, self._texts)
        return self._written[claim.slug]
