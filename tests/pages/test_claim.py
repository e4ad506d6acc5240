"""Claim pages: content, order and states."""

import pytest
from markupsafe import Markup
from support.html import read
from support.page_samples import ARTICLE, DRAFT, IN_REVIEW, WITHDRAWN, claim, page, site, whole

from factdesk.pages.assets import asset_address
from factdesk.pages.claim import Extras, Fold, render_claim


def _sections(of) -> list[str]:
    return [element.attributes["id"] for element in of.all("section") if "id" in element.attributes]


def test_a_reader_meets_claim_claimant_verdict_and_summary_first():
    """Claim, claimant, date and finding come before everything else."""
    text = page(whole(), claim()).line

    places = [
        text.index(part)
        for part in (
            "Mostly true: The town's new bridge cost twice its budget",
            "Example Gazette (gazette.example), newspaper · 13 November 2025 · in Gazette Online",
            "The final account is 1.9 times the budget.",
            "1 for, 0 against",
            "twice what was budgeted, if not more",
            "The account says so.",
        )
    ]
    assert places == sorted(places)


def test_the_sections_stand_in_their_order():
    assert _sections(page(whole(), claim())) == [
        "words", "check", "parts", "change", "why", "supports", "contradicts", "further",
        "limits", "appearances", "replies", "history", "related",
    ]  # fmt: skip


def test_the_authors_of_a_review_are_named_with_their_pages():
    authors = ["D. Writer", {"name": "E. Writer", "url": "https://e-writer.example/"}]
    facts = page(claim(authors=authors)).one("dl")

    assert "Written by D. Writer, E. Writer" in facts.line
    assert "https://e-writer.example/" in [link.attributes["href"] for link in facts.all("a")]
    assert "Written by" not in page(claim()).line


def test_the_languages_of_a_review_link_to_each_other_in_their_own_names():
    original = claim()
    french = claim(slug="pont", language="fr", translation_of="bridge")
    brazilian = claim(slug="ponte", language="pt-BR", translation_of="bridge")

    languages = page(original, french, brazilian).one(".fd-claim__languages")
    assert languages.line == "This review in other languages: français · português (Brasil)"
    assert [
        (link.attributes["href"], link.attributes["hreflang"], link.attributes["lang"])
        for link in languages.all("a")
    ] == [
        ("../../claims/pont/", "fr", "fr"),
        ("../../claims/ponte/", "pt-BR", "pt-BR"),
    ]
    back = page(french, original).one(".fd-claim__languages")
    assert back.line == "This review in other languages: English (original)"


def test_a_small_claim_has_no_empty_sections():
    assert _sections(page(claim())) == ["alone", "replies", "history"]


def test_the_facts_name_evidence_kind_dates_topics_and_readers():
    facts = {
        fact.one("dt").line: fact.one("dd").line
        for fact in page(whole(), claim()).one("dl").all("div")
    }

    assert facts == {
        "Evidence": "3 sources",
        "Independent sources": "1 for, 0 against",
        "Quotations from sources": "0 of 1 compared with the source",
        "Kind of claim": "Statistic",
        "Published": "1 March 2026",
        "Next review": "1 March 2027",
        "Topics": "Bridges, Town money",
        "Reviewed by": "A second reader",
    }


def test_the_breadcrumb_links_to_the_article_and_the_topic():
    where = page(whole()).one(".fd-where")

    assert [(link.line, link.attributes["href"]) for link in where.all("a")] == [
        ("A night in the council", "../../articles/council-night/"),
        ("Bridges", "../../topics/bridges/"),
    ]


def test_a_claim_without_an_article_is_under_all_claims():
    where = page(claim()).one(".fd-where")

    assert [(link.line, link.attributes["href"]) for link in where.all("a")] == [
        ("All claims", "../../claims/")
    ]


@pytest.mark.parametrize(
    ("fields", "title"),
    [
        ({}, "The town's new bridge cost twice its budget"),
        (
            {"quote": "the town's new  bridge cost twice its budget"},
            "“The town's new bridge cost twice its budget”",
        ),
        ({"quote": "Twice!"}, "The town's new bridge cost twice its budget"),
    ],
)  # fmt: skip
def test_quotation_marks_stand_round_a_quotation_only(fields, title):
    assert page(claim(**fields)).one("h1").line == f"Mostly true: {title}"


def test_a_long_claim_is_set_smaller_and_not_truncated():
    long = "A claim of many words, " * 12 + "and a last one."
    title = page(claim(claim=long)).one("h1")

    assert title.text == f"Mostly true: {long}"
    assert "fd-claim__title--long" in title.classes


def test_an_unknown_claimant_is_called_so_and_explained():
    of = page(claim(claimant="unknown", claimant_note="It stood on a leaflet."))

    assert of.one(".fd-unit__by").line.startswith("Unknown claimant · 13 November 2025")
    assert "It stood on a leaflet." in of.one(".fd-band--facts").line
    assert not [href for href in of.hrefs if "claimants/" in href]


def test_a_correction_says_so_at_the_top_and_shows_the_former_verdict_struck():
    of = page(whole(), claim())

    notice, overdue = of.all("aside")
    assert notice.line == (
        "Corrected on 7 March 2026. Verdict changed from True to Mostly true. "
        "We misread a column. History"
    )
    assert overdue.attributes["hidden"] == ""
    assert of.one("h1").line.startswith("Mostly true: ")
    assert of.one(".fd-was").line == "was True"
    assert of.one(".fd-was").one("s").line == "True"


def test_the_history_is_shown_from_the_beginning():
    history = page(whole(), claim()).one("#history")

    assert [entry.line for entry in history.all("li")] == [
        "1 March 2026" + "First published.",
        "5 March 2026" + "Clarified. The year was missing.",
        "7 March 2026" + "Verdict changed from True to Mostly true. We misread a column.",
    ]


def test_each_change_of_verdict_leads_to_the_next():
    changes = [
        {
            "made_on": "2026-03-05",
            "severity": "verdict",
            "note": "One.",
            "previous_verdict": "false",
        },
        {
            "made_on": "2026-03-07",
            "severity": "verdict",
            "note": "Two.",
            "previous_verdict": "mixed",
        },
    ]

    told = page(claim(corrections=changes)).one("#history").line

    assert "from False to Mixed. One." in told
    assert "from Mixed to Mostly true. Two." in told


def test_a_verdict_that_the_scale_no_longer_has_is_named_as_it_was():
    change = {
        "made_on": "2026-03-05",
        "severity": "verdict",
        "note": "N.",
        "previous_verdict": "half",
    }

    assert "from half to Mostly true" in page(claim(corrections=[change])).line


def test_an_unchanged_review_says_so():
    assert page(claim()).one("#history").line.endswith("First published. No corrections.")


def test_a_review_that_falls_due_carries_its_date_for_the_script():
    notice = page(claim(review_by="2027-03-01")).one("aside")

    assert notice.attributes["data-fd-due"] == "2027-03-01"
    assert "hidden" in notice.attributes
    assert notice.line == "Due for review since 1 March 2027. Newer evidence may exist."


def test_a_withdrawn_review_gives_the_reason_and_strikes_the_verdict():
    of = page(claim(**WITHDRAWN, review_by="2027-03-01"))

    assert of.one("aside").line == (
        "Withdrawn on 1 April 2026. The account was a forgery. "
        "We keep the page so that links to it still work."
    )
    assert of.one(".fd-unit__word").one("s").line == "Mostly true"
    assert of.one(".fd-unit__means").line == "Withdrawn. We no longer stand by this review."


def test_a_claim_in_review_shows_no_verdict_anywhere():
    """Not even the verdicts of its parts, or their signs."""
    of = page(
        claim(
            status="in-review",
            verdict="false",
            summary=None,
            parts=[{"claim": "A part", "verdict": "true"}],
        )
    )

    assert of.one(".fd-unit").line == (
        "In review: The town's new bridge cost twice its budget "
        "Example Gazette, newspaper · 13 November 2025 "
        "We are checking this claim. This page shows what we know so far. "
        "Please send us any evidence you have. "
        "No verdict until the check is complete."
    )
    assert of.one("#parts").line == "Part by part A part"
    assert not of.all("i")


def test_a_draft_is_marked_and_shows_the_verdict_that_it_will_have():
    of = render_claim(claim(**DRAFT), site(claim(**DRAFT), preview=True))

    assert read(of.body).one("aside").line == "This is a draft. It appears in previews only."
    assert read(of.body).one(".fd-unit__word").line == "Mostly true:"
    assert not of.indexed


@pytest.mark.parametrize(
    ("fields", "description"),
    [
        ({}, "Mostly true: The final account is 1.9 times the budget."),
        (IN_REVIEW, "The final account is 1.9 times the budget."),
        (WITHDRAWN, "This review was withdrawn. The page gives the reason."),
    ],
)
def test_the_description_never_claims_more_than_the_page(fields, description):
    assert render_claim(claim(**fields), site()).description == description


def test_parts_have_their_own_verdicts():
    assert [part.line for part in page(whole(), claim()).one("#parts").all("li")] == [
        "True It cost more than the budget By 90 per cent.",
        "False It cost exactly twice as much",
    ]


def test_accepted_warnings_are_printed_with_their_reason():
    assert page(whole(), claim()).one("#limits").line == (
        "Limits of this review Our automatic checks found a weakness. "
        "We published the review anyway, for this reason: Nobody else kept books. (FD207)"
    )


def test_replies_say_who_was_asked_and_what_came_back():
    assert [reply.line for reply in page(whole(), claim()).one("#replies").all("li")] == [
        (
            "10 February 2026 The Gazette (letter) It stands by the report. "
            "Answered on 12 February 2026. The answer"
        ),
        "11 February 2026 The mayor No answer yet.",
    ]
    assert "We have not asked anyone for comment yet." in page(claim()).one("#replies").line


def test_an_appearance_is_given_in_full():
    place = page(whole(), claim()).one("#appearances")

    assert place.line == (
        "Where it appeared A night in the council "
        "Gazette Online · A. Reporter · 13 November 2025 · Archived copy “twice what was budgeted” "
        "Not compared with the source yet"
    )
    assert place.hrefs == [ARTICLE, "https://archive.example/1"]


def test_related_claims_are_the_editors_own_and_then_those_found():
    found = claim(slug="found", claim="Found by the program")
    of = page(whole(), claim(), found, extras=Extras(related=[found, claim(), whole()]))

    assert [row.one("a").attributes["href"] for row in of.one("#related").all("li")] == [
        "../../claims/bridge/",
        "../../claims/found/",
    ]


def test_within_an_article_a_claim_leads_to_its_neighbours():
    at = [{"url": ARTICLE, "position": n} for n in (1, 2, 3)]
    first, second, third = (
        claim(slug=f"c{n}", claim=f"Claim {n}", appearances=[place]) for n, place in enumerate(at)
    )

    assert [
        link.attributes["href"] for link in page(second, first, third).one(".fd-turn").all("a")
    ] == [
        "../../claims/c0/",
        "../../claims/c2/",
    ]
    assert [link.line for link in page(first, second).one(".fd-turn").all("a")] == [
        "Next claim in the article Claim 1"
    ]


def test_a_claim_can_be_edited_and_an_error_reported():
    links = {
        link.line: link.attributes["href"]
        for actions in page(whole()).all(".fd-actions")
        for link in actions.all("a")
    }

    assert links == {
        "Edit this claim": "../../edit/?claim=whole",
        "Report an error": "https://github.com/example/facts/issues/new?template=report-an-error.yml"
        "&title=Error%3A+The+town%27s+new+bridge+cost+twice+its+budget"
        "&page=https%3A%2F%2Ffacts.example%2Fdesk%2Fclaims%2Fwhole%2F",
        "Verify this site": "../../verify/",
        "Data (JSON)": "../../api/claims/whole.json",
    }


@pytest.mark.parametrize(
    ("repository", "edit_uri", "edit"),
    [
        ("https://github.com/o/r", "blob/main/docs/", "https://github.com/o/r/blob/main/claims/bridge.yml"),
        ("https://github.com/o/r", "edit/trunk/docs/", "../../edit/?claim=bridge"),
        ("https://git.example/o/r/", "edit/trunk/", "https://git.example/o/r/edit/trunk/claims/bridge.yml"),
        ("https://x.example/r", "https://x.example/w/docs", "https://x.example/w/claims/bridge.yml"),
    ],
)  # fmt: skip
def test_the_edit_link_follows_the_configuration(repository, edit_uri, edit):
    of = page(claim(), repository=repository, edit_uri=edit_uri)

    assert edit in of.hrefs


def test_the_report_goes_to_the_tracker_that_the_host_of_the_code_has():
    gitlab = page(claim(), repository="https://gitlab.example/o/r").hrefs
    other = page(claim(), repository="https://codeberg.example/o/r").hrefs

    assert any(
        h.startswith("https://gitlab.example/o/r/-/issues/new?issue%5Btitle%5D=Error")
        for h in gitlab
    )
    assert any(h.startswith("https://codeberg.example/o/r/issues/new?title=Error") for h in other)


def test_without_a_repository_an_error_is_reported_to_the_publisher():
    def actions(**publisher):
        of = page(claim(), repository="", outputs=[], publisher={"name": "P", **publisher})
        return of.one(".fd-top").hrefs

    assert actions() == []
    assert actions(contact="https://p.example/") == ["https://p.example/"]
    assert actions(contact="about/") == ["../../about/"]
    assert actions(contact="desk@p.example")[0].startswith("mailto:desk@p.example?subject=")


def test_a_person_who_is_quoted_is_not_the_claimant():
    quoted = {"name": "Ana Ríos", "role": "mayor of Ponte"}
    of = page(claim(claimant="Example Gazette", attributed_to=quoted))

    by = of.one(".fd-unit__by").line
    assert by.startswith("Example Gazette, quoting Ana Ríos, mayor of Ponte")


def test_who_answers_for_the_review():
    disclosure = "A party pays for us."
    of = page(claim(), publisher={"name": "P", "disclosure": disclosure})

    assert "Reviewed by Not yet reviewed by an editor" in of.line
    assert disclosure in of.line


def test_quotation_marks_inside_a_quotation_are_single():
    of = page(claim(quote="He said “no” twice", appearances=[{"url": "https://a.example/"}]))

    assert "“He said ‘no’ twice”" in of.line


def test_copying_and_sharing_need_the_script_and_are_hidden_without():
    copy, share = page(claim()).one(".fd-top").all("li")[:2]

    assert [copy.one("button").line, share.one("button").line] == ["Copy link", "Share"]
    assert "hidden" in copy.attributes
    assert "hidden" in share.attributes


def test_folds_and_head_are_those_that_are_passed():
    fold = Fold("Cite", Markup("<p>So.</p>"), "cite")
    printed = render_claim(
        claim(), site(claim()), Extras(head=Markup("<meta name=a>"), folds=[fold])
    )

    assert printed.head == "<meta name=a>"
    assert read(printed.body).one("#cite").line == "Cite So."
    assert "#cite" in read(printed.body).one(".fd-top").hrefs
    assert not page(claim()).all(".fd-fold")


def test_the_contents_lead_to_the_sections_and_count_the_sources():
    of = page(whole(), claim())

    links = of.one(".fd-contents").all("a")
    assert [link.line for link in links] == [
        "Our analysis", "Part by part", "What would change this verdict", "Evidence for 2",
        "Evidence against 0", "Other sources 1", "Where it appeared", "Requests for comment",
        "Corrections and history",
    ]  # fmt: skip
    assert {link.attributes["href"][1:] for link in links} <= set(of.ids)


def test_a_page_has_no_style_attribute_no_inline_script_and_asks_nobody():
    of = page(whole(), claim())

    assert not [element for element in of if "style" in element.attributes]
    assert not [name for element in of for name in element.attributes if name.startswith("on")]
    assert [script.attributes["src"] for script in of.all("script")] == [
        f"../../{asset_address('claim.js')}"
    ]
    assert of.one("script").text == ""
    assert not of.all("img") + of.all("iframe") + of.all("link")


def test_a_claim_in_another_language_carries_it_and_marks_the_words_of_the_site():
    of = page(claim(language="ar", claim="كلف الجسر ضعف الميزانية", appearances=[{"url": ARTICLE}]))
    root = of.one(".fd-claim")

    assert (root.attributes["lang"], root.attributes["dir"]) == ("ar", "rtl")
    heading = of.one("#replies").one("h2").one("span")
    assert (heading.line, heading.attributes) == (
        "Requests for comment",
        {"lang": "en", "dir": "ltr"},
    )
    assert all(date.attributes["lang"] == "en" for date in of.all("time"))


def test_a_claim_in_the_language_of_the_site_needs_no_marks():
    of = page(claim(language="en"))

    assert not [
        element for element in of if "lang" in element.attributes or "dir" in element.attributes
    ]


def test_a_site_in_another_language_speaks_it_throughout():
    of = page(whole(), claim(), language="de")

    assert of.one("h1").line.startswith("Größtenteils richtig: ")
    assert "1 dafür, 0 dagegen" in of.line
    assert "1. März 2026" in of.line
    assert "„twice what was budgeted, if not more“" in of.line


def test_an_offline_site_names_every_index():
    of = page(whole(), claim(), offline=True)

    assert [href for href in of.hrefs if href.startswith("..") and href.endswith("/")] == []
    assert "../../claims/bridge/index.html" in of.hrefs
