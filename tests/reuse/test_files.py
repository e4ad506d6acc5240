"""All files of the room: whole, the same from the same, and made of pieces that are made once."""

import json
import os
import subprocess
import sys

from reuse.samples import ENGLISH, EVERYTHING, WITHDRAWN, claim, collection, site

from factdesk.reuse.files import claim_files, reuse_files
from factdesk.reuse.pieces import pieces

CLAIMS = (claim(EVERYTHING, "full"), claim(), claim(WITHDRAWN, "gone"))


def test_the_files_of_a_site():
    assert [path for path, _ in reuse_files(collection(*CLAIMS), ENGLISH)] == [
        "api/claims.json",
        "api/claims.csv",
        "api/claimreview.json",
        "api/claims-search.json",
        "api/claim.schema.json",
        "feed.xml",
        "feed.json",
        "changes.xml",
        "topics/bridges/feed.xml",
        "topics/ponte/feed.xml",
        "topics/qiaoliang-c680ed/feed.xml",
        "api/annotations/council-night.json",
    ]


def test_pieces_that_were_made_elsewhere_give_the_same_files():
    """As a worker makes them: from the claim and the settings, and nothing else."""
    made = [pieces(each, site()) for each in collection(*CLAIMS)]

    assert list(reuse_files(collection(*CLAIMS), ENGLISH, made)) == list(
        reuse_files(collection(*CLAIMS), ENGLISH)
    )


def test_the_order_of_the_files_read_does_not_show():
    assert list(reuse_files(collection(*CLAIMS), ENGLISH)) == list(
        reuse_files(collection(*reversed(CLAIMS)), ENGLISH)
    )


def test_no_hash_seed_time_zone_or_locale_shows():
    script = (
        "import hashlib, sys; sys.path[:0] = ['.', 'tests']\n"
        "from reuse.samples import *\n"
        "from factdesk.reuse.files import claim_files, reuse_files\n"
        "full = claim(EVERYTHING)\n"
        "files = [*reuse_files(collection(full), ENGLISH), *claim_files(full, site())]\n"
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
        *reuse_files(collection(*CLAIMS), ENGLISH),
        *claim_files(CLAIMS[0], site()),
    ]:
        if path.endswith(".json"):
            json.loads(content)
