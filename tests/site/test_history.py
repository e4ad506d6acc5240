"""The history and the fixed versions of reviews, on a site built from a repository."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from support.html import read
from support.repository import IS_INSTALLED, git
from support.site_folder import BRIDGE, NO_LOG, SiteFolder

pytestmark = pytest.mark.skipif(not IS_INSTALLED, reason="git is not installed")

ADDRESS = {"SITE_URL": "https://facts.example/desk/"}
HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">'
FIRST = {**BRIDGE, "verdict": "true", "summary": "The contract sum is twice the budget."}
CORRECTED = {
    **BRIDGE,
    "aliases": ["bridge"],
    "corrections": [
        {
            "made_on": "2026-05-20",
            "severity": "verdict",
            "previous_verdict": "true",
            "note": "The contract is not the account.",
        }
    ],
}


def commit(folder: Path, day: str) -> None:
    git(folder, "add", "--all", ".")
    os.environ["GIT_COMMITTER_DATE"] = f"{day}T12:00:00Z"
    try:
        git(folder, "commit", "--quiet", "--allow-empty", "--message", day)
    finally:
        del os.environ["GIT_COMMITTER_DATE"]


def remove_site(folder: Path) -> None:
    for name in ("site", ".factdesk"):
        shutil.rmtree(folder / name, ignore_errors=True)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> SiteFolder:
    """A site with two claims: one was corrected and renamed, the other once had hostile texts."""
    desk = SiteFolder.begin(tmp_path_factory.mktemp("history") / "desk")
    desk.write(".gitignore", "site/\n.factdesk/\n.site*\n")
    git(desk.root, "init", "--quiet", "--initial-branch", "main")
    desk.write_claim("bridge", FIRST)
    hostile: dict[str, Any] = {**BRIDGE, "claim": HOSTILE, "summary": HOSTILE, "analysis": HOSTILE}
    desk.write_claim("tower", {**hostile, "topics": [HOSTILE], "claimant": HOSTILE})
    commit(desk.root, "2026-03-01")
    (desk.root / "claims/bridge.yml").unlink()
    desk.write_claim("bridge-cost", CORRECTED)
    desk.write_claim("tower", {**BRIDGE, "claim": "The tower is high", "analysis": "It is."})
    commit(desk.root, "2026-05-20")
    result = desk.run("build", **ADDRESS)
    assert result.exit_status == 0, result.err
    assert "Note:" not in result.err
    return desk


@pytest.fixture
def clone(desk: SiteFolder, tmp_path: Path) -> SiteFolder:
    """A clone of the repository in which nothing was built."""
    shutil.copytree(
        desk.root, tmp_path / "desk", ignore=shutil.ignore_patterns("site", ".factdesk")
    )
    return SiteFolder(tmp_path / "desk")


def test_the_history_shows_every_state_with_what_changed(desk: SiteFolder) -> None:
    page = read(desk.page("claims/bridge-cost/history/"))
    states = [state.line for state in page.one(".fd-states-list").all("li") if state.all("h2")]
    assert re.sub(r"Commit \w+", "Commit", states[0]) == (
        "20 May 2026 current version · correction of the verdict Before: True→After: Mostly true "
        "Correction note The contract is not the account. Summary The contract sum is twice final "
        "account is 1.9 times the budget that the council voted in 2019. Also changed: Address. "
        "Read the current version Read the version of 20 May 2026 Commit Log entry 2"
    )
    assert states[1].startswith("1 March 2026 first published Verdict: True The contract sum is")
    assert states[1].endswith("Log entry 0")
    assert [each.text for each in page.all("del")] == ["contract sum is twice "]


def test_the_claims_page_links_to_its_history(desk: SiteFolder) -> None:
    page = read(desk.page("claims/bridge-cost/"))
    assert "history/" in page.one("#history").hrefs
    assert "First published." in page.one("#history").line


def test_an_old_version_says_first_that_it_is_none_of_today(desk: SiteFolder) -> None:
    html = desk.page("claims/bridge-cost/versions/2026-03-01/")
    page = read(html)

    article = page.one(".fd-claim")
    assert article.line.startswith(
        "Not the current version You are reading the last version of 1 March 2026. The current "
        "one, of 20 May 2026, says: Mostly true Corrected on 20 May 2026. The contract is not the "
        "account."
    )
    assert page.one("h1").one("s").line == "True"
    assert "This was our verdict until 20 May 2026." in article.line
    assert '<meta name="robots" content="noindex">' in html
    assert '<link rel="canonical" href="https://facts.example/desk/claims/bridge-cost/">' in html
    assert '"@type"' not in html


def test_the_latest_version_is_not_struck(desk: SiteFolder) -> None:
    page = read(desk.page("claims/bridge-cost/versions/2026-05-20/"))
    assert page.one(".fd-old").line.startswith("Fixed version You are reading the last version")
    assert page.one("h1").all("s") == []


def test_a_version_has_its_own_citation_and_card(desk: SiteFolder) -> None:
    old = read(desk.page("claims/bridge-cost/versions/2026-03-01/"))
    cited = old.all("pre")[0].text
    assert "[Fact check. Verdict: True. Version of 1 March 2026; no longer the current" in cited
    assert cited.endswith("https://facts.example/desk/claims/bridge-cost/versions/2026-03-01/")
    card = read(desk.page("embed/bridge-cost/2026-03-01/"))
    assert "Version of 1 March 2026. This verdict is no longer current: it is now" in card.line
    assert card.one("h1").hrefs == ["../../../claims/bridge-cost/versions/2026-03-01/"]


def test_the_page_of_today_offers_its_fixed_version(desk: SiteFolder) -> None:
    fixed = "claims/bridge-cost/versions/2026-05-20/"
    assert "versions/2026-05-20/#cite" in read(desk.page("claims/bridge-cost/")).hrefs
    texts = [each.text for each in read(desk.page(fixed)).all("pre")]
    assert texts[0].endswith(f"https://facts.example/desk/{fixed}")
    assert "https://facts.example/desk/embed/bridge-cost/2026-05-20/" in texts[1]


def test_addresses_under_a_former_name_lead_to_the_new_ones(desk: SiteFolder) -> None:
    for page in ("history", "versions/2026-03-01"):
        html = desk.page(f"claims/bridge/{page}/")
        assert f'claims/bridge-cost/{page}/"' in html
    assert desk.page("embed/bridge/2026-03-01/") == desk.page("embed/bridge-cost/2026-03-01/")


def test_hostile_texts_of_an_old_file_are_text(desk: SiteFolder) -> None:
    for page in ("history/", "versions/2026-03-01/"):
        html = desk.page(f"claims/tower/{page}")
        assert "alert(1)" in html
        assert "<script>alert" not in html
        assert "<img" not in html


def test_search_engines_find_no_history_and_no_version(desk: SiteFolder) -> None:
    sitemap = (desk.root / "site/sitemap.xml").read_text("utf-8")
    assert "claims/bridge-cost/" in sitemap
    assert "history" not in sitemap
    assert "versions" not in sitemap


def test_a_build_after_a_commit_is_that_of_a_cold_build(clone: SiteFolder) -> None:
    assert clone.run("build", **ADDRESS).exit_status == 0
    clone.write_claim("tower", {**BRIDGE, "claim": "The tower is high", "analysis": "It is high."})
    assert clone.run("build", **ADDRESS).exit_status == 0
    read_before = clone.page("claims/tower/history/")
    assert "changes that are not in this list yet" in read_before
    commit(clone.root, "2026-06-01")
    assert clone.run("build", **ADDRESS).exit_status == 0
    warm = clone.files()
    remove_site(clone.root)
    assert clone.run("build", **ADDRESS).exit_status == 0

    assert clone.files() == warm
    assert "claims/tower/versions/2026-06-01/index.html" in warm


def test_a_shallow_clone_says_that_histories_are_cut(desk: SiteFolder, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "1", desk.root.as_uri(), "shallow")
    shallow = SiteFolder(tmp_path / "shallow")

    result = shallow.run("build", **ADDRESS)

    assert result.exit_status == 0
    assert "only a part of the git history was fetched" in result.err
    page = read(shallow.page("claims/tower/history/")).line
    assert "This history begins on 20 May 2026: the site was built from a shortened copy" in page


def test_without_git_the_site_is_built_without_a_history(clone: SiteFolder) -> None:
    shutil.rmtree(clone.root / ".git")

    result = clone.run("build", **ADDRESS)

    assert result.exit_status == 0
    assert result.err == NO_LOG
    assert not any("/history/" in path or "/versions/" in path for path in clone.files())


def test_texts_that_may_not_be_shown_are_on_no_page(clone: SiteFolder) -> None:
    text = (clone.root / "mkdocs.yml").read_text("utf-8")
    option = "      history: {withheld: [{slug: bridge-cost, reason: A court ordered it.}]}\n"
    clone.write("mkdocs.yml", text.replace("  - factdesk:\n", f"  - factdesk:\n{option}"))

    assert clone.run("build", **ADDRESS).exit_status == 0

    page = read(clone.page("claims/bridge-cost/history/")).line
    assert "The earlier texts of this review are not shown. A court ordered it." in page
    assert "1 March 2026" in page
    assert not any(b"The contract sum" in content for content in clone.files().values())


def test_a_repository_without_an_old_content_stops_the_build_with_a_remedy(
    clone: SiteFolder,
) -> None:
    old = git(clone.root, "rev-parse", "HEAD~1:claims/bridge.yml").strip()
    (clone.root / f".git/objects/{old[:2]}/{old[2:]}").unlink()

    result = clone.run("build", **ADDRESS)

    assert result.exit_status == 1
    assert f"the object {old} is not in the repository. Clone it again" in result.err
