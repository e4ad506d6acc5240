"""The staged site is verified before it is published."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

import pytest

from factdesk.build.verify_output import verify_fragments, verify_output
from factdesk.config.site_config import Output
from factdesk.outputs.fragments import ClaimFragments
from factdesk.publish.failure import PublishError
from factdesk.publish.links import Links
from factdesk.publish.staging import Staging

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


def verify_after(pages: Iterable[str], site: Path, outputs: Collection[Output]) -> None:
    """Verify an empty site that replaces one with these pages."""
    with Staging(site) as staging:
        staging.previous_files = frozenset(f"{page}index.html" for page in pages)
        verify_output(staging, Links(""), outputs)


@pytest.mark.parametrize(
    ("page", "remedy"),
    [
        ("claims/bridge/", "give the claim an alias, or withdraw it"),
        ("verdicts/false/", "build once without --strict"),
        ("team/", "build once without --strict"),
        ("claims/bridge/versions/2026-03-01/", "build with the full git history"),
    ],
)
def test_a_page_that_disappeared_is_named_with_what_to_do(
    page: str, remedy: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    verify_after([page], tmp_path / "site", frozenset(Output))

    [message] = caplog.messages
    assert page in message
    assert remedy in message


def test_pages_of_an_output_that_was_turned_off_are_not_missed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pages = ["embed/bridge/", "embed/bridge/2026-03-01/", "search/", "edit/", "claims/a/history/"]
    verify_after(pages, tmp_path / "site", ())

    assert caplog.messages == []
