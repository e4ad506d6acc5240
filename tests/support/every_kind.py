"""A site with a page of every kind, and a claim in every state."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from factdesk.claims.verdicts import Tone
from support.site_folder import BRIDGE, SiteFolder

MKDOCS_YML = """\
site_name: Bridge Desk
site_description: Claims about one bridge.
site_url: !ENV [SITE_URL, ""]
repo_url: https://github.com/example/desk
edit_uri: edit/main/
copyright: Content under CC BY 4.0.
theme:
  name: material
  language: {language}{theme}
  features: [navigation.tabs, navigation.indexes]
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      primary: custom
      accent: custom
      toggle: {{icon: material/circle-half-full, name: Switch to dark}}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      primary: custom
      accent: custom
      toggle: {{icon: material/circle-half-full, name: Switch to light}}
markdown_extensions: [admonition, attr_list, tables]
plugins:
  - factdesk:
      publisher: {{name: The Desk, url: "https://desk.example/"}}
      license: {{name: CC BY 4.0, url: "https://creativecommons.org/licenses/by/4.0/"}}
      page_size: 5
      featured: [bridge]
      articles:
        - slug: the-bridge
          title: The bridge that ate the budget
          publisher: Example Gazette
          published_on: 2026-02-14
          addresses: [https://example.org/gazette/bridge]
        - slug: a-second-look
          title: A second look at the bridge
          addresses: [https://example.org/courier/look, https://example.net/look]
nav:
  - Home: index.md
  - Checked article: articles/the-bridge/index.md
  - Claims: claims/index.md
  - Topics: topics/index.md
  - Corrections: corrections/index.md
  - About: [about.md, methodology.md, corrections-policy.md, feeds.md, api.md, privacy.md]
"""

PAGES = {
    "index": "# Bridge Desk\n\n<!-- factdesk:home -->\n",
    "about": "# About\n\nSee [it](claim:bridge), or [the vote](claim:bridge#source-vote).\n",
    "methodology": (
        "# Methodology\n\n<!-- factdesk:scale -->\n\n## Checks\n\n<!-- factdesk:checks -->\n"
    ),
    "corrections-policy": "# Corrections policy\n\n!!! note\n    We correct in the open.\n",
    "feeds": "# Feeds\n\n| feed | holds |\n|:--|--:|\n| `feed.xml` | reviews |\n",
    "api": "# Data\n\n```json\n{}\n```\n",
    "privacy": "# Privacy\n\nNothing is stored.\n",
}

#: The address of a page of each kind, for tests that look at one of each.
KINDS = {
    "home": "",
    "written": "methodology/",
    "claim": "claims/bridge/",
    "withdrawn": "claims/taken-back/",
    "in review": "claims/under-way/",
    "right to left": "claims/jisr/",
    "long": "claims/at-length/",
    "explorer": "claims/",
    "plain list": "claims/page/2/",
    "verdicts": "verdicts/",
    "verdict": "verdicts/mostly-true/",
    "topics": "topics/",
    "topic": "topics/bridges/",
    "topic's second page": "topics/bridges/page/2/",
    "claimants": "claimants/",
    "claimant": "claimants/example-gazette/",
    "sources": "sources/",
    "source": "sources/example.org/",
    "articles": "articles/",
    "article": "articles/the-bridge/",
    "corrections": "corrections/",
    "search results": "search/",
    "missing": "404.html",
}

ANALYSIS = """\
The council voted 12.0 million in 2019. [@vote] In the end it was **22.8 million**. [@account]

### What the figure leaves out

> A cycle path was added in 2021.

| year | million |
|:-----|--------:|
| 2019 |    12.0 |
| 2025 |    22.8 |

1. Read [the account](https://example.org/final-account.pdf), [@account][@vote]
2. and [the other claim](claim:true-thing); `code` stays code.

```
A block of code with a very long line that goes on and on and on, past the edge of any small screen.
```
"""

BRIDGE_IN_FULL: dict[str, Any] = BRIDGE | {
    "claimant": {
        "name": "Example Gazette",
        "role": "local newspaper",
        "kind": "organization",
        "url": "https://example.org/gazette",
    },
    "quote": "Twice what we were promised.",
    "claimed_on": "2026-02-14",
    "kind": "statistic",
    "appearances": [
        {"url": "https://example.org/gazette/bridge", "title": "The bridge", "position": 1},
        {"url": "https://example.net/look", "published_on": "2026-02"},
    ],
    "analysis": ANALYSIS,
    "parts": [
        {"claim": "The bridge cost more than its budget", "verdict": "true"},
        {"claim": "It cost twice as much", "verdict": "mostly-true", "note": "1.9 times."},
    ],
    "would_change_if": "An audit that finds costs of the bridge in other accounts.",
    "why_checked": "The figure was repeated in the debate on the next budget.",
    "sources": [
        {
            "id": "vote",
            "title": "Minutes of the council, 12 June 2019",
            "url": "https://example.net/minutes-2019-06-12.pdf",
            "archived_url": "https://archive.example/minutes",
            "publisher": "Example Town Council",
            "published_on": "2019-06-12",
            "accessed_on": "2026-02-20",
            "kind": "primary",
            "basis": "document",
            "stance": "context",
            "quotes": [{"exact": "a budget of 12.0 million", "prefix": "for", "page": "4"}],
        },
        {
            "id": "account",
            "title": "Final account of the bridge works",
            "url": "https://example.org/final-account.pdf",
            "kind": "primary",
            "basis": "document",
            "stance": "supports",
            "interest": "The treasury is responsible for the works.",
        },
        {
            "id": "echo",
            "title": "Abschlussrechnung der Brücke",
            "url": "https://example.org/echo",
            "language": "de",
            "kind": "secondary",
            "stance": "contradicts",
            "derived_from": ["account"],
            "note": "Only part of it was read.",
        },
    ],
    "accepted": [{"check": "FD208", "reason": "The account is the record itself."}],
    "topics": ["Bridges", "Municipal budget"],
    "review_by": "2026-05-01",
    "replies": [
        {"to": "Example Gazette", "asked_on": "2026-02-16"},
        {
            "to": "The treasury",
            "asked_on": "2026-02-16",
            "answered_on": "2026-02-17",
            "summary": "The account is final.",
        },
    ],
    "corrections": [
        {
            "made_on": "2026-04-02",
            "severity": "verdict",
            "note": "The factor is 1.9, not 2.",
            "previous_verdict": "true",
        }
    ],
    "reviewers": ["Second editor of the desk"],
    "related": ["true-thing"],
    "aliases": ["bridge-twice-its-budget"],
}


def claims() -> dict[str, dict[str, Any]]:
    """Return the claims by their slugs."""
    plain = BRIDGE | {"topics": ["Bridges"]}
    found = {
        f"{tone}-thing": plain | {"claim": f"Bridge {n} is one of eight", "verdict": tone.value}
        for n, tone in enumerate(Tone)
    }
    return found | {
        "bridge": BRIDGE_IN_FULL,
        "taken-back": plain
        | {
            "claim": "The tower is taller than the bridge",
            "status": "withdrawn",
            "withdrawn": {"on": "2026-04-01", "reason": "The survey was of another tower."},
        },
        "under-way": {
            "claim": "A second bridge will be built",
            "claimant": "unknown",
            "claimant_note": "A leaflet that names nobody.",
            "status": "in-review",
        },
        "jisr": plain
        | {
            "claim": "كلّف الجسر الجديد ضعف ميزانيته",
            "claimant": "صحيفة المثال",
            "summary": "الحساب الختامي يساوي 1.9 ضعف الميزانية (12.0 مليون) التي أقرّها المجلس.",
            "analysis": "أقرّ المجلس 12.0 مليون في 2019. [@s1] https://example.org/a\n\n- واحد",
            "language": "ar",
            "topics": ["جسور"],
        },
        "at-length": plain
        | {
            "claim": "The town's new bridge cost "
            + "a very great deal more than anybody said " * 6,
            "summary": "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamten" * 3,
            "claimant": "Councillor " + "Maximilian " * 9,
            "sources": [
                {
                    "title": f"PageContext {n} of the ledger, folded",
                    "url": f"https://ledger{n}.example.org/{'x' * 90}",
                    "kind": "primary",
                    "stance": "supports",
                }
                for n in range(40)
            ],
        },
    }


def write_every_kind(
    root: Path, language: str = "en", theme: str = "", *, drafts: bool = False
) -> SiteFolder:
    """Write the site; ``theme`` has further lines for that part of mkdocs.yml, each indented."""
    folder = SiteFolder(root)
    folder.write("mkdocs.yml", MKDOCS_YML.format(language=language, theme=theme))
    for name, text in PAGES.items():
        folder.write(f"docs/{name}.md", text)
    for slug, claim in claims().items():
        folder.write_claim(slug, claim)
    if drafts:
        folder.write_claim("not-yet", {"claim": "The bridge will be painted", "status": "draft"})
    return folder
