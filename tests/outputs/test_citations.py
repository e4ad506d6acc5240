"""Citations, read back by libraries that were made for reading them."""

import json
import re
import warnings
from urllib.parse import unquote

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
from markupsafe import Markup
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

from factdesk.claims.claim import Claim
from factdesk.i18n.messages import Messages
from factdesk.outputs.citations import Citations, citations
from factdesk.outputs.cite import cite_fold


def _cite(of: Claim, messages: Messages = ENGLISH, **changes) -> Citations:
    cited = citations(of, site(**changes), messages)
    assert cited is not None
    return cited


def _bibtex(text: str) -> dict[str, str]:
    library = bibtexparser.parse_string(
        text, append_middleware=[middlewares.LatexDecodingMiddleware()]
    )
    assert library.failed_blocks == []
    (entry,) = library.entries
    return {"type": entry.entry_type, "key": entry.key} | {
        field.key: str(field.value).removeprefix("{").removesuffix("}") for field in entry.fields
    }


#: What LaTeX sets for these. The reader's own table lacks the rare ones.
_LATEX = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    "{}": "",
} | {rf"\{sign}": sign for sign in "&%$#_"}


def _plain_bibtex(text: str) -> dict[str, str]:
    """Return the texts of others in an entry, after the library has split it into fields."""
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
    assert _cite(claim()).apa == (
        "Example Fact-Checkers. (2026, March 1). The town's new bridge cost twice its budget "
        "[Fact check. Verdict: Mostly true. Version of 1 March 2026]. Example Facts. "
        "https://facts.example/desk/claims/bridge/"
    )


def test_apa_in_german():
    assert _cite(claim(), Messages("de"), language="de").apa == (
        "Example Fact-Checkers. (2026, 1. März). The town's new bridge cost twice its budget "
        "[Faktencheck. Urteil: Größtenteils richtig. Stand: 1. März 2026]. Example Facts. "
        "https://facts.example/desk/claims/bridge/"
    )


def test_a_site_that_bears_its_publishers_name_says_it_once():
    apa = _cite(claim(), site_name="Example Inc.", publisher={"name": "Example Inc."}).apa

    assert apa.startswith("Example Inc. (2026, March 1). ")
    assert apa.count("Example Inc.") == 1


def test_bibtex_as_it_is_written():
    assert _cite(claim(EVERYTHING)).bibtex == (
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


def test_bibtex_is_read_back():
    assert _bibtex(_cite(claim(EVERYTHING)).bibtex) == {
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


def test_ris_is_read_back():
    assert _ris(_cite(claim(EVERYTHING)).ris) == {
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


def test_ris_lines_end_as_the_format_says():
    ris = _cite(claim()).ris

    assert ris.startswith("TY  - ELEC\r\n")
    assert ris.endswith("\r\nER  - \r\n")
    assert ris.count("\n") == ris.count("\r\n")


def test_csl_json_is_read_and_set_by_a_citation_processor():
    items = json.loads(_cite(claim(EVERYTHING)).csl_json)

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
        warnings.simplefilter("ignore")  # the style that it ships is older than its reader
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        bibliography.register(Citation([CitationItem(items[0]["id"])]))
        return "".join(str(part) for part in bibliography.bibliography()[0])


def test_a_review_is_cited_by_all_of_its_authors():
    cited = _cite(claim(authors=["D. Writer", "Desk & Co.", "E. Writer"]))

    assert cited.apa.startswith("D. Writer, Desk & Co., & E. Writer. (2026, March 1). ")
    assert cited.apa.endswith("Example Facts. https://facts.example/desk/claims/bridge/")
    assert "author = {{D. Writer} and {Desk \\& Co.} and {E. Writer}}," in cited.bibtex
    assert _ris(cited.ris)["authors"] == ["D. Writer", "Desk & Co.", "E. Writer"]
    assert [each["literal"] for each in json.loads(cited.csl_json)[0]["author"]] == [
        "D. Writer",
        "Desk & Co.",
        "E. Writer",
    ]


def test_a_withdrawn_review_is_cited_as_withdrawn():
    cited = _cite(claim(WITHDRAWN))

    said = "Withdrawn on 1 June 2026; the verdict had been: Mostly true. Version of 1 June 2026"
    assert f"[Fact check. {said}]" in cited.apa
    assert _bibtex(cited.bibtex)["note"] == said
    assert _ris(cited.ris)["notes"] == [said]
    assert json.loads(cited.csl_json)[0]["note"] == said


@pytest.mark.parametrize("fields", [DRAFT, IN_REVIEW], ids=["draft", "open"])
def test_what_has_no_verdict_is_not_cited(fields):
    assert citations(claim(fields), site(), ENGLISH) is None
    assert cite_fold(claim(fields), site(), ENGLISH) is None


def test_without_a_site_address_there_is_none_in_the_citation():
    cited = _cite(claim(), site_url="")

    assert cited.apa.endswith(" Example Facts.")
    assert "url" not in _bibtex(cited.bibtex)
    assert "urls" not in _ris(cited.ris)
    assert "URL" not in json.loads(cited.csl_json)[0]


@pytest.mark.parametrize("text", NASTY)
def test_hostile_text_stays_in_its_field(text):
    cited = _cite(claim(claim=text), publisher={"name": text}, site_name=text)

    line = " ".join(text.split())
    assert _ris(cited.ris)["title"] == _ris(cited.ris)["secondary_title"] == line
    item = json.loads(cited.csl_json)[0]
    assert item["title"] == item["author"][0]["literal"] == line
    assert _plain_bibtex(cited.bibtex) == {"author": line, "title": line, "organization": line}


@given(wild)
def test_any_text_is_one_field(text):
    cited = _cite(claim(claim=text))

    line = " ".join(text.split())
    assert "\n" not in cited.apa
    assert _ris(cited.ris)["title"] == line
    assert json.loads(cited.csl_json)[0]["title"] == line
    assert _plain_bibtex(cited.bibtex)["title"] == line


@pytest.mark.parametrize("text", NASTY)
def test_the_fold_holds_the_reference_and_the_three_files(text):
    cited = _cite(claim(claim=text))

    fold = cite_fold(claim(claim=text), site(), ENGLISH)

    assert fold is not None
    assert fold.title == "Cite"
    assert fold.body.striptags() == f"{cited.apa}BibTeXRISCSL-JSON"
    html = str(fold.body)
    assert html.count("<script") == html.count('<script src="../../assets/factdesk/cite.') == 1
    links = html.split("<li>")[1:]
    for link, name, type_, content in zip(
        links,
        ("bridge.bib", "bridge.ris", "bridge.csl.json"),
        (
            "application/x-bibtex",
            "application/x-research-info-systems",
            "application/vnd.citationstyles.csl+json",
        ),
        (cited.bibtex, cited.ris, cited.csl_json),
        strict=True,
    ):
        start = f'<a download="{name}" href="data:{type_};charset=utf-8,'
        assert link.startswith(start)
        data = link.removeprefix(start).partition('"')[0]
        assert unquote(str(Markup(data).unescape())) == content
