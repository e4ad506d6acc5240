"""A site with claims in many scripts, for search tests."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from support.site_folder import SiteFolder

MKDOCS_YML = """\
site_name: Many Scripts
site_description: Claims in many scripts.
site_url: !ENV [SITE_URL, ""]
theme:
  name: material
  language: {language}
  palette:
    - media: "(prefers-color-scheme: light)"
      scheme: default
      primary: custom
      accent: custom
      toggle: {{icon: material/circle-half-full, name: Dark}}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      primary: custom
      accent: custom
      toggle: {{icon: material/circle-half-full, name: Light}}
plugins:
  - factdesk:
      page_size: 20
      outputs: [search, data]
"""

WELCOME = """\
---
description: What the desk does.
---
# Welcome

The platypus greets you.
"""

HOSTILE = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"

#: By slug: language, claim, summary.
SCRIPTS = {
    "arabic": (
        "ar",
        "رفض آلاف من موظفي الاتحاد الأوروبي معدات المراقبة",
        "وَقَّعَ الموظفون رسالة مفتوحة.",
    ),
    "hebrew": ("he", "הממשלה אישרה את תקציב הבריאות", "התקציב אושר בכנסת."),
    "urdu": ("ur", "حکومت نے بجلی کی قیمت آدھی کر دی ہے", "قیمت میں کمی نہیں ہوئی۔"),
    "hindi": ("hi", "सरकार ने बिजली की कीमत आधी कर दी है", "कीमत में क़रीब दस प्रतिशत की कमी हुई।"),
    "chinese": (
        "zh-Hans",
        "中国政府通过中国电子科技集团持有海康威视约百分之四十的股份",
        "年报证实了这一点。",
    ),
    "japanese": ("ja", "市は新しい橋に予算の二倍を使った", "決算書で確認できる。"),
    "german": (
        "de",
        "Die größte Brücke des Außenministeriums kostete das Doppelte",
        "Die Abrechnung zeigt es.",
    ),
    "russian": ("ru", "Ёлка на площади стоила миллион рублей", "Договор это подтверждает."),
    "greek": ("el", "Ο δρόμος κόστισε τα διπλάσια", "Το δείχνει ο λογαριασμός."),
    "thai": ("th", "สะพานใหม่ใช้งบประมาณสองเท่า", "บัญชีแสดงเช่นนั้น"),
    "korean": ("ko", "새 다리는 예산의 두 배가 들었다", "결산서가 이를 보여 준다."),
    "amharic": ("am", "ኃይሉ ዓለም ሠላም ነው አለ", "ጸሐፊው አረጋገጠ።"),
    "names": ("en", "Niamh O’Brien moved 1,000 jobs to Oʻahu", "Mrs Müller says it was COVID-19."),
    "hours": ("en", "The ferry saved 700,000 jobs", "It sails since $1.5 billion were spent."),
    "billion": ("en", "The tunnel swallows $2.5 billion", "That is what the contract states."),
    "compound": ("de", "Die Hafenbahn kostet 1,5 Milliarden", "Sie fährt 12.500 Menschen."),
}

_VERDICTS = ("true", "mostly-true", "mixed", "misleading", "mostly-false", "false", "unproven")
_KINDS = ("statistic", "event", "quotation", "media")
_TOPICS = ("Bridges", "Budgets", "Health", "Schools", "Rail", "Water", "Energy", "Taxes", "Housing",
           "Police", "Parks", "Waste")  # fmt: skip
_PEOPLE = tuple(
    f"Councillor {name}"
    for name in ["Abel", "Bea", "Cid", "Dora", "Emil", "Fay", "Gil", "Hana", "Ivo", "Jun"]
)
_HOSTS = tuple(f"archive{n}.example.org" for n in range(15))


def claims() -> dict[str, dict[str, Any]]:
    """Return the claims by slug; the same every time."""
    dice = random.Random(5)
    found: dict[str, dict[str, Any]] = {}
    for n in range(60):
        day = dt.date(2018, 1, 3) + dt.timedelta(days=37 * n)
        made = [day.isoformat(), f"{day:%Y-%m}", f"{day:%Y}", None][n % 4 if n % 3 == 0 else 0]
        found[f"works-{n}"] = {
            "claim": f"The works of section {n} cost {dice.randint(2, 90)} million",
            "claimant": dice.choice(_PEOPLE),
            "claimed_on": made,
            "kind": dice.choice(_KINDS),
            "verdict": dice.choice(_VERDICTS),
            "summary": f"The ledger of section {n} gives another sum.",
            "topics": sorted(dice.sample(_TOPICS, dice.randint(1, 3))),
            "published_on": (day + dt.timedelta(days=30)).isoformat(),
            "sources": _sources(dice.sample(_HOSTS, 2)),
        }
    for n, (slug, (language, claim, summary)) in enumerate(SCRIPTS.items()):
        found[slug] = {
            "claim": claim,
            "claimant": "Agence Étrangère",
            "claimed_on": f"202{n % 5}-11-13",
            "verdict": _VERDICTS[n % 7],
            "summary": summary,
            "language": language,
            "topics": ["Élections", "Rail"],
            "published_on": "2025-02-01",
            "sources": _sources(_HOSTS[:2]),
        }
    found |= {
        "hostile": {
            "claim": f"Markup {HOSTILE} stays text",
            "claimant": HOSTILE,
            "verdict": "false",
            "summary": f"Nothing runs {HOSTILE}.",
            "topics": [HOSTILE],
            "analysis": f"The sentence with the word okapi also has {HOSTILE} in it.",
            "published_on": "2025-03-01",
            "sources": _sources(_HOSTS[:2]),
        },
        "open": {
            "claim": "The swimming hall will open in spring",
            "claimant": "Councillor Abel",
            "verdict": "false",
            "summary": "A secretfinding that is not public yet.",
            "status": "in-review",
            "published_on": "2025-03-02",
            "sources": _sources(_HOSTS[:2]),
        },
        "taken-back": {
            "claim": "The tower is taller than the cathedral",
            "claimant": "Councillor Bea",
            "verdict": "true",
            "summary": "The survey shows it.",
            "status": "withdrawn",
            "withdrawn": {"on": "2025-03-04", "reason": "The survey was of another tower."},
            "published_on": "2025-03-03",
            "sources": _sources(_HOSTS[:2]),
        },
        "quoted": {
            "claim": "The mayor promised a decision",
            "claimant": "unknown",
            "claimant_note": "A leaflet.",
            "quote": "We shall decide before the nightingales return",
            "verdict": "true",
            "summary": "She said so on the record.",
            "analysis": "We asked the zoo about its **pangolins** [@s1] and its employees.",
            "published_on": "2025-03-05",
            "sources": [
                {**_sources(_HOSTS[:1])[0], "quotes": [{"exact": "not before the marmots wake"}]},
                *_sources(_HOSTS[1:2]),
            ],
        },
        "nightingales": {
            "claim": "Nightingales and pangolins nest in the town park",
            "claimant": "Bird Society",
            "verdict": "mixed",
            "summary": "Some do.",
            "published_on": "2019-01-01",
            "sources": _sources(_HOSTS[:2]),
        },
    }  # fmt: skip
    return found


def _sources(hosts: Iterable[str]) -> list[dict[str, Any]]:
    return [
        {"title": f"Record at {host}", "url": f"https://{host}/record", "kind": "primary"}
        for host in hosts
    ]


def known(claim: dict[str, Any]) -> dict[str, Any]:
    """Return a claim without its empty fields."""
    return {field: value for field, value in claim.items() if value is not None}


def build(root: Path, *options: str, language: str = "en") -> Path:
    """Build the site in a new folder, and return the folder of the published site."""
    folder = SiteFolder(root)
    folder.write("mkdocs.yml", MKDOCS_YML.format(language=language))
    folder.write("docs/index.md", WELCOME)
    made = {slug: known(claim) for slug, claim in claims().items()}
    result = folder.build(*options, claims=made)
    assert result.exit_status == 0, result.err
    return root / "site"
