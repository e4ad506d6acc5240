"""Broken claim files of every kind, by name, with the expected results."""

# ruff: noqa: E501  # a list is read down, not across

from __future__ import annotations

import codecs

KIB = 1024

GOOD = """\
claim: The town's new bridge cost twice its budget
claimant: Example Gazette
verdict: mostly-true
summary: The final account is 1.9 times the budget that the council voted in 2019.
published_on: 2026-03-01
sources:
  - title: Final account of the bridge works
    url: https://example.org/final-account.pdf
"""


def with_(**fields: str) -> bytes:
    """A valid file with some fields in another notation; an empty one is left out."""
    blocks = dict(zip(_NAMES, _BLOCKS, strict=True)) | {
        name: f"{name}: {text}\n" if text else "" for name, text in fields.items()
    }
    return "".join(blocks.values()).encode("utf-8", "surrogatepass")


_BLOCKS = ("\n" + GOOD).replace("\n  ", "\0").split("\n")[1:-1]
_BLOCKS = [f"{block}\n".replace("\0", "\n  ") for block in _BLOCKS]
_NAMES = [block.partition(":")[0] for block in _BLOCKS]

_BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{','.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(8)
)


def _nested(depth: int, opening: str = "[", closing: str = "]") -> str:
    return opening * depth + closing * depth


#: Files that are refused, each with its place and a correction.
REFUSED: dict[str, bytes] = {
    # Bytes that are not text
    "empty": b"",
    "blank": b"   \n\n\t\n",
    "only-a-mark": codecs.BOM_UTF8,
    "comment-only": b"# claim: x\n",
    "nul": b"\x00" * 100,
    "nul-inside": GOOD.replace("bridge", "bri\0dge").encode(),
    "latin-1": GOOD.replace("town", "Zürich").encode("latin-1"),
    "windows-1252": GOOD.replace("town's", "town’s").encode("cp1252"),
    "utf-16": GOOD.encode("utf-16"),
    "utf-16-le": GOOD.encode("utf-16-le"),
    "utf-16-be": GOOD.encode("utf-16-be"),
    "utf-32": GOOD.encode("utf-32"),
    "utf-7-is-text-with-a-plus": with_(verdict="+AGY-alse"),
    "overlong": GOOD.encode().replace(b"bridge", b"\xc0\xaf"),
    "surrogate": GOOD.encode().replace(b"bridge", b"\xed\xa0\x80"),
    "beyond-unicode": GOOD.encode().replace(b"bridge", b"\xf4\x90\x80\x80"),
    "cut-in-a-character": GOOD.replace("2019.", "2019é").encode()[:-90] + b"\xc3",
    "lone-continuation": b"claim: \x80\n",
    "gzip": b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03" + b"\x99" * 40,
    "png": b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" + b"\xff" * 60,
    "zip": b"PK\x03\x04" + bytes(range(256)),
    "every-byte": bytes(range(256)),
    "too-large": b"claim: " + b"x" * (256 * KIB),
    "too-large-comment": b"#" * (257 * KIB) + b"\n" + GOOD.encode(),
    "two-byte-order-marks": codecs.BOM_UTF8 * 2 + GOOD.encode(),
    "mark-inside": GOOD.encode().replace(b"bridge", b"bri" + codecs.BOM_UTF8 + b"dge"),
    # Invisible characters
    **{
        f"control-{ord(sign):x}": with_(summary=f"a{sign}b")
        for sign in "\x01\x07\x08\x0b\x0c\x0e\x1b\x1f\x7f\x80\x85\x9b\x9f"
    },
    **{
        f"escaped-control-{n:x}": with_(summary=f'"a\\x{n:02x}b"')
        for n in (0, 1, 7, 8, 0x0B, 0x1B, 0x7F, 0x9B)
    },
    "escaped-override": with_(summary='"a\\u202Eb"'),
    "escaped-surrogate": with_(summary='"a\\uD800b"'),
    "escaped-surrogates": with_(summary='"a\\uD83D\\uDE00b"'),
    "escaped-noncharacter": with_(summary='"a\\uFFFFb"'),
    "escaped-beyond-unicode": with_(summary='"a\\U00110000b"'),
    "override": with_(summary="a\u202eb"),
    "open-isolate": with_(summary="a\u2066b"),
    "tag-characters": with_(summary="a\U000e0041b"),
    "zero-width": with_(summary="a\u200bb"),
    "override-in-a-key": with_().replace(b"summary:", "sum\u202emary:".encode()),
    "override-in-a-comment": "# \u202e\n".encode() + GOOD.encode(),
    # Invalid YAML, or features that claims do not need
    "tab": with_(sources="\n\t- title: x"),
    "unclosed-bracket": with_(topics="[a, b"),
    "unclosed-brace": with_(claimant="{name: x"),
    "unclosed-quote": with_(claim='"unclosed'),
    "unclosed-apostrophe": with_(claim="'unclosed"),
    "unquoted-colon": with_(summary="Two words: a colon"),
    "at-sign": with_(claim="@someone said so"),
    "backtick": with_(claim="`code`"),
    "percent": with_(claim="%x"),
    "bad-escape": with_(claim='"\\q"'),
    "bad-indent": GOOD.replace("    url", "   url").encode(),
    "stray-dedent": GOOD.replace("    url", " url").encode(),
    "key-without-space": GOOD.replace("claimant: ", "claimant:").encode(),
    "list-at-top": b"- claim: x\n",
    "text-at-top": b"just a text\n",
    "number-at-top": b"42\n",
    "null-at-top": b"null\n",
    "flow-at-top": b"[]\n",
    "empty-mapping": b"{}\n",
    "two-documents": GOOD.encode() + b"---\n" + GOOD.encode(),
    "end-of-document": GOOD.encode() + b"...\nclaim: x\n",
    "tag-directive": b"%TAG ! tag:x,2000:\n---\n" + GOOD.encode(),
    "anchor": with_(claim="&a The bridge"),
    "alias": with_(claim="&a The bridge", summary="*a"),
    "unknown-alias": with_(summary="*nothing"),
    "merge": with_(claimant="{<<: {name: x}}"),
    "bomb": _BOMB.encode() + GOOD.encode(),
    "tag": with_(claim="!!str x"),
    "python-tag": with_(claim="!!python/object/apply:os.system [id]"),
    "python-name": with_(claim="!!python/name:os.system"),
    "binary-tag": with_(claim="!!binary aGVsbG8="),
    "set-tag": with_(topics="!!set {a, b}"),
    "own-tag": with_(claim="!ENV HOME"),
    "include-tag": with_(claim="!include /etc/passwd"),
    "question-mark-key": b"? claim\n: x\n",
    "complex-key": b"? [a, b]\n: x\n" + GOOD.encode(),
    "mapping-key": b"? {a: b}\n: x\n" + GOOD.encode(),
    "empty-key": b": x\n" + GOOD.encode(),
    "null-key": b"~: x\n" + GOOD.encode(),
    "long-key": b"k" * 3000 + b": x\n" + GOOD.encode(),
    # Keys
    "twice": GOOD.encode() + b"claim: again\n",
    "twice-quoted": GOOD.encode() + b'"claim": again\n',
    "twice-in-a-source": with_(sources="\n  - title: a\n    title: b\n    url: https://a.example/"),
    "unknown-key": GOOD.encode() + b"clam: x\n",
    "unknown-in-a-source": with_(sources="\n  - title: a\n    url: https://a.example/\n    ulr: x"),
    "capital-key": GOOD.replace("claim:", "Claim:", 1).encode(),
    "key-with-a-space": GOOD.replace("claim:", '"claim ":', 1).encode(),
    "homoglyph-key": GOOD.replace("claim:", "сlaim:", 1).encode(),
    "many-unknown-keys": GOOD.encode() + b"".join(b"k%d: x\n" % n for n in range(1500)),
    "slug-as-a-field": GOOD.encode() + b"slug: other\n",
    "path-as-a-field": GOOD.encode() + b"path: /etc/passwd\n",
    "dunder": GOOD.encode() + b"__class__: x\n",
    "front-matter": GOOD.encode() + b"template: redirect.html\n",
    # Depth and number
    "thirteen-deep": with_(topics=_nested(13)),
    "deep-lists": with_(topics=_nested(5_000)),
    "deep-mappings": with_(claimant=_nested(5_000, "{a: ", "}")),
    "deep-blocks": with_(topics="\n" + "".join(f"{'  ' * n}-\n" for n in range(300))),
    "deep-unclosed": with_(topics="[" * 100_000),
    "many-nodes": with_(topics="[" + "x," * 60_000 + "x]"),
    "many-lists": with_(topics="[" + "[]," * 60_000 + "[]]"),
    "many-sources": with_(
        sources="".join(f"\n- {{title: t, url: 'https://a.example/{n}'}}" for n in range(4_000))
    ),
    "many-quotes": with_(topics='["' + '","' * 60_000 + '"]'),
    # Types
    "claim-is-a-list": with_(claim="[a, b]"),
    "claim-is-a-mapping": with_(claim="{a: b}"),
    "sources-is-a-text": with_(sources="one"),
    "sources-is-a-mapping": with_(sources="{title: a, url: 'https://a.example/'}"),
    "source-is-a-text": with_(sources="[https://a.example/]"),
    "source-is-a-list": with_(sources="[[a, b]]"),
    "topics-is-a-text": with_(topics="Bridges"),
    "topics-of-lists": with_(topics="[[a], [b]]"),
    "claimant-is-a-list": with_(claimant="[a]"),
    "claimant-without-a-name": with_(claimant="{role: newspaper}"),
    "quotes-is-a-text": with_(sources="\n  - {title: a, url: 'https://a.example/', quotes: x}"),
    "withdrawn-is-a-text": GOOD.encode() + b"status: withdrawn\nwithdrawn: yes\n",
    "null-source": with_(sources="[null]"),
    "empty-source": with_(sources="\n  -"),
    # Missing and empty
    **{f"without-{name}": with_(**{name: ""}) for name in _NAMES},
    **{f"null-{name}": with_(**{name: "null"}) for name in ("sources", "published_on", "verdict")},
    "no-sources": with_(sources="[]"),
    "empty-claim": with_(claim='""'),
    "blank-claim": with_(claim='"   "'),
    "blank-summary": with_(summary='"\\u00a0\\u3000"'),
    "draft-without-a-claim": b"status: draft\n",
    "too-long-claim": with_(claim="x" * 301),
    "too-long-summary": with_(summary="x" * 401),
    # Values
    "verdict-misspelt": with_(verdict="mostly-ture"),
    "verdict-in-capitals": with_(verdict="TRUE"),
    "verdict-homoglyph": with_(verdict="fаlse"),
    "status-unknown": GOOD.encode() + b"status: published!\n",
    "kind-unknown": GOOD.encode() + b"kind: rumour\n",
    "language-that-is-none": GOOD.encode() + b"language: '../x'\n",
    "withdrawn-without-a-reason": GOOD.encode() + b"status: withdrawn\n",
    **{
        f"date-{n}": with_(published_on=date)
        for n, date in enumerate(
            ["yesterday", "2026-3-1", "2026-02-30", "2026-13-01", "01.03.2026", "2026/03/01", "2026-03",
             "2026", "20260301", "2026-03-01T00:00:00Z", "0000-00-00", "-2026-03-01", "99999-01-01",
             "2026-03-01 ", "２０２６-03-01", "2026-W10-1", "1e9", "[2026, 3, 1]"]
        )
        if date != "2026-03-01 "
    },
    **{
        f"address-{n}": with_(sources=f"\n  - title: a\n    url: '{url}'")
        for n, url in enumerate(
            ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", "//a.example", "/a", "a.example",
             "ftp://a.example/", "https://", "https:a.example", "http://a b/", "https://a.example:99999/",
             "https://u:p@a.example/", "https://[::1", "https://a.example/\t", " https://a.example/",
             "https://a..b%00.example/", "https://exa\u00admple", "https://%zz/",
             "https://a.example/" + "x" * 2_000, "file:///etc/passwd", "mailto:a@b.example", "blob:https://a.example/x"]
        )
        if url != "https://exa\u00admple"
    },
    # References
    "citation-of-nothing": GOOD.encode() + b"analysis: See [@nothing].\n",
    "derived-from-nothing": with_(
        sources="\n  - {title: a, url: 'https://a.example/', derived_from: [nothing]}"
    ),
    "derived-from-itself": with_(
        sources="\n  - {id: a, title: a, url: 'https://a.example/', derived_from: [a]}"
    ),
    "derived-in-a-circle": with_(
        sources="\n  - {id: a, title: a, url: 'https://a.example/', derived_from: [b]}"
        "\n  - {id: b, title: b, url: 'https://b.example/', derived_from: [a]}"
    ),
    "id-twice": with_(
        sources="\n  - {id: a, title: a, url: 'https://a.example/'}"
        "\n  - {id: a, title: b, url: 'https://b.example/'}"
    ),
    "id-that-is-none": with_(sources="\n  - {id: 'a b', title: a, url: 'https://a.example/'}"),
    "related-to-nothing": GOOD.encode() + b"related: [nothing-at-all]\n",
    "related-to-a-path": GOOD.encode() + b"related: ['../../x']\n",
    "alias-that-is-taken": GOOD.encode() + b"aliases: [good]\n",
    "alias-reserved": GOOD.encode() + b"aliases: [api]\n",
    "correction-before-publication": GOOD.encode()
    + b"corrections: [{made_on: 2020-01-01, severity: fact, note: x}]\n",
    "correction-without-a-verdict": GOOD.encode()
    + b"corrections: [{made_on: 2026-04-01, severity: verdict, note: x}]\n",
    # File names, with valid contents
    "Capital": GOOD.encode(),
    "under_score": GOOD.encode(),
    "a space": GOOD.encode(),
    "double--hyphen": GOOD.encode(),
    "-leading": GOOD.encode(),
    "trailing-": GOOD.encode(),
    "dotted.name": GOOD.encode(),
    "ünïcode": GOOD.encode(),
    "con": GOOD.encode(),
    "aux": GOOD.encode(),
    "com1": GOOD.encode(),
    "api": GOOD.encode(),
    "index": GOOD.encode(),
    "page": GOOD.encode(),
    "404": GOOD.encode(),
    "x" * 81: GOOD.encode(),
}  # fmt: skip

#: Unusual but valid files.
READ: dict[str, bytes] = {
    "good": GOOD.encode(),
    "byte-order-mark": codecs.BOM_UTF8 + GOOD.encode(),
    "windows-lines": GOOD.replace("\n", "\r\n").encode(),
    "old-mac-lines": GOOD.replace("\n", "\r").encode(),
    "no-last-line-end": GOOD.rstrip().encode(),
    "trailing-blanks": GOOD.replace("\n", "  \n").encode(),
    "document-start": b"---\n" + GOOD.encode(),
    "directive": b"%YAML 1.2\n---\n" + GOOD.encode(),
    "document-end": GOOD.encode() + b"...\n",
    "all-quoted": GOOD.replace("mostly-true", '"mostly-true"').encode(),
    "flow": b'{"claim": "a b", "claimant": "c", "verdict": "false", "summary": "d", "published_on": "2026-03-01", "sources": [{"title": "e", "url": "https://a.example/"}]}',
    "json-with-lines": b'{\n"claim": "a b",\n"claimant": "c",\n"verdict": "false",\n"summary": "d",\n"published_on": "2026-03-01",\n"sources": [{"title": "e", "url": "https://a.example/"}]\n}\n',
    "false-is-a-verdict": with_(verdict="false"),
    "true-is-a-verdict": with_(verdict="true"),
    "numbers-are-texts": with_(claim="42", claimant="007", summary="1_000"),
    "yes-is-a-text": with_(claim="yes", claimant="Off", summary="~ about"),
    "null-is-missing": GOOD.encode() + b"quote: null\ntopics:\nkind:\n",
    "empty-lists": GOOD.encode() + b"topics: []\nreplies: []\naccepted: []\n",
    "date-in-quotes": with_(published_on="'2026-03-01'"),
    "twelve-hundred-topics": with_(topics="[" + ",".join(f"t{n}" for n in range(1_200)) + "]"),
    "just-not-too-large": GOOD.encode() + b"#" * (256 * KIB - len(GOOD) - 1) + b"\n",
    "three-hundred-characters": with_(claim="é" * 300),
    "emoji": with_(claim="👩‍👩‍👧‍👦 said so"),
    "scripts": with_(claim="می‌خواهم العربية עברית 漢字"),
    "draft": b"claim: x\nstatus: draft\n",
    "x" * 80: GOOD.encode(),
    "0": GOOD.encode(),
}  # fmt: skip
