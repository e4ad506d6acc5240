"""A second import updates files, and never overwrites edits by people."""

import json
import subprocess

from support import archive_samples as archive

CHANGED = {**archive.REVIEWS[0], "claimed_on": "2020-01-30", "claimant": "B. Mayor"}


def run(site, review, *arguments):
    site.write("one.json", archive.as_array([review]))
    result = site.run("import", "one.json", "--write", "--report", "r.json", *arguments)
    assert result.exit_status == 0, result.err
    report = json.loads((site.root / "r.json").read_text("utf-8"))
    return report["records"][0]


def test_fields_that_nobody_edited_are_updated_and_the_rest_of_the_file_stays(site):
    run(site, archive.REVIEWS[0])
    file = site.root / "claims/archive/bridge-twice-its-budget.yml"
    edited = file.read_text("utf-8").replace(
        "status: draft", "# soon\nstatus: draft\nreview_by: 2027-01-01"
    )
    file.write_bytes(edited.replace("\n", "\r\n").encode())

    record = run(site, CHANGED)

    text = file.read_bytes().decode()
    assert record["outcome"] == "updated"
    assert "claimed_on: 2020-01-30\r\n" in text
    assert "claimant: B. Mayor\r\n" in text
    expected = edited.replace("2020-01-31", "2020-01-30").replace("A. Mayor", "B. Mayor")
    assert text.partition("imported:")[0] == expected.partition("imported:")[0].replace(
        "\n", "\r\n"
    )
    assert run(site, CHANGED)["outcome"] == "unchanged"


def test_an_edited_field_is_left_and_reported(site):
    run(site, archive.REVIEWS[0])
    file = site.root / "claims/archive/bridge-twice-its-budget.yml"
    file.write_text(file.read_text("utf-8").replace("A. Mayor", "Ann Mayor"), "utf-8")

    record = run(site, CHANGED)

    text = file.read_text("utf-8")
    assert "claimant: Ann Mayor\n" in text
    assert "claimed_on: 2020-01-30\n" in text
    assert {"code": "edited", "value": "claimant.name"} in record["decide"]
    assert run(site, CHANGED)["outcome"] == "unchanged"
    assert file.read_text("utf-8") == text


def test_a_published_claim_does_not_become_a_draft_again(site):
    run(site, archive.REVIEWS[0])
    file = site.root / "claims/archive/bridge-twice-its-budget.yml"
    file.write_text(file.read_text("utf-8").replace("status: draft\n", ""), "utf-8")

    run(site, archive.REVIEWS[0])

    assert "status" not in file.read_text("utf-8").partition("imported:")[0]


def test_a_renamed_and_moved_file_is_found_by_its_id(site):
    run(site, archive.REVIEWS[0])
    file = site.root / "claims/archive/bridge-twice-its-budget.yml"
    moved = site.root / "claims/bridges/cost.yml"
    moved.parent.mkdir()
    file.rename(moved)

    assert run(site, CHANGED)["claim_file"] == "claims/bridges/cost.yml"
    assert not file.exists()


def test_a_file_that_was_not_imported_is_never_touched(site, bridge):
    file = site.write_claim("bridge-twice-its-budget", bridge)
    before = file.read_bytes()

    record = run(site, archive.REVIEWS[0])

    assert record["claim_file"].startswith("claims/archive/bridge-twice-its-budget-")
    assert file.read_bytes() == before


def test_a_folder_with_uncommitted_changes_is_refused(site):
    def git(*arguments):
        command = ["git", "-c", "user.name=x", "-c", "user.email=x@x", *arguments]
        subprocess.run(command, cwd=site.root, check=True, capture_output=True)

    git("init", "-q")
    run(site, archive.REVIEWS[0])
    assert run(site, archive.REVIEWS[0])["outcome"] == "unchanged"
    site.write("one.json", archive.as_array([CHANGED]))

    refused = site.run("import", "one.json", "--write")

    assert refused.exit_status == 1
    assert "has uncommitted changes" in refused.err
    git("add", "-A")
    git("commit", "-qm", "import")
    assert run(site, CHANGED)["outcome"] == "updated"


def test_former_and_new_addresses_are_listed_for_redirects(site):
    run(site, archive.REVIEWS[0])
    run(site, archive.REVIEWS[1], "--force")

    lines = (site.root / "claims/archive/_redirects.csv").read_text("utf-8").splitlines()
    assert lines == [
        "old_address,new_address",
        f"{archive.REVIEWS[0]['url']},claims/bridge-twice-its-budget/",
        f"{archive.REVIEWS[1]['url']},claims/roads/",
    ]
