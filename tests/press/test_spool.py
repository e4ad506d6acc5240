"""What workers put down is read back in the order of the claims."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from factdesk.press.spool import Spool
from factdesk.reuse.pieces import ClaimPieces

PIECES = st.builds(
    ClaimPieces, st.binary(), st.binary(), st.none() | st.binary(), st.none() | st.binary()
)


@given(st.lists(st.lists(PIECES, max_size=3), max_size=4))
def test_shares_come_back_whoever_put_them_down_first(
    tmp_path_factory, portions: list[list[ClaimPieces]]
) -> None:
    folder: Path = tmp_path_factory.mktemp("spool")
    spool = Spool(folder)
    for number, portion in reversed(list(enumerate(portions))):
        spool.put(number * 250, portion)

    whole = [share for portion in portions for share in portion]
    assert list(spool) == whole
    assert list(spool) == whole
