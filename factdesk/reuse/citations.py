"""How to cite a review: APA, BibTeX, RIS and CSL-JSON.

A verdict can change, so each citation carries, beside address and date, the verdict and the
version that was seen: the day on which the review last changed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from factdesk.claims.claim import Claim, Status
from factdesk.reuse.json_text import json_bytes
from factdesk.reuse.places import page_url
from factdesk.settings import Settings
from factdesk.words import Words

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

# Braces are named, not escaped: BibTeX counts them even behind a backslash.
_LATEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
_LATEX_SPECIAL = re.compile("[" + re.escape("".join(_LATEX)) + "]")
# Two of these in a row are another sign to LaTeX: a dash, a quotation mark.
_LIGATURE = re.compile(r"([-'`<>,])(?=\1)")


@dataclass(frozen=True, slots=True)
class Citations:
    """A review's citation in four forms, each the whole text of a file (APA: one line)."""

    apa: str
    bibtex: str
    ris: str
    csl_json: str


@dataclass(frozen=True, slots=True)
class _Cited:
    """What every form says; all texts are on one line. ``url`` is empty without ``site_url``."""

    slug: str
    title: str
    publisher: str
    site: str
    genre: str
    note: str
    language: str
    published_on: dt.date
    version_on: dt.date
    url: str


def citations(claim: Claim, settings: Settings, words: Words) -> Citations | None:
    """Return how to cite a review; None while it has no verdict to cite."""
    cited = _cited(claim, settings, words)
    if cited is None:
        return None
    return Citations(
        apa=_apa(cited, words), bibtex=_bibtex(cited), ris=_ris(cited), csl_json=_csl_json(cited)
    )


def _cited(claim: Claim, settings: Settings, words: Words) -> _Cited | None:
    if not (claim.shows_verdict and claim.verdict and claim.published_on and claim.modified_on):
        return None
    values = {
        "verdict": settings.scale[claim.verdict].label_in(settings.language),
        "version": words.date(claim.modified_on),
    }
    if claim.withdrawn and claim.status is Status.WITHDRAWN:
        note = words("cite.note_withdrawn", **values, on=words.date(claim.withdrawn.on))
    else:
        note = words("cite.note", **values)
    return _Cited(
        slug=claim.slug,
        title=_line(claim.claim),
        publisher=_line(settings.publisher.name),
        site=_line(settings.site_name),
        genre=words("cite.genre"),
        note=_line(note),
        language=claim.language or settings.language,
        published_on=claim.published_on,
        version_on=claim.modified_on,
        url=page_url(claim.slug, settings) if settings.site_url else "",
    )


def _apa(cited: _Cited, words: Words) -> str:
    """Return the reference in the manner of APA's seventh edition."""
    day = cited.published_on
    month = words.locale.months["format"]["wide"][day.month]
    date = words("cite.apa_date", year=day.year, month=month, day=day.day)
    title = cited.title.removesuffix(".")
    parts = [
        f"{cited.publisher.removesuffix('.')}.",
        f"({date}).",
        f"{title} [{cited.genre}. {cited.note}].",
    ]
    if cited.site != cited.publisher:
        parts.append(f"{cited.site}.")
    return " ".join([*parts, cited.url]).strip()


def _bibtex(cited: _Cited) -> str:
    """Return an entry for BibTeX; ``date`` and ``version`` are for biblatex, others skip them."""
    day = cited.published_on
    fields = {
        "author": f"{{{_latex(cited.publisher)}}}",
        "title": f"{{{_latex(cited.title)}}}",
        "year": f"{day.year:04}",
        "month": _MONTHS[day.month - 1],
        "date": day.isoformat(),
        "version": cited.version_on.isoformat(),
        "organization": _latex(cited.site),
        "howpublished": _latex(cited.genre),
        "note": _latex(cited.note),
        "langid": cited.language,
        "url": cited.url,
    }
    lines = [
        # A month is one of BibTeX's own abbreviations, which styles print in their language.
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join([f"@misc{{{cited.slug},", *lines, "}", ""])


def _ris(cited: _Cited) -> str:
    """Return a record of the RIS format; its lines end as on Windows, as the format says."""
    lines = [f"{tag}  - {value}" for tag, value in _ris_fields(cited) if value]
    return "\r\n".join(["TY  - ELEC", *lines, "ER  - ", ""])


def _ris_fields(cited: _Cited) -> Iterator[tuple[str, str]]:
    yield "ID", cited.slug
    yield "AU", cited.publisher
    yield "TI", cited.title
    yield "T2", cited.site
    yield "PB", cited.publisher
    yield "PY", f"{cited.published_on.year:04}"
    yield "DA", cited.published_on.isoformat().replace("-", "/")
    yield "ET", cited.version_on.isoformat()
    yield "M3", cited.genre
    yield "N1", cited.note
    yield "LA", cited.language
    yield "UR", cited.url


def _csl_json(cited: _Cited) -> str:
    """Return a list of one item, as https://citeproc-js.readthedocs.io describes CSL-JSON."""
    day = cited.published_on
    item = {
        "id": cited.slug,
        "type": "webpage",
        "title": cited.title,
        "author": [{"literal": cited.publisher}],
        "container-title": cited.site,
        "publisher": cited.publisher,
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "version": cited.version_on.isoformat(),
        "genre": cited.genre,
        "note": cited.note,
        "language": cited.language,
        "URL": cited.url,
    }
    known = {key: value for key, value in item.items() if value}
    return json_bytes([known]).decode() + "\n"


def _line(text: str) -> str:
    """Return a text on one line: in these formats a line end begins another field."""
    return " ".join(text.split())


def _latex(text: str) -> str:
    escaped = _LATEX_SPECIAL.sub(lambda special: _LATEX[special[0]], text)
    return _LIGATURE.sub(r"\1{}", escaped)
