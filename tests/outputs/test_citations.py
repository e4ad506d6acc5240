"""Citations, parsed by libraries for these formats."""

import json
import re
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import bibtexparser
import pytest
import rispy
from bibtexparser import middlewares
from citeproc import (
    Citation,
    CitationItem,
    CitationStylesBibliography,
    CitationStylesStyle,
    formatter,
)
from citeproc.source.json import CiteProcJSON
from hypothesis import given
from hypothesis import strategies as st
from support.html import read
from support.output_samples import (
    DRAFT,
    ENGLISH,
    EVERYTHING,
    IN_REVIEW,
    NASTY,
    WITHDRAWN,
    claim,
    site,
    wild,
)
from support.tabs import Tabs

from factdesk.claims.claim import Claim
from factdesk.config.site_config import SiteConfig
from factdesk.outputs.citations import cite
from factdesk.outputs.cite import cite_fold
from factdesk.site_texts.texts import SiteTexts

SCRIPT = Path(__file__).parents[2] / "factdesk/theme/assets/factdesk/cite.js"


class Files(NamedTuple):
    """The files that a page offers to reference managers."""

    bibtex: str
    ris: str
    csl_json: str


#: Returns the files that a page offers for each of some claims.
Saved = Callable[..., list[Files]]


@pytest.fixture(scope="module")
def saved(tabs: Tabs) -> Iterator[Saved]:
    def files(*claims: Claim, of: SiteConfig | None = None) -> list[Files]:
        folds = [cite_fold(each, of or site(), ENGLISH) for each in claims]
        page.set_content("".join(str(fold.body) for fold in folds if fold))
        page.evaluate(SCRIPT.read_text("utf-8"))
        found = page.evaluate(
            "[...document.querySelectorAll('[data-fd-cite]')].map((cite) =>"
            " [...cite.querySelectorAll('a[download]')].map(({ href }) =>"
            " decodeURIComponent(href.slice(href.indexOf(',') + 1))))"
        )
        return [Files(*texts) for texts in found]

    with tabs.opener() as open_tab:
        page = open_tab()
        yield files


def _apa(of: Claim, texts: SiteTexts = ENGLISH, **changes) -> str:
    cited = cite(of, site(**changes), texts)
    assert cited is not None
    return cited.apa


def _bibtex(text: str) -> dict[str, str]:
    library = bibtexparser.parse_string(
        text, append_middleware=[middlewares.LatexDecodingMiddleware()]
    )
    assert library.failed_blocks == []
    (entry,) = library.entries
    return {"type": entry.entry_type, "key": entry.key} | {
        field.key: str(field.value).removeprefix("{").removesuffix("}") for field in entry.fields
    }


#: The output of LaTeX for these. The reader's own table lacks the rare ones.
_LATEX = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    "{}": "",
} | {rf"\{sign}": sign for sign in "&%$#_"}


def _plain_bibtex(text: str) -> dict[str, str]:
    """Return the plain texts of an entry, after the library has split it into fields."""
    (entry,) = bibtexparser.parse_string(text).entries
    assert entry["url"] == "https://facts.example/desk/claims/bridge/"
    names = re.compile("|".join(re.escape(name) for name in _LATEX))
    return {
        field: names.sub(
            lambda name: _LATEX[name[0]], entry[field].removeprefix("{").removesuffix("}")
        )
        for field in ("author", "title", "organization")
    }


def _ris(text: str) -> dict:
    (record,) = rispy.loads(text)
    return record


def test_apa():
    assert _apa(claim()) == (
        "Example Fact-Checkers. (2026, March 1). The town's new bridge cost twice its budget "
        "[Fact check. Verdict: Mostly true. Version of 1 March 2026]. Example Facts. "
        "https://facts.example/desk/claims/bridge/"
    )


def test_apa_in_german():
    assert _apa(claim(), SiteTexts("de"), language="de") == (
        "Example Fact-Checkers. (2026, 1. März). The town's new bridge cost twice its budget "
        "[Faktencheck. Urteil: Größtenteils richtig. Stand: 1. März 2026]. Example Facts. "
        "https://facts.example/desk/claims/bridge/"
    )


def test_a_site_that_bears_its_publishers_name_says_it_once():
    apa = _apa(claim(), site_name="Example Inc.", publisher={"name": "Example Inc."})

    assert apa.startswith("Example Inc. (2026, March 1). ")
    assert apa.count("Example Inc.") == 1


def test_bibtex_as_it_is_written(saved):
    (files,) = saved(claim(EVERYTHING))

    assert files.bibtex == (
        "@misc{bridge,\n"
        "  author = {{C. Author}},\n"
        "  title = {{“Twice the budget”, says the mayor <of> Ponte \\& Vila}},\n"
        "  year = {2026},\n"
        "  month = mar,\n"
        "  date = {2026-03-01},\n"
        "  version = {2026-05-01},\n"
        "  organization = {Example Facts},\n"
        "  howpublished = {Fact check},\n"
        "  note = {Verdict: Mostly true. Version of 1 May 2026},\n"
        "  langid = {en-GB},\n"
        "  url = {https://facts.example/desk/claims/bridge/},\n"
        "}\n"
    )


def test_bibtex_is_read_back(saved):
    (files,) = saved(claim(EVERYTHING))

    assert _bibtex(files.bibtex) == {
        "type": "misc",
        "key": "bridge",
        "author": "C. Author",
        "title": "“Twice the budget”, says the mayor <of> Ponte & Vila",
        "year": "2026",
        "month": "mar",
        "date": "2026-03-01",
        "version": "2026-05-01",
        "organization": "Example Facts",
        "howpublished": "Fact check",
        "note": "Verdict: Mostly true. Version of 1 May 2026",
        "langid": "en-GB",
        "url": "https://facts.example/desk/claims/bridge/",
    }


def test_ris_is_read_back(saved):
    (files,) = saved(claim(EVERYTHING))

    assert _ris(files.ris) == {
        "type_of_reference": "ELEC",
        "id": "bridge",
        "authors": ["C. Author"],
        "title": "“Twice the budget”, says the mayor <of> Ponte & Vila",
        "secondary_title": "Example Facts",
        "publisher": "Example Fact-Checkers",
        "year": "2026",
        "date": "2026/03/01",
        "edition": "2026-05-01",
        "type_of_work": "Fact check",
        "notes": ["Verdict: Mostly true. Version of 1 May 2026"],
        "language": "en-GB",
        "urls": ["https://facts.example/desk/claims/bridge/"],
    }


def test_ris_lines_end_as_the_format_says(saved):
    ((_, ris, _),) = saved(claim())

    assert ris.startswith("TY  - ELEC\r\n")
    assert ris.endswith("\r\nER  - \r\n")
    assert ris.count("\n") == ris.count("\r\n")


def test_csl_json_is_read_and_set_by_a_citation_processor(saved):
    (files,) = saved(claim(EVERYTHING))
    items = json.loads(files.csl_json)

    assert items == [
        {
            "id": "bridge",
            "type": "webpage",
            "title": "“Twice the budget”, says the mayor <of> Ponte & Vila",
            "author": [{"literal": "C. Author"}],
            "container-title": "Example Facts",
            "publisher": "Example Fact-Checkers",
            "issued": {"date-parts": [[2026, 3, 1]]},
            "version": "2026-05-01",
            "genre": "Fact check",
            "note": "Verdict: Mostly true. Version of 1 May 2026",
            "language": "en-GB",
            "URL": "https://facts.example/desk/claims/bridge/",
        }
    ]
    shown = _set(items)
    for part in (
        "C. Author",
        "2026",
        "Twice the budget",
        "facts.example/desk/claims/bridge",
    ):
        assert part in shown


def _set(items: list[dict]) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its bundled style is older than its reader
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        bibliography.register(Citation([CitationItem(items[0]["id"])]))
        return "".join(str(part) for part in bibliography.bibliography()[0])


def test_a_review_is_cited_by_all_of_its_authors(saved):
    review = claim(authors=["D. Writer", "Desk & Co.", "E. Writer"])
    (files,) = saved(review)

    apa = _apa(review)
    assert apa.startswith("D. Writer, Desk & Co., & E. Writer. (2026, March 1). ")
    assert apa.endswith("Example Facts. https://facts.example/desk/claims/bridge/")
    assert "author = {{D. Writer} and {Desk \\& Co.} and {E. Writer}}," in files.bibtex
    assert _ris(files.ris)["authors"] == ["D. Writer", "Desk & Co.", "E. Writer"]
    assert [each["literal"] for each in json.loads(files.csl_json)[0]["author"]] == [
        "D. Writer",
        "Desk & Co.",
        "E. Writer",
    ]


def test_a_withdrawn_review_is_cited_as_withdrawn(saved):
    (files,) = saved(claim(WITHDRAWN))

    said = "Withdrawn on 1 June 2026; the verdict had been: Mostly true. Version of 1 June 2026"
    assert f"[Fact check. {said}]" in _apa(claim(WITHDRAWN))
    assert _bibtex(files.bibtex)["note"] == said
    assert _ris(files.ris)["notes"] == [said]
    assert json.loads(files.csl_json)[0]["note"] == said


@pytest.mark.parametrize("fields", [DRAFT, IN_REVIEW], ids=["draft", "open"])
def test_what_has_no_verdict_is_not_cited(fields):
    assert cite_fold(claim(fields), site(), ENGLISH) is None


def test_without_a_site_address_there_is_none_in_the_citation(saved):
    (files,) = saved(claim(), of=site(site_url=""))

    assert _apa(claim(), site_url="").endswith(" Example Facts.")
    assert "url" not in _bibtex(files.bibtex)
    assert "urls" not in _ris(files.ris)
    assert "URL" not in json.loads(files.csl_json)[0]


@pytest.mark.parametrize("text", NASTY)
def test_hostile_text_stays_in_its_field(saved, text):
    (files,) = saved(claim(claim=text), of=site(publisher={"name": text}, site_name=text))

    line = " ".join(text.split())
    assert _ris(files.ris)["title"] == _ris(files.ris)["secondary_title"] == line
    item = json.loads(files.csl_json)[0]
    assert item["title"] == item["author"][0]["literal"] == line
    assert _plain_bibtex(files.bibtex) == {"author": line, "title": line, "organization": line}


@given(st.lists(wild, min_size=1, max_size=20))
def test_any_text_is_one_field(saved, texts):
    claims = [claim(claim=text) for text in texts]
    for text, each, files in zip(texts, claims, saved(*claims), strict=True):
        line = " ".join(text.split())
        assert "\n" not in _apa(each)
        assert _ris(files.ris)["title"] == line
        assert json.loads(files.csl_json)[0]["title"] == line
        assert _plain_bibtex(files.bibtex)["title"] == line


@pytest.mark.parametrize("text", NASTY)
def test_the_fold_has_the_reference_for_readers_without_scripts(text):
    fold = cite_fold(claim(claim=text), site(), ENGLISH)

    assert fold is not None
    assert fold.title == "Cite"
    html = str(fold.body)
    assert read(html).one("pre").text == _apa(claim(claim=text))
    assert html.count("<script") == 2
