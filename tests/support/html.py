"""A strict HTML reader: every element must be closed, every attribute and id must be unique.

For pages of a built site, which MkDocs writes in part, see ``support.built_site``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "link", "meta"}
BLOCKS = {"p", "li", "dt", "dd", "h1", "h2", "h3", "td", "th", "summary", "pre"}


@dataclass
class Element:
    """An element, or a full page (with an empty tag); texts are strings between its elements."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Element]:
        """Iterate over every element below this one, in document order."""
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child

    @property
    def text(self) -> str:
        """The text of the element, white space unchanged."""
        return "".join(c if isinstance(c, str) else c.text for c in self.children)

    @property
    def line(self) -> str:
        """The text on one line, with single spaces, also between blocks."""
        return " ".join(self._spaced().split())

    def _spaced(self) -> str:
        text = "".join(c if isinstance(c, str) else c._spaced() for c in self.children)
        return f" {text} " if self.tag in BLOCKS else text

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    def all(self, what: str) -> list[Element]:
        """Return every element below this one with a tag, a ``.class`` or an ``#id``."""
        return [element for element in self if element.is_a(what)]

    def one(self, what: str) -> Element:
        matches = self.all(what)
        assert len(matches) == 1, f"{len(matches)} of {what}"
        return matches[0]

    def is_a(self, what: str) -> bool:
        if what[0] == ".":
            return what[1:] in self.classes
        return self.attributes.get("id") == what[1:] if what[0] == "#" else self.tag == what

    @property
    def ids(self) -> list[str]:
        return [element.attributes["id"] for element in self if "id" in element.attributes]

    @property
    def hrefs(self) -> list[str]:
        return [
            element.attributes[name]
            for element in self
            for name in ("href", "src")
            if name in element.attributes
        ]


class _TreeBuilder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open = [Element("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].tag == tag, f"</{tag}> closes <{self.open[-1].tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data}")

    def handle_decl(self, decl: str) -> None:
        assert decl.lower() == "doctype html"


def read(html: str) -> Element:
    """Return HTML as a tree; fail if it is not well-formed or has an id twice."""
    builder = _TreeBuilder()
    builder.feed(html)
    builder.close()
    assert len(builder.open) == 1, f"<{builder.open[-1].tag}> is never closed"
    page = builder.open[0]
    assert len(page.ids) == len(set(page.ids)), f"an id occurs twice: {sorted(page.ids)}"
    return page
