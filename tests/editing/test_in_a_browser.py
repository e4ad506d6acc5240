"""The published form writes YAML in the browser by the same rules as the program."""

from __future__ import annotations

import copy
import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page
from support.tabs import Tabs

from factdesk.claims.claim import Claim
from factdesk.claims.descriptions import field_names
from factdesk.editing.layout import fields_in
from factdesk.editing.new_file import write_new_file
from factdesk.editing.positions import positions_in
from factdesk.pages.form_fields import file_sections

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "factdesk/theme/assets/factdesk/form-yaml.js"
ORDERS = {".".join(map(str, path)): names for path, names in field_names(Claim).items()}
HEADINGS = [[section, names] for section, names in file_sections().items()]

HAND_WRITTEN = """\
# A note at the top. 🙂
claim:   The bridge cost twice its budget    # the claim
claimant: {name: 'Example Gazette', kind: organization}   # flow
verdict: "mostly-true"
topics: [bridges, 'town budget', "works"]
summary: >
  The final account
  is 1.9 times the budget.

# About the sources.
sources:
    -   title: Final account   # four columns
        url: https://example.net/account

    # The second one.
    -
      url: https://example.net/minutes
      title: |
        Minutes
        of the council
      quotes:
      - exact: "a \\"budget\\""
      note:
related:
- town-hall
- mayor
published_on: 2026-03-01"""

TEXTS = [
    "plain", "it's: tricky # not", "yes", "~", "12", "- x", "a\nb\n\nc", "a\nb\n", "\na", "trail ",
    " lead\nb", "a\tb", "“q” \"d\" 'e'", "{x}", "[a]", "a, b", "k:", "# x", "a #b", "@a", "%a", "|",
    ">", "---", "\u2028", "\u0085", "\ufeff", "\u00a0x", "é中🙂", "\\n", '"', "'", "a\\b", "x\x1fy",
    " ".join(["nineteen"] * 12), " ".join(["a:", "#b"] * 30), "z" * 120, "𝒳 ok", "ª", "²", "x\x1cy",
]  # fmt: skip


NAMES = ["claim", "verdict", "summary", "quote", "analysis"]


@pytest.fixture(scope="module")
def page(tabs: Tabs) -> Iterator[Page]:
    with tabs.opener() as open_tab:
        page = open_tab()
        page.add_script_tag(content=SCRIPT.read_text("utf-8"))
        yield page


def test_a_new_file_is_the_same_byte_for_byte(page: Page) -> None:
    cases = [
        {"claim": text, "topics": [text, "a"], "analysis": f"{text}\n", "claimant": {"name": text}}
        | {"sources": [{"title": text, "url": "https://a.net", "quotes": [{"exact": text}]}]}
        for text in TEXTS
    ]

    written = page.evaluate(
        "([cases, headings]) => cases.map(each => factdesk.yaml.newFile(each, headings))",
        [cases, HEADINGS],
    )

    assert written == [write_new_file(case, file_sections().items()) for case in cases]


#: Edits of the fields, the sources and one source, with a text.
CHANGES: list[Callable[[dict[str, Any], list[Any], dict[str, Any], str], object]] = [
    lambda fields, _, __, text: fields.update({NAMES[len(text) % len(NAMES)]: text}),
    lambda fields, _, __, text: fields.update(claimant=text),
    lambda fields, _, __, text: fields.update(claimant={"name": text}),
    lambda _, sources, __, text: sources.append({"title": text, "url": "https://b.net"}),
    lambda _, sources, __, text: sources.insert(0, {"title": text, "url": "https://b.net"}),
    lambda _, sources, source, __: sources.remove(source),
    lambda _, __, source, text: source.update({("title", "note", "kind")[len(text) % 3]: text}),
    lambda _, __, source, text: source.update(quotes=[{"exact": text, "page": "3"}]),
    lambda _, __, source, ___: source.pop("note", None),
    lambda fields, _, __, text: fields.update(topics=[*fields.get("topics", [])[:1], text]),
    lambda fields, _, __, ___: fields.update(related=[*fields.get("related", []), "road"]),
    lambda fields, _, __, text: fields.pop(("summary", "topics", "related")[len(text) % 3], None),
]


def changed(fields: dict[str, Any], choose: random.Random) -> dict[str, Any]:
    """Return the fields after one to four possible edits."""
    fields = copy.deepcopy(fields)
    for _ in range(choose.randint(1, 4)):
        sources = fields.setdefault("sources", [{"title": "New", "url": "https://a.net"}])
        choose.choice(CHANGES)(fields, sources, choose.choice(sources), choose.choice(TEXTS))
        if not sources:
            del fields["sources"]
    return fields


def data_of(text: str) -> dict[str, Any]:
    """The published data of a file."""
    return {"text": text, "fields": fields_in(text), "layout": positions_in(text)}


def change(page: Page, cases: list[tuple[dict[str, Any], dict[str, Any]]]) -> Any:
    script = "([cases, orders]) => cases.map((c) => factdesk.yaml.changeFile(c[0], c[1], orders))"
    return page.evaluate(script, [cases, ORDERS])


def test_a_changed_file_keeps_its_comments_and_has_the_new_fields(page: Page) -> None:
    choose = random.Random(7)
    first = sorted((ROOT / "claims").rglob("[a-z]*/[a-z]*.yml"))[:3]
    bases = [
        HAND_WRITTEN,
        HAND_WRITTEN.replace("\n", "\r\n"),
        *(f.read_text("utf-8") for f in first),
    ]
    cases = []
    for text in bases:
        file = data_of(text)
        cases += [(file, changed(file["fields"], choose)) for _ in range(80)]

    results = change(page, cases)

    by_hand = 0
    for (file, fields), result in zip(cases, results, strict=True):
        left = {name: file["fields"].get(name) for name in result["names"]}
        expected = {k: v for k, v in {**fields, **left}.items() if v is not None}
        assert fields_in(result["text"]) == expected
        by_hand += bool(left)
        comments = re.findall(r"(?:^|\s)(# .*)$", file["text"], re.MULTILINE)
        assert [each for each in comments if each not in result["text"]] == []
    assert by_hand < len(cases) / 4


def test_one_changed_text_is_one_changed_line(page: Page) -> None:
    file = {
        "text": HAND_WRITTEN,
        "fields": fields_in(HAND_WRITTEN),
        "layout": positions_in(HAND_WRITTEN),
    }
    fields = {**file["fields"], "claim": "The bridge: three times"}

    result = page.evaluate(
        "([f, n, o]) => factdesk.yaml.changeFile(f, n, o)", [file, fields, ORDERS]
    )

    assert result["names"] == []
    assert result["text"] == HAND_WRITTEN.replace(
        "The bridge cost twice its budget", '"The bridge: three times"'
    )
