"""Read the fields of a claim file from the texts of a record."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from factdesk.claims.verdicts import Scale
from factdesk.importing.article_links import links_in
from factdesk.importing.article_text import html_to_markdown, plain_as_markdown
from factdesk.importing.cleaning import clean_address
from factdesk.importing.dates import DateFormats, date_shape
from factdesk.importing.entries import read_appearances, read_sources
from factdesk.importing.imported_review import is_claimed_later
from factdesk.importing.mapping import AS_DRAFT, ImportMapping, rating_key
from factdesk.importing.raw import ImportFormat
from factdesk.importing.record_texts import RecordTexts
from factdesk.importing.targets import HTML, RATING_NUMBER, TITLES
from factdesk.messages.catalogue import tr
from factdesk.text.slugs import fold

MAX_CLAIM, MAX_SUMMARY = 300, 400
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*", re.ASCII)
#: Text that looks like a citation of a source unless it is escaped.
_CITATION = re.compile(r"(?<!\\)\[@")
_KINDS = {"person": "person", "organization": "organization", "organisation": "organization"}
_PLAIN_TEXTS = (
    "quote",
    "attributed_to",
    "claimant_note",
    "kind",
    "would_change_if",
    "why_checked",
)


class FittedClaim(NamedTuple):
    """The claim: its full text, the text for the field, and what the field had no space for."""

    full: str
    short: str
    too_long: str = ""


def read_claim(texts: RecordTexts) -> FittedClaim | None:
    """Return the claim, or None if it is empty. Of several claims, the first one is used."""
    found = texts.texts("claim")
    if not found:
        return None
    claim = " ".join(found[0].text.split())
    others = [each for each in found[1:] if fold(each.text) != fold(claim)]
    if others:
        texts.drop(others, tr("the record has several claims, and the first one is used"))
        texts.decide("several-claims")
    if texts.format in TITLES:
        texts.decide("title-as-claim")
    if len(claim) <= MAX_CLAIM:
        return FittedClaim(claim, claim)
    texts.decide("claim-too-long")
    start = claim[: MAX_CLAIM - 1]
    words = start.rpartition(" ")[0].rstrip(" ,;:")
    return FittedClaim(claim, f"{words or start}…", too_long=found[0].text)


def read_claimant(texts: RecordTexts) -> dict[str, str]:
    """Return the claimant, or nothing if the record has no name."""
    name = texts.one("claimant.name")
    if fold(name) == "unknown":
        texts.drop_all("claimant.name", tr("an unknown claimant needs a note that says why"))
        name = ""
    claimant = {
        "name": name,
        "role": texts.one("claimant.role"),
        "kind": _claimant_kind(texts),
        "url": _claimant_address(texts),
    }
    if not name:
        for part in ("role", "kind", "url"):
            if claimant[part]:
                texts.drop_all(f"claimant.{part}", tr("the claimant has no name"))
        return {}
    return {part: value for part, value in claimant.items() if value}


def _claimant_kind(texts: RecordTexts) -> str:
    value = texts.one("claimant.kind")
    name = value.rpartition("/")[2].rpartition(":")[2].casefold()
    kind = _KINDS.get(name) or ("organization" if name.endswith("organization") else "")
    if value and not kind:
        texts.drop_all("claimant.kind", tr("a claimant is a person or an organization"))
    return kind


def _claimant_address(texts: RecordTexts) -> str:
    value = texts.one("claimant.url")
    address, fault = clean_address(value) if value else ("", "")
    if fault:
        texts.drop_all("claimant.url", fault)
        texts.decide("bad-address", fault)
    return address


def read_dates(texts: RecordTexts, formats: DateFormats) -> dict[str, str]:
    """Return the dates that are clear. Only the date of the claim may lack its day."""
    dates: dict[str, str] = {}
    for name in ("claimed_on", "published_on", "review_by"):
        text = texts.one(name)
        if not text:
            continue
        date = formats.read(text)
        if date is None and formats.is_impossible(text):
            texts.drop_all(name, tr("this day does not exist in the calendar"))
            texts.decide("impossible-date", f"{name}: {text} ({texts.place})")
        elif date is None:
            texts.drop_all(name, tr("this date is ambiguous or unreadable"))
            texts.decide("unclear-date", f"{name}: {date_shape(text)}")
        elif name != "claimed_on" and not date.day:
            texts.drop_all(name, tr("this date has no day"))
            texts.decide("unclear-date", f"{name}: {date_shape(text)}")
        else:
            dates[name] = str(date)
    if is_claimed_later(dates):
        del dates["claimed_on"]
        texts.drop_all("claimed_on", tr("the claim would have been made after its review"))
        texts.decide("claimed-later")
    return dates


def read_verdict(texts: RecordTexts, rating: str, mapping: ImportMapping, scale: Scale) -> str:
    """Return the verdict for a rating, or an empty string if the mapping file has none."""
    if texts.texts("verdict") and not rating:
        texts.one("verdict")  # lists the values as left out
        texts.decide("several-ratings")
    texts.drop_all(RATING_NUMBER, tr("a number of the rating"))
    if not rating:
        return ""
    verdict = mapping.verdicts.get(rating_key(rating), "")
    if not verdict and texts.format is ImportFormat.OWN_TABLE and rating in scale:
        return rating
    if verdict and verdict != AS_DRAFT:
        return verdict
    if verdict:
        reason = tr("the rating stays a draft, as the mapping file says")
    else:
        reason = tr("the rating is not mapped: {rating}", rating=rating)
        texts.decide("unmapped-rating", rating_key(rating))
    texts.drop_all("verdict", reason)
    return ""


def read_plain_texts(texts: RecordTexts, claim: str) -> dict[str, str]:
    """Return the fields that need no conversion; a quotation must differ from the claim."""
    fields = {name: texts.one(name) for name in _PLAIN_TEXTS}
    if fold(fields["quote"]) == fold(claim):
        del fields["quote"]
    return fields


def read_topics_and_people(texts: RecordTexts) -> dict[str, list[str]]:
    """Return the lists of words and names, each entry once."""
    return {
        name: list(dict.fromkeys(each.text for each in texts.texts(name)))
        for name in ("topics", "authors", "reviewers")
    }


def read_language(texts: RecordTexts, default: str, language_of_site: str) -> str:
    """Return the language of the review if it is not that of the site."""
    text = texts.one("language") or default
    if text and not _LANGUAGE.fullmatch(text):
        texts.drop_all("language", tr("this is not a language tag"))
        texts.decide("unclear-language", text)
        return ""
    tag = text.replace("_", "-")
    return "" if tag.casefold() == language_of_site.casefold() else tag


def read_content(
    texts: RecordTexts, claim: FittedClaim, dates: DateFormats, address: str
) -> dict[str, Any]:
    """Return summary, appearances, sources and analysis.

    The analysis begins with the texts that are too long for claim and summary. Articles in HTML
    become part of it, and their links become sources.
    """
    summary, too_long = texts.one("summary"), [claim.too_long]
    if len(summary) > MAX_SUMMARY:
        too_long.append(summary)
        texts.decide("summary-too-long")
        summary = ""
    appearances, sources = read_appearances(texts, dates, address), read_sources(texts, dates)
    paragraphs = [
        *(_quoted(text) for text in too_long if text),
        *(plain_as_markdown(each.text) for each in texts.texts("analysis")),
    ]
    articles = [each.text for each in texts.texts(HTML)]
    for article in articles:
        links = links_in(article, address, [each["url"] for each in (*sources, *appearances)])
        sources += links.sources
        texts.dropped += links.dropped
    for article in articles:
        text, dropped = html_to_markdown(article)
        paragraphs.append(text)
        texts.dropped += dropped
    analysis = "\n\n".join(each for each in paragraphs if each.strip())
    return {
        "summary": summary,
        "appearances": appearances,
        "sources": sources,
        "analysis": _CITATION.sub(r"\\[@", analysis) + "\n" if analysis else "",
    }


def _quoted(text: str) -> str:
    """Return a text as a block quotation of Markdown."""
    return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
