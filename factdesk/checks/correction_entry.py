"""Generate the correction entry that a changed review lacks, ready to be pasted into its file."""

from __future__ import annotations

import datetime as dt
import json
import re

from factdesk.checks.reviews import Review
from factdesk.claims.vocabulary import Gravity
from factdesk.messages.catalogue import tr

_PLAIN = re.compile(r"(?!(?:true|false|yes|no|on|off|null)$)[a-z][a-z0-9-]*")


def correction_entry(
    now: Review, severity: Gravity, today: dt.date | None, before: str = ""
) -> str:
    """Return the lines of an entry; ``before`` is the previous verdict.

    The note is left empty, because only the editors can write it. A check refuses an empty note.
    """
    claim = now.claim
    days = [day for day in (today, claim.published_on) if day]
    days += [correction.made_on for correction in claim.corrections]
    lines = [] if claim.corrections else ["corrections:"]
    lines.append(f"  - made_on: {max(days, default='YYYY-MM-DD')}")
    lines.append(f"    severity: {severity}")
    if severity is Gravity.VERDICT:
        lines.append(f"    previous_verdict: {_quoted(before)}")
    lines.append(tr("    note: # what was wrong or missing, and what this page says now"))
    return "\n".join(lines)


def _quoted(verdict: str) -> str:
    return verdict if _PLAIN.fullmatch(verdict) else json.dumps(verdict)
