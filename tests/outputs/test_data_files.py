"""All data files: complete, deterministic, and joined from fragments that are made once."""

import json
import os
import subprocess
import sys

from support.output_samples import (
    EVERYTHING,
    WITHDRAWN,
    by_field,
    claim,
    collection,
    feeds_of,
    files_of,
    loading,
    site,
)

from factdesk.collection.collection import newest_first
from factdesk.outputs.data_files import claim_files, output_files
from factdesk.outputs.fragments import claim_fragments

CLAIMS = (claim(EVERYTHING, "full"), claim(), claim(WITHDRAWN, "gone"))


def test_the_files_of_a_site():
    assert list(files_of(*CLAIMS)) == [
        "api/claims.json",
        "api/claims.csv",
        "api/claimreview.json",
        "api/claims-search.json",
        "api/claim.schema.json",
        "api/annotations/council-night.json",
        "feed.xml",
        "feed.json",
        "changes.xml",
        "topics/bridges/feed.xml",
        "topics/ponte/feed.xml",
        "topics/qiaoliang-c680ed/feed.xml",
    ]


def test_pieces_may_be_made_of_one_claim_or_of_several():
    """As workers make them: only from the claims and the configuration."""
    claims = newest_first(CLAIMS)
    together = [
        claim_fragments(claims[:2], site()),
        claim_fragments([], site()),
        claim_fragments(claims[2:], site()),
    ]

    files = output_files(collection(*CLAIMS), by_field(together), loading(*CLAIMS))

    assert dict(files) | feeds_of(*CLAIMS) == files_of(*CLAIMS)


def test_the_order_of_the_files_read_does_not_show():
    assert list(files_of(*CLAIMS).items()) == list(files_of(*reversed(CLAIMS)).items())


def test_no_hash_seed_time_zone_or_locale_shows():
    script = (
        "import hashlib, sys; sys.path[:0] = ['.', 'tests']\n"
        "from support.output_samples import *\n"
        "from factdesk.outputs.data_files import claim_files\n"
        "full = claim(EVERYTHING)\n"
        "files = [*files_of(full).items(), *claim_files(full, site())]\n"
        "print(hashlib.sha256(repr(files).encode()).hexdigest())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone, locale in (("1", "UTC", "C"), ("2", "Pacific/Kiritimati", "de_DE.UTF-8"))
    }
    assert len(found) == 1


def test_every_json_file_is_json():
    for path, content in [
        *files_of(*CLAIMS).items(),
        *claim_files(CLAIMS[0], site()),
    ]:
        if path.endswith(".json"):
            json.loads(content)
