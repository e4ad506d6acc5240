"""JSON that is joined from pieces equals JSON that is encoded at once."""

from __future__ import annotations

import json
from typing import Any

import pytest

from factdesk.text.html import script_safe
from factdesk.text.json_text import joined, json_bytes, with_items


@pytest.mark.parametrize(
    ("items", "written"),
    [([], b"[]\n"), ([1], b"[\n1\n]\n"), ([1, "b", {}], b'[\n1,\n"b",\n{}\n]\n')],
)
def test_a_list_has_an_item_a_line(items: list[Any], written: bytes) -> None:
    assert b"".join(joined(map(json_bytes, items))) == written
    assert json.loads(written) == items


@pytest.mark.parametrize(
    ("head", "items", "written"),
    [
        ({}, [], b'{"x":[\n]}\n'),
        ({}, [1], b'{"x":[\n1\n]}\n'),
        ({"a": "ü"}, [1, 2], '{"a":"ü","x":[\n1,\n2\n]}\n'.encode()),
    ],
)
def test_an_object_ends_with_its_items(
    head: dict[str, Any], items: list[Any], written: bytes
) -> None:
    assert b"".join(with_items(head, "x", map(json_bytes, items))) == written
    assert json.loads(written) == {**head, "x": items}


def test_json_in_a_script_cannot_end_it_and_means_the_same() -> None:
    value = {"</script><!--": "<script>&\u2028\u2029]]>"}

    written = script_safe(json_bytes(value))

    assert written == (
        rb'{"\u003c/script\u003e\u003c!--":"\u003cscript\u003e\u0026\u2028\u2029]]\u003e"}'
    )
    assert json.loads(written) == value
