"""How to cite a review: APA, BibTeX, RIS and CSL-JSON.

A verdict can change, so each citation includes, next to address and date, the verdict and the
version: the day on which the review last changed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from factdesk.claims.claim import Claim
from factdesk.claims.vocabulary import Status
from factdesk.config.site_config import SiteConfig
from factdesk.i18n.messages import Messages
from factdesk.pages.urls import claim_address, version_address
from factdesk.text.json_text import json_bytes

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
# LaTeX replaces two of these in a row with another character: a dash, a quotation mark.
_LIGATURE = re.compile(r"([-'`<>,])(?=\1)")

_PLACEHOLDER = re.compile(r"<(\w+)>")

_TEXTS = ("title", "publisher", "site", "genre", "note")

#: Values by name; all texts are on one line. ``url`` is empty without ``site_url``.
Values = dict[str, str]
#: Encodes a text for the place where it is used.
Encode = Callable[[str], str]


class CitedVersion(NamedTuple):
    """A fixed version that is cited instead of the current review."""

    on: dt.date
    is_former: bool


class Citations(NamedTuple):
    """A review's citation in four formats, each the full text of a file (APA: one line)."""

    apa: str
    bibtex: str
    ris: str
    csl_json: str


@dataclass(frozen=True, slots=True, eq=False)
class _Form:
    """The template of a citation file: fields with placeholders such as ``<title>``.

    ``author`` is the template of one of the ``<authors>``.
    ``escape`` makes a value safe inside a field. Slugs, dates and language tags are safe in every
    format, addresses in some.
    """

    begin: str
    fields: tuple[str, ...]
    between: str
    end: str
    author: str
    between_authors: str
    escape: Encode
    escaped: tuple[str, ...] = _TEXTS


def citations(
    claim: Claim,
    config: SiteConfig,
    messages: Messages,
    encode: Encode = str,
    pinned: CitedVersion | None = None,
) -> Citations | None:
    """Return the citations of a review, or of a fixed version; None if it has no verdict.

    ``encode`` encodes the texts for the place where they are used, such as a data URL.
    """
    cited = _cited(claim, config, messages, pinned)
    if cited is None:
        return None
    authors = [_line(author.name) for author in claim.authors] or [cited["publisher"]]
    bibtex, ris, csl_json = (
        _written(form, cited, authors, encode) for form in (_BIBTEX, _RIS, _CSL_JSON)
    )
    return Citations(_apa(cited, authors), bibtex, ris, csl_json)


def _cited(
    claim: Claim, config: SiteConfig, messages: Messages, pinned: CitedVersion | None
) -> Values | None:
    day, version = claim.published_on, pinned.on if pinned else claim.modified_on
    if not (claim.shows_verdict and claim.verdict and day and version):
        return None
    verdict = config.scale[claim.verdict].label_in(config.language)
    withdrawn = claim.withdrawn if claim.status is Status.WITHDRAWN else None
    note = _note(verdict, version, withdrawn and withdrawn.on, messages)
    address = claim_address(claim.slug)
    if pinned:
        key = "version.note_former" if pinned.is_former else "version.note"
        note = _line(messages(key, verdict=verdict, version=messages.date(version)))
        address = version_address(claim.slug, version)
    return {
        "slug": f"{claim.slug}-{version}" if pinned else claim.slug,
        "title": _line(claim.claim),
        "publisher": _line(config.publisher.name),
        "site": _line(config.site_name),
        "genre": messages("cite.genre"),
        "note": note,
        "language": claim.language or config.language,
        "version": version.isoformat(),
        "url": config.site_url + address if config.site_url else "",
        **_dated(day, messages),
    }


# Cached: many reviews were published or changed on the same day with the same verdict.


@lru_cache(maxsize=4096)
def _note(verdict: str, version: dt.date, withdrawn_on: dt.date | None, messages: Messages) -> str:
    values = {"verdict": verdict, "version": messages.date(version)}
    if withdrawn_on:
        return _line(messages("cite.note_withdrawn", **values, on=messages.date(withdrawn_on)))
    return _line(messages("cite.note", **values))


@lru_cache(maxsize=4096)
def _dated(day: dt.date, messages: Messages) -> Values:
    """Return the values that depend on the day of publication."""
    return {
        "date": day.isoformat(),
        "year": f"{day.year:04}",
        "month": _MONTHS[day.month - 1],
        "slashed": day.isoformat().replace("-", "/"),
        "numbers": f"{day.year},{day.month},{day.day}",
        "in_words": messages(
            "cite.apa_date", year=day.year, month=messages.month(day.month), day=day.day
        ),
    }


def _apa(cited: Values, authors: Sequence[str]) -> str:
    """Return the reference in APA style, seventh edition.

    The names of authors are not inverted, because the family name is not known.
    """
    site = cited["site"]
    *others, last = authors
    names = f"{', '.join(others)}{',' if others[1:] else ''} & {last}" if others else last
    title = cited["title"].removesuffix(".")
    parts = [
        f"{names.removesuffix('.')}.",
        f"({cited['in_words']}).",
        f"{title} [{cited['genre']}. {cited['note']}].",
    ]
    if site != names:
        parts.append(f"{site}.")
    return " ".join([*parts, cited["url"]]).strip()


def _written(form: _Form, cited: Values, authors: Sequence[str], encode: Encode) -> str:
    named = (form.author.replace("<name>", form.escape(name)) for name in authors)
    escaped = {name: encode(form.escape(cited[name])) for name in form.escaped}
    names = encode(form.between_authors.join(named))
    values = {**cited, "url": encode(cited["url"]), "authors": names, **escaped}
    parts = list(_split_template(form, cited["url"] != "", encode))
    parts[1::2] = map(values.__getitem__, parts[1::2])
    return "".join(parts)


@lru_cache(maxsize=64)
def _split_template(form: _Form, has_url: bool, encode: Encode) -> tuple[str, ...]:
    """Return the encoded text, split at its placeholders: every second part is a value's name."""
    fields = [field for field in form.fields if has_url or "<url>" not in field]
    parts = _PLACEHOLDER.split(form.begin + form.between.join(fields) + form.end)
    parts[::2] = map(encode, parts[::2])
    return tuple(parts)


def _line(text: str) -> str:
    """Return a text on one line, because a line end begins another field in these formats."""
    return " ".join(text.split())


@lru_cache(maxsize=1024)  # site and publisher are the same in all citations
def _latex(text: str) -> str:
    escaped = _LATEX_SPECIAL.sub(lambda special: _LATEX[special[0]], text)
    return _LIGATURE.sub(r"\1{}", escaped)


@lru_cache(maxsize=1024)
def _in_json(text: str) -> str:
    return json_bytes(text)[1:-1].decode()


#: ``date`` and ``version`` are for biblatex; BibTeX ignores them. Months are BibTeX's own
#: abbreviations, which styles print in their language.
_BIBTEX = _Form(
    begin="@misc{<slug>,\n  ",
    fields=(
        "author = {<authors>},",
        "title = {{<title>}},",
        "year = {<year>},",
        "month = <month>,",
        "date = {<date>},",
        "version = {<version>},",
        "organization = {<site>},",
        "howpublished = {<genre>},",
        "note = {<note>},",
        "langid = {<language>},",
        "url = {<url>},",
    ),
    between="\n  ",
    end="\n}\n",
    author="{<name>}",
    between_authors=" and ",
    escape=_latex,
)

#: RIS requires CRLF line ends.
_RIS = _Form(
    begin="TY  - ELEC\r\n",
    fields=(
        "ID  - <slug>",
        "AU  - <authors>",
        "TI  - <title>",
        "T2  - <site>",
        "PB  - <publisher>",
        "PY  - <year>",
        "DA  - <slashed>",
        "ET  - <version>",
        "M3  - <genre>",
        "N1  - <note>",
        "LA  - <language>",
        "UR  - <url>",
    ),
    between="\r\n",
    end="\r\nER  - \r\n",
    author="<name>",
    between_authors="\r\nAU  - ",
    escape=str,  # RIS only requires that texts are on one line
)

#: A list of one item, as https://citeproc-js.readthedocs.io describes CSL-JSON.
_CSL_JSON = _Form(
    begin="[{",
    fields=(
        '"id":"<slug>"',
        '"type":"webpage"',
        '"title":"<title>"',
        '"author":[<authors>]',
        '"container-title":"<site>"',
        '"publisher":"<publisher>"',
        '"issued":{"date-parts":[[<numbers>]]}',
        '"version":"<version>"',
        '"genre":"<genre>"',
        '"note":"<note>"',
        '"language":"<language>"',
        '"URL":"<url>"',
    ),
    between=",",
    end="}]\n",
    author='{"literal":"<name>"}',
    between_authors=",",
    escape=_in_json,
    escaped=(*_TEXTS, "url"),
)
