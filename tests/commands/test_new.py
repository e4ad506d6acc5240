"""``factdesk new`` creates a claim file that is valid from the start."""

import datetime as dt
import io
from pathlib import Path

import pytest
import yaml

CLAIM = "The town's new bridge cost twice its budget"
SLUG = "the-towns-new-bridge-cost-twice-its-budget"


class Terminal(io.StringIO):
    """A user at a terminal who types these lines."""

    def isatty(self) -> bool:
        return True


def claims(site) -> list[str]:
    folder = site.root / "claims"
    return sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*.yml"))


def test_a_claim_becomes_a_draft_that_passes_the_check(site) -> None:
    result = site.run("new", CLAIM)

    assert result.exit_status == 0
    assert result.err == ""
    assert (
        result.out
        == f"""\
Wrote claims/{SLUG}.yml as a draft.

Next, open the file and fill in the fields.
  factdesk serve    show it while you write, marked as a draft
  factdesk check    list what is wrong or missing
To publish it, delete the line 'status: draft'.
"""
    )
    assert claims(site) == [f"{SLUG}.yml"]
    check = site.run("check", "--strict")
    assert (check.exit_status, check.out) == (0, "No problems in 1 claim file.\n")


def test_next_steps_are_said_in_the_words_of_a_site_with_a_door(site) -> None:
    site.write("build_site.py", "")

    assert "\n  python3 build_site.py serve    show it" in site.run("new", CLAIM).out


def test_a_claim_needs_no_quotation_marks(site) -> None:
    site.run("new", *CLAIM.split())

    assert claims(site) == [f"{SLUG}.yml"]


def test_a_line_break_in_a_claim_becomes_a_space(site) -> None:
    site.run("new", "  The bridge\ncost twice its budget ")

    assert "\nclaim: The bridge cost twice its budget\n" in (
        site.root / "claims/the-bridge-cost-twice-its-budget.yml"
    ).read_text("utf-8")


def test_a_file_can_have_another_folder_and_name(site) -> None:
    result = site.run("new", "--in", "economy/towns", "--slug", "bridge-cost", CLAIM)

    assert result.out.startswith("Wrote claims/economy/towns/bridge-cost.yml as a draft.\n")
    assert claims(site) == ["economy/towns/bridge-cost.yml"]


def test_an_existing_file_is_never_written_over(site) -> None:
    site.run("new", CLAIM)
    file = site.root / "claims" / f"{SLUG}.yml"
    file.write_text("claim: Mine\nstatus: draft\n", "utf-8")

    result = site.run("new", "--in", "elsewhere", CLAIM)

    assert result.exit_status == 2
    assert result.err == (
        f"Error: the name '{SLUG}' is in use by claims/{SLUG}.yml. Edit that file, or give "
        "the new claim another name with --slug.\n"
    )
    assert file.read_text("utf-8") == "claim: Mine\nstatus: draft\n"
    assert claims(site) == [f"{SLUG}.yml"]


def test_a_broken_file_is_not_written_over_either(site) -> None:
    file = site.write(f"claims/{SLUG}.yml", ": [")

    assert site.run("new", CLAIM).exit_status == 2
    assert file.read_text("utf-8") == ": ["


def test_the_former_address_of_another_claim_is_taken(site, bridge) -> None:
    site.write_claim("bridge", {**bridge, "aliases": [SLUG]})

    result = site.run("new", CLAIM)

    assert result.exit_status == 2
    assert f"the name '{SLUG}' is in use by claims/bridge.yml." in result.err


def test_a_claim_that_is_much_alike_is_named(site, bridge) -> None:
    site.write_claim("bridge", bridge)

    result = site.run("new", "The new bridge cost twice its budget")

    assert result.exit_status == 0
    assert (
        "\nSimilar claims exist. If one is the same claim, edit that file; otherwise list it "
        "under 'related'.\n"
        "  claims/bridge.yml: The town's new bridge cost twice its budget\n"
    ) in result.out


ARTICLE = """
site_name: Desk
plugins:
  - factdesk:
      articles:
        - slug: council-night
          title: "A night: in the council"
          publisher: Gazette
          published_on: 2025-11-13
          addresses: [https://gazette.sample.net/night, https://copy.sample.net/night]
"""


def test_the_first_claim_of_an_article_has_the_addresses_of_the_configuration(site) -> None:
    site.write("mkdocs.yml", ARTICLE)
    assert site.run("new", "--article", "council-night", CLAIM).exit_status == 0

    fields = yaml.safe_load((site.root / f"claims/{SLUG}.yml").read_text("utf-8"))
    title, date = "A night: in the council", dt.date(2025, 11, 13)
    first, second = fields["appearances"]
    assert first == {
        "title": title,
        "url": "https://gazette.sample.net/night",
        "publisher": "Gazette",
        "published_on": date,
        "position": 1,
    }
    assert second["url"] == "https://copy.sample.net/night"
    assert site.run("check").exit_status == 0


def test_the_next_claim_of_an_article_has_the_appearances_of_the_others(site, bridge) -> None:
    site.write("mkdocs.yml", ARTICLE)
    appearance = {
        "url": "https://gazette.sample.net/night",
        "author": "A. Reporter",
        "archived_url": "https://archive.sample.net/1",
        "quote": "twice",
        "position": 4,
    }
    site.write_claim("bridge", {**bridge, "appearances": [appearance]})
    site.run("new", "--article", "council-night", "The tunnel is closed")

    fields = yaml.safe_load((site.root / "claims/the-tunnel-is-closed.yml").read_text("utf-8"))
    del appearance["quote"]
    assert fields["appearances"] == [{**appearance, "position": 5}]


def test_an_unknown_article_is_answered_with_the_nearest_one(site) -> None:
    site.write("mkdocs.yml", ARTICLE)
    result = site.run("new", "--article", "council-nigt", CLAIM)

    assert result.exit_status == 2
    assert "has no article 'council-nigt'; did you mean 'council-night'?" in result.err
    assert claims(site) == []


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        ("x" * 301, "'claim' must have at most 300 characters, and has 301"),
        ("The bridge\x1b[2J", "U+001B (control character) is not allowed"),
        ("The \u202egdirb", "U+202E (right-to-left override) is not allowed"),
        ("The bridge \udc80", "UTF-8"),
        (" ", "'claim' is missing"),
    ],
)
def test_what_cannot_be_a_claim_is_refused_and_nothing_is_written(site, claim, reason) -> None:
    result = site.run("new", claim)

    assert result.exit_status == 1
    assert "No file was written:\n" in result.err
    assert reason in result.err
    assert "\x1b" not in result.err
    assert claims(site) == []


@pytest.mark.parametrize("slug", ["Bridge", "bridge--cost", "404", "x" * 81, "../bridge"])
def test_a_name_that_cannot_be_an_address_is_refused(site, slug) -> None:
    result = site.run("new", "--slug", slug, CLAIM)

    assert result.exit_status == 2
    assert "Invalid value for --slug: " in result.err
    assert claims(site) == []


@pytest.mark.parametrize("folder", ["/tmp", "..", "economy/../../docs", "_hidden", "economy/.git"])
def test_a_folder_that_is_not_read_or_not_ours_is_refused(site, folder) -> None:
    result = site.run("new", "--in", folder, CLAIM)

    assert result.exit_status == 2
    assert "a folder inside the claims folder" in result.err
    assert claims(site) == []


def test_without_words_and_without_a_terminal_nothing_is_asked(site, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{CLAIM}\n"))

    result = site.run("new")

    assert result.exit_status == 2
    assert "pass the claim in quotation marks" in result.err


def test_on_a_terminal_the_few_questions_that_matter_are_asked(site, monkeypatch) -> None:
    answers = [
        "",
        CLAIM,
        "Example Gazette",
        "last week",
        "2026-02",
        "gazette",
        "https://example.org/a",
    ]
    monkeypatch.setattr("sys.stdin", Terminal("\n".join(answers) + "\n"))

    result = site.run("new")

    assert result.exit_status == 0
    assert "Error: this is required\n" in result.err
    assert "Error: a date is written YYYY-MM-DD, YYYY-MM or YYYY\n" in result.err
    assert "Error: this address is not http or https\n" in result.err
    text = (site.root / "claims" / f"{SLUG}.yml").read_text("utf-8")
    assert "\nclaimant: Example Gazette\n" in text
    assert "\nclaimed_on: 2026-02\n" in text
    assert "\nappearances:\n  - url: https://example.org/a\n" in text


def test_what_is_not_known_yet_may_stay_unanswered(site, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdin", Terminal(f"{CLAIM}\n\n\n\n"))

    assert site.run("new").exit_status == 0
    assert site.run("check").out == "No problems in 1 claim file.\n"


def test_the_door_can_be_called_from_elsewhere(site, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("FACTDESK_CONFIG_FILE", str(site.root / "mkdocs.yml"))
    elsewhere = type(site)(tmp_path)

    assert elsewhere.run("new", CLAIM).exit_status == 0
    assert claims(site) == [f"{SLUG}.yml"]
