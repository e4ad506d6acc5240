"""Tables: every row is a record, with any delimiter, quotation marks and encoding."""

import json

import yaml

LINES = [
    '1.json\tfalse\tSays the "Annies List" supports it\tlaw, health\ta-speaker\t12',
    '2.json\thalf-true\t"Hot Mess" was said once\teconomy\tb-speaker\t1',
    "3.json\ttrue\tThe bridge is old\troads\tc-speaker\t0",
    '4.json\tfalse\tThey say "never again\troads\td-speaker\t3',
    '5.json\tfalse\t"Nobody paid\troads\te-speaker\t3',
    "6.json\tpants-fire\tEverybody paid\troads\tf-speaker\t9",
]
MAP = """
columns:
  column 1: id
  column 2: verdict
  column 3: claim
  column 4: topics
  column 5: claimant
verdicts:
  "False": false
  half-true: mixed
  pants-fire: draft
lists:
  column 4: ","
"""


def run(site, text, *arguments, encoding="utf-8", mapping=""):
    (site.root / "table").write_bytes(text.encode(encoding))
    if mapping:
        site.write("map.yml", mapping)
        arguments = ("--map", "map.yml", *arguments)
    result = site.run("import", "table", "--report", "report.json", *arguments)
    return json.loads((site.root / "report.json").read_text("utf-8")), result


def test_no_row_is_swallowed_by_a_quotation_mark(site):
    """If quotation marks around cells were parsed, these six lines would be fewer rows."""
    report, result = run(site, "\n".join(LINES) + "\n", "--write", mapping=MAP)

    assert report["records_total"] == len(LINES)
    assert report["counts"]["created"] == len(LINES)
    assert "tabs, quotation marks as text, no header" in result.out
    files = [yaml.safe_load(file.read_text()) for file in (site.root / "claims").rglob("*.yml")]
    assert '"Nobody paid' in {fields["claim"] for fields in files}
    assert ["law", "health"] in [fields["topics"] for fields in files]
    assert sorted(str(fields.get("verdict")) for fields in files).count("False") == 3


def test_without_a_mapping_a_table_of_unknown_columns_is_skipped_row_by_row(site):
    report, _ = run(site, "\n".join(LINES) + "\n")

    assert [record["row"] for record in report["records"]] == [1, 2, 3, 4, 5, 6]
    assert {record["reason"] for record in report["records"]} == {
        "no column is mapped to the claim: use --start-map, then --map"
    }


def test_an_empty_claim_in_the_first_row_is_not_a_missing_column(site):
    report, _ = run(site, "Claim;Claimant\n;A\nSecond;B\n")

    assert report["records"][0]["reason"] == "the claim is empty"


def test_empty_claims_are_reported_by_row_number(site):
    rows = ["Claim;Claimant", "First;A", ";B", '"Second\nline";C', " ;D", ";", "Third;E"]

    report, result = run(site, "\r\n".join(rows) + "\r\n", encoding="utf-8-sig")

    aside = [record for record in report["records"] if record["outcome"] == "skipped"]
    assert [(record["row"], record["code"]) for record in aside] == [
        (3, "empty-claim"), (5, "empty-claim"), (6, "empty-claim")
    ]  # fmt: skip
    assert report["counts"]["created"] == 3
    assert "row 3, 5" in result.out
    assert "semicolons, quotation marks around cells, a header" in result.out


def test_tables_in_utf_16_and_in_a_named_encoding_are_read(site):
    text = "claim\tclaimant\nDie Brücke ist zu\tÄmter\n"

    assert run(site, text, encoding="utf-16")[0]["counts"]["created"] == 1
    report, result = run(site, text, encoding="latin-1")
    assert result.exit_status == 1
    assert "csv.encoding" in report["sources"][0]["fault"]
    named = "csv:\n  encoding: latin-1\n"
    assert run(site, text, encoding="latin-1", mapping=named)[0]["counts"]["created"] == 1


def test_a_row_with_too_many_cells_is_skipped(site):
    report, _ = run(site, "claim,claimant\nOne,A\nTwo,B,C,D\nThree,E\n")

    assert [record.get("code") for record in report["records"]] == [None, "bad-row", None]


def test_addresses_of_all_broken_kinds_are_left_out_and_reported(site):
    bad = ["www.news.example/a", "/relative", "https%3A%2F%2Fnews.example%2Fa", "ftp://news.example",
           "https://news.example/a, https://news.example/b", "javascript:alert(1)"]  # fmt: skip
    rows = "".join(f'Claim {n},"{each}"\n' for n, each in enumerate(bad))
    mapping = "columns:\n  seen: appearances\n"

    report, _ = run(site, f"claim,seen\n{rows}Good,https://news.example/a\n", mapping=mapping)

    dropped = [[each["value"] for each in record["dropped"]] for record in report["records"]]
    assert dropped == [*[[each] for each in bad], []]


def test_several_addresses_in_one_cell_are_split_by_a_named_separator(site):
    mapping = 'columns:\n  seen: appearances\nlists:\n  seen: ", "\n'
    text = 'claim,seen\nGood,"https://news.example/a, https://news.example/b"\n'

    run(site, text, "--write", mapping=mapping)

    (file,) = (site.root / "claims").rglob("*.yml")
    assert [each["url"] for each in yaml.safe_load(file.read_text())["appearances"]] == [
        "https://news.example/a",
        "https://news.example/b",
    ]
