"""The accessibility violations that axe finds on a page."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

#: Waits until colour transitions end. Passed rules are left out, because describing them takes as
#: long as finding violations.
_RUN = """async (options) => {
  await Promise.allSettled(document.getAnimations().map((animation) => animation.finished));
  return (await axe.run(document, {resultTypes: ["violations"], ...options})).violations;
}"""


def violations(page: Page, options: dict[str, Any] | None = None) -> list[str]:
    """Return each rule that an element breaks, with the element and what is wrong with it."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    return [
        " ".join([rule["id"], str(node["target"]), node["html"][:160], node["failureSummary"]])
        for rule in page.evaluate(_RUN, options or {})
        for node in rule["nodes"]
    ]
