"""Problems that only all files together reveal."""

from __future__ import annotations

from pathlib import Path

from support.check_samples import check, said, sources


def test_two_files_with_one_name_are_distinguished_from_a_copy(tmp_path: Path) -> None:
    checked = check(tmp_path, {"a/bridge": {}, "b/bridge": {"claim": "Another one"}})

    (problem,) = [p for p in checked.problems if p.code == "FD011"]
    assert problem.message == "another file has the same name, 'bridge': claims/a/bridge.yml"
    assert problem.place.path == "claims/b/bridge.yml"
    assert [place.path for place in problem.also] == ["claims/a/bridge.yml"]


def test_letter_case_does_not_make_another_name(tmp_path: Path) -> None:
    """On many systems, the two names would be the same file."""
    checked = check(tmp_path, {"a/Bridge": {}, "b/bridge": {"claim": "Another one"}})

    assert {p.code for p in checked.problems} == {"FD010", "FD011"}


def test_an_unknown_related_claim_is_named_with_the_nearest_one(tmp_path: Path) -> None:
    checked = check(
        tmp_path,
        {
            "bridge": {"related": ["towre", "old-tower", "nothing-like-it", "tower"]},
            "tower": {"aliases": ["old-tower"]},
        },
    )

    assert said(checked.problems) == [
        "claims/bridge.yml:16:3 FD502 there is no claim 'towre'",
        "claims/bridge.yml:17:3 FD502 there is no claim 'old-tower'",
        "claims/bridge.yml:18:3 FD502 there is no claim 'nothing-like-it'",
    ]
    assert [problem.hint for problem in checked.problems] == [
        "did you mean 'tower'?",
        "it is called 'tower' now",
        "correct the slug, or delete it",
    ]


def test_a_broken_file_is_still_there_for_others(tmp_path: Path) -> None:
    """A broken file causes no second problem in a file that refers to it."""
    checked = check(tmp_path, {"bridge": {"related": ["tower"]}, "tower": "claim: [\n"})

    assert [problem.code for problem in checked.problems] == ["FD005"]


def test_a_draft_has_no_page_to_link_to(tmp_path: Path) -> None:
    claims = {
        "bridge": {"related": ["tower"]},
        "tower": {"status": "draft", "related": ["wall"]},
        "wall": {"status": "draft"},
    }

    assert said(check(tmp_path, claims).problems) == [
        "claims/bridge.yml:16:3 FD508 'tower' is a draft and has no page yet"
    ]


def test_an_address_leads_to_one_claim(tmp_path: Path) -> None:
    checked = check(
        tmp_path,
        {
            "bridge": {"aliases": ["tower", "crossing"]},
            "tower": {"aliases": ["crossing"]},
        },
    )

    assert said(checked.problems) == [
        "claims/bridge.yml:16:3 FD503 'tower' is the name of another claim: claims/tower.yml",
        (
            "claims/tower.yml:16:3 FD503 'crossing' is also an alias of another claim: "
            "claims/bridge.yml"
        ),
    ]


def test_one_address_has_one_description(tmp_path: Path) -> None:
    account = sources("x")[0]
    checked = check(
        tmp_path,
        {
            "a": {"sources": [account, *sources("a")]},
            "b": {"sources": [*sources("b"), {**account, "title": "RECORD 1  of x"}]},
            "c": {
                "sources": [*sources("c"), {**account, "title": "The account", "kind": "tertiary"}]
            },
            "d": {
                "sources": [
                    *sources("d"),
                    {**account, "url": "HTTPS://EXAMPLE.ORG/x/1", "title": "T"},
                ]
            },
            "e": {"sources": [*sources("e"), {"title": "Record 1 of x", "url": account["url"]}]},
        },
    )

    found = [p for p in checked.problems if p.code == "FD501"]
    assert said(tuple(found)) == [
        "claims/c.yml:16:8 FD501 another title and kind for the same address in claims/a.yml",
        "claims/d.yml:16:8 FD501 another title for the same address in claims/a.yml",
    ]
    assert [(p.also[0].path, p.also[0].line) for p in found] == [("claims/a.yml", 8)] * 2


def test_like_claims_are_found_unless_they_name_each_other(tmp_path: Path) -> None:
    one = "The town's new bridge cost twice its budget"
    other = "The new bridge of the town cost twice its budget"

    apart = check(tmp_path / "apart", {"a": {"claim": one}, "b": {"claim": other}})
    named = check(
        tmp_path / "named", {"a": {"claim": one, "related": ["b"]}, "b": {"claim": other}}
    )
    withdrawn = {"status": "withdrawn", "withdrawn": {"on": "2026-05-01", "reason": "A copy."}}
    gone = check(tmp_path / "gone", {"a": {"claim": one, **withdrawn}, "b": {"claim": other}})

    assert said(apart.problems) == [
        f"claims/b.yml:1:8 FD504 this says nearly the same as claims/a.yml: '{one}'"
    ]
    assert [place.path for place in apart.problems[0].also] == ["claims/a.yml"]
    assert said(named.problems) == []
    assert said(gone.problems) == []


def test_featured_claims_are_there(tmp_path: Path) -> None:
    claims = {"bridge": {}, "tower": {"status": "draft"}}

    checked = check(tmp_path, claims, featured=["bridge", "tower", "wall"])

    assert said(checked.problems) == [
        "mkdocs.yml:1:1 FD506 featured: 'tower' is a draft and has no page",
        "mkdocs.yml:1:1 FD506 featured: there is no claim 'wall'",
    ]


def test_a_checked_article_has_claims(tmp_path: Path) -> None:
    def article(slug: str, *addresses: str) -> dict[str, object]:
        return {"slug": slug, "title": slug, "addresses": list(addresses)}

    checked = check(
        tmp_path,
        {"bridge": {"appearances": [{"url": "https://EXAMPLE.org/two"}]}},
        articles=[
            article("found", "https://example.org/one", "https://example.org/two"),
            article("lost", "https://example.org/three"),
        ],
    )

    assert said(checked.problems) == ["mkdocs.yml:1:1 FD509 articles: no claim appeared in 'lost'"]
