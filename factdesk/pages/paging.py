"""Split long lists into pages of equal size, so that no page grows with the collection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from factdesk.pages.site import Site

Item = TypeVar("Item")


class Slice(NamedTuple):
    """The position of one page in a list: its number and the number of the last page."""

    number: int
    last: int

    @property
    def near(self) -> list[int]:
        """The page numbers to link: the ends and the neighbours; 0 means skipped numbers."""
        linked = sorted(
            {1, self.last}
            | set(range(max(1, self.number - 1), min(self.last, self.number + 1) + 1))
        )
        numbers: list[int] = []
        for number in linked:
            if numbers and number - numbers[-1] == 2:
                numbers.append(number - 1)
            elif numbers and number - numbers[-1] > 2:
                numbers.append(0)
            numbers.append(number)
        return numbers


def slices(items: Sequence[Item], size: int) -> Iterator[tuple[Slice, Sequence[Item]]]:
    """Yield the pages of a list; an empty list has one page, which says so."""
    last = max(1, -(-len(items) // size))
    for number in range(1, last + 1):
        yield Slice(number, last), items[(number - 1) * size : number * size]


def numbered(title: str, number: int, site: Site) -> str:
    """Return the title of one page of a list, with its number from the second page on."""
    return title if number == 1 else site.texts("list.page_title", title=title, page=number)
