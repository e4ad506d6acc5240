"""The feed of new reviews as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from factdesk.claims.descriptions import public_fields
from factdesk.config.site_config import SiteConfig
from factdesk.outputs.entries import Entry
from factdesk.outputs.timestamps import start_of, written_moment
from factdesk.text.json_text import json_bytes, with_items

JSON_FEED_ADDRESS = "feed.json"


def json_feed(title: str, subtitle: str, entries: Iterable[Entry], config: SiteConfig) -> bytes:
    """Return the feed."""
    head = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": title,
        "description": subtitle,
        "home_page_url": config.site_url,
        "feed_url": config.site_url + JSON_FEED_ADDRESS,
        "language": config.language,
        "authors": [
            {
                "name": config.publisher.name,
                "url": config.publisher.url or config.site_url,
            }
        ],
    }
    return b"".join(with_items(head, "items", (json_bytes(_item(entry)) for entry in entries)))


def _item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "title": entry.title,
        "content_text": "\n\n".join(filter(None, (entry.byline, entry.summary))),
        "summary": entry.summary,
        "date_published": start_of(entry.published_on),
        "date_modified": written_moment(entry.updated_at),
        "language": entry.language,
    }
    if entry.authors:
        item["authors"] = [public_fields(author) for author in entry.authors]
    if entry.topics:
        item["tags"] = list(entry.topics)
    return item
