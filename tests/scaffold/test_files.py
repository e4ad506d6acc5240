"""A new site has its own name and language, and nothing of the first site."""

import json
from pathlib import Path

import pytest
import yaml

from factdesk import __version__
from factdesk.checks.context import Context
from factdesk.checks.file import check_file
from factdesk.checks.written_pages import PageSource, check_written_page
from factdesk.claims.verdicts import DEFAULT_SCALE
from factdesk.claims.vocabulary import Status
from factdesk.config.reader import read_config
from factdesk.reading.claim_file import parse_claim_file
from factdesk.scaffold.files import LANGUAGES, Identity, Owner, render_files
from factdesk.scaffold.site import new_site

in_each_language = pytest.mark.parametrize("language", LANGUAGES)
PAGES = ["about", "contribute", "corrections-policy", "index", "methodology", "privacy"]


def texts(language: str, **more: str) -> dict[str, str]:
    identity = Identity("Bridge Desk", language, **more)
    return {**render_files(identity, Owner.PROGRAM), **render_files(identity, Owner.EDITORS)}


@in_each_language
def test_a_new_site_is_complete(language: str) -> None:
    example = {"en": "example-library-lends-more", "de": "beispiel-bibliothek-leiht-mehr-aus"}

    files = new_site(Identity("Bridge Desk", language))

    assert sorted(files) == sorted(
        [
            ".gitattributes",
            ".github/CODEOWNERS",
            ".github/ISSUE_TEMPLATE/config.yml",
            ".github/ISSUE_TEMPLATE/report-an-error.yml",
            ".github/ISSUE_TEMPLATE/suggest-a-claim.yml",
            ".github/dependabot.yml",
            ".github/pull_request_template.md",
            ".github/workflows/capture-evidence.yml",
            ".github/workflows/check.yml",
            ".github/workflows/evidence-health.yml",
            ".github/workflows/pages.yml",
            ".gitignore",
            ".pre-commit-config.yaml",
            ".vscode/claim.schema.json",
            ".vscode/extensions.json",
            ".vscode/settings.json",
            ".vscode/source.schema.json",
            "LICENSE.md",
            "README.md",
            "build_site.py",
            "claims/_template.yml",
            f"claims/{example[language]}.yml",
            *[f"docs/{page}.md" for page in [*PAGES, "api", "checks", "feeds"]],
            "mkdocs.yml",
            "requirements.txt",
            f"vendor/factdesk-{__version__}-py3-none-any.whl",
            "vendor/factdesk.json",
        ]
    )


@in_each_language
def test_nothing_of_the_first_site_is_in_a_new_one(language: str) -> None:
    for path, text in texts(language, repository="example/checks").items():
        for word in ("Hikvision", "@{", "@%", "handbook"):
            assert word not in text, path
        if path.startswith("docs/") or path in ("README.md", "LICENSE.md", "mkdocs.yml"):
            assert "Factdesk" not in text, path


def placeholders(text: str, path: str) -> int:
    problems = check_written_page(PageSource.of(path, text), ())
    return sum(problem.code == "FD510" for problem in problems)


@pytest.mark.parametrize(("language", "word"), [("pt-BR", "Verdadeiro"), ("fr", "Vrai")])
def test_the_verdicts_of_a_new_site_are_in_its_language(language: str, word: str) -> None:
    """Also where its pages are in English."""
    text = render_files(Identity("Desk", language), Owner.EDITORS)["mkdocs.yml"]

    assert f'label: "{word}"' in text


@in_each_language
def test_every_page_says_what_belongs_there(language: str) -> None:
    files = render_files(Identity("Bridge Desk", language), Owner.EDITORS)
    pages = {path: text for path, text in files.items() if path.startswith("docs/")}

    assert sorted(pages) == [f"docs/{page}.md" for page in PAGES]
    for path, text in pages.items():
        assert placeholders(text, path), path


@in_each_language
def test_a_page_has_the_same_places_to_fill_in_in_every_language(language: str) -> None:
    def count(tag: str) -> dict[str, int]:
        pages = texts(tag, repository="example/checks").items()
        return {path: placeholders(text, path) for path, text in pages if "docs" in path}

    assert count(language) == count("en")


@in_each_language
@pytest.mark.parametrize("name", ["R&D <b> *Checks* [x]", "No", "2026-03-01", 'The "Desk": #1'])
def test_any_name_can_be_a_sites_name(language: str, name: str, tmp_path: Path) -> None:
    files = render_files(Identity(name, language), Owner.EDITORS)
    (tmp_path / "mkdocs.yml").write_text(files["mkdocs.yml"], "utf-8")

    config = read_config(tmp_path / "mkdocs.yml")

    assert (config.site_name, config.publisher.name) == (name, name)


def test_a_name_appears_on_a_page_unchanged() -> None:
    page = render_files(Identity("R&D <b> *Checks* [x]"), Owner.EDITORS)["docs/about.md"]

    assert "R&amp;D &lt;b&gt; \\*Checks\\* \\[x\\] is published by" in page


@in_each_language
def test_the_scale_is_spelled_out_and_is_the_default_one(language: str, tmp_path: Path) -> None:
    files = render_files(Identity("Bridge Desk", language), Owner.EDITORS)
    (tmp_path / "mkdocs.yml").write_text(files["mkdocs.yml"], "utf-8")

    scale = read_config(tmp_path / "mkdocs.yml").scale

    def said(verdicts: object) -> list[tuple[object, ...]]:
        return [
            (v.name, v.tone, v.number, v.label_in(language), v.definition_in(language))
            for v in verdicts.each()  # type: ignore[attr-defined]
        ]

    assert said(scale) == said(DEFAULT_SCALE)
    assert files["mkdocs.yml"].count("label:") == 8


def test_the_address_and_the_repository_stand_where_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    identity = Identity("Desk", "en", "example/checks", "https://checks.example.org/")
    (tmp_path / "mkdocs.yml").write_text(
        render_files(identity, Owner.EDITORS)["mkdocs.yml"], "utf-8"
    )

    config = read_config(tmp_path / "mkdocs.yml")

    assert config.site_url == "https://checks.example.org/"
    assert config.repository == "https://github.com/example/checks"


@in_each_language
def test_template_and_example_pass_every_check(language: str) -> None:
    files = texts(language)
    context = Context(DEFAULT_SCALE, language)
    claims = [path for path in files if path.startswith("claims/")]
    assert len(claims) == 2
    for path in claims:
        for text in (files[path], files[path].replace("\nstatus: draft\n", "\n")):
            name = path.replace("_template", "template")
            file = check_file(parse_claim_file(text.encode(), name), context)
            serious = [p for p in file.problems if p.severity != "note"]
            assert serious == [], path
        assert (
            check_file(parse_claim_file(files[path].encode(), name), context).status is Status.DRAFT
        )


def test_templates_in_all_languages_show_the_same_fields() -> None:
    def keys(text: str) -> list[str]:
        uncommented = [line.lstrip().removeprefix("# ").strip() for line in text.splitlines()]
        names = (line.removeprefix("- ").partition(":")[0] for line in uncommented if ":" in line)
        return [name for name in names if name.replace("_", "").isalpha() and name.islower()]

    template = "claims/_template.yml"
    assert keys(texts("de")[template]) == keys(texts("en")[template])


@in_each_language
def test_configuration_for_github_and_editors_can_be_read(language: str) -> None:
    files = new_site(Identity("Desk", language))
    for path, content in files.items():
        if path.startswith(".github/") and path.endswith(".yml"):
            assert yaml.safe_load(content), path
        if path.endswith(".json"):
            assert json.loads(content), path
    hook = yaml.safe_load(files[".pre-commit-config.yaml"])["repos"][0]["hooks"][0]
    assert hook["entry"] == "python3 build_site.py check"


def test_an_editor_completes_claim_files_from_the_schema() -> None:
    files = new_site(Identity("Desk"))

    [(schema, pattern)] = json.loads(files[".vscode/settings.json"])["yaml.schemas"].items()

    assert pattern == ["claims/**/*.yml"]
    assert json.loads(files[schema])["properties"]["verdict"]["title"] == "Verdict"


def test_an_editor_shows_the_meaning_of_fields_in_german_on_a_german_site() -> None:
    files = new_site(Identity("Faktenpult", "de"))

    schema = json.loads(files[".vscode/claim.schema.json"])
    assert schema["properties"]["verdict"]["title"] == "Urteil"
    assert schema["$defs"]["Party"]["markdownEnumDescriptions"][0] == "Eine Person."
    assert "**Größtenteils richtig**" in str(schema["$defs"]["Verdict"])
    assert json.loads(files[".vscode/source.schema.json"])["title"] == "Eine gemeinsame Quelle"


def test_the_issue_forms_of_all_languages_are_alike_but_for_their_words() -> None:
    """Links fill in fields by id, and GitHub refuses a form with another structure."""

    def shape(node: object) -> object:
        if isinstance(node, dict):
            same = {key: node[key] for key in ("id", "type") if key in node}
            return {key: same.get(key) or shape(value) for key, value in node.items()}
        return [shape(item) for item in node] if isinstance(node, list) else type(node)

    for form in ("config", "report-an-error", "suggest-a-claim"):
        path = f".github/ISSUE_TEMPLATE/{form}.yml"
        german, english = (shape(yaml.safe_load(texts(tag)[path])) for tag in ("de", "en"))
        assert german == english


def test_what_the_program_renews_is_the_same_for_every_site_of_a_language() -> None:
    """Otherwise `upgrade` would have to know the options of `init`."""
    one = render_files(Identity("One", "de", "a/b", "https://example.org/"), Owner.PROGRAM)

    assert one == render_files(Identity("", "de"), Owner.PROGRAM)
