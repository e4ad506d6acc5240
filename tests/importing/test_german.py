"""On a German site, the import report is German; codes, keys and columns do not change."""

import json

import pytest
from support import archive_samples as archive
from support.site_folder import SiteFolder
from support.translatable import ENGLISH

BROKEN_JSON = '[{"claimReviewed": "Brücke", "url": "//a",}, {"a": }, {"b": 1}, {"c": "d" "e"'
TABLE = (
    "claim;claimed_on;rating;url;extra\n"
    "Die Fähre fährt nicht mehr;im Mai;Frei erfunden;a b;&amp;\n"
    ";2019;;;\n"
    "a;b;c;d;e;f\n"
)
POST = archive.wordpress_item(
    "https://desk.news.example/turm/", {"_fullfact_all_claims": "a:1:{i:0;O:8:x}"}
)
SOURCES = {
    "array.json": archive.as_array(),
    "broken.json": BROKEN_JSON,
    "broken.xml": archive.as_wordpress([]).replace("</channel>", ""),
    "empty": "",
    "feed.json": archive.as_feed(),
    "page.html": "<!doctype html><p>Nur Text.</p>",
    "pdf": "%PDF-1.7",
    "search.json": archive.as_search(token="mehr"),
    "table.csv": TABLE,
    "wordpress.xml": archive.as_wordpress([POST]),
}


@pytest.fixture
def german(site: SiteFolder) -> SiteFolder:
    yml = (site.root / "mkdocs.yml").read_text("utf-8")
    site.write("mkdocs.yml", yml.replace("name: material\n", "name: material\n  language: de\n"))
    for name, text in SOURCES.items():
        site.write(f"quellen/{name}", text)
    return site


def english_in(text: str) -> list[str]:
    return [line for line in text.splitlines() if ENGLISH.search(line)]


def test_the_report_is_german(german: SiteFolder) -> None:
    result = german.run("import", "quellen", "--report", "bericht.json")
    report = json.loads((german.root / "bericht.json").read_text("utf-8"))

    assert english_in(result.out + result.err) == []
    assert "6 angelegt · 0 aktualisiert · 0 unverändert · 15 nicht übernommen" in result.out
    assert "quellen/broken.json: Eintrag 2" in result.out
    assert report["counts"] == {"created": 6, "updated": 0, "unchanged": 0, "skipped": 15}
    texts = [each["reason"] for record in report["records"] for each in record["dropped"]]
    texts += [record["reason"] for record in report["records"] if "reason" in record]
    texts += [text for each in report["decisions"] for text in (each["what"], each["do"])]
    texts += [source["description"] for source in report["sources"]]
    assert english_in("\n".join(texts)) == []


def test_a_mapping_file_is_german_and_can_be_used(german: SiteFolder) -> None:
    assert german.run("import", "quellen", "--start-map", "karte.yml").exit_status == 0
    text = (german.root / "karte.yml").read_text("utf-8")

    comments = "\n".join(line for line in text.splitlines() if line.startswith("#"))
    assert english_in(comments) == []
    assert "  # 1 Datensatz" in text

    german.write("karte.yml", text.replace("dates: []", "dates: ['%q']"))
    refused = german.run("import", "quellen", "--map", "karte.yml").err
    assert refused == "Fehler: das Datumsformat „%q“ hat das unbekannte Kürzel „%q“\n"
