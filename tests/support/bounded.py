"""Bounded work: hostile input must not take quadratic time."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

#: Seconds of CPU time: ten times what a busy machine needs for any input of the maximum size, and a
#: small part of what quadratic work takes. tests/bench measures the actual speed.
MANY = 20.0


@contextmanager
def bounded_work(inputs: int = 1) -> Iterator[None]:
    """Fail if the block takes more CPU time than linear work on this number of inputs can take."""
    began = time.process_time()
    yield
    assert time.process_time() - began < MANY * inputs
