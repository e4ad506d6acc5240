"""An invalid configuration: exit status 2, the place, the correction, no traceback."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.site_folder import BRIDGE, MKDOCS_YML, SiteFolder

OPTIONS = MKDOCS_YML.replace("  - factdesk\n", "  - factdesk:\n")

#: The content of mkdocs.yml, and the message about it.
WRONG = {
    "an unknown option": (f"{OPTIONS}      claim_dir: x\n", "did you mean 'claims_dir'?"),
    "an option that is like none": (f"{OPTIONS}      zzz: x\n", "zzz: unknown option"),
    "a page size that is none": (f"{OPTIONS}      page_size: many\n", "page_size"),
    "a page size of one": (f"{OPTIONS}      page_size: 1\n", "page_size"),
    "an output that does not exist": (f"{OPTIONS}      outputs: [serach]\n", "outputs"),
    "a publisher without a name": (
        f"{OPTIONS}      publisher: {{url: 'https://a.example/'}}\n",
        "",
    ),
    "a licence without an address": (f"{OPTIONS}      license: {{name: CC}}\n", "license › url"),
    "an article without an address": (
        f"{OPTIONS}      articles: [{{slug: a, title: A, addresses: []}}]\n",
        "articles › entry 1 › addresses",
    ),
    "an article at an address that is none": (
        f"{OPTIONS}      articles: [{{slug: a, title: A, addresses: ['javascript:x']}}]\n",
        "articles › entry 1 › addresses › entry 1",
    ),
    "an article with a wrong slug": (
        f"{OPTIONS}      articles: [{{slug: ../a, title: A, addresses: ['https://a.example/']}}]\n",
        "articles › entry 1 › slug",
    ),
    "a verdict with a tone that does not exist": (
        f"{OPTIONS}      scale: [{{name: a, tone: maybe, label: A}}]\n",
        "scale",
    ),
    "a font that is not there": (f"{OPTIONS}      cards: {{fonts: [gone.ttf]}}\n", "gone.ttf"),
    "options that are a list": (f"{OPTIONS}      - page_size\n", "factdesk"),
    "no plugin": (MKDOCS_YML.replace("  - factdesk\n", "  - search\n"), "factdesk"),
    "no plugins at all": ("site_name: A\ntheme: {name: material}\n", "factdesk"),
    "no name": ("theme: {name: material}\nplugins: [factdesk]\n", "site_name"),
    "another theme": ("site_name: A\ntheme: {name: mkdocs}\nplugins: [factdesk]\n", "material"),
    "a theme that is not installed": (
        "site_name: A\ntheme: {name: zebra}\nplugins: [factdesk]\n",
        "zebra",
    ),
    "a plugin that is not installed": (f"{MKDOCS_YML}  - zebra\n", "requirements-site.txt"),
    "a language without texts": (
        MKDOCS_YML.replace("  name: material\n", "  name: material\n  language: xx\n"),
        "choose one of af, ar, ",
    ),
    "broken YAML": ("site_name: [A\n", "mkdocs.yml"),
    "YAML that is a list": ("- site_name\n", "mkdocs.yml"),
    "an empty file": ("", "mkdocs.yml"),
    "an address that is none": (
        MKDOCS_YML.replace('!ENV [SITE_URL, ""]', "javascript:alert(1)"),
        "site_url",
    ),
    "a folder of pages that is not there": (f"{MKDOCS_YML}docs_dir: gone\n", "gone"),
    "a featured claim that is no slug": (f"{OPTIONS}      featured: [A b]\n", "featured"),
    "an unknown language": (
        MKDOCS_YML.replace("  name: material\n", "  name: material\n  language: '../x'\n"),
        "language",
    ),
}


#: Options that only a build uses.
ONLY_BUILT = {
    "a font that is not there",
    "a language without texts",
    "a plugin that is not installed",
    "a theme that is not installed",
    "another theme",
    "a folder of pages that is not there",
}
CASES = [
    (command, what)
    for what in WRONG
    for command in (("build",) if what in ONLY_BUILT else ("build", "check", "list"))
]


@pytest.mark.parametrize(("command", "what"), CASES)
def test_an_invalid_configuration_is_reported_in_plain_words(
    command: str, what: str, site: SiteFolder
) -> None:
    text, expected = WRONG[what]
    site.write("mkdocs.yml", text)

    result = site.run(command)

    assert result.exit_status == 2, result
    assert expected in result.err
    assert "Traceback" not in result.err
    assert "bug in Factdesk" not in result.err
    assert not (site.root / "site").exists()
    assert result.out == ""


@pytest.mark.parametrize("command", ["build", "check", "list"])
def test_a_configuration_that_is_not_there(command: str, site: SiteFolder) -> None:
    (site.root / "mkdocs.yml").unlink()
    result = site.run(command)
    assert result.exit_status == 2
    assert "mkdocs.yml" in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize("command", ["build", "check", "list"])
def test_a_folder_of_claims_that_is_not_there(command: str, site: SiteFolder) -> None:
    """Prevents an empty site because of a misspelt folder."""
    result = site.run(command, "--claims", "clams")
    assert result.exit_status in (1, 2)
    assert "clams" in result.err + result.out


@pytest.mark.parametrize("bytes_", [b"\xff\xfe\x00s", b"site_name: \xe9\n", b"\x00\x01"])
def test_a_configuration_that_is_not_text(bytes_: bytes, site: SiteFolder) -> None:
    (site.root / "mkdocs.yml").write_bytes(bytes_)
    for command in ("build", "check"):
        result = site.run(command)
        assert result.exit_status == 2
        assert "mkdocs.yml" in result.err
        assert "Traceback" not in result.err


@pytest.mark.parametrize(
    "arguments",
    [
        ["build", "--zebra"],
        ["biuld"],
        ["build", "--jobs", "0"],
        ["build", "--jobs", "many"],
        ["build", "extra"],
        ["check", "--format", "xml"],
        ["check", "--today", "yesterday"],
        ["build", "--site-url", "javascript:alert(1)"],
        ["serve", "--address", "zebra"],
        ["explain", "FD999"],
        ["check", "claims/gone.yml"],
    ],
)
def test_wrong_usage_has_status_2_and_no_traceback(arguments: list[str], site: SiteFolder) -> None:
    result = site.run(*arguments)
    assert result.exit_status == 2, result
    assert result.err
    assert "Traceback" not in result.err
    assert "bug in Factdesk" not in result.err


def test_a_misspelt_command_or_subject_gets_a_suggestion(site: SiteFolder) -> None:
    assert "Did you mean 'check'?" in site.run("chekc").err
    assert "did you mean quotation?" in site.run("explain", "quotaton").err


def test_evidence_of_a_claim_is_named_by_its_slug(site: SiteFolder) -> None:
    site.write_claim("2026/bridge", BRIDGE)

    assert site.run("evidence", "verify", "bridge").exit_status == 0
    assert "there is no claim 'tower'" in site.run("evidence", "verify", "tower").err


def test_a_fault_of_the_program_says_how_to_report_it(
    site: SiteFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("factdesk.commands.check.Path", None)
    result = site.run("check")
    assert result.exit_status == 3
    assert "This is a bug in Factdesk, not an error in your files." in result.err
    assert "Traceback" not in result.err
    assert "Traceback" in site.run("check", "--debug").err


def test_a_file_that_cannot_be_written_is_named(site: SiteFolder) -> None:
    site.write("claims/_evidence", "not a folder")

    result = site.run("evidence", "health")

    assert result.exit_status == 1
    assert result.err == "Error: claims/_evidence: file exists\n"


@pytest.mark.parametrize("root", [Path("/"), Path()])
def test_a_site_folder_that_contains_the_sources_is_refused(root: Path, site: SiteFolder) -> None:
    before = {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file()}
    result = site.run("build", "--site-dir", str(root))
    assert result.exit_status in (1, 2)
    assert "Traceback" not in result.err
    assert {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    "template",
    [
        "{% extends 'base.html' %}{% block content %}{{ page.gone.gone }}{% endblock %}",
        "{% extends 'base.html' %}{% block content %}",
        "{% extends 'gone.html' %}",
        "{% extends 'base.html' %}{% block content %}no place for a claim{% endblock %}",
    ],
)
def test_a_template_of_the_sites_own_that_fails_is_told(
    template: str, site: SiteFolder, bridge: dict[str, Any]
) -> None:
    theme = "  name: material\n  custom_dir: overrides\n"
    site.write("mkdocs.yml", MKDOCS_YML.replace("  name: material\n", theme))
    site.write("overrides/main.html", template)
    result = site.build(claims={"bridge": bridge})
    assert result.exit_status in (1, 2)
    assert result.err
    assert "Traceback" not in result.err
    assert "bug in Factdesk" not in result.err
    assert not (site.root / "site").exists()
