"""The sources of a claim: numbers, links there and back, stances, passages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.page_samples import claim, page, whole

SOURCE = {"title": "A source", "url": "https://example.org/a"}


def _sources(*changes):
    return [
        {**SOURCE, "id": f"s{n}", "title": f"Source {n}", **change}
        for n, change in enumerate(changes, 1)
    ]


def test_sources_are_numbered_as_the_check_cites_them_and_the_others_follow():
    of = page(
        claim(
            analysis="First [@s3], then [@s1] and [@s3] again.",
            sources=_sources({}, {}, {}, {}),
        )
    )

    numbers = {
        item.attributes["id"]: next(iter(item)).text
        for list_ in of.all(".fd-sources")
        for item in list_.all("li")
        if "id" in item.attributes
    }
    assert numbers == {
        "source-s3": "[1]",
        "source-s1": "[2]",
        "source-s2": "[3]",
        "source-s4": "[4]",
    }


def test_each_citation_leads_to_its_source_and_the_source_back_to_the_first():
    of = page(claim(analysis="One [@s1], two [@s2], one [@s1].", sources=_sources({}, {}, {})))

    citations = [link for link in of.all("a") if link.attributes.get("id", "").startswith("cite-")]
    assert [(c.text, c.attributes["id"], c.attributes["href"]) for c in citations] == [
        ("[1]", "cite-1", "#source-s1"),
        ("[2]", "cite-2", "#source-s2"),
        ("[1]", "cite-1-2", "#source-s1"),
    ]
    back = [link for link in of.one("#alone").all("a") if link.text[0] == "["]
    assert [(link.text, link.attributes["href"]) for link in back] == [
        ("[1]", "#cite-1"),
        ("[2]", "#cite-2"),
    ]


@given(
    st.lists(st.sampled_from(["s1", "s2", "s3", "nobody"]), max_size=12),
)
def test_every_citation_of_any_order_has_both_ends(cited):
    of = page(
        claim(
            analysis=" ".join(f"word [@{id_}]" for id_ in cited) or "x",
            sources=_sources({}, {}, {}),
        )
    )

    ids = set(of.ids)
    links = [href[1:] for href in of.hrefs if href.startswith("#")]
    assert set(links) <= ids
    assert sum(id_.startswith("cite-") for id_ in ids) == sum(id_ != "nobody" for id_ in cited)
    assert "[@nobody]" in of.text or "nobody" not in cited


def test_the_ids_of_a_source_cannot_be_those_of_the_page():
    of = page(claim(analysis="x", sources=_sources({"id": "history"}, {"id": "__search"})))

    assert {"history", "source-history", "source-__search"} <= set(of.ids)
    assert "__search" not in of.ids


def test_the_stances_stand_for_against_context_and_say_how_many():
    of = page(
        claim(
            sources=_sources(
                {"stance": "context"}, {"stance": "contradicts"}, {}, {"stance": "supports"},
                {"stance": "supports"},
            )
        )
    )  # fmt: skip

    headings = [
        section.one("h2").line for section in of.all("section") if section.all(".fd-sources")
    ]
    assert headings == [
        "Evidence for 2 sources",
        "Evidence against 1 source",
        "Context 1 source",
        "Other sources 1 source",
    ]


def test_a_side_without_a_source_says_so():
    assert page(claim(sources=_sources({"stance": "supports"}))).one("#contradicts").line == (
        "Evidence against 0 sources We found no source that contradicts the claim. "
        "That does not prove that there is none. This source has no archived copy."
    )


@pytest.mark.parametrize(
    ("verdict", "stances", "first"),
    [
        ("true", ["contradicts", "supports", "contradicts"], "supports"),
        ("misleading", ["supports", "supports"], "contradicts"),
        ("unproven", ["supports", "contradicts", "contradicts"], "contradicts"),
        ("mixed", ["supports", "contradicts"], "supports"),
    ],
)
def test_the_evidence_that_decides_comes_first(verdict, stances, first):
    sources = _sources(*({"stance": stance} for stance in stances))
    of = page(claim(verdict=verdict, sources=sources))

    sides = [section.attributes.get("id") for section in of.all("section")]
    assert next(side for side in sides if side in ("supports", "contradicts")) == first


def test_after_two_sources_of_a_side_the_others_are_folded_and_named():
    of = page(claim(sources=_sources(*[{"stance": "supports"}] * 5, {"stance": "context"})))

    fold = of.one("#supports").one(".fd-rest")
    assert fold.one("summary").line == "3 more sources for the claim [3] [4] [5]"
    assert fold.ids == ["source-s3", "source-s4", "source-s5"]
    assert not of.one("#context").all("details")


def test_what_all_sources_lack_is_said_once():
    archived = {"archived_url": "https://archive.example/1"}
    none = page(claim(sources=_sources({}, {}))).one("#alone").line
    some = page(claim(sources=_sources({}, archived, {}))).one("#alone").line

    assert none.endswith("None of these 2 sources has an archived copy.")
    assert some.endswith("No archived copy: [1], [3]")


def test_sources_that_were_not_compared_are_named_once():
    quoted = {"quotes": [{"exact": "a"}, {"exact": "b"}]}

    of = page(claim(sources=_sources(quoted, {}, quoted)))
    assert of.one(".fd-proof").line == "Not compared with the source yet [1] [3]"


def test_sources_without_any_stance_stand_in_one_list():
    assert page(claim(sources=_sources({}, {}))).one("#alone").line.startswith("Sources 2 sources")


def test_a_source_is_described_in_full():
    source = page(whole(), claim()).one("#source-minutes")

    assert source.line == (
        "[2] Protokoll Town council · A. Clerk · December 2025 · in German · read 1 February 2026 "
        "“fast das Doppelte” almost twice as much Page 4 "
        "Primary, document Repeats [1] Interest: It voted the budget. "
        "Only the summary was read. Archived copy"
    )
    title = next(link for link in source.all("a") if link.text == "Protokoll")
    assert title.attributes == {
        "href": "https://council.example/minutes#:~:text=fast%20das%20Doppelte",
        "rel": "nofollow",
        "lang": "de",
        "data-originalurl": "https://council.example/minutes",
        "data-versionurl": "https://archive.example/2",
        "data-versiondate": "2026-02-01",
    }


def test_what_a_source_goes_back_to_is_said():
    source = page(whole(), claim()).one("#source-account")

    assert "Based on the engineers' own books, which we did not read ourselves" in source.line
    assert "No archived copy: [1]" in page(whole(), claim()).line


def test_a_source_that_repeats_another_leads_to_it():
    links = page(whole(), claim()).one("#source-minutes").all("a")

    assert ("[1]", "#source-account") in [(link.text, link.attributes["href"]) for link in links]


def test_roots_are_counted_and_not_links():
    sources = _sources(
        {}, {"derived_from": ["s1"], "url": "https://b.example/"}, {"url": "https://c.example/"}
    )

    assert "3 sources from 2 independent origins" in page(claim(sources=sources)).line
    assert "1 source from 1 independent origin" in page(claim()).line
