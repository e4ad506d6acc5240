"""The feeds: valid Atom and JSON Feed, and their content."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given
from jsonschema import Draft202012Validator
from lxml import etree
from support.output_samples import (
    BRIDGE,
    DRAFT,
    EVERYTHING,
    IN_REVIEW,
    NASTY,
    WITHDRAWN,
    claim,
    feeds_of,
    wild,
)

from factdesk.site_texts.texts import SiteTexts

HERE = Path(__file__).parent
ATOM = {"a": "http://www.w3.org/2005/Atom", "x": "http://www.w3.org/1999/xhtml"}
SCHEMA = etree.RelaxNG(etree.parse(HERE / "atom.rng"))
JSON_FEED = Draft202012Validator(json.loads((HERE / "json_feed.schema.json").read_text()))


def _atom(content: bytes) -> etree._Element:
    """Read a feed with a strict parser, and validate it against the schema and further rules."""
    root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    SCHEMA.assertValid(root)
    ids = root.xpath("//a:id/text()", namespaces=ATOM)
    assert len(ids) == len(set(ids))
    for entry in root.xpath("a:entry", namespaces=ATOM):
        assert entry.xpath("string(a:published)", namespaces=ATOM) <= entry.xpath(
            "string(a:updated)", namespaces=ATOM
        )
    for each in (root, *root.xpath("a:entry", namespaces=ATOM)):
        alternates = each.xpath("a:link[@rel='alternate']", namespaces=ATOM)
        assert len(alternates) == len({(a.get("type"), a.get("hreflang")) for a in alternates})
    return root


def _texts(root: etree._Element, path: str) -> list[str]:
    return [
        node if isinstance(node, str) else node.text for node in root.xpath(path, namespaces=ATOM)
    ]


def _json(content: bytes) -> dict:
    feed = json.loads(content)
    JSON_FEED.validate(feed)
    return feed


def test_the_feeds_of_a_site():
    assert list(feeds_of(claim(EVERYTHING))) == [
        "feed.xml",
        "feed.json",
        "changes.xml",
        "topics/bridges/feed.xml",
        "topics/ponte/feed.xml",
        "topics/qiaoliang-c680ed/feed.xml",
    ]


def test_every_feed_is_valid():
    claims = (
        claim(EVERYTHING, "full"),
        claim(),
        claim(WITHDRAWN, "withdrawn"),
        claim(IN_REVIEW, "open"),
        claim(DRAFT, "draft"),
    )
    for path, content in feeds_of(*claims).items():
        _json(content) if path.endswith(".json") else _atom(content)


def test_an_empty_site_has_valid_feeds():
    """Atom requires the time of the last change; if there is none, the clock is not used."""
    files = feeds_of()

    assert _texts(_atom(files["feed.xml"]), "a:updated") == ["1970-01-01T00:00:00Z"]
    assert _json(files["feed.json"])["items"] == []


def test_an_entry_has_verdict_summary_dates_and_topics():
    root = _atom(feeds_of(claim(EVERYTHING))["feed.xml"])

    entry = root.xpath("a:entry", namespaces=ATOM)[0]
    assert {
        name: _texts(entry, path)
        for name, path in {
            "id": "a:id",
            "title": "a:title",
            "link": "a:link/@href",
            "published": "a:published",
            "updated": "a:updated",
            "authors": "a:author/a:name",
            "their_pages": "a:author/a:uri",
            "topics": "a:category/@label",
            "terms": "a:category/@term",
            "summary": "a:summary",
            "shown": "a:content/x:div/x:p",
            "to": "a:content/x:div/x:p/x:a/@href",
        }.items()
    } == {
        "id": ["tag:facts.example,2026:desk/claims/old-bridge"],
        "title": ["Mostly true: “Twice the budget”, says the mayor <of> Ponte & Vila"],
        "link": ["https://facts.example/desk/claims/bridge/"],
        "published": ["2026-03-01T00:00:00Z"],
        "updated": ["2026-05-01T00:00:00Z"],
        "authors": ["C. Author"],
        "their_pages": ["https://c-author.example/"],
        "topics": ["Bridges", "Ponte", "橋梁"],
        "terms": ["bridges", "ponte", "qiaoliang-c680ed"],
        "summary": ["1.9 times, to be exact. “Twice” is near enough for a speech."],
        "shown": [
            "Ana Ríos, mayor of Ponte · 30 November 2025",
            "1.9 times, to be exact. “Twice” is near enough for a speech.",
            "1 March 2026 · ",
        ],
        "to": ["https://facts.example/desk/claims/bridge/"],
    }
    assert _texts(root, "a:updated") == ["2026-05-01T00:00:00Z"]
    assert _texts(root, "a:author/a:name") == ["Example Fact-Checkers"]


def test_the_same_review_in_the_json_feed():
    feed = _json(feeds_of(claim(EVERYTHING))["feed.json"])

    assert feed["language"] == "en"
    assert feed["authors"] == [
        {"name": "Example Fact-Checkers", "url": "https://facts.example/desk/"}
    ]
    assert feed["items"] == [
        {
            "id": "tag:facts.example,2026:desk/claims/old-bridge",
            "url": "https://facts.example/desk/claims/bridge/",
            "title": "Mostly true: “Twice the budget”, says the mayor <of> Ponte & Vila",
            "content_text": "Ana Ríos, mayor of Ponte · 30 November 2025\n\n"
            "1.9 times, to be exact. “Twice” is near enough for a speech.",
            "summary": "1.9 times, to be exact. “Twice” is near enough for a speech.",
            "date_published": "2026-03-01T00:00:00Z",
            "date_modified": "2026-05-01T00:00:00Z",
            "language": "en-GB",
            "authors": [{"name": "C. Author", "url": "https://c-author.example/"}],
            "tags": ["Bridges", "Ponte", "橋梁"],
        }
    ]


def test_a_withdrawn_review_stays_marked_so_that_its_readers_learn_of_it():
    files = feeds_of(claim(WITHDRAWN))

    root = _atom(files["feed.xml"])
    assert _texts(root, "a:entry/a:title") == [
        "Withdrawn: The town's new bridge cost twice its budget"
    ]
    assert _texts(root, "a:entry/a:summary") == ["The account was forged."]
    assert _texts(root, "a:entry/a:updated") == ["2026-06-01T00:00:00Z"]
    assert "Mostly true" not in files["feed.xml"].decode() + files["feed.json"].decode()


def test_open_reviews_and_drafts_are_in_no_feed():
    files = feeds_of(claim(IN_REVIEW | {"topics": ["Bridges"]}), claim(DRAFT, "draft"))

    assert b"<entry" not in b"".join(files.values())
    assert _json(files["feed.json"])["items"] == []


def test_the_feed_of_changes_contains_corrections_verdicts_and_withdrawals():
    corrections = [
        *EVERYTHING["corrections"],
        {
            "made_on": "2026-05-02",
            "severity": "verdict",
            "note": "Again.",
            "previous_verdict": "mixed",
        },
        {"made_on": "2026-05-03", "severity": "fact", "note": "A name."},
        {"made_on": "2026-05-04", "severity": "update", "note": "New figures."},
    ]
    root = _atom(
        feeds_of(claim(EVERYTHING, corrections=corrections), claim(WITHDRAWN, "gone"))[
            "changes.xml"
        ]
    )

    said = "“Twice the budget”, says the mayor <of> Ponte & Vila"
    assert list(
        zip(
            _texts(root, "a:entry/a:updated"),
            _texts(root, "a:entry/a:title"),
            _texts(root, "a:entry/a:summary"),
            _texts(root, "a:entry/a:id"),
            strict=True,
        )
    ) == [
        (
            "2026-06-01T00:00:00Z",
            "Withdrawn: The town's new bridge cost twice its budget",
            "The account was forged.",
            "tag:facts.example,2026:desk/claims/gone#withdrawn",
        ),
        *(
            (
                f"{day}T00:00:00Z",
                f"{title}: {said}",
                note,
                f"tag:facts.example,2026:desk/claims/old-bridge#correction-{n}",
            )
            for n, day, title, note in (
                (5, "2026-05-04", "Updated", "New figures."),
                (4, "2026-05-03", "Corrected", "A name."),
                (3, "2026-05-02", "Verdict changed from “Mixed” to “Mostly true”", "Again."),
                (2, "2026-05-01", "Clarified", "A unit was missing."),
                (
                    1,
                    "2026-04-01",
                    "Verdict changed from “True” to “Mixed”",
                    "We had misread a table.",
                ),
            )
        ),
    ]


def test_a_change_tells_no_verdict_of_a_review_that_is_open_again():
    reopened = claim(
        IN_REVIEW,
        corrections=[
            {
                "made_on": "2026-04-01",
                "severity": "verdict",
                "note": "We look again.",
                "previous_verdict": "true",
            }
        ],
    )
    assert _texts(_atom(feeds_of(reopened)["changes.xml"]), "a:entry/a:title") == [
        "Corrected: The town's new bridge cost twice its budget"
    ]


def test_two_corrections_of_the_same_words_are_two_entries():
    twice = [{"made_on": "2026-04-01", "severity": "fact", "note": "A typo."}] * 2

    root = _atom(feeds_of(claim(corrections=twice))["changes.xml"])

    assert len(_texts(root, "a:entry/a:id")) == 2


def test_feeds_contain_the_newest_fifty_newest_first():
    first = dt.date(2026, 1, 1)
    claims = [
        claim(
            BRIDGE | {"topics": ["Bridges"]},
            f"claim-{n:02}",
            published_on=(first + dt.timedelta(n)).isoformat(),
        )
        for n in range(60)
    ]
    files = feeds_of(*claims)

    expected = [f"tag:facts.example,2026:desk/claims/claim-{n:02}" for n in range(59, 9, -1)]
    assert _texts(_atom(files["feed.xml"]), "a:entry/a:id") == expected
    assert _texts(_atom(files["topics/bridges/feed.xml"]), "a:entry/a:id") == expected
    assert [item["id"] for item in _json(files["feed.json"])["items"]] == expected


def test_a_topics_feed_has_its_own_claims_only():
    files = feeds_of(claim(topics=["Bridges"]), claim(slug="tunnel", topics=["Tunnels"]))

    root = _atom(files["topics/tunnels/feed.xml"])
    assert _texts(root, "a:title") == ["Example Facts: new reviews on Tunnels"]
    assert _texts(root, "a:link/@href") == [
        "https://facts.example/desk/topics/tunnels/feed.xml",
        "https://facts.example/desk/topics/tunnels/",
    ]
    assert _texts(root, "a:entry/a:id") == ["tag:facts.example,2026:desk/claims/tunnel"]


@pytest.mark.parametrize(
    ("path", "style"),
    [
        ("feed.xml", "assets/factdesk/feed.css"),
        ("changes.xml", "assets/factdesk/feed.css"),
        ("topics/bridges/feed.xml", "../../assets/factdesk/feed.css"),
    ],
)
def test_a_browser_finds_the_style_sheet(path, style):
    content = feeds_of(claim(EVERYTHING))[path].decode()

    assert content.splitlines()[:2] == [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<?xml-stylesheet type="text/css" href="{style}"?>',
    ]


def test_a_feed_speaks_the_sites_language_and_each_entry_its_own():
    arabic = claim(EVERYTHING, language="ar", summary="مرحبا")

    root = _atom(feeds_of(arabic, texts=SiteTexts("de"), language="de")["feed.xml"])

    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"
    assert _texts(root, "a:title") == ["Example Facts: neue Prüfungen"]
    assert _texts(root, "a:entry/@xml:lang") == ["ar"]
    assert _texts(root, "a:entry/a:content/x:div/@dir") == ["rtl"]
    assert _texts(root, "//x:a") == ["Zur Prüfung"]


def test_ids_stay_when_anything_but_the_slug_changes():
    before = _atom(feeds_of(claim(aliases=["old-bridge"]))["feed.xml"])
    changed = claim(EVERYTHING | {"published_on": "2026-03-02", "verdict": "false"})
    after = _atom(feeds_of(changed, site_name="Another Name")["feed.xml"])

    assert _texts(before, "//a:id") == _texts(after, "//a:id")


FEEDS = ("feed.xml", "changes.xml", "feed.json")


def _ids(files: dict[str, bytes], path: str) -> list[str]:
    if path.endswith(".json"):
        return [item["id"] for item in _json(files[path])["items"]]
    return _texts(_atom(files[path]), "a:entry/a:id")


@pytest.mark.parametrize("path", FEEDS)
def test_entry_ids_stay_when_a_claim_is_renamed_again_and_again(path):
    first = feeds_of(claim(EVERYTHING, aliases=[]))
    second = feeds_of(claim(EVERYTHING, "second", aliases=["bridge"]))
    third = feeds_of(claim(EVERYTHING, "third", aliases=["bridge", "second"]))

    assert _ids(first, path)
    assert _ids(third, path) == _ids(second, path) == _ids(first, path)


@pytest.mark.parametrize("path", FEEDS)
def test_entry_ids_stay_when_the_site_moves(path):
    moved = {"site_url": "https://checks.example/", "first_site_url": "https://facts.example/desk"}

    before, after = feeds_of(claim(EVERYTHING)), feeds_of(claim(EVERYTHING), **moved)

    assert _ids(after, path) == _ids(before, path)
    assert b"https://checks.example/claims/bridge/" in after[path]
    assert b"https://facts.example" not in after[path]


def test_each_change_of_one_day_has_a_later_moment_than_the_one_before():
    day = BRIDGE["published_on"]
    notes = [{"made_on": day, "severity": "fact", "note": note} for note in ("A name.", "A date.")]
    withdrawn = WITHDRAWN | {"withdrawn": {"on": day, "reason": "Wrong."}}
    files = feeds_of(claim(withdrawn, corrections=notes))

    root = _atom(files["changes.xml"])
    assert _texts(root, "a:entry/a:title")[0].startswith("Withdrawn")
    assert sorted(_texts(root, "a:entry/a:updated")) == [f"{day}T00:00:0{n}Z" for n in (1, 2, 3)]
    assert _texts(root, "a:updated") == [f"{day}T00:00:03Z"]
    assert _texts(_atom(files["feed.xml"]), "//a:updated") == [f"{day}T00:00:03Z"] * 2
    assert _json(files["feed.json"])["items"][0]["date_modified"] == f"{day}T00:00:03Z"


@pytest.mark.parametrize("text", NASTY)
def test_hostile_text_is_text(text):
    hostile = claim(claim=text, summary=text, topics=[text], claimant={"name": text, "role": text})

    files = feeds_of(hostile, site_name=text, publisher={"name": text})

    root = _atom(files["feed.xml"])
    assert _texts(root, "a:entry/a:title") == [f"Mostly true: {text}"]
    assert _texts(root, "a:entry/a:summary") == [text]
    assert _texts(root, "a:entry/a:category/@label") == [text]
    assert _texts(root, "a:author/a:name") == [text]
    assert _json(files["feed.json"])["items"][0]["summary"] == text


@given(wild, wild)
def test_any_text_arrives_as_typed(title, summary):
    files = feeds_of(claim(claim=title, summary=summary))

    root = _atom(files["feed.xml"])
    xml = [title.translate(_NOT_XML), summary.translate(_NOT_XML)]
    assert _texts(root, "a:entry/a:title") == [f"Mostly true: {xml[0]}"]
    assert _texts(root, "a:entry/a:summary") == [xml[1]]
    item = _json(files["feed.json"])["items"][0]
    assert (item["title"], item["summary"]) == (f"Mostly true: {title}", summary)


#: The only characters of a claim that XML 1.0 cannot represent.
_NOT_XML = dict.fromkeys([0xFFFE, 0xFFFF], "\ufffd")


def test_a_carriage_return_and_characters_beyond_xml_are_survived():
    odd = "one\rtwo\r\nthree\x0bfour\ufffffive"

    root = _atom(feeds_of(claim(claim=odd))["feed.xml"])

    assert _texts(root, "a:entry/a:title") == ["Mostly true: one\rtwo\r\nthree\ufffdfour\ufffdfive"]
