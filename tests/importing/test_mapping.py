"""The mapping file: its options, their effect, and the generated one."""

import json

import pytest
import yaml

TABLE = """claim,claimant,verdict,claimed_on,published_on
One,A,Pants on Fire,1/5/2020,2020-06-01
Two,B,pants on fire ,13/5/2020,2020-06-01
Three,C,Mostly True,"January 5, 2020",2020-06
Four,D,,2020-02-30,2020-06-01T10:00:00Z
Five,E,-,2020,2019-01-01
"""


def run(site, mapping="", *arguments):
    site.write("table.csv", TABLE)
    given = ()
    if mapping:
        site.write("map.yml", mapping)
        given = ("--map", "map.yml")
    result = site.run("import", "table.csv", "--write", "--report", "r.json", *given, *arguments)
    files = (site.root / "claims").rglob("*.yml")
    fields = {file.stem: yaml.safe_load(file.read_text("utf-8")) for file in files}
    return result, fields


def test_nothing_is_guessed_without_a_mapping(site):
    result, claims = run(site)

    assert result.exit_status == 0
    assert all("verdict" not in claim for claim in claims.values())
    assert {name: str(claim.get("claimed_on")) for name, claim in claims.items()} == {
        "one": "None", "two": "None", "three": "None", "four": "None", "five": "None",
    }  # fmt: skip
    assert "published_on" not in claims["three"]
    report = json.loads((site.root / "r.json").read_text("utf-8"))
    decisions = [(each["code"], each["value"], each["records"]) for each in report["decisions"]]
    assert decisions[:2] == [("no-origin", "", 5), ("unmapped-rating", "pants on fire", 2)]
    assert ("unclear-date", "claimed_on: 9/9/9999", 1) in decisions
    assert ("claimed-later", "", 1) in decisions


def test_a_mapping_is_applied_to_files_that_nobody_edited(site):
    run(site)
    mapping = """
verdicts:
  "Pants on Fire": false
  mostly true: mostly-true
dates: ["%d/%m/%Y", "%B %d, %Y"]
"""
    result, claims = run(site, mapping, "--force")

    assert "3 updated · 2 unchanged" in result.out
    assert str(claims["one"]["verdict"]) == "False"
    assert claims["three"]["verdict"] == "mostly-true"
    assert [str(claims[n]["claimed_on"]) for n in ("one", "two", "three")] == [
        "2020-05-01", "2020-05-13", "2020-01-05",
    ]  # fmt: skip


def test_a_date_with_two_readings_is_left_out(site):
    _, claims = run(site, 'dates: ["%d/%m/%Y", "%m/%d/%Y"]\n')

    assert "claimed_on" not in claims["one"]
    assert str(claims["two"]["claimed_on"]) == "2020-05-13"


@pytest.mark.parametrize(
    ("mapping", "message"),
    [
        ("verdicts:\n  x: nonsense\n", "map.yml:2: 'nonsense' is not on the scale"),
        ("verdict:\n  x: false\n", "unknown section 'verdict'"),
        ("columns:\n  a: nowhere\n", "map.yml:2: 'nowhere' is not a valid target"),
        ("dates: ['%q']\n", "unknown code '%q'"),
        ("dates: ['%d/%m']\n", "no year"),
        ("csv:\n  delimiter: wide\n", "csv.delimiter is"),
        ("csv:\n  colour: red\n", "unknown 'csv.colour'"),
        ("verdicts:\n  X: false\n  x: true\n", "has two verdicts"),
        ("verdicts: [", "map.yml:1: the '[' that opens here is never closed"),
        ("- a\n", "must have entries"),
        ("publisher:\n  url: nowhere\n", "publisher.url"),
    ],
)
def test_an_error_in_a_mapping_is_named_with_its_line(site, mapping, message):
    result, claims = run(site, mapping)

    assert message in result.err
    assert result.exit_status == 1
    assert "Traceback" not in result.err
    assert claims == {}


def test_a_start_map_has_every_rating_and_can_be_used_as_it_is(site):
    site.write("table.csv", TABLE.replace("Mostly True", f'"{"Long rating. " * 250}"'))

    result = site.run("import", "table.csv", "--start-map", "map.yml")

    text = (site.root / "map.yml").read_text("utf-8")
    assert result.exit_status == 0
    assert '  # 2 records; suggestion: false\n  "pants on fire":\n' in text
    assert "claimed_on: 9/9/9999  (1 record, not read)" in text
    loaded = yaml.safe_load(text)
    assert set(loaded["verdicts"].values()) == {None}
    assert {len(rating) > 1000 for rating in loaded["verdicts"]} == {True, False}
    assert site.run("import", "table.csv", "--map", "map.yml").exit_status == 0
    again = site.run("import", "table.csv", "--start-map", "map.yml")
    assert (again.exit_status, "exists" in again.err) == (1, True)


def test_a_day_that_does_not_exist_is_named_with_its_row(site):
    site.write("t.csv", "claim,claimed_on,published_on\nOne,31.2.2024,1.3.2024\nTwo,1.2.2024,\n")
    site.write("map.yml", 'dates: ["%d.%m.%Y"]\n')

    site.run("import", "t.csv", "--map", "map.yml", "--report", "r.json")
    site.run("import", "t.csv", "--map", "map.yml", "--start-map", "new.yml")

    decided = json.loads((site.root / "r.json").read_text("utf-8"))["decisions"]
    assert [each["value"] for each in decided if each["code"] == "impossible-date"] == [
        "claimed_on: 31.2.2024 (t.csv row 2)"
    ]
    assert not any(each["code"] == "unclear-date" for each in decided)
    assert [
        line
        for line in (site.root / "new.yml").read_text("utf-8").splitlines()
        if "ed_on: " in line
    ] == [
        "#   claimed_on: 31.2.2024  (1 record, not in the calendar)",
        "#   claimed_on: 9.9.9999  (1 record, read)",
        "#   published_on: 9.9.9999  (1 record, read)",
    ]


def test_reviews_of_other_publishers_are_skipped_on_request(site):
    site.write("t.csv", "claim,by\nOne,Desk\nTwo,Other\n")
    site.write("map.yml", "columns:\n  by: publisher\npublisher:\n  name: desk\n  only: yes\n")

    site.run("import", "t.csv", "--map", "map.yml", "--report", "r.json")

    report = json.loads((site.root / "r.json").read_text("utf-8"))
    assert [record.get("code") for record in report["records"]] == [None, "other-publisher"]


def test_a_start_map_keeps_what_a_mapping_says_and_adds_the_ratings_of_its_columns(site):
    mapping = """
columns:
  b: [verdict, summary]
  a: claim
dates: ["%d/%m/%Y"]
lists:
  c: "\t"
publisher:
  name: "A: desk"
language: es
csv:
  delimiter: ","
"""
    site.write("t.csv", "a,b,c\nOne,Wrong,x\n")
    site.write("map.yml", mapping)

    site.run("import", "t.csv", "--map", "map.yml", "--start-map", "map.yml", "--force")

    kept = yaml.safe_load((site.root / "map.yml").read_text("utf-8"))
    assert kept.pop("verdicts") == {"wrong": None}
    assert kept.pop("columns") == {"a": "claim", "b": ["verdict", "summary"], "c": None}
    assert kept.pop("publisher")["name"] == "A: desk"
    assert kept.pop("csv")["delimiter"] == ","
    assert kept == {"dates": ["%d/%m/%Y"], "lists": {"c": "\t"}, "language": "es"}
    result = site.run("import", "t.csv", "--map", "map.yml")
    assert "1 created" in result.out
