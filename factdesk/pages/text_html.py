"""The texts of the site as HTML, each generated only once."""

from __future__ import annotations

from typing import Any

from factdesk.pages.templating import render_macro
from factdesk.site_texts.texts import SiteTexts
from factdesk.text.html import Html, escape


class TextHtml(dict[str, Html]):
    """Texts as HTML, inside an element if they need attributes.

    ``texts[key]`` returns a text without values and caches it; ``texts(key, n=3)`` fills
    in values, which are escaped.
    """

    def __init__(self, texts: SiteTexts, attributes: Html) -> None:
        """Store the texts, and the attributes that give their language."""
        super().__init__()
        self._texts = texts
        self._attributes = attributes

    def __missing__(self, key: str) -> Html:
        self[key] = html = self.mark(self._texts.html(key))
        return html

    def __call__(self, key: str, **values: Any) -> Html:
        """Return a message with its values filled in."""
        return self.mark(self._texts.html(key, **values))

    def count(self, key: str, n: int) -> Html:
        """Return a message whose only value is a count."""
        return self.mark(self._texts.count(key, n))

    def mark(self, text: str) -> Html:
        """Return a text inside the element that gives its language."""
        if not self._attributes:
            return escape(text)
        return render_macro("atoms.html", "span", text, self._attributes)
