"""All texts of a claim are untrusted and appear on the page as typed."""

import copy

from hypothesis import given, settings
from hypothesis import strategies as st
from support.html import read
from support.page_samples import WHOLE, WITHDRAWN, claim, render_pages, site

from factdesk.claims import claim as claim_module
from factdesk.claims.claim import Claim
from factdesk.claims.field_groups import FieldGroup, field_types
from factdesk.pages.claim import render_claim
from factdesk.pages.home import render_home

#: Characters that open an element, end an attribute, begin an entity, a template or a citation.
MARKUP = (
    '<script>alert(1)</script>', '"><img src=x onerror=alert(1)>', "' onclick='x", "&lt;b&gt;",
    "&amp;", "<!--", "]]>", "{{ 7 * 7 }}", "{% raw %}", "{n}", "{0.__class__}", "%s", "[@s1]",
    "</title>", "<svg/onload=x>", "javascript:alert(1)", "\\", "`", "\u200d", "عربي", "漢字", "🏴",
)  # fmt: skip
WILD = st.lists(
    st.one_of(
        st.sampled_from(MARKUP),
        st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=12),
    ),
    min_size=1,
    max_size=5,
).map("".join)
TEXT = WILD.filter(str.strip)

#: Fields that are not free text; and the check, which is Markdown (see ``tests/text``).
TYPED = {
    "slug", "path", "id", "url", "archived_url", "status", "kind", "basis", "stance", "severity",
    "verdict", "previous_verdict", "language", "derived_from", "related", "aliases", "position",
    "analysis", "on", "translation_of", "from", "digest", "category", "file", "use",
}  # fmt: skip


FIELDS = {
    **WHOLE,
    "media": [
        {
            "kind": "video",
            "url": "https://video.example/bridge",
            "category": "edited",
            "description": "A bridge over a river.",
            "context": "Another bridge, a year before.",
            "credit": "Example Gazette",
            "licence": "CC BY 4.0",
        }
    ],
}


def _paths(value, at=()):
    """Every place of a free text in a claim's fields."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in TYPED and not name.endswith("_on") and name != "review_by":
                yield from _paths(inner, (*at, name))
    elif isinstance(value, list):
        for n, inner in enumerate(value):
            yield from _paths(inner, (*at, n))
    else:
        yield at


def _with(fields, at, text):
    changed = copy.deepcopy(fields)
    place = changed
    for step in at[:-1]:
        place = place[step]
    place[at[-1]] = text
    return changed


PLACES = [*_paths(FIELDS), ("withdrawn", "reason")]


def test_no_free_text_of_a_claim_file_is_forgotten_here():
    records = {
        part
        for part in vars(claim_module).values()
        if isinstance(part, type) and issubclass(part, FieldGroup)
    }
    free = {
        name
        for record in records
        for name, type_ in field_types(record).items()
        if "Annotated[str" in str(type_)
    }
    tried = {[step for step in at if isinstance(step, str)][-1] for at in PLACES}

    # The text before and after a passage occurs only in the address of the passage.
    assert free - TYPED - {"prefix", "suffix"} == tried


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(PLACES), TEXT)
def test_any_text_in_any_field_appears_on_the_page_as_typed(at, text):
    fields = {**FIELDS, **WITHDRAWN, "slug": "whole"} if at[0] == "withdrawn" else FIELDS
    limit = {"claim": 300, "summary": 400}.get(at[-1], 10_000)
    of = Claim.from_fields(_with(fields, at, text[:limit].strip() or "x"))

    page = read(render_claim(of, site(of, claim())).body)

    assert _in(text[:limit].strip() or "x", page)
    assert _shape(page) <= ALLOWED


@settings(max_examples=60, deadline=None)
@given(TEXT, TEXT, TEXT)
def test_any_text_appears_in_lists_and_on_the_home_page_as_typed(name, title, topic):
    of = claim(
        claim=title[:300],
        claimant={"name": name, "role": name},
        topics=[topic],
        sources=[{"title": title, "url": "https://example.org/"}],
        corrections=[{"made_on": "2026-04-01", "severity": "fact", "note": name}],
    )
    on = site(
        of,
        articles=[
            {"slug": "a", "title": title, "publisher": name, "addresses": ["https://x.example/"]}
        ],
    )

    # The form has its own elements, and contains no text of a claim.
    pages = {p.address: read(p.body) for p in render_pages(on) if p.address != "edit/"}
    home = read(render_home(on))

    assert _in(title[:300], pages["claims/"])
    assert _in(name, pages["corrections/"])
    assert _in(topic, pages["topics/"])
    assert _in(title, pages["articles/a/"])
    assert _in(title[:300], home)
    assert all(_shape(page) <= ALLOWED for page in [*pages.values(), home])


def _in(text, page):
    """Whether a text appears somewhere in one piece, possibly inside a sentence of the program.

    Inside a quotation, double quotation marks become single ones.
    """
    nested = text.translate(_SINGLE)
    return any(text in part or nested in part.translate(_SINGLE) for part in _texts(page))


_SINGLE = str.maketrans('“”„«»"‘‚', "’’’’’’’’")


def _texts(element):
    yield element.text
    yield from (
        value for name, value in element.attributes.items() if name in {"href", "aria-label"}
    )
    for child in element.children:
        if not isinstance(child, str):
            yield from _texts(child)


def _shape(page):
    return {(element.tag, name) for element in page for name in (*element.attributes, "")}


#: Every element with every attribute that our templates use, and nothing else.
ALLOWED = {
    (tag, name)
    for tag, names in {
        "a": "href rel class id lang dir aria-label aria-current data-originalurl data-versionurl "
        "data-versiondate",
        "figcaption": "",
        "figure": "class",
        "aside": "class aria-label data-fd-due hidden",
        "b": "",
        "bdi": "lang dir",
        "blockquote": "class data-at",
        "br": "",
        "button": "type data-fd-copy data-fd-copy-of data-fd-done data-fd-share hidden",
        "code": "",
        "dd": "",
        "details": "class id",
        "div": "class lang dir aria-hidden",
        "dl": "class",
        "dt": "",
        "fieldset": "class",
        "h1": "class lang dir id",
        "h2": "class lang dir id",
        "h3": "",
        "header": "class",
        "i": "class",
        "input": "type name value checked autocomplete",
        "label": "class",
        "legend": "class",
        "li": "class id data-v hidden aria-live lang dir",
        "nav": "class aria-label",
        "ol": "class lang dir aria-label",
        "p": "class lang dir aria-hidden",
        "pre": "id tabindex",
        "rect": "class x y width height data-v",
        "s": "class",
        "script": "src defer data-at data-back",
        "section": "class id aria-label aria-labelledby",
        "small": "",
        "span": "class lang dir data-fd-dated",
        "summary": "",
        "svg": "class viewbox aria-label preserveaspectratio role",
        "time": "datetime lang dir",
        "ul": "class",
    }.items()
    for name in (*names.split(), "")
}
