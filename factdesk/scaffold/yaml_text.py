"""Write texts as YAML so that they are read back unchanged."""

from __future__ import annotations

import json
import re

from factdesk.reading.claim_file import parse_claim_file

# YAML supports JSON's escapes, but it does not accept these characters, which JSON leaves
# unescaped.
_UNPRINTED = re.compile("[\u007f-\u009f\u2028\u2029\ufeff]")


def quoted(text: str) -> str:
    """Return a text in quotation marks, for YAML 1.1 and 1.2 readers."""
    return _UNPRINTED.sub(
        lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False)
    )


def scalar(text: str) -> str:
    """Return a text for a claim file, without quotation marks if it needs none."""
    return text if _reads_back(text) else quoted(text)


def _reads_back(text: str) -> bool:
    file = parse_claim_file(f"claim: {text}\n".encode("utf-8", "replace"), "")
    return not file.faults and list(file.root.keys) == ["claim"] and file.root.text("claim") == text
