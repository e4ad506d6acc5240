"""A build can be skipped only if all of its inputs are known."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from support.site_folder import SiteFolder

from factdesk.build.inputs import Inputs, inputs_of
from factdesk.config.mkdocs_yml import ConfigError, read_mkdocs_yml

KNOWN = "site_name: Desk\ntheme: {name: material}\nplugins: [factdesk]\n"


def known_with(option: str) -> str:
    """Return the configuration with another value for one option, which is on a line of its own."""
    name = option.partition(":")[0]
    lines = [line for line in KNOWN.splitlines() if not line.startswith(f"{name}:")]
    return "\n".join([*lines, option, ""])


def look(desk: SiteFolder, **options: object) -> Inputs | None:
    try:
        return inputs_of(read_mkdocs_yml(desk.root / "mkdocs.yml"), options)
    except ConfigError:
        return None


@pytest.fixture
def desk(tmp_path: Path) -> SiteFolder:
    folder = SiteFolder.begin(tmp_path / "desk")
    folder.write("mkdocs.yml", KNOWN)
    folder.write_claim("bridge", "claim: The bridge is long\n")
    return folder


@pytest.mark.parametrize(
    "more",
    [
        "hooks: [own.py]",
        "plugins: [factdesk, own]",
        "INHERIT: base.yml",
        "markdown_extensions: [pymdownx.snippets]",
        "markdown_extensions: [own]",
        "extra: {own: !!python/name:own.function }",
        "docs_dir: gone",
        "theme: {name: material, custom_dir: gone}",
        "plugins: [",
    ],
)
def test_a_site_with_unknown_inputs_is_built_each_time(desk: SiteFolder, more: str) -> None:
    desk.write("base.yml", "extra: {}\n")
    desk.write("mkdocs.yml", known_with(more))

    assert look(desk) is None


@pytest.mark.parametrize(
    "change", ["claims/bridge.yml", "docs/index.md", "docs/a/b.css", "mkdocs.yml"]
)
def test_every_file_counts_by_its_content(desk: SiteFolder, change: str) -> None:
    inputs = look(desk)
    assert inputs is not None
    before = inputs.key()
    file = desk.root / change
    text = file.read_text("utf-8") if file.exists() else ""
    desk.write(change, f"{text}\n# more\n")

    changed = look(desk)

    assert changed is not None
    assert changed.key() != before
    if text:
        file.write_text(text, "utf-8")
        again = look(desk)
        assert again is not None
        assert again.key() == before


def test_options_and_variables_count(desk: SiteFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.write("mkdocs.yml", f"{KNOWN}site_url: !ENV [SITE_URL, '']\n")
    keys = set()
    for address in ("", "https://example.org/"):
        monkeypatch.setenv("SITE_URL", address)
        for strict in (True, False):
            inputs = look(desk, strict=strict)
            assert inputs is not None
            keys.add(inputs.key())

    assert len(keys) == 4


def test_a_pipe_does_not_block(desk: SiteFolder) -> None:
    """The checks report that it is not a claim file."""
    os.mkfifo(desk.root / "claims/pipe.yml")

    inputs = look(desk)

    assert inputs is not None
    assert inputs.key() == inputs.key()


def test_plugins_may_be_written_as_a_mapping(desk: SiteFolder) -> None:
    desk.write("reviews/tower.yml", "claim: The tower is high\n")
    desk.write("mkdocs.yml", known_with("plugins: {factdesk: {claims_dir: reviews}}"))

    inputs = look(desk)

    assert inputs is not None
    assert inputs.claims == desk.root / "reviews"


def test_the_theme_depends_on_everything_but_claims(desk: SiteFolder) -> None:
    desk.write("mkdocs.yml", KNOWN.replace("material}", "material, custom_dir: own}"))
    keys = []
    for change in ("own/own.css", "claims/tower.yml", "docs/a.md", "docs/a.css", "own/own.css"):
        desk.write(change, f"a: {len(keys)}\n")
        inputs = look(desk)
        assert inputs is not None
        keys.append(inputs.theme_key())
    keys += [inputs.theme_key() for each in (True, False) if (inputs := look(desk, offline=each))]

    assert keys[0] == keys[1]
    assert None not in keys
    assert len(set(keys)) == len(keys) - 1


def test_a_theme_with_own_templates_can_depend_on_anything(desk: SiteFolder) -> None:
    """Such as the date, or the title of each page."""
    desk.write("mkdocs.yml", KNOWN.replace("material}", "material, custom_dir: own}"))
    desk.write("own/partials/copyright.html", "{{ build_date_utc }}")

    inputs = look(desk)

    assert inputs is not None
    assert inputs.theme_key() is None
