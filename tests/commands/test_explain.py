"""``explain``: the rule of a check, with an example and its corrected form."""

from __future__ import annotations

from typing import Any

import pytest

from factdesk.checks.codes import CODES


def test_rule_reason_hint_and_both_forms_are_printed(site: Any) -> None:
    result = site.run("explain", "FD203")

    assert result.exit_status == 0
    assert result.out == (
        "FD203 citation of an unknown source (error: nothing is built)\n"
        "\n"
        "Every [@id] in the analysis names a source of this claim.\n"
        "\n"
        "Why: The citation would lead nowhere.\n"
        "\n"
        "What to do: correct the id, or add the source.\n"
        "\n"
        "This triggers it:\n"
        "\n"
        "    analysis: The account says it [@acount], after the vote [@vote] and the account "
        "[@account].\n"
        "\n"
        "This is the corrected form:\n"
        "\n"
        "    analysis: The account says it [@account], after the vote [@vote].\n"
    )


@pytest.mark.parametrize("code", CODES)
def test_every_check_explains_itself(site: Any, code: str) -> None:
    result = site.run("explain", code.lower())

    assert result.exit_status == 0
    assert CODES[code].rule in result.out
    for line in (CODES[code].example + CODES[code].fixed).splitlines():
        assert f"    {line}".rstrip() in result.out


def test_a_warning_says_whether_a_claim_may_accept_it(site: Any) -> None:
    accept = "unless the claim accepts it"

    assert accept in site.run("explain", "FD208").out
    assert accept not in site.run("explain", "FD507").out


def test_without_a_code_all_checks_are_listed(site: Any) -> None:
    lines = site.run("explain").out.splitlines()

    assert len(lines) == len(CODES)
    assert lines[0] == "FD001  error    unreadable file"


def test_an_unknown_code_is_wrong_usage(site: Any) -> None:
    result = site.run("explain", "FD2033")

    assert result.exit_status == 2
    assert "unknown check 'FD2033'; did you mean FD203?" in result.err


def test_a_word_lists_the_checks_that_are_about_it(site: Any) -> None:
    lines = site.run("explain", "archived copy").out.splitlines()

    assert [line[:5] for line in lines] == ["FD207", "FD210", "FD216"]
    assert site.run("explain", "203").out.startswith("FD203 ")
    assert "lists all checks" in site.run("explain", "zebra").err
