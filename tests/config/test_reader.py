"""``mkdocs.yml``, read without MkDocs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from factdesk.claims.verdicts import Tone
from factdesk.config.mkdocs_yml import ConfigError, read_mkdocs_yml
from factdesk.config.reader import parse_config, read_config, validate
from factdesk.config.site_config import OPTIONS, SiteConfig

PLUGIN_OPTIONS = [
    name
    for name in OPTIONS
    if name
    not in {
        "site_name",
        "site_url",
        "site_description",
        "repository",
        "edit_uri",
        "docs_dir",
        "language",
    }
]


def read(tmp_path: Path, text: str, **more: str) -> SiteConfig:
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    for name, other in more.items():
        (tmp_path / f"{name}.yml").write_text(other, "utf-8")
    return read_config(tmp_path / "mkdocs.yml")


def refusal(config: dict[str, Any]) -> str:
    with pytest.raises(ConfigError) as refused:
        parse_config(config)
    return str(refused.value)


def options(**plugin: Any) -> dict[str, Any]:
    return {"site_name": "Bridge Desk", "plugins": [{"factdesk": plugin}]}


def test_the_site_and_the_plugin_make_the_settings(tmp_path: Path) -> None:
    config = read(
        tmp_path,
        """\
site_name: Bridge Desk
site_url: https://example.org/desk
site_description: Claims about one bridge.
repo_url: https://git.example/desk
edit_uri: edit/main/docs/
docs_dir: pages
theme: {name: material, language: de}
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - format: !!python/name:pymdownx.superfences.fence_code_format
  - toc: !relative $docs_dir
plugins:
  - search
  - factdesk:
      claims_dir: facts
      featured: [bridge]
      articles:
        - slug: gazette
          title: What our bridges cost
          addresses: [https://example.org/gazette]
          published_on: 2026-02-14
""",
    )

    assert config.site_name == "Bridge Desk"
    assert config.site_url == "https://example.org/desk/"
    assert config.repository == "https://git.example/desk"
    assert config.edit_uri == "edit/main/docs/"
    assert config.docs_dir == "pages"
    assert config.language == "de"
    assert config.claims_dir == "facts"
    assert config.featured == ("bridge",)
    assert str(config.articles[0].published_on) == "2026-02-14"
    assert config.publisher.name == "Bridge Desk"


@pytest.mark.parametrize(
    "plugins", ["[factdesk]", "[factdesk: ]", "{factdesk: {}}", "{factdesk: }"]
)
def test_the_plugin_may_stand_without_options(tmp_path: Path, plugins: str) -> None:
    assert read(tmp_path, f"site_name: A\nplugins: {plugins}\n").claims_dir == "claims"


def test_tags_run_nothing(tmp_path: Path) -> None:
    text = "site_name: A\nplugins: [factdesk]\nx: !!python/object/apply:os.mkdir [owned]\n"

    read(tmp_path, text)

    assert not Path("owned").exists()


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("!ENV DESK_URL", "https://desk.example/"),
        ("!ENV [DESK_URL]", "https://desk.example/"),
        ("!ENV [DESK_URL, 'https://other.example']", "https://desk.example/"),
        ("!ENV [DESK_NONE, DESK_URL, '']", "https://desk.example/"),
        ("!ENV [DESK_NONE, 'https://other.example']", "https://other.example/"),
        ("!ENV [DESK_NONE, '']", ""),
        ("!ENV DESK_NONE", ""),
    ],
)
def test_the_environment_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, written: str, url: str
) -> None:
    monkeypatch.setenv("DESK_URL", "https://desk.example/")

    text = f"site_name: A\nsite_url: {written}\nplugins: [factdesk]\n"
    assert read(tmp_path, text).site_url == url


def test_a_file_inherits(tmp_path: Path) -> None:
    config = read(
        tmp_path,
        "INHERIT: base.yml\nsite_name: Ours\ntheme: {language: fr}\n",
        base="site_name: Theirs\nsite_description: Kept.\ntheme: {name: material, language: en}\n"
        "plugins: [factdesk: {page_size: 20}]\n",
    )

    assert (config.site_name, config.site_description) == ("Ours", "Kept.")
    assert (config.language, config.page_size) == ("fr", 20)


def test_words_that_yaml_takes_for_truth_values_are_words(tmp_path: Path) -> None:
    config = read(
        tmp_path,
        """\
site_name: A
theme: {language: no}
plugins:
  - factdesk:
      scale:
        - {name: true, tone: true, label: {no: Sant, en: True}, number: 1}
        - {name: false, tone: false, label: Galt}
""",
    )

    assert config.language == "no"
    assert [(v.name, v.tone) for v in config.scale.each()] == [
        ("true", Tone.TRUE),
        ("false", Tone.FALSE),
    ]
    assert config.scale["true"].label["no"] == "Sant"


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ({"plugins": ["factdesk"]}, "site_name: the site needs a name: add 'site_name: …'"),
        ({"site_name": "A"}, "plugins: the plugin 'factdesk' is missing: add '- factdesk'"),
        (
            {"site_name": "A", "plugins": [{"factdesk": ["x"]}]},
            "plugins › factdesk: write its options below it, indented",
        ),
        (
            options(publsher={"name": "A"}),
            "plugins › factdesk › publsher: unknown option; did you mean 'publisher'?",
        ),
        (
            options(site_name="B"),
            (
                "plugins › factdesk › site_name: unknown option; valid options are: "
                f"{', '.join(PLUGIN_OPTIONS)}"
            ),
        ),
        (
            options(publisher={"nme": "A"}),
            (
                "plugins › factdesk › publisher › name: this is missing\n"
                "plugins › factdesk › publisher › nme: unknown option; "
                "did you mean 'name'?"
            ),
        ),
        (
            options(page_size=3),
            "plugins › factdesk › page_size: this must be greater than or equal to 5",
        ),
        (
            options(articles=[{"slug": "A B", "title": "T", "addresses": []}]),
            (
                "plugins › factdesk › articles › entry 1 › slug: 'A B' is not a slug: a slug has "
                "only the letters a to z, digits and single hyphens between them\n"
                "plugins › factdesk › articles › entry 1 › addresses: at least one entry is needed"
            ),
        ),
        (
            options(scale=[{"name": "so", "tone": "so", "label": "So"}]),
            (
                "plugins › factdesk › scale › entry 1 › tone: this must be 'true', 'mostly-true', "
                "'mixed', 'misleading', 'mostly-false', 'false', 'unproven' or 'outdated'"
            ),
        ),
        (
            {**options(), "site_url": "example.org"},
            "site_url: this address is not http or https",
        ),
        (
            {**options(), "theme": {"language": "German (Swiss)"}},
            "theme › language: 'German (Swiss)' is not a language tag",
        ),
    ],
)
def test_what_is_wrong_is_named_with_a_remedy(config: dict[str, Any], message: str) -> None:
    assert refusal(config) == message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "site_name: A\ntheme:\n\tname: material\n",
            "line 3: the indentation contains a tab; indent with spaces\n  3 | \\tname: material",
        ),
        ("a: *b\n", "line 1, column 4: this is not YAML: found undefined alias"),
        (
            "nav: []\ntheme: {name: material}\nnav: []\n",
            "line 3: 'nav' occurs twice, first in line 1: keep one of the two",
        ),
        (
            "theme: {name: a, name: b}",
            "line 1: 'name' occurs twice, first in line 1: keep one of the two",
        ),
        ("- a", "this file has no options"),
        ("", "this file has no options"),
        ("INHERIT: mkdocs.yml\n", "INHERIT: the files inherit from each other"),
        ("INHERIT: nothing.yml\n", "INHERIT: file 'nothing.yml' does not exist"),
    ],
)
def test_a_file_that_is_none_says_where(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError) as refused:
        read(tmp_path, text)

    assert str(refused.value) == f"{tmp_path / 'mkdocs.yml'}: {message}"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as refused:
        read_config(tmp_path / "mkdocs.yml")

    file = os.fspath(tmp_path / "mkdocs.yml")
    assert str(refused.value) == f"{file}: this file cannot be read: no such file or directory"


def test_another_folder_takes_the_place_of_the_configured_one(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: A\nplugins: [factdesk]\n")

    source = read_mkdocs_yml(tmp_path / "mkdocs.yml").with_options(claims_dir="facts")
    assert validate(source).claims_dir == "facts"


def test_in_a_workflow_the_repository_is_known_unless_it_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "site_name: A\nplugins: [factdesk]\n"
    assert read(tmp_path, text).repository == ""

    monkeypatch.setenv("GITHUB_REPOSITORY", "desk/checks")
    assert read(tmp_path, text).repository == "https://github.com/desk/checks"
    assert (
        read(tmp_path, f"{text}repo_url: https://a.example/\n").repository == "https://a.example/"
    )

    monkeypatch.setenv("GITHUB_SERVER_URL", "https://git.example")
    assert read(tmp_path, text).repository == "https://git.example/desk/checks"
