"""Build and read small sites."""

from collections.abc import Callable
from pathlib import Path

import pytest
from publish.small_site import build_site, read_folder, read_site


@pytest.fixture
def build() -> Callable[..., None]:
    return build_site


@pytest.fixture
def published() -> Callable[[Path], dict[str, bytes]]:
    return read_site


@pytest.fixture
def everything() -> Callable[[Path], dict[str, bytes]]:
    return read_folder
