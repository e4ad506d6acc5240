"""Bounded work: hostile input must not take time that grows with its square."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

#: Seconds of CPU time. Ten times what a busy machine needs for any input of the largest size, and a
#: small part of what quadratic work takes. How fast the program really is, tests/bench measures.
MANY = 20.0


@contextmanager
def bounded_work(inputs: int = 1) -> Iterator[None]:
    """Fail if the block takes more CPU time than linear work on so many inputs can take."""
    began = time.process_time()
    yield
    assert time.process_time() - began < MANY * inputs
