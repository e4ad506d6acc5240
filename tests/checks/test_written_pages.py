"""What checks find in written pages."""

from __future__ import annotations

from factdesk.checks.written_pages import PageSource, check_written_page


def test_an_unknown_claim_or_directive_is_reported_at_its_place_and_code_is_passed_over() -> None:
    markdown = (
        "`[a](claim:code)`\n```\n[b](claim:code)\n<!-- factdesk:code -->\n```\n"
        "[c](claim:bridge) [d](claim:lost#x)\n<!-- factdesk:scal -->\n"
    )

    said = [
        (problem.code, problem.place.line, problem.place.column, problem.place.length)
        for problem in check_written_page(PageSource.of("docs/a.md", markdown), ["bridge"])
    ]

    assert said == [("FD505", 6, 29, 4), ("FD511", 7, 15, 4)]
