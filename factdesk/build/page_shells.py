"""The page shells of a site, each verified on the first page that uses it."""

from __future__ import annotations

from factdesk.cache.fingerprint import fingerprint
from factdesk.messages.catalogue import tr
from factdesk.pages.page import Page
from factdesk.pages.shell import PageKind, PageShell, ShellError, ThemeRenderer, parts
from factdesk.publish.links import Links


class PageShells:
    """Renders pages by filling page shells.

    A site's own templates can depend on a page in ways that no shell can represent. So the first
    page of each kind is also rendered by the theme itself. If the two differ, all pages of that
    kind are rendered by the theme, which is slow, and a note is added to ``notes``. ``used`` has
    the shell of each kind, None for such a kind.
    """

    def __init__(self, theme: ThemeRenderer, site_url: str) -> None:
        """Store the theme; ``links`` collects the links in the shells."""
        self._theme = theme
        self._site_url = site_url
        self.used: dict[PageKind, PageShell | None] = {**theme.verified}
        self._keys: dict[PageKind, bytes] = {}
        self.links = Links(site_url)
        self.notes: list[str] = []
        for kind, shell in theme.verified.items():
            self._search(kind, shell)

    def names(self, address: str) -> bool:
        """Return whether the navigation contains this page, which then has its own shell."""
        return address in self._theme.named

    def knows(self, address: str, section: str) -> bool:
        """Return whether the shell of this page's kind has been verified, now or earlier."""
        return PageKind.at(address, section, self._theme.named) in self.used

    def key(self, address: str, section: str) -> bytes:
        """Return the fingerprint of the shell of a page; empty if the theme must render it."""
        kind = PageKind.at(address, section, self._theme.named)
        shell = self.used.get(kind)
        if shell and kind not in self._keys:
            self._keys[kind] = fingerprint(shell.constants, shell.slots).encode()
        return self._keys[kind] if shell else b""

    def html(self, page: Page) -> str:
        """Return the HTML of a page."""
        kind = PageKind.of(page, self._theme.named)
        if not self.knows(page.address, page.section):
            self.used[kind] = self._verified(kind, page)
        shell = self.used[kind]
        if shell is None:
            return self._theme.render(page)
        return shell.fill(parts(page, self._site_url))

    def _verified(self, kind: PageKind, page: Page) -> PageShell | None:
        try:
            shell = self._theme.shell(kind)
        except ShellError as error:
            if str(page.body) not in self._theme.render(page):
                raise ShellError(
                    tr(
                        "the site's own templates leave out the content of pages like {address}: "
                        "keep '{{{{ super() }}}}' in their block 'content'",
                        address=page.address,
                    )
                ) from error
            self._note(page, str(error))
            return None
        if shell.fill(parts(page, self._site_url)) != self._theme.render(page):
            self._note(page, tr("the site's templates change the content"))
            return None
        self._search(kind, shell)
        return shell

    def _search(self, kind: PageKind, shell: PageShell) -> None:
        # Links in the slots are collected page by page; here an absolute address replaces them.
        self.links.search(kind.address, "about:".join(shell.constants))

    def _note(self, page: Page, reason: str) -> None:
        self.notes.append(
            tr(
                "pages like {address} are rendered one by one, which is slow: {reason}",
                address=page.address,
                reason=reason,
            )
        )
