"""The names of our style sheets and scripts change with their content."""

import hashlib
import re
from pathlib import Path

import factdesk
from factdesk.pages.assets import asset_address, asset_addresses

THEME = Path(factdesk.__file__).parent / "theme"


def test_the_name_of_a_style_sheet_or_script_has_a_hash_of_its_content():
    for path, address in asset_addresses().items():
        digest = hashlib.sha256((THEME / path).read_bytes()).hexdigest()[:8]
        stem, _, suffix = path.rpartition(".")
        assert address == f"{stem}.{digest}.{suffix}"


def test_a_style_sheet_that_stored_feeds_link_to_keeps_its_name():
    assert asset_address("feed.css") == "assets/factdesk/feed.css"


def test_no_script_names_another_one():
    """After a change, it would refer to an old name."""
    names = "|".join(re.escape(Path(path).stem) for path in asset_addresses())
    for path in asset_addresses():
        code = re.sub(r"//.*", "", (THEME / path).read_text("utf-8"))
        assert not re.findall(rf"""["'`/](?:{names})\.(?:js|css)\b""", code), path
