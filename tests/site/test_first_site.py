"""The first site is complete: at the root of a domain, under a path, and on disk."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence
from statistics import median
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import pytest
import yaml
from bench.pages import claim_pages, html_bytes
from support.built_site import BuiltPage, BuiltSite
from support.site_folder import NO_LOG, SiteFolder

from factdesk.checks.run import check_claims
from factdesk.claims.claim import Claim
from factdesk.claims.vocabulary import Status
from factdesk.config.reader import read_config
from factdesk.config.site_config import SiteConfig
from factdesk.mkdocs_adapter.policy import POLICY
from factdesk.outputs.data_files import NEED_ADDRESS

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"

#: Pages that search engines must not list and that are not in the sitemap.
NOT_LISTED = re.compile(r"404\.html|(?:embed|edit|search)/.*")


@pytest.fixture(params=["below", "at_root", "on_disk"])
def built(request: pytest.FixtureRequest) -> BuiltSite:
    site = request.getfixturevalue(request.param)
    assert isinstance(site, BuiltSite)
    return site


@pytest.fixture(scope="module")
def config(first: SiteFolder) -> SiteConfig:
    return read_config(first.root / "mkdocs.yml")


@pytest.fixture(scope="module")
def claims(first: SiteFolder, config: SiteConfig) -> Sequence[Claim]:
    found = check_claims(config).claims
    return [claim for claim in found if claim.status is not Status.DRAFT]


def listed(site: BuiltSite) -> dict[str, BuiltPage]:
    """The pages that search engines may list."""
    return {
        path: page
        for path, page in site.pages.items()
        if not NOT_LISTED.fullmatch(path) and path not in site.redirects
    }


def test_a_copy_without_its_history_is_built_strictly(
    first: SiteFolder, at_root: BuiltSite
) -> None:
    """The second build has nothing to do, and repeats the report of the first one."""
    result = first.run("build", "--strict", "--site-dir", "root", SITE_URL=at_root.url)
    assert result.exit_status == 0
    assert result.err == NO_LOG


def test_its_claims_pass_the_checks_strictly(first: SiteFolder) -> None:
    result = first.run("check", "--strict", "--today", "2026-11-29")
    assert result.exit_status == 0, result.out


def test_every_link_leads_somewhere(built: BuiltSite) -> None:
    dead = built.dead_links()
    if not built.url:  # written pages link to feeds, which a copy on disk does not have
        dead = [link for link in dead if link.target not in NEED_ADDRESS]
    assert dead == []


def test_no_two_pages_bear_the_same_title(built: BuiltSite) -> None:
    titles = Counter(page.tree.findtext(".//title") for page in listed(built).values())
    assert [title for title, count in titles.items() if count > 1] == []


def test_every_anchor_of_a_page_is_unique(built: BuiltSite) -> None:
    doubled = [
        (path, sorted({anchor for anchor in page.ids if page.ids.count(anchor) > 1}))
        for path, page in built.pages.items()
        if len(set(page.ids)) < len(page.ids)
    ]
    assert doubled == []


def test_every_address_in_feeds_and_data_exists(below: BuiltSite) -> None:
    """Feeds, data, the sitemap and robots.txt contain absolute addresses."""
    wrong = []
    for path in sorted(below.files):
        if path.endswith((".xml", ".json", ".csv", ".txt")) and "fonts/" not in path:
            text = (below.folder / path).read_text("utf-8").replace("\\/", "/")
            for address in re.findall(rf"{re.escape(below.url)}[^\s\"'<>\\,)\]]*", text):
                target = below.target("", address)
                assert target
                file, anchor = target
                if file not in below.files:
                    wrong.append(f"{path}: {address}")
                # An anchor in data identifies a thing; `#claimreview` is a node of structured data.
                elif anchor and file in below.pages and anchor not in below.pages[file].ids:
                    assert anchor in ("claimreview", "claim", "organization"), address
    assert wrong == []


def test_every_planned_page_exists(
    below: BuiltSite, claims: Sequence[Claim], config: SiteConfig
) -> None:
    plan = {
        "index.html", "claims/index.html", "verdicts/index.html", "topics/index.html",
        "claimants/index.html", "sources/index.html", "corrections/index.html",
        "methodology/index.html", "about/index.html", "corrections-policy/index.html",
        "contribute/index.html", "privacy/index.html", "handbook/index.html", "api/index.html",
        "feed.xml", "feed.json", "changes.xml", "api/claims.json", "api/claims.csv",
        "api/claimreview.json", "api/claims-search.json", "api/claim.schema.json",
        "sitemap.xml", "robots.txt", "404.html", "SHA256SUMS",
    }  # fmt: skip
    for claim in claims:
        plan |= {
            f"claims/{claim.slug}/index.html",
            f"api/claims/{claim.slug}.json",
            f"embed/{claim.slug}/index.html",
            f"api/oembed/{claim.slug}.json",
            *(f"claims/{alias}/index.html" for alias in claim.aliases),
        }
    plan |= {f"verdicts/{verdict.name}/index.html" for verdict in config.scale.each()}
    plan |= {f"articles/{article.slug}/index.html" for article in config.articles}
    plan |= {f"api/annotations/{article.slug}.json" for article in config.articles}
    assert plan - below.files == set()
    cards = Counter(re.sub(r"-[0-9a-f]{12}\.png$", "", path) for path in below.files)
    assert all(cards[f"assets/cards/{claim.slug}"] == 1 for claim in claims)


def test_every_topic_claimant_and_host_of_a_claim_has_a_page_that_lists_it(
    below: BuiltSite, claims: Sequence[Claim]
) -> None:
    listing: dict[str, set[str]] = {}
    for path, page in below.pages.items():
        if folder := re.match(r"(topics|claimants|sources)/[^/]+/", path):
            listing.setdefault(folder[1], set()).update(
                target[0] for link in page.links if (target := below.target(path, link))
            )
    pages = {f"claims/{claim.slug}/index.html" for claim in claims}
    known = {
        f"claims/{claim.slug}/index.html"
        for claim in claims
        if claim.claimant and not claim.claimant.is_unknown
    }
    with_topics = {f"claims/{claim.slug}/index.html" for claim in claims if claim.topics}
    assert known <= listing["claimants"]
    assert pages <= listing["sources"]
    assert with_topics <= listing["topics"]


def test_the_map_lists_exactly_the_pages_that_may_be_listed(below: BuiltSite) -> None:
    root = ET.parse(below.folder / "sitemap.xml").getroot()
    mapped = [entry.findtext(f"{SITEMAP}loc") or "" for entry in root]
    canonical = {
        path: page.one('//link[@rel="canonical"]/@href') for path, page in listed(below).items()
    }
    for path, address in canonical.items():
        assert address == below.url + path.removesuffix("index.html")
    assert sorted(mapped) == sorted(map(str, canonical.values()))
    assert "robots" not in {
        page.one('//meta[@name="robots"]/@content') for page in listed(below).values()
    }


def test_pages_that_are_not_listed_say_so(below: BuiltSite) -> None:
    for path in sorted(set(below.pages) - set(listed(below)) - {"404.html"}):
        assert below.pages[path].one('//meta[@name="robots"]/@content') == "noindex", path


def test_a_claim_review_is_on_every_published_claim_and_says_what_readers_see(
    below: BuiltSite, claims: Sequence[Claim]
) -> None:
    published = {
        f"claims/{claim.slug}/index.html": claim
        for claim in claims
        if claim.is_published and claim.shows_verdict
    }
    found = {
        path: [block for block in page.data if block.get("@type") == "ClaimReview"]
        for path, page in below.pages.items()
    }
    assert {path for path, reviews in found.items() if reviews} == set(published)
    for path, claim in published.items():
        [review] = found[path]
        page = below.pages[path]
        [seen] = page.tree.xpath('//*[contains(@class, "fd-unit__word")]/span[not(@class)]')
        assert review["reviewRating"]["alternateName"] == seen.text_content()
        assert review["claimReviewed"] == claim.claim
        assert review["url"] == below.url + path.removesuffix("index.html")
        [heading] = page.tree.xpath("//h1")
        assert claim.claim in heading.text_content()
        assert claim.summary
        assert claim.summary in page.text


def test_every_page_has_one_title_one_heading_and_a_language(built: BuiltSite) -> None:
    titles: dict[str, str] = {}
    for path, page in listed(built).items():
        assert len(page.tree.xpath("//h1")) == 1, path
        assert page.tree.get("lang"), path
        title = page.one("//head/title/text()")
        assert title, path
        if not path.startswith("handbook/"):  # which describes the content of the site
            assert titles.setdefault(title, path) == path, title
        description = page.one('//meta[@name="description"]/@content')
        assert description, path


def test_the_title_of_an_article_has_its_verdicts_and_its_outlet(below: BuiltSite) -> None:
    page = below.pages["articles/eu-staff-reject-surveillance-units/index.html"]
    title = page.one("//head/title/text()")
    assert re.match(r"\d True, .*\d Unproven: ANI, “Thousands of EU staff", title)
    assert page.one('//meta[@property="og:title"]/@content') + " - Factdesk" == title


def test_every_page_carries_the_policy_before_anything_that_it_governs(built: BuiltSite) -> None:
    for path, page in built.pages.items():
        if path in built.redirects or path.startswith("embed/"):
            continue
        first, *_ = [
            element
            for element in page.tree.find("head")
            if element.tag != "meta" or element.get("http-equiv")
        ]
        assert first.get("http-equiv") == "Content-Security-Policy", path
        assert first.get("content") == POLICY, path


def test_no_page_asks_another_host_and_nothing_is_inline(built: BuiltSite) -> None:
    for path, page in built.pages.items():
        assert [link for link in page.loads if re.match(r"(?:\w+:)?//", link)] == [], path
        assert page.tree.xpath("//@style | //style") == [], path
        assert page.tree.xpath('//@*[starts-with(name(), "on")]') == [], path
        inline = page.tree.xpath("//script[not(@src)]/@type")
        assert set(inline) <= {"application/json", "application/ld+json"}, path
        assert len(inline) == len(page.tree.xpath("//script[not(@src)]")), path


def test_no_style_sheet_or_drawing_asks_another_host(built: BuiltSite) -> None:
    for path in sorted(built.files):
        if path.endswith((".css", ".svg")):
            text = (built.folder / path).read_text("utf-8")
            found = re.findall(r"url\(\s*['\"]?((?:https?:)?//[^)]*)|@import[^;]*", text)
            assert found == [], path


def test_the_sums_are_those_of_the_files(built: BuiltSite) -> None:
    lines = (built.folder / "SHA256SUMS").read_text("utf-8").splitlines()
    sums = {line[66:]: line[:64] for line in lines}
    assert set(sums) == {
        path for path in built.files if path != "SHA256SUMS" and not path.startswith(".")
    }
    for path, digest in sums.items():
        assert hashlib.sha256((built.folder / path).read_bytes()).hexdigest() == digest, path


def test_every_document_is_complete(built: BuiltSite) -> None:
    for path in built.files:
        file = built.folder / path
        assert file.stat().st_size > 0, path
        if path.endswith(".json"):
            json.loads(file.read_text("utf-8"))
        elif path.endswith(".xml"):
            ET.parse(file)


def test_no_page_shows_a_slot_a_directive_or_a_template(built: BuiltSite) -> None:
    for path, page in built.pages.items():
        assert not re.search(r"fdslot0\w+0tolsdf|slot/", page.html), path
        assert "<!-- factdesk:" not in page.html, path
        assert "claim:" not in [urlsplit(link).scheme + ":" for link in page.links], path
        # The handbook shows these as code examples.
        texts = page.tree.xpath("//body//text()[not(ancestor::script or ancestor::code)]")
        assert not {"None", "[]", "()"}.intersection(map(str.strip, texts)), path
        assert not re.search(r"\{\{|\{%|Markup\(|<bound method|object at 0x", "".join(texts)), path


def test_the_site_contains_nothing_about_this_machine(built: BuiltSite, first: SiteFolder) -> None:
    secrets = [str(first.root).encode(), str(first.root.parent).encode(), b"/site-packages/"]
    for path in built.files:
        content = (built.folder / path).read_bytes()
        assert not [secret for secret in secrets if secret in content], path


#: In bytes, chosen for readers with slow connections.
LIMITS = {
    r"claims/(?!page/)[^/]+/index\.html": 100_000,
    r"embed/.*\.html": 10_000,
    r".*\.html": 150_000,
    r"assets/cards/.*\.png": 40_000,
}


def test_no_file_is_heavier_than_its_limit(below: BuiltSite) -> None:
    heavy = {}
    for path in sorted(below.files):
        size = (below.folder / path).stat().st_size
        limit = next((n for pattern, n in LIMITS.items() if re.fullmatch(pattern, path)), None)
        if limit and size > limit:
            heavy[path] = size
    assert heavy == {}


def test_the_navigation_names_existing_pages(below: BuiltSite, first: SiteFolder) -> None:
    config = yaml.load((first.root / "mkdocs.yml").read_text("utf-8"), yaml.BaseLoader)
    named = re.findall(r"[\w/.-]+\.md", str(config["nav"]))
    assert named
    for name in named:
        page = name.removesuffix("index.md") if name.endswith("index.md") else f"{name[:-3]}/"
        assert f"{page}index.html" in below.files, name


def test_half_of_the_claim_pages_have_at_most_30_000_bytes(below: BuiltSite) -> None:
    assert median(map(html_bytes, claim_pages(below.folder))) <= 30_000
