"""Our overrides match the installed Material: a new version cannot change them unnoticed."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from mkdocs.utils import get_theme_dir

from factdesk.mkdocs_adapter.policy import violations
from factdesk.mkdocs_adapter.theme_renderer import THEME_FOLDER

MATERIAL = Path(get_theme_dir("material"))

#: Material's templates that ours replace or extend, with the first 16 digits of their SHA-256; the
#: versions in the names of assets do not count.
OVERRIDDEN = {
    "404.html": "80c93494b5432b1b",
    "base.html": "41f4f4adbfca65bc",
    "partials/copyright.html": "bc86bca3bf75070f",
    "partials/header.html": "8cf3fb15bcf969ff",
    "partials/javascripts/base.html": "d6113712bc4deb30",
    "partials/javascripts/content.html": "3722e156f0f6339d",
    "partials/javascripts/palette.html": "8790389765ea6036",
    "partials/language.html": "3a44516f305006ac",
    "partials/logo.html": "e0925ef6c190174a",
    "partials/nav.html": "af33f6e032f632eb",
    "partials/search.html": "bfd556535abcddb9",
    "partials/source.html": "6847616d67be4920",
}

#: Templates with inline scripts, which are on no page unless a site turns them on, with a warning.
SWITCHED_ON = {
    "fragments/tags/default/listing.html",
    "partials/integrations/analytics.html",
    "partials/integrations/analytics/google.html",
    "partials/javascripts/announce.html",
    "partials/javascripts/consent.html",
    "partials/javascripts/outdated.html",
    "redirect.html",
}

CHANGED = """\
Material's {name} is not the one that ours was written after.
1. Compare {file} with the one of the version before.
2. Bring over to factdesk/theme/{name} what readers would miss; look for inline scripts and styles,
   and for requests to other hosts, which the content policy blocks.
3. Look at a page, light and dark, phone and desk, and at the search.
4. Put "{digest}" into OVERRIDDEN in tests/mkdocs_adapter/test_theme.py."""


def digest(name: str) -> str:
    template = re.sub(rb"\.[0-9a-f]{8}\.min\.", b".min.", (MATERIAL / name).read_bytes())
    return hashlib.sha256(template).hexdigest()[:16]


def test_every_template_that_replaces_one_of_materials_is_in_the_table() -> None:
    ours = {file.relative_to(THEME_FOLDER).as_posix() for file in THEME_FOLDER.rglob("*.html")}
    added = {"factdesk/menu.html", "factdesk/plain.html"}
    assert ours - added == set(OVERRIDDEN)
    assert not any((MATERIAL / name).exists() for name in added)


@pytest.mark.parametrize("name", OVERRIDDEN)
def test_material_is_as_it_was_when_ours_was_written_after_it(name: str) -> None:
    told = CHANGED.format(name=name, file=MATERIAL / name, digest=digest(name))
    assert digest(name) == OVERRIDDEN[name], told


def test_no_other_template_of_material_has_anything_that_the_policy_blocks() -> None:
    found = {
        file.relative_to(MATERIAL).as_posix()
        for file in MATERIAL.rglob("*.html")
        # `<script src="{{ … }}">` is a file of the site.
        if violations(re.sub(r"\{[{%].*?[%}]\}", "", file.read_text("utf-8"), flags=re.DOTALL))
    }
    assert found - set(OVERRIDDEN) == SWITCHED_ON
