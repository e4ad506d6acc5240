"""Read the claims of WordPress posts: those of Full Fact's plugin and of Chequeado's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from factdesk.importing.php import BadPhp, parse_php
from factdesk.importing.raw import ImportFormat, Leaf, RawRecord, RecordPlace, flatten
from factdesk.importing.wordpress import WordPressPost, read_posts
from factdesk.messages.catalogue import tr, tr_count

_FULL_FACT = "_fullfact_all_claims"
_CHEQUEADO = "asdcr_manual_claim_review"


def read_post_records(file: Path, name: str, notes: list[str]) -> Iterator[RawRecord]:
    """Yield a record for each claim of each post; posts without claims are only counted."""
    number = others = 0
    for post in read_posts(file):
        if post.own.get("post_type") == "revision":
            continue
        before = number
        for format_, claim in _claims(post):
            number += 1
            place = RecordPlace(name, "claim", number)
            if isinstance(claim, BadPhp):
                title = post.title.strip() or post.link
                reason = tr(
                    "the claims of the post '{title}' cannot be read: {error}",
                    title=title,
                    error=claim,
                )
                yield RawRecord(place, format_, code="bad-meta", reason=reason)
                continue
            leaves = (*flatten(claim, "meta"), *_about_post(post))
            repaired = (tr("control characters in XML"),) if post.has_control_characters else ()
            yield RawRecord(place, format_, leaves, repaired=repaired)
        others += number == before
    if others:
        notes.append(
            tr_count(
                "{n} post, page or attachment without a claim is not read",
                "{n} posts, pages and attachments without a claim are not read",
                others,
            )
        )
    if not number:
        place = RecordPlace(name, "export", 1)
        reason = tr(
            "no post has claims: there is neither '{first}' nor '{second}'",
            first=_FULL_FACT,
            second=_CHEQUEADO,
        )
        yield RawRecord(place, ImportFormat.WORDPRESS, code="no-review", reason=reason)


def _claims(post: WordPressPost) -> Iterator[tuple[ImportFormat, Any]]:
    if text := post.meta.get(_FULL_FACT, "").strip():
        try:
            yield from ((ImportFormat.FULL_FACT, claim) for claim in _full_fact(text))
        except BadPhp as error:
            yield ImportFormat.FULL_FACT, error
    if (claim := post.meta.get(_CHEQUEADO, "")).strip():
        yield ImportFormat.CHEQUEADO, {"claimreviewed": claim}


def _full_fact(text: str) -> list[Any]:
    """Return the claims of a post; the plugin stores an empty form after the last one."""
    value = parse_php(text)
    claims = list(value.values()) if isinstance(value, dict) else value
    if not isinstance(claims, list):
        raise BadPhp(tr("this is not a list of claims"))
    if isinstance(value, dict) and "claimreviewed" in value:
        claims = [value]
    if not all(isinstance(claim, dict) for claim in claims):
        raise BadPhp(tr("this is not a list of claims"))
    return [claim for claim in claims if any(True for _ in flatten(claim))]


def _about_post(post: WordPressPost) -> Iterator[Leaf]:
    fields = {
        "title": post.title,
        "link": post.link,
        "content": post.content,
        "excerpt": post.excerpt,
        "date": post.date,
        "id": post.own.get("post_id", ""),
        "name": post.own.get("post_name", ""),
        "status": post.own.get("status", ""),
        "terms": post.terms,
    }
    return flatten(fields, "post")
