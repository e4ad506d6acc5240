"""Properties of the import, tested with random archives."""

import json
import random

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support import archive_samples as archive
from support.site_folder import SiteFolder

TEXT = st.text("abc :#'\"-é<&\n", max_size=12)
RECORD = st.fixed_dictionaries(
    {
        "url": st.sampled_from(
            ["https://a.news.example/x/", "https://a.news.example/y", "", "nowhere"]
        ),
        "claim": st.sampled_from(["The bridge is old", "the  bridge is OLD", "", "No", "تكلفة"])
        | TEXT,
        "claimant": TEXT,
        "claimed_on": st.sampled_from(["2020-01-31", "2020", "1/5/2020", ""]),
        "published_on": st.sampled_from(["2020-02-03", "2019-12-01", "soon"]),
        "rating": st.sampled_from(["False", "true", "r" * 3000, ""]),
        "appearance": st.sampled_from(["https://b.news.example", "b.news.example", ""]),
    }
)
MAP = "verdicts:\n  'False': 'false'\n"
SOME = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])


def files(site):
    found = sorted((site.root / "claims").rglob("*.yml"))
    return {file.name: file.read_bytes() for file in found}


def run(folder, records):
    site = folder if isinstance(folder, SiteFolder) else SiteFolder.begin(folder)
    site.write("source.json", archive.as_array(records))
    site.write("map.yml", MAP)
    result = site.run(
        "import", "source.json", "--map", "map.yml", "--write", "--force", "--report", "r.json"
    )
    assert result.exit_status == 0, result.err
    return site, json.loads((site.root / "r.json").read_text("utf-8"))


def dated(claimed_on, published_on):
    return {
        "url": "https://a.news.example/x/", "claim": "The bridge is old", "claimant": "",
        "claimed_on": claimed_on, "published_on": published_on, "rating": "False",
        "appearance": "https://b.news.example",
    }  # fmt: skip


@SOME
@given(records=st.lists(RECORD, min_size=1, max_size=8), seed=st.integers(0, 99))
# The date of the claim and that of the review come from different records of one review.
@example(records=[dated("2020-01-31", "2019-12-01"), dated("2020-01-31", "soon")], seed=0)
def test_every_record_has_one_outcome_and_a_second_run_changes_nothing(
    tmp_path_factory, records, seed
):
    site, report = run(tmp_path_factory.mktemp("a"), records)
    written = files(site)

    assert [record["item"] for record in report["records"]] == list(range(1, len(records) + 1))
    assert sum(report["counts"].values()) == report["records_total"] == len(records)
    assert report["counts"]["created"] == len(written)
    assert site.run("check").exit_status == 0

    _, again = run(site, records)
    assert (again["counts"]["created"], again["counts"]["updated"]) == (0, 0)
    assert again["counts"]["unchanged"] == len(written)
    assert files(site) == written

    shuffled = random.Random(seed).sample(records, len(records))
    other, _ = run(tmp_path_factory.mktemp("b"), shuffled)
    assert files(other) == written


@SOME
@given(
    record=RECORD.filter(lambda record: record["claim"].strip("\n :#'\"-<&") != ""),
    field=st.sampled_from(["claim", "claimant", "published_on", "status"]),
    changed=st.fixed_dictionaries({}, optional={"claimant": TEXT, "rating": st.just("False")}),
)
def test_an_edited_field_is_never_overwritten(tmp_path_factory, record, field, changed):
    site, report = run(tmp_path_factory.mktemp("a"), [record])
    if not report["counts"]["created"]:
        return
    (file,) = (site.root / "claims").rglob("*.yml")
    lines = file.read_text("utf-8").split("\n")
    at = next((n for n, line in enumerate(lines) if line.startswith(f"{field}: ")), None)
    if at is None or lines[at].endswith("|-"):
        return
    edits = {"published_on": "2021-01-01", "status": "in-review"}
    lines[at] = f"{field}: {edits.get(field, 'Edited by a person')}"
    file.write_text("\n".join(lines), "utf-8")

    run(site, [{**record, **changed}])

    assert lines[at] in file.read_text("utf-8").split("\n")
