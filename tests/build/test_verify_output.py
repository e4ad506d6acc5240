"""The staged site is verified before it is published."""

from __future__ import annotations

import pytest

from factdesk.build.verify_output import verify_fragments
from factdesk.outputs.fragments import ClaimFragments
from factdesk.publish.failure import PublishError

WHOLE = ClaimFragments(b'{"a":1},\n{"b":2}', b"1;2\n", b'{"c":3}', b"")


def test_complete_fragments_are_published() -> None:
    verify_fragments(WHOLE)


@pytest.mark.parametrize(
    ("fragments", "path"),
    [
        (WHOLE._replace(rows=b'{"a":1}{"b":2}'), "api/claims.json"),
        (WHOLE._replace(reviews=b'{"c":'), "api/claimreview.json"),
        (WHOLE._replace(found=b'{"d":NaN}'), "api/claims-search.json"),
    ],
)
def test_a_damaged_fragment_stops_the_build(fragments: ClaimFragments, path: str) -> None:
    with pytest.raises(PublishError, match=f"{path}: this is not valid JSON"):
        verify_fragments(fragments)
