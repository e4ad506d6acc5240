"""The form's requests change claim files for one person only, and never lose a text."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.site_folder import SiteFolder

from factdesk.checks.context import Context
from factdesk.checks.file import check_file
from factdesk.config.reader import read_config
from factdesk.editing.layout import fields_in
from factdesk.mkdocs_adapter.claim_editor import ClaimEditor
from factdesk.mkdocs_adapter.edit_server import MAX_BODY, EditServer, is_loopback
from factdesk.reading.claim_file import read_claim_file

HOST = "127.0.0.1:8000"

FIELDS: dict[str, Any] = {
    "claim": "The bridge cost twice its budget",
    "claimant": "Bridge Gazette",
    "verdict": "mostly-true",
    "summary": "The final account is 1.9 times the budget.",
    "published_on": "2026-03-01",
    "sources": [
        {"title": "Final account", "url": "https://bridge-desk.net/account", "kind": "primary"}
        | {"stance": "supports"},
        {"title": "Minutes", "url": "https://minutes.net/", "stance": "supports"},
    ],
}
COMMENTED = """\
# A note at the top.
claim: The bridge cost twice its budget
claimant: Bridge Gazette # who
status: draft
"""


class Form:
    """The requests of the form's script, without a browser."""

    def __init__(self, site: SiteFolder) -> None:
        self.site = site
        config = read_config(site.root / "mkdocs.yml")
        self.server = EditServer(8000, "/", site.root, lambda: ClaimEditor(config))

    def send(self, name: str, body: object, **environ: Any) -> tuple[int, dict[str, Any]]:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        request = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": f"/edit/api/{name}",
            "HTTP_HOST": HOST,
            "HTTP_ORIGIN": f"http://{HOST}",
            "HTTP_X_FACTDESK_TOKEN": self.server.token,
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(raw)),
            "wsgi.input": io.BytesIO(raw),
        } | environ
        statuses: list[str] = []
        answer = self.server.around(lambda *_: [b"{}"])(request, lambda s, _: statuses.append(s))
        return int((statuses or ["0"])[0].split()[0]), json.loads(b"".join(answer))

    def save(self, fields: dict[str, Any], slug: str | None = None, version: str = "") -> Any:
        body = {"slug": slug, "version": version, "fields": fields, "name": "bridge" * (not slug)}
        return self.send("save", body)

    def files(self) -> dict[str, str]:
        claims = self.site.root / "claims"
        return {f.name: f.read_text("utf-8") for f in sorted(claims.iterdir()) if f.is_file()}


@pytest.fixture
def form(site: SiteFolder) -> Form:
    return Form(site)


def test_a_new_claim_is_written_and_passes_the_checks(form: Form) -> None:
    status, answer = form.save(FIELDS)

    assert (status, answer["slug"]) == (200, "bridge")
    assert [problem["severity"] for problem in answer["problems"]] == ["note"]
    file = form.site.root / "claims/bridge.yml"
    assert fields_in(file.read_text("utf-8")) == FIELDS
    assert check_file(read_claim_file(file), Context()).is_valid


def test_one_changed_field_leaves_every_other_line(form: Form) -> None:
    form.site.write_claim("works/road", COMMENTED)
    _, opened = form.send("open", {"slug": "road"})

    fields = {**opened["fields"], "claimant": "The mayor"}
    status, _ = form.save(fields, "road", opened["version"])

    text = (form.site.root / "claims/works/road.yml").read_text("utf-8")
    assert status == 200
    assert text == COMMENTED.replace("Bridge Gazette", "The mayor")


def test_problems_have_their_codes_and_fields_and_nothing_is_written(form: Form) -> None:
    wrong = {**FIELDS, "verdict": "mostly-ture", "published_on": "1.3.2026"}

    status, answer = form.save(wrong)

    errors = {p["code"]: p["path"] for p in answer["problems"] if p["severity"] == "error"}
    assert (status, errors) == (422, {"FD103": ["verdict"], "FD301": ["published_on"]})
    assert form.files() == {}


def test_an_accepted_warning_is_still_shown(form: Form) -> None:
    one = {**FIELDS, "sources": FIELDS["sources"][:1]}
    warned = [p for p in form.save(one)[1]["problems"] if p["severity"] == "warning"]
    accepted = [{"check": p["code"], "reason": "The only record."} for p in warned]
    _, opened = form.send("open", {"slug": "bridge"})

    _, answer = form.save({**one, "accepted": accepted}, "bridge", opened["version"])

    assert [p["acceptable"] and not p["accepted"] for p in warned] == [True]
    assert [p["accepted"] for p in answer["problems"] if p["severity"] == "warning"] == [True]


def test_a_file_that_somebody_else_saved_is_not_overwritten(form: Form) -> None:
    file = form.site.write_claim("road", COMMENTED)
    _, opened = form.send("open", {"slug": "road"})
    theirs = COMMENTED.replace("twice", "three times")
    file.write_text(theirs, "utf-8")

    status, answer = form.save({**opened["fields"], "claim": "Mine"}, "road", opened["version"])

    assert status == 409
    assert answer["fields"]["claim"] == "The bridge cost three times its budget"
    assert file.read_text("utf-8") == theirs

    status, _ = form.save({**answer["fields"], "claim": "Mine"}, "road", answer["version"])
    assert status == 200
    file.unlink()
    status, answer = form.save(opened["fields"], "road", opened["version"])
    assert (status, "fields" in answer, form.files()) == (409, False, {})


def test_two_editors_cannot_create_the_same_claim(form: Form) -> None:
    assert form.save(FIELDS)[0] == 200
    before = form.files()

    status, answer = form.save({**FIELDS, "claim": "Another"})

    assert status == 422
    assert answer["problems"][0]["path"] == ["slug"]
    assert form.files() == before


@pytest.mark.parametrize(
    ("environ", "status"),
    [
        ({"HTTP_X_FACTDESK_TOKEN": "wrong"}, 403),
        ({"HTTP_X_FACTDESK_TOKEN": ""}, 403),
        ({"HTTP_X_FACTDESK_TOKEN": "\u00e9"}, 403),
        ({"HTTP_ORIGIN": "https://attacker.net"}, 403),
        ({"HTTP_ORIGIN": "null"}, 403),
        ({"HTTP_ORIGIN": ""}, 403),
        ({"HTTP_HOST": "attacker.net:8000", "HTTP_ORIGIN": "http://attacker.net:8000"}, 403),
        ({"REQUEST_METHOD": "GET"}, 405),
        ({"CONTENT_TYPE": "text/plain"}, 415),
        ({"CONTENT_LENGTH": ""}, 411),
        ({"CONTENT_LENGTH": "-1"}, 411),
        ({"CONTENT_LENGTH": str(MAX_BODY + 1)}, 413),
    ],
)
def test_a_foreign_request_is_refused(form: Form, environ: dict[str, str], status: int) -> None:
    body = {"slug": None, "name": "bridge", "fields": FIELDS}

    assert form.send("save", body, **environ)[0] == status
    assert form.files() == {}


@pytest.mark.parametrize(
    "body",
    [
        b"", b"\xff", b"[]", b"[" * 50_000, {"fields": []}, {"fields": {"claim": 1}},
        {"fields": {"claim": "x\ud800"}}, {"fields": {"a: b\nc": "x"}}, {"fields": {"sources": []}},
        {"fields": FIELDS, "slug": 1}, {"fields": FIELDS, "name": ["x"]},
        {"fields": FIELDS, "folder": "../docs"}, {"fields": FIELDS, "folder": "/tmp"},
        {"fields": FIELDS, "folder": "_evidence"}, {"fields": {**FIELDS, "imported_": "x"}},
    ],
)  # fmt: skip
def test_a_wrong_request_is_refused(form: Form, body: object) -> None:
    status, _ = form.send("save", body if isinstance(body, bytes) else {"name": "bridge", **body})

    assert status in (400, 422)
    assert form.files() == {}


def test_a_name_is_an_address_and_no_path(form: Form) -> None:
    for name in ("../x", "a/b", ".x", "index", "X", "a" * 81, "con"):
        assert form.send("save", {"name": name, "fields": FIELDS})[0] == 422
    assert form.files() == {}
    assert form.send("save", {"fields": FIELDS})[1]["slug"] == "the-bridge-cost-twice-its-budget"


def test_a_link_is_neither_read_nor_replaced(form: Form, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yml"
    outside.write_text(COMMENTED, "utf-8")
    (form.site.root / "claims/road.yml").symlink_to(outside)

    assert form.send("open", {"slug": "road"})[0] == 404
    assert outside.read_text("utf-8") == COMMENTED


BROKEN = "claim: The road: longer\r\n# who\r\nclaimant: Road Gazette\r\nstatus: draft\r\n"


def test_the_text_of_a_file_with_yaml_errors_is_shown_with_their_lines(form: Form) -> None:
    (form.site.root / "claims/road.yml").write_bytes(BROKEN.encode())

    status, answer = form.send("open", {"slug": "road"})

    assert (status, answer["text"]) == (422, BROKEN)
    assert [(p["code"], p["line"], p["column"]) for p in answer["problems"]] == [("FD005", 1, 16)]


def test_a_text_is_written_when_the_form_can_show_it(form: Form) -> None:
    file = form.site.root / "claims/road.yml"
    file.write_bytes(BROKEN.encode())
    version = form.send("open", {"slug": "road"})[1]["version"]
    shown = BROKEN.replace("\r\n", "\n")  # with the line ends of a text field

    still = form.send("save-text", {"slug": "road", "version": version, "text": shown + "x"})
    assert still[0] == 422
    assert still[1]["problems"][0]["code"] == "FD005"
    assert file.read_bytes() == BROKEN.encode()

    right = shown.replace("claim: The road: longer", "claim: 'The road: longer'")
    stale = form.send("save-text", {"slug": "road", "version": "0", "text": right})
    assert stale[0] == 409
    assert file.read_bytes() == BROKEN.encode()

    assert form.send("save-text", {"slug": "road", "version": version, "text": right})[0] == 200
    assert file.read_bytes() == right.replace("\n", "\r\n").encode()
    assert form.send("open", {"slug": "road"})[1]["fields"]["claim"] == "The road: longer"


@pytest.mark.parametrize("text", [None, 4, "\ud800"])
def test_a_value_that_is_not_text_is_refused(form: Form, text: object) -> None:
    assert form.send("save-text", {"slug": "road", "version": "", "text": text})[0] == 400


def test_only_this_computer_reaches_the_form() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.0.0.2", "::1", "localhost")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "192.168.1.2", "desk.example.org")))


HOSTILE = [
    "</script><script>x", "a: b", "- x", "'", '"', "#", "\\", "{{ x }}", "\x00", "\u2028", "\t",
    "| a", "> a", "&a", "*a", "!a", "%a", "@a", "`", "---", "...", "yes", "~", "a\r\nb", "\u202e",
    "\u200b", "é中🙂", " a", "a ", "\ufeff", "\x85", "x" * 500,
]  # fmt: skip
hostile = st.one_of(
    st.text(min_size=1, max_size=40),
    st.sampled_from(HOSTILE),
).filter(lambda text: not any("\ud800" <= letter <= "\udfff" for letter in text))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.data())
def test_any_text_is_saved_as_it_is_or_refused(form: Form, data: st.DataObject) -> None:
    for file in (form.site.root / "claims").iterdir():
        file.unlink()
    source = {name: data.draw(hostile) for name in ("title", "publisher", "note", "interest")}
    quote = {name: data.draw(hostile) for name in ("exact", "prefix", "suffix")}
    names = ("claim", "quote", "claimant", "summary", "analysis", "would_change_if", "why_checked")
    fields = {name: data.draw(hostile) for name in names} | {
        "topics": [data.draw(hostile), data.draw(hostile)],
        "sources": [{**FIELDS["sources"][0], **source, "quotes": [quote]}],
        "status": "draft",
    }

    status, _ = form.save(fields)

    assert status in (200, 400, 422)
    written = form.files()
    assert len(written) == (status == 200)
    for text in written.values():
        assert fields_in(text) == fields
