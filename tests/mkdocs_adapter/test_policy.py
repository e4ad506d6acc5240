"""Violations of the content policy are found before readers see them."""

from __future__ import annotations

import pytest

from factdesk.mkdocs_adapter.policy import POLICY, violations


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        '<script type="module">alert(1)</script>',
        '<script src="https://cdn.example/a.js"></script>',
        "<script src='//cdn.example/a.js'></script>",
        "<script src=//cdn.example/a.js></script>",
        "<style>p { color: red }</style>",
        '<p style="color: red">',
        "<p class='a' style='color: red'>",
        '<img src="a.png" onerror="alert(1)">',
        '<body\nonload="alert(1)">',
        '<img src="https://img.example/a.png">',
        '<img alt="" src = "https://img.example/a.png">',
        '<img srcset="https://img.example/a.png 2x">',
        '<iframe src="https://video.example/"></iframe>',
        '<object data="https://video.example/a.swf"></object>',
        '<link rel="stylesheet" href="https://fonts.example/a.css">',
        '<link href="https://fonts.example/" rel="preconnect">',
        '<link rel="shortcut icon" href="//img.example/a.ico">',
        '<form action="https://other.example/"><button>Send</button></form>',
        '<base href="https://other.example/">',
    ],
)
def test_what_would_be_blocked_is_found(html: str) -> None:
    assert len(violations(f"<p>before</p>{html}<p>after</p>")) == 1


@pytest.mark.parametrize(
    "html",
    [
        '<script src="assets/a.js"></script>',
        '<script src="../assets/a.js" defer></script>',
        '<script type="application/ld+json">{"a": "\\u003cstyle>"}</script>',
        '<script id="__config" type="application/json">{}</script>',
        '<a href="https://example.org/">out</a>',
        '<link rel="canonical" href="https://example.org/">',
        '<link rel="alternate" type="application/atom+xml" href="https://example.org/feed.xml">',
        '<link rel="stylesheet" href="assets/a.css">',
        '<img src="assets/a.png" alt="once=on">',
        '<img src="data:image/png;base64,AA==">',
        '<meta property="og:image" content="https://example.org/card.png">',
        '<td align="right">1</td>',
        "<p>style=&quot;x&quot; onclick=&quot;y&quot; &lt;script&gt;</p>",
        '<form role="search"><input></form>',
        '<p title="a style=b onload=c">',
    ],
)
def test_what_is_allowed_is_not_reported(html: str) -> None:
    assert violations(html) == []


def test_the_policy_allows_nothing_that_would_let_text_run_or_leave() -> None:
    rules = {rule.split()[0]: rule.split()[1:] for rule in POLICY.split("; ")}
    assert rules["default-src"] == ["'none'"]
    assert rules["script-src"] == ["'self'"]
    assert rules["style-src"] == ["'self'"]
    assert rules["object-src"] == rules["base-uri"] == rules["form-action"] == ["'none'"]
    allowed = {source for sources in rules.values() for source in sources}
    assert allowed == {"'none'", "'self'", "data:"}
