"""A web on one server for the tests of capture and health."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from support.web import Web, a_web

from factdesk.evidence.fetch import Fetcher


@pytest.fixture
def web() -> Iterator[Web]:
    with a_web() as web:
        yield web


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher("factdesk-test/1 (+https://desk.example/)", allowed_hosts=["localhost"], pause=0)
