"""The explorer's page and its data, without a browser."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from support import many_scripts
from support.data_sets import Chunks

from factdesk.claims.claim import Claim
from factdesk.collection.collection import Collection
from factdesk.config.reader import read_options
from factdesk.pages.explorer import date_patterns, render_explorer
from factdesk.pages.explorer_data import explorer_files
from factdesk.pages.facets import facets
from factdesk.pages.page_context import PageContext
from factdesk.pages.row_models import row_kind, row_kinds, row_models
from factdesk.pages.site import Site
from factdesk.site_texts.texts import SiteTexts
from factdesk.text.dates import PartialDate


def _site(times: int = 1, **options: Any) -> Site:
    config = read_options({"site_name": "Desk", "page_size": 20, **options})
    claims = [
        Claim.from_fields({**many_scripts.known(claim), "slug": f"{slug}-{n}", "path": ""})
        for n in range(times)
        for slug, claim in many_scripts.claims().items()
    ]
    return Site(Collection(claims, config))


@pytest.mark.parametrize("language", ["en", "de", "en-US", "zh-Hans", "ar", "ru", "pt", "hu", "fr"])
def test_dates_are_written_as_the_program_writes_them(language):
    texts = SiteTexts(language)
    patterns = date_patterns(texts)

    def written(date: PartialDate) -> str:
        """The output of the script, see ``dateOf`` in data.js."""
        forms = patterns["days"] if date.day else patterns["months"]
        text = forms[date.month - 1].replace("{y}", str(date.year))
        later = f"{date.day:02}" if patterns["first"] == "01" else str(date.day)
        return text.replace("{d}", patterns["first"] if date.day == 1 else later)

    for n in range(366):
        day = dt.date(2024, 1, 1) + dt.timedelta(days=n)
        date = PartialDate(day.year, day.month, day.day)
        assert written(date) == texts.date(date, "short")
        assert written(date._replace(day=0)) == texts.date(date._replace(day=0), "short")


def test_the_page_does_not_grow_with_the_collection():
    small, large = (render_explorer(site, facets(site)).body for site in (_site(1), _site(12)))
    assert len(large) < 1.03 * len(small)


def test_a_site_without_claims_says_so():
    site = Site(Collection([], read_options({"site_name": "Desk"})))
    assert "No claims have been published yet." in render_explorer(site, facets(site)).body
    assert files_of(site).keys() == {"assets/explorer/entry.js"}


def test_there_is_a_model_for_every_row():
    site = _site()
    models = row_models(site, PageContext(site, "claims/"))
    assert models.count("<li ") == models.count("</li>") == len(row_kinds(site)) == 19
    assert {row_kind(claim) for claim in site.collection} <= set(row_kinds(site))


def test_an_open_review_adds_neither_verdict_nor_summary_to_the_data():
    site = _site()
    files = files_of(site)
    assert not any(b"secretfinding" in script for script in files.values())
    [verdicts] = [facet for facet in facets(site) if facet.name == "verdict"]
    assert "open-0" not in {claim.slug for value in verdicts.values for claim in value.claims}


def files_of(site: Site) -> dict[str, bytes]:
    chunks = Chunks()
    keys = {claim.slug: claim.slug.encode() for claim in site.collection}
    entry = dict(explorer_files(site, facets(site), chunks.write, keys))
    return entry | chunks.files


def test_a_chunk_is_named_by_its_content():
    before, after = (files_of(site) for site in (_site(1), _site(2)))
    both = before.keys() & after.keys()
    assert both == {"assets/explorer/entry.js"}
    assert before != after
    assert files_of(_site(1)) == before
