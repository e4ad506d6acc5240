"""The messages of the interface as HTML, each generated only once."""

from __future__ import annotations

from typing import Any

from factdesk.i18n.messages import Messages
from factdesk.pages.templating import render_macro
from factdesk.text.html import Html, escape


class MessageHtml(dict[str, Html]):
    """Messages as HTML, inside an element if they need attributes.

    ``messages[key]`` returns a message without values and caches it; ``messages(key, n=3)`` fills
    in values, which are escaped.
    """

    def __init__(self, messages: Messages, attributes: Html) -> None:
        """Store the messages, and the attributes that give their language."""
        super().__init__()
        self._messages = messages
        self._attributes = attributes

    def __missing__(self, key: str) -> Html:
        self[key] = html = self.mark(self._messages.html(key))
        return html

    def __call__(self, key: str, **values: Any) -> Html:
        """Return a message with its values filled in."""
        return self.mark(self._messages.html(key, **values))

    def count(self, key: str, n: int) -> Html:
        """Return a message whose only value is a count."""
        return self.mark(self._messages.count(key, n))

    def mark(self, text: str) -> Html:
        """Return a text inside the element that gives its language."""
        if not self._attributes:
            return escape(text)
        return render_macro("atoms.html", "span", text, self._attributes)
