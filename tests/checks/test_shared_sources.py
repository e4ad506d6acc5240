"""Sources that several claims share: one description, each claim with its own quotations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml
from support.check_samples import check, said

from factdesk.claims.claim import Claim
from factdesk.claims.problem import Severity
from factdesk.claims.schema import claim_schema, shared_source_schema
from factdesk.claims.verdicts import DEFAULT_SCALE

ACCOUNT = {
    "title": "Final account of the bridge works",
    "url": "https://records.sample.net/account.pdf",
    "publisher": "Engineers’ office",
    "published_on": "2026-01",
    "archived_url": "https://archive.example/account",
    "kind": "primary",
    "basis": "document",
}
VOTE = {
    "title": "Minutes of the council",
    "url": "https://records.sample.net/minutes",
    "archived_url": "https://archive.example/minutes",
    "kind": "primary",
}
USE = {"use": "account", "quotes": [{"exact": "19 million"}], "note": "Only page 3 was read."}


def _share(root: Path, **files: Any) -> None:
    folder = root / "claims" / "_sources"
    folder.mkdir(parents=True)
    for name, fields in files.items():
        text = fields if isinstance(fields, str) else yaml.safe_dump(fields, allow_unicode=True)
        (folder / f"{name}.yml").write_text(text, "utf-8")


def _claims(root: Path, *sources: dict[str, Any], **fields: Any) -> tuple[Claim, ...]:
    result = check(root, {"bridge": {"sources": list(sources), **fields}})
    assert said(result.problems) == []
    return result.claims


def test_a_shared_source_has_its_name_as_id_and_the_quotations_of_the_claim(tmp_path: Path) -> None:
    _share(tmp_path, account=ACCOUNT)
    analysis = "The account says so, [@account] and the minutes. [@s2]"
    [claim] = _claims(tmp_path, {"use": "account", "note": "Only page 3."}, VOTE, analysis=analysis)

    source = claim.sources[0]
    assert (source.id, source.title, source.note) == ("account", ACCOUNT["title"], "Only page 3.")
    assert str(source.published_on) == "2026-01"
    assert source.kind == "primary"


def test_fields_of_the_claim_win(tmp_path: Path) -> None:
    _share(tmp_path, account=ACCOUNT)
    own = {"use": "account", "id": "bill", "title": "The bill", "accessed_on": "2026-02-01"}
    [claim] = _claims(tmp_path, own, VOTE)

    source = claim.sources[0]
    assert (source.id, source.title, source.url) == ("bill", "The bill", ACCOUNT["url"])


def test_one_source_for_several_claims_is_not_a_contradiction(tmp_path: Path) -> None:
    _share(tmp_path, account=ACCOUNT)
    claims = {
        "bridge": {"sources": [{"use": "account"}, VOTE]},
        "tunnel": {"sources": [{"use": "account", "title": "The bill"}, VOTE]},
        "tower": {"sources": [{**ACCOUNT, "title": "Another title"}, VOTE]},
    }
    [problem] = check(tmp_path, claims).problems

    assert (problem.code, problem.place.path) == ("FD501", "claims/tower.yml")
    assert problem.hint == "write 'use: account' in both"


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("acount", "did you mean 'account'?"),
        ("account.yml", "did you mean 'account'?"),
        ("nothing-like-it", "correct the name, or describe the source in the claim"),
    ],
)
def test_an_unknown_name_is_the_only_error_of_its_source(
    tmp_path: Path, name: str, hint: str
) -> None:
    _share(tmp_path, account=ACCOUNT)
    claims = {"bridge": {"sources": [{"use": name}, {"use": "account"}, VOTE]}}
    problems = [p for p in check(tmp_path, claims).problems if p.severity is not Severity.NOTE]

    assert [(p.code, p.hint) for p in problems] == [("FD222", hint)]


def test_problems_of_a_shared_source_are_in_its_own_file_and_only_there(tmp_path: Path) -> None:
    _share(
        tmp_path,
        account={**ACCOUNT, "url": "www.example", "titel": "x", "published_on": "May"},
        broken="title: [\n",
        stance={**VOTE, "stance": "supports", "id": "x"},
    )
    uses = [{"use": name} for name in ("account", "stance")]
    problems = check(tmp_path, {"bridge": {"sources": uses}, "tunnel": {"sources": uses}}).problems

    assert {p.place.path for p in problems} == {
        f"claims/_sources/{name}.yml" for name in ("account", "broken", "stance")
    }
    by_file = [(p.place.path.rpartition("/")[2], p.code) for p in problems]
    assert by_file == [
        ("account.yml", "FD301"),
        ("account.yml", "FD008"),
        ("account.yml", "FD201"),
        ("broken.yml", "FD005"),
        ("stance.yml", "FD223"),
        ("stance.yml", "FD223"),
    ]


def test_a_source_that_no_claim_uses_is_a_note(tmp_path: Path) -> None:
    _share(tmp_path, account=ACCOUNT)
    [problem] = check(tmp_path, {"bridge": {}}).problems

    assert (problem.code, problem.place.path) == ("FD224", "claims/_sources/account.yml")


def test_links_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "account.yml").write_text(yaml.safe_dump(ACCOUNT))
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "_sources").symlink_to(tmp_path / "elsewhere")
    problems = check(tmp_path, {"bridge": {"sources": [{"use": "account"}]}}).problems

    assert {p.code for p in problems} >= {"FD012", "FD222"}


def test_the_schemas_accept_what_the_program_accepts() -> None:
    of_claims = claim_schema(DEFAULT_SCALE)
    claim = {"claim": "The bridge is long", "status": "draft"}
    jsonschema.validate({**claim, "sources": [USE]}, of_claims)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**claim, "sources": [{"title": "No address"}]}, of_claims)
    jsonschema.validate(ACCOUNT, shared_source_schema())
    for wrong in ({**ACCOUNT, "stance": "supports"}, {"title": "No address"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, shared_source_schema())
