"""Time the import of a made-up archive: ``python tests/bench/archive.py [RECORDS]``.

It prints the processor time, and the highest memory of the process, for a first and a second run.
The second run must change nothing.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

CONFIG = "site_name: Desk\nplugins:\n  - factdesk\n"


def write_archive(file: Path, records: int) -> None:
    """Write this number of ClaimReviews as one graph."""
    ratings = ("False", "True", "Half true", "Misleading")
    nodes = [
        {
            "@type": "ClaimReview",
            "url": f"https://desk.news.example/{n % 12 + 1}/claim-number-{n}/",
            "datePublished": "2020-02-03",
            "claimReviewed": f"The town number {n} spent twice its budget on bridge {n % 97}",
            "author": {"@type": "Organization", "name": "Desk"},
            "itemReviewed": {
                "@type": "Claim",
                "author": {"@type": "Person", "name": f"Mayor {n % 50}", "jobTitle": "mayor"},
                "datePublished": f"2020-01-{n % 9 + 1:02}",
                "appearance": [{"url": f"https://gazette.news.example/{n}"}],
            },
            "reviewRating": {
                "@type": "Rating",
                "alternateName": ratings[n % len(ratings)],
                "ratingExplanation": "The account says otherwise, as the council’s minutes show.",
            },
        }
        for n in range(records)
    ]
    file.write_text(json.dumps({"@graph": nodes}), "utf-8")


def main(records: int) -> None:
    """Import an archive twice."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Path(folder)
        (desk / "mkdocs.yml").write_text(CONFIG, "utf-8")
        (desk / "claims").mkdir()
        write_archive(desk / "archive.json", records)
        command = [sys.executable, "-m", "factdesk", "import", "archive.json", "--write", "--force"]
        for name in ("first run", "second run"):
            before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            done = subprocess.run(command, cwd=desk, check=True, capture_output=True, text=True)
            used = resource.getrusage(resource.RUSAGE_CHILDREN)
            result = next(line for line in done.stdout.splitlines() if " created " in line)
            seconds, megabytes = used.ru_utime - before, used.ru_maxrss // 1024
            print(f"{name}: {seconds:.1f} s, at most {megabytes} MB; {result}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)
