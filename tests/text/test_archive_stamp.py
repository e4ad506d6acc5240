"""The address of an archived copy says when the copy was made."""

import datetime as dt

import pytest

from factdesk.text.archive_stamp import archive_day, archive_moment

PAGE = "https://council.example/minutes"


@pytest.mark.parametrize(
    "copy",
    [
        f"https://web.archive.org/web/20260220101403/{PAGE}",
        f"https://web.archive.org/web/20260220101403id_/{PAGE}",
        f"https://archive.ph/2026.02.20-101403/{PAGE}",
        "https://web.archive.org/web/20260220101403/council.example/minutes",
    ],
)
def test_the_stamp_is_the_moment_of_the_copy(copy: str) -> None:
    assert archive_moment(copy) == dt.datetime(2026, 2, 20, 10, 14, 3, tzinfo=dt.UTC)
    assert archive_day(copy) == dt.date(2026, 2, 20)


@pytest.mark.parametrize(
    "copy",
    [
        "https://archive.ph/aBcDe",
        "https://perma.cc/AB12-CD34",
        f"https://web.archive.org/web/20269920101403/{PAGE}",
        "https://council.example/20260220101403",
    ],
)
def test_other_addresses_say_nothing(copy: str) -> None:
    assert archive_moment(copy) is None
    assert archive_day(copy) is None
