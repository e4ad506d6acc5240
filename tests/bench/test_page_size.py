"""A claim page is small, even with all optional features."""

from __future__ import annotations

from pathlib import Path

from bench.pages import html_bytes, median_claim_page
from bench.sites import write_factdesk_site
from support.site_folder import SiteFolder

from factdesk.config.site_config import Output


def test_the_page_of_a_claim_of_usual_length_is_under_18_500_bytes(tmp_path: Path) -> None:
    """200 words and three to five sources with quotations; all outputs are turned on."""
    write_factdesk_site(tmp_path, 40, Output)
    assert SiteFolder(tmp_path).build().exit_status == 0

    assert html_bytes(median_claim_page(tmp_path / "site")) < 18_500
