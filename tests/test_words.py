"""Plain English: words of the old dialect appear in no code and no documentation."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent

#: Words without a technical use, each with what to write instead.
INSTEAD = {
    "afresh": "again",
    "amid": "in, among",
    "anew": "again",
    "at a desk": "locally",
    "at hand": "available",
    "bears the name": "is named",
    "in silence": "silently, without a warning",
    "mend": "fix",
    "mended": "fixed",
    "mends": "fixes",
    "thereof": "of it",
    "whoever": "anyone who",
}

PATTERN = re.compile(rf"\b({'|'.join(INSTEAD)})\b", re.IGNORECASE)

FILES = sorted(
    file
    for pattern in (
        "factdesk/**/*.py", "factdesk/**/*.yml", "factdesk/scaffold/files/**/en/**/*.in",
        "docs/*.md", "docs/handbook/*.md", "tests/**/*.py", "tests/**/*.md", ".github/**/*.yml",
        "*.py", "*.toml", "*.yml", "README.md", "CHANGELOG.md",
    )
    for file in ROOT.glob(pattern)
    if file != Path(__file__)
)  # fmt: skip


def test_no_file_uses_the_old_words():
    found = [
        f"{file.relative_to(ROOT)}:{n}: '{match[0]}': write '{INSTEAD[match[0].lower()]}'"
        for file in FILES
        for n, line in enumerate(file.read_text("utf-8").splitlines(), 1)
        for match in PATTERN.finditer(line)
    ]
    assert found == []
