"""The templates of outputs."""

from __future__ import annotations

from factdesk.pages.templating import TemplateSet

render_output = TemplateSet("factdesk.outputs").render
