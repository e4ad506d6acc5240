"""The appearances of a new claim of a checked article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from factdesk.claims.claim import Appearance, Claim
from factdesk.config.site_config import Article
from factdesk.text.documents import document_key

#: The fields in the order of a claim file, without the quotation, which differs between claims.
_COPIED = ("title", "url", "publisher", "author", "published_on", "archived_url")

#: The non-empty fields of an appearance, as texts.
Fields = dict[str, str]


def article_appearances(article: Article, claims: Iterable[Claim]) -> list[Fields]:
    """Return the appearances of a new claim of an article.

    They are copied from another claim of the article, or else made from the addresses of the
    article. The position follows the last one.
    """
    known = [found for claim in claims if (found := list(_in_article(claim, article)))]
    taken = [each.position for found in known for each in found if each.position is not None]
    position = str(max(taken) + 1) if taken else ("1" if not known else "")
    # The claim that describes most of the appearances.
    described = max(known, key=len, default=[])
    fields = [_copied(each) for each in described] or list(_configured(article))
    return [{**each, "position": position} if position else each for each in fields]


def _in_article(claim: Claim, article: Article) -> Iterator[Appearance]:
    documents = article.documents
    return (each for each in claim.appearances if document_key(each.url) in documents)


def _copied(appearance: Appearance) -> Fields:
    values: dict[str, Any] = {name: getattr(appearance, name) for name in _COPIED}
    if appearance.author:
        values["author"] = appearance.author.name
    return {name: str(value) for name, value in values.items() if value}


def _configured(article: Article) -> Iterator[Fields]:
    for n, url in enumerate(article.addresses):
        publisher = article.publisher if n == 0 else None  # others may have reprinted it
        date = str(article.published_on) if article.published_on else None
        values = {"title": article.title, "url": url, "publisher": publisher, "published_on": date}
        yield {name: value for name, value in values.items() if value}
