"""All corrections and withdrawals, newest first."""

from support.html import read
from support.page_samples import WITHDRAWN, claim, site, whole

from factdesk.pages.corrections import render_corrections


def test_every_public_change_is_listed_newest_first():
    (page,) = render_corrections(site(whole(), claim(**WITHDRAWN)))
    changes = [change.line for change in read(page.body).one(".fd-changes").all("li")]

    claimed = "The town's new bridge cost twice its budget"
    assert changes == [
        f"1 April 2026 {claimed} Withdrawn. The account was a forgery.",
        f"7 March 2026 {claimed} Verdict changed from True to Mostly true. We misread a column.",
        f"5 March 2026 {claimed} Clarified. The year was missing.",
    ]


def test_each_change_leads_to_the_review_s_history():
    (page,) = render_corrections(site(whole()))

    assert "../claims/whole/#history" in read(page.body).hrefs


def test_the_policy_is_linked_where_there_is_one():
    (page,) = render_corrections(site())
    (without,) = render_corrections(site(publisher={"name": "P", "corrections_policy": None}))
    (elsewhere,) = render_corrections(
        site(publisher={"name": "P", "corrections_policy": "https://p.example/rules"})
    )

    assert "../corrections-policy/" in read(page.body).hrefs
    assert read(without.body).hrefs == []
    assert read(elsewhere.body).hrefs == ["https://p.example/rules"]


def test_many_changes_come_in_pages():
    changes = [
        {"made_on": f"2026-03-{n:02}", "severity": "update", "note": f"N{n}"} for n in range(2, 14)
    ]
    pages = list(render_corrections(site(claim(corrections=changes), page_size=5)))

    assert [page.address for page in pages] == [
        "corrections/",
        "corrections/page/2/",
        "corrections/page/3/",
    ]
    assert pages[1].title == "Corrections, page 2"
