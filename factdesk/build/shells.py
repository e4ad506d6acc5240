"""The frames of a site, each proven on the first page that it is used for."""

from __future__ import annotations

from factdesk.pages.page import Page
from factdesk.pages.shell import PageKind, PageShell, ShellError, ThemeRenderer, parts
from factdesk.publish.links import Links


class PageShells:
    """Puts pages into the theme's frames.

    A site's own templates may look at a page in ways that no frame can know. So the first page of
    each kind is also rendered by the theme itself; where the two differ, all pages of that kind
    are, which is slow, and ``notes`` says so.
    """

    def __init__(self, skin: ThemeRenderer, site_url: str) -> None:
        """Take the skin; ``links`` gathers where the frames themselves lead."""
        self._skin = skin
        self._site_url = site_url
        self._frames: dict[PageKind, PageShell | None] = {}
        self.links = Links(site_url)
        self.notes: list[str] = []

    def names(self, address: str) -> bool:
        """Whether every page's navigation names this one, which so has a frame of its own."""
        return address in self._skin.named

    def knows(self, address: str, section: str) -> bool:
        """Whether it is known how pages of this kind are framed."""
        return PageKind.at(address, section, self._skin.named) in self._frames

    def at(self, address: str, section: str) -> PageShell | None:
        """Return the frame for a page; None where none is proven."""
        return self._frames.get(PageKind.at(address, section, self._skin.named))

    def html(self, page: Page) -> str:
        """Return a page in its frame."""
        kind = PageKind.of(page, self._skin.named)
        if kind not in self._frames:
            self._frames[kind] = self._proven(kind, page)
        frame = self._frames[kind]
        if frame is None:
            return self._skin.render(page)
        return frame.fill(parts(page, self._site_url))

    def _proven(self, kind: PageKind, page: Page) -> PageShell | None:
        try:
            frame = self._skin.frame(kind)
        except ShellError as error:
            if str(page.body) not in self._skin.render(page):
                raise ShellError(
                    "the site's own templates leave no place for what stands on a page like "
                    f"{page.address}: keep '{{{{ super() }}}}' in their block 'content'"
                ) from error
            self._say(page, str(error))
            return None
        if frame.fill(parts(page, self._site_url)) != self._skin.render(page):
            self._say(page, "the site's templates change what they are given")
            return None
        # What stands in the slots is searched page by page; here, an absolute address does.
        self.links.search(kind.address, "about:".join(frame.constants))
        return frame

    def _say(self, page: Page, reason: str) -> None:
        self.notes.append(
            f"pages like {page.address} are rendered one by one, which is slow: {reason}"
        )
