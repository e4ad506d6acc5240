"""Log the warnings of the program and of MkDocs to standard error, and count them."""

from __future__ import annotations

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_LOGGER = "mkdocs"


class WarningCounter(logging.Handler):
    """Counts the warnings that MkDocs and the build log."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:
        """Count a record."""
        self.count += 1


@contextmanager
def counted_warnings() -> Iterator[WarningCounter]:
    """Count the warnings that are logged in the block."""
    counter = WarningCounter()
    logger = logging.getLogger(_LOGGER)
    logger.addHandler(counter)
    try:
        yield counter
    finally:
        logger.removeHandler(counter)


class _PlainFormatter(logging.Formatter):
    """Formats a record as its level and message, without time and module."""

    def format(self, record: logging.LogRecord) -> str:
        return f"{record.levelname.capitalize()}: {record.getMessage()}"


def log_to_standard_error() -> None:
    """Print warnings and errors, but no lower levels, to standard error."""
    logger = logging.getLogger(_LOGGER)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    for old in [h for h in logger.handlers if isinstance(h.formatter, _PlainFormatter)]:
        logger.removeHandler(old)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_PlainFormatter())
    logger.addHandler(handler)
