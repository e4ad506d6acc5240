"""An imported review says where it was first published, on its page and in its markup."""

import json
import re

import pytest

IMPORTED = {
    "from": "https://archive.bridge-desk.net/2019/bridge/",
    "id": "1234567890abcdef",
    "on": "2019-06-01",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    from support.site_folder import BRIDGE, SiteFolder

    desk = SiteFolder.begin(tmp_path_factory.mktemp("imported"))
    hosts = ("https://records.bridge-desk.net/account", "https://council.bridge-desk.net/minutes")
    sources = [{**source, "url": url} for source, url in zip(BRIDGE["sources"], hosts, strict=True)]
    bridge = {**BRIDGE, "sources": sources, "published_on": "2019-06-01"}
    result = desk.build(
        claims={
            "bridge": {**bridge, "imported": IMPORTED},
            "named": {**bridge, "claim": "It has two towers",
                      "imported": {"from": "The old desk", "id": "2"}},
        },
    )  # fmt: skip
    assert result.exit_status == 0, result.out + result.err
    return desk


def history(page):
    section = re.search(r'id="history">(.*?)</section>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]*>", "", section[1]).split())


def test_the_page_says_where_and_when_a_review_was_first_published(desk):
    page = desk.page("claims/bridge")

    assert "First published at archive.bridge-desk.net on 1 June 2019." in history(page)
    assert f'<a href="{IMPORTED["from"]}" rel=nofollow>' in page


def test_a_publisher_without_an_address_is_only_named(desk):
    assert "First published at The old desk." in history(desk.page("claims/named"))


def test_the_data_say_it_too(desk):
    data = json.loads((desk.root / "site/api/claims/bridge.json").read_text("utf-8"))
    assert data["imported"] == IMPORTED
    table = (desk.root / "site/api/claims.csv").read_text("utf-8-sig")
    assert table.splitlines()[0].endswith(",imported_from")
    assert IMPORTED["from"] in table
