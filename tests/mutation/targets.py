"""The modules that are mutated, and the tests that must detect it."""

from __future__ import annotations

_PUBLISH = [f"tests/publish/test_{name}.py" for name in ("staging", "wrong_folders")]
_READING = [f"tests/reading/test_{name}.py" for name in ("claim_file", "bounds", "round_trip")]

#: Each module with its tests, the closest first; they run in this order until one fails.
TESTS: dict[str, list[str]] = {
    "text/urls.py": ["tests/text/test_urls.py", "tests/text/test_urls_as_written.py"],
    "text/slugs.py": ["tests/text/test_slugs.py", "tests/scaffold/test_naming.py"],
    "text/characters.py": ["tests/text/test_characters.py", "tests/examples", *_READING],
    "text/markdown.py": ["tests/text/test_markdown.py", "tests/pages/test_analysis.py"],
    "text/citations.py": ["tests/text/test_citations.py"],
    "reading/tree.py": ["tests/examples", *_READING],
    "reading/texts.py": ["tests/reading/test_texts.py", "tests/examples", *_READING],
    "reading/claim_file.py": ["tests/examples", *_READING],
    "pages/written.py": ["tests/pages/test_written.py", "tests/mkdocs_adapter/test_build.py"],
    "pages/shell.py": ["tests/mkdocs_adapter/test_frames.py"],
    "text/json_text.py": [
        "tests/text/test_json_text.py",
        *(f"tests/outputs/test_{name}.py" for name in ("api", "claimreview", "datafeed", "oembed")),
    ],
    "outputs/table.py": ["tests/outputs/test_table.py"],
    "reports/github.py": ["tests/reports/test_github.py"],
    "publish/paths.py": ["tests/publish/test_paths.py", *_PUBLISH],
    "publish/writer.py": ["tests/publish/test_writer.py", "tests/publish/test_paths.py", *_PUBLISH],
    "publish/target.py": ["tests/publish/test_wrong_folders.py", _PUBLISH[0]],
    "publish/exchange.py": ["tests/publish/test_exchange.py", *_PUBLISH],
    "publish/sums.py": ["tests/publish/test_sums.py", *_PUBLISH, "tests/commands/test_verify.py"],
}
