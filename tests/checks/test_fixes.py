"""``check --fix`` corrects certain mistakes and leaves all others to the editor."""

from __future__ import annotations

import pytest
from support.site_folder import SiteFolder

from factdesk.checks.context import Context
from factdesk.checks.fixes import FixedText, fix_text

NBSP = "\u00a0"
HEAD = """\
# The bridge.
claim: The bridge cost twice its budget
claimant: Gazette   # a paper
verdict: true
summary: The account says so.
published_on: 2026-03-01
"""
SOURCE = "sources:\n  - title: Account\n    url: https://www.bridge.example/\n"


def fixed(text: str, *, agrees: bool = False) -> FixedText:
    return fix_text(text, "bridge.yml", Context(), lambda *_: agrees)


WIDE = "sources:\n  -  title: Account\n     url: https://www.bridge.example/\n"


@pytest.mark.parametrize(
    ("right", "part", "wrong"),
    [
        (SOURCE, "claimant: ", f"claimant:{NBSP}"),
        (SOURCE, "claimant: ", "claimant:"),
        (SOURCE, "    url: ", f"{NBSP * 4}url: "),
        (SOURCE, "    url: ", f"  {NBSP} url: "),
        (SOURCE.replace("url", "url "), "    url : ", f"    url{NBSP}: "),
        (WIDE, "  -  title: ", "  –  title: "),
        (SOURCE, "  - title: ", "  -title: "),
        (SOURCE, "  - title: ", f"  -{NBSP}title: "),
        (SOURCE, "# The", "```yaml\n# The"),
        (SOURCE, "https://www.bridge.example/", "[here](https://www.bridge.example/)"),
        (SOURCE, "https://www.bridge.example/", "<https://www.bridge.example/>"),
        (SOURCE.replace("e/", "e/?id=4"), "?id=4", "?utm_source=a&id=4&fbclid=b"),
        (SOURCE.replace("e/", "e/#p"), "#p", "?gclid=b#p:~:text=c"),
        (SOURCE, "2026-03-01", f"2026-03-01{NBSP}"),
        (SOURCE, "The account", "The acc\u200bount"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_needs_no_judgement_is_corrected_and_the_rest_stays(
    right: str, part: str, wrong: str, newline: str
) -> None:
    text = (HEAD + right).replace("\n", newline)
    mistaken = (HEAD + right).replace(part, wrong, 1).replace("\n", newline)

    result = fixed(mistaken)

    assert mistaken != text
    assert result.text == text
    assert len(result.changes) >= 1
    assert fixed(text) == (text, [])


@pytest.mark.parametrize(
    "text",
    [
        HEAD.replace("2026-03-01", "03/04/2026") + SOURCE,
        HEAD.replace("2026-03-01", "1.3.2026") + SOURCE,
        HEAD + SOURCE.replace("https://", ""),
        HEAD + f"analysis: |\n  url:https://x\n  –  title: A\n  ```yaml\n  a:{NBSP}b\n" + SOURCE,
        HEAD + "analysis: He\n  text:abc\n  foo: bar\n" + SOURCE,
        HEAD.replace("verdict", "verdcit") + SOURCE,
        HEAD.replace("claim: ", "claim: “") + SOURCE,
    ],
)
def test_what_needs_judgement_stays_as_it_is(text: str) -> None:
    assert fixed(text) == (text, [])


def test_a_missing_scheme_is_added_when_the_editor_agrees() -> None:
    text = HEAD + SOURCE
    assert fixed(text.replace("https://", ""), agrees=True).text == text


def test_several_mistakes_in_one_line_are_corrected() -> None:
    text = HEAD + SOURCE
    result = fixed(text.replace("  - title: ", f"  –{NBSP}title:{NBSP}"))

    assert result.text == text
    assert [change.code for change in result.changes] == ["FD005", "FD005"]


def test_the_command_prints_each_correction_and_then_what_remains(site: SiteFolder) -> None:
    text = HEAD + SOURCE.replace("/\n", "/?utm_source=a\n")
    wrong = text.replace("claimant: ", f"claimant:{NBSP}").replace("2026-03-01", "soon")
    site.write("claims/bridge.yml", wrong)

    result = site.run("check", "--fix")

    assert result.exit_status == 1
    assert result.out.startswith(
        "claims/bridge.yml:3: FD005 there is a no-break space after the colon\n"
        "  - claimant:\\u00a0Gazette   # a paper\n"
        "  + claimant: Gazette   # a paper\n"
        "claims/bridge.yml:9: FD220 removed tracking parameters\n"
        "  -     url: https://www.bridge.example/?utm_source=a\n"
        "  +     url: https://www.bridge.example/\n"
        "Corrected 2 places in 1 file.\n\n"
    )
    assert "claims/bridge.yml:6:15: FD301 'soon' is not a date" in result.out
    assert (site.root / "claims/bridge.yml").read_text("utf-8") == (HEAD + SOURCE).replace(
        "2026-03-01", "soon"
    )
    assert "Corrected" not in site.run("check", "--fix").out
