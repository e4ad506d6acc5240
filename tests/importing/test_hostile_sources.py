"""Bad input is reported for each record, without a traceback and without losing anything."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import archive_samples as archive

SOURCES = {
    "page": archive.as_page(archive.REVIEWS[0]),
    "array": archive.as_array(),
    "feed": archive.as_feed(),
    "search": archive.as_search(),
    "table": archive.as_insights_csv(),
    "wordpress": archive.as_wordpress(
        [
            archive.wordpress_item(
                archive.REVIEWS[0]["url"],
                {
                    "_fullfact_all_claims": archive.php(
                        [archive.full_fact_claim(archive.REVIEWS[0])]
                    )
                },
            )
        ]
    ),
}


def run(site, raw):
    (site.root / "source").write_bytes(raw)
    result = site.run("import", "source", "--report", "r.json")
    assert result.exit_status in (0, 1), result.err
    assert "Factdesk failed" not in result.err
    return result, json.loads((site.root / "r.json").read_text("utf-8"))


@pytest.mark.parametrize("name", SOURCES)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_source_is_reported(site, name, data):
    raw = SOURCES[name].encode()
    start = data.draw(st.integers(0, len(raw)))
    end = data.draw(st.integers(start, min(len(raw), start + 40)))
    inserted = data.draw(
        st.binary(max_size=8) | st.sampled_from([b"\0", b'"', b"{", b"[[[[", b"<"])
    )

    _, report = run(site, raw[:start] + inserted + raw[end:])

    assert sum(report["counts"].values()) == len(report["records"]) == report["records_total"]


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "the file is empty"),
        (b"PK\x03\x04rest", "a spreadsheet: save each sheet as CSV"),
        (b"%PDF-1.7", "this is a PDF"),
        (b"\x00\x01\x02\x03", "this is not text"),
        (b"just a sentence", "neither a supported format nor a table"),
        (b'<?xml version="1.0"?><other/>', "this XML format is not supported"),
        (
            b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "b">]>'
            + archive.as_wordpress([]).partition("?>")[2].encode(),
            "declares a document type",
        ),
    ],
)
def test_a_source_of_another_kind_is_refused_with_the_reason(site, raw, reason):
    result, _ = run(site, raw)

    assert result.exit_status == 1
    assert reason in result.out


def test_records_that_are_too_large_or_too_deep_are_skipped_and_others_read(site):
    large = archive.as_claimreview({**archive.REVIEWS[0], "rating": "x" * 1_000_001})
    deep = json.loads(archive.as_array(archive.REVIEWS[:1]))[0]
    for _ in range(60):
        deep = {"@type": "ClaimReview", "inner": deep}
    good = archive.as_claimreview(archive.REVIEWS[1])

    _, report = run(site, json.dumps([large, deep, good]).encode())

    assert [record.get("code") for record in report["records"]] == ["too-large", "too-deep", None]


def test_strange_shapes_of_markup_are_read_or_reported(site):
    """Variants that occur on real pages."""
    odd = [
        {"claimReviewed": ["One &amp; only", "Another"], "@type": ["Thing", "ClaimReview"]},
        {"claimReviewed": "Two", "@type": "ClaimReview", "author": ["A", "B"],
         "itemReviewed": [{"author": "Anna"}, {"author": {"name": "Anna"}}]},
        {"claimReviewed": "Three", "@type": "http://schema.org/ClaimReview",
         "url": ["https://news.example/3"], "reviewRating": "False",
         "itemReviewed": {"author": [{"name": "A"}, {"name": "B"}]}},
        {"claimReviewed": "Four\u202e <b>bold</b>", "@type": "ClaimReview", "inLanguage": "German",
         "reviewRating": {"ratingValue": 1, "bestRating": 5, "worstRating": "1"}},
        {"claimReviewed": {"@value": "Five", "@language": "en"}, "@type": "ClaimReview",
         "itemReviewed": None, "reviewRating": [], "datePublished": 20200101},
        {"claimReviewed": "Six " + "word " * 400, "@type": "ClaimReview",
         "reviewRating": {"ratingExplanation": "why " * 200, "ratingValue": -1}},
        {"claimReviewed": "", "@type": "ClaimReview"},
        "text", None, 7, [],
    ]  # fmt: skip

    result, report = run(site, json.dumps(odd).encode())

    claims = [record["claim"] for record in report["records"] if record["outcome"] == "created"]
    assert claims[:5] == ["One & only", "Two", "Three", "Four bold", "Five"]
    assert claims[5].endswith("…")
    assert len(claims[5]) <= 300
    assert report["counts"]["created"] == 6
    codes = {each["code"] for each in report["decisions"]}
    assert codes >= {"several-claims", "claim-too-long", "summary-too-long", "unclear-language"}
    assert "1 (1 to 5)" in {each["value"] for each in report["decisions"]}
    assert "Traceback" not in result.err


def test_a_missing_source_and_an_empty_folder_are_named(site):
    (site.root / "nothing").mkdir()

    assert "'absent.json' does not exist" in site.run("import", "absent.json").err
    assert "'nothing' is empty" in site.run("import", "nothing").err
    site.write("nothing/one.json", archive.as_array())
    assert site.run("import", "nothing", "--into", "../out").exit_status == 2
