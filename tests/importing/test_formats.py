"""Every format is recognised by its content, and gives the same claims."""

import json

import pytest
import yaml
from support import archive_samples as archive

FORMATS = {
    "array": archive.as_array,
    "graph": archive.as_graph,
    "feed": archive.as_feed,
    "insights": archive.as_insights,
    "table": archive.as_insights_csv,
}


def run(site, *arguments, **sources):
    """Write the sources, import them, and return the JSON report."""
    for name, text in sources.items():
        site.write(f"src/{name}", text)
    result = site.run("import", "src", "--report", "report.json", *arguments)
    assert result.exit_status == 0, result.err
    return json.loads((site.root / "report.json").read_text("utf-8"))


def claims(site):
    """The text of every claim file, by name."""
    files = sorted((site.root / "claims").rglob("*.yml"))
    return {file.stem: file.read_text("utf-8") for file in files}


@pytest.mark.parametrize("name", [each for each in FORMATS if each != "array"])
def test_every_envelope_gives_the_same_claim_files(tmp_path, site, name):
    run(site, "--write", array=archive.as_array())
    expected = claims(site)
    other = type(site).begin(tmp_path / "other")

    report = run(other, "--write", **{name: FORMATS[name]()})

    assert report["counts"]["created"] == len(archive.REVIEWS)
    assert claims(other) == expected
    assert set(expected) >= {"bridge-twice-its-budget"}


def test_all_envelopes_in_one_run_are_the_same_claims(site):
    sources = {name: make() for name, make in FORMATS.items()} | {"search": archive.as_search()}

    report = run(site, "--write", **sources)

    total = len(archive.REVIEWS)
    assert report["records_total"] == 6 * total
    assert report["counts"] == {"created": total, "updated": 0, "unchanged": 0,
                                "skipped": 5 * total}  # fmt: skip
    assert {r["code"] for r in report["records"] if r["outcome"] == "skipped"} == {"duplicate"}


def test_a_poorer_envelope_takes_nothing_away(site):
    """A response of claims:search has no appearances; those of the first import stay."""
    run(site, "--write", array=archive.as_array())
    before = claims(site)
    (site.root / "src" / "array").unlink()

    report = run(site, "--write", "--force", search=archive.as_search())

    assert report["counts"]["unchanged"] == len(archive.REVIEWS)
    assert claims(site) == before


def test_pages_are_read_with_their_address_and_their_broken_markup(site):
    page = archive.as_page(archive.REVIEWS[0]).replace(
        '"url": "https://desk', '"link": "https://desk'
    )
    broken = archive.as_page(archive.REVIEWS[1]).replace("}}</script>", "},}\n</script>")

    report = run(site, "--write", **{"a.html": page, "b.htm": broken})

    assert [record["outcome"] for record in report["records"]] == ["created", "created"]
    first = yaml.safe_load(claims(site)["bridge-twice-its-budget"])
    assert first["imported"]["from"] == archive.REVIEWS[0]["url"]


def test_a_page_without_a_review_says_so(site):
    microdata = '<!doctype html><div itemscope itemtype="https://schema.org/ClaimReview"></div>'

    report = run(site, **{"a.html": "<!doctype html><p>Hello</p>", "b.html": microdata})

    assert [record["reason"] for record in report["records"]] == [
        "the page has no ClaimReview",
        "the page has ClaimReview as microdata, which is not read",
    ]


def test_pages_of_a_search_are_counted_and_a_token_says_that_there_are_more(site):
    pages = f"{archive.as_search(archive.REVIEWS[:2], token='next')}\n" + archive.as_search(
        archive.REVIEWS[2:]
    )

    report = run(site, search=pages)

    assert report["counts"]["created"] == len(archive.REVIEWS)
    assert report["sources"][0]["format"] == "search"
    assert any("more pages" in note for note in report["sources"][0]["notes"])


def test_a_claim_with_two_reviews_is_two_records_and_one_without_is_skipped(site):
    search = json.loads(archive.as_search(archive.REVIEWS[:2]))
    second = {**search["claims"][0]["claimReview"][0], "url": "https://other.news.example/bridge"}
    search["claims"][0]["claimReview"].append(second)
    search["claims"].append({"text": "", "claimant": "Nobody"})

    report = run(site, search=json.dumps(search))

    assert report["counts"]["created"] == 3
    assert [r["code"] for r in report["records"] if r["outcome"] == "skipped"] == ["empty-claim"]


def test_full_fact_posts_give_a_claim_each_with_the_article_as_analysis(site):
    claim = archive.full_fact_claim(archive.REVIEWS[0])
    post = archive.wordpress_item(
        archive.REVIEWS[0]["url"],
        {"_fullfact_all_claims": archive.php([claim, {"claimreviewed": ""}])},
        'First.\n\nSee <a href="https://records.news.example/account">the account</a> [@x].'
        '<img src="https://desk.news.example/a.png">[caption id="1"]',
        post_type="post",
        post_date="2020-02-03 09:00:00",
        status="publish",
    )
    other = archive.wordpress_item("https://desk.news.example/about/", {}, post_type="page")

    report = run(site, "--write", wxr=archive.as_wordpress([post, other]))

    (text,) = claims(site).values()
    fields = yaml.safe_load(text)
    assert report["records_total"] == 1
    assert fields["analysis"] == (
        "First.\n\nSee [the account](https://records.news.example/account) \\[@x\\].\n"
    )
    assert fields["sources"] == [
        {
            "title": "the account",
            "url": "https://records.news.example/account",
            "note": "Taken from a link in the original article.",
        }
    ]
    assert fields["topics"] == ["Roads"]
    assert fields["status"] == "draft"
    assert {each["value"] for each in report["records"][0]["dropped"]} >= {
        "https://desk.news.example/a.png",
        '[caption id="1"]',
        archive.REVIEWS[0]["rating"],
    }


def test_line_ends_that_xml_has_changed_do_not_break_serialised_claims(site):
    claim = archive.full_fact_claim(
        {**archive.REVIEWS[0], "rating": "First line.\r\nSecond; line."}
    )
    post = archive.wordpress_item(
        archive.REVIEWS[0]["url"], {"_fullfact_all_claims": archive.php({"0": claim})}
    )

    report = run(site, wxr=archive.as_wordpress([post]))

    assert report["counts"]["created"] == 1
    assert report["decisions"][0]["value"] == "first line. second; line."


def test_a_claim_of_chequeados_plugin_is_read_and_an_object_in_php_is_refused(site):
    chequeado = archive.wordpress_item(
        "https://desk.news.example/uno/", {"asdcr_manual_claim_review": "El puente costó el doble"}
    )
    bad = archive.wordpress_item(
        "https://desk.news.example/dos/", {"_fullfact_all_claims": 'a:1:{i:0;O:8:"stdClass":0:{}}'}
    )

    report = run(site, wxr=archive.as_wordpress([chequeado, bad]))

    assert [(r["outcome"], r.get("code")) for r in report["records"]] == [
        ("created", None),
        ("skipped", "bad-meta"),
    ]


def test_the_exports_of_a_check_workspace_are_recognised(site):
    items = (
        "Claim,Item page URL,Status,Created by,Submitted at,Social Media Posted at,"
        "Report Published at,Number of media,Tags,Notes\n"
        "The bridge fell,https://check.news.example/desk/media/1,False,Ana,2024-05-01 10:00:00,,"
        '2024-05-02 11:00:00,1,"bridges, roads",\n'
        ",https://check.news.example/desk/media/2,Unstarted,Ana,2024-05-01 10:00:00,,,1,,\n"
    )
    fact_checks = (
        "ID,Title,Summary,URL,Language,Report Status,Imported?\n"
        "7,No bridge fell,It stands.,https://desk.news.example/stands,en,published,false\n"
    )
    feed = (
        "Fact-check title,Fact-check summary,Fact-check URL,Tags,Workspace,Updated at,Rating\n"
        "The road is new,It is old.,https://desk.news.example/old,,Desk,1714550000,false\n"
    )

    report = run(site, "--write", a=items, b=fact_checks, c=feed)

    assert [source["format"] for source in report["sources"]] == [
        "check-items",
        "check-fact-checks",
        "check-feed",
    ]
    assert report["counts"] == {"created": 3, "updated": 0, "unchanged": 0, "skipped": 1}
    (empty,) = (r for r in report["records"] if r["outcome"] == "skipped")
    assert (empty["code"], empty["row"]) == ("empty-claim", 3)
    fields = yaml.safe_load(claims(site)["the-bridge-fell"])
    assert fields["topics"] == ["bridges", "roads"]


def test_our_own_full_data_come_back_exactly(tmp_path, site, bridge):
    bridge |= {
        "claimant": {"name": "Example Gazette", "kind": "organization"},
        "analysis": "The account [@s1] says so.\n",
        "topics": ["Roads", "no"],
        "corrections": [{"made_on": "2026-04-02", "severity": "update", "note": "New figures."}],
    }
    for source, host in zip(bridge["sources"], ("records", "council"), strict=True):
        source["url"] = f"https://{host}.bridge-desk.net/paper"
    site.write_claim("town/bridge", bridge)
    assert site.run("export", "--format", "jsonl", "claims.jsonl").exit_status == 0
    exported = (site.root / "claims.jsonl").read_text("utf-8")
    other = type(site).begin(tmp_path / "other")

    report = run(other, "--write", own=exported)
    again = run(other, "--write", own=exported)

    assert report["counts"]["created"] == 1
    assert again["counts"]["unchanged"] == 1
    assert other.run("export", "--format", "jsonl", "claims.jsonl").exit_status == 0
    assert (other.root / "claims.jsonl").read_text("utf-8") == exported


def test_our_own_data_never_change_an_existing_file(site, bridge):
    site.write_claim("bridge", bridge)
    exported = site.run("export", "--format", "jsonl", "-")
    changed = json.loads(exported.out or "{}") if exported.out else None
    if changed is None:
        site.run("export", "--format", "jsonl", "claims.jsonl")
        changed = json.loads((site.root / "claims.jsonl").read_text("utf-8"))
    changed["summary"] = "Another answer."
    before = claims(site)

    report = run(site, "--write", own=json.dumps(changed))

    assert report["records"][0]["code"] == "name-in-use"
    assert claims(site) == before
