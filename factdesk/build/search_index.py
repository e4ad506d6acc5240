"""Write the full-text index of a site, updating the last one if little has changed."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

import msgspec

from factdesk.build.file_records import FileRecords
from factdesk.build.site_build import SiteBuild
from factdesk.cache.fingerprint import fingerprint
from factdesk.cache.store import Cache, CacheEntry
from factdesk.pages.articles import article_title
from factdesk.pages.urls import claim_address
from factdesk.search.document import Document, is_handbook
from factdesk.search.index import Index, Listed, index_files, make_index
from factdesk.search.indexed import IndexedDocument, index_documents
from factdesk.search.postings import Postings

_KIND, _DOCUMENTS = "search index", "documents"
#: The number of words in one entry of the cache.
_WORDS = 4096


class SiteDocuments:
    """The documents of the index of one site."""

    def __init__(self, build: SiteBuild) -> None:
        """List the written pages, and the claims, oldest review first."""
        self._build = build
        self._pages = {page.address: page for page in self._written_pages()}
        claims = [
            Listed(claim_address(claim.slug), build.keys.claims[claim.slug].hex())
            for claim in reversed(build.site.collection.claims)
        ]
        pages = [Listed(page.address, fingerprint(repr(page))) for page in self._pages.values()]
        self.listed: Sequence[Listed] = [*pages, *claims]

    def _written_pages(self) -> Iterator[Document]:
        site, language = self._build.site, self._build.config.language
        written = self._build.theme.written.values()
        for page in sorted(written, key=lambda each: is_handbook(each.address)):
            title = article_title(page.address, site) or page.title
            yield Document(page.address, title, language, page.description, text=page.text)

    def load(self, documents: Sequence[Listed]) -> Iterator[IndexedDocument]:
        """Yield these documents, in their order."""
        for document in documents:
            if page := self._pages.get(document.address):
                yield from index_documents([page], self._build.config)
            else:
                yield self._build.workspace.fragments.indexed(document.address)


def write_search_index(build: SiteBuild) -> None:
    """Write the index of a site."""
    cache, shared = build.workspace.cache, build.keys.shared
    documents = SiteDocuments(build)
    last = _read(cache, shared)
    index = make_index(documents, last)
    records = FileRecords("search", shared, build.workspace)
    build.write(index_files(index, documents, records.write, build.config, build.site.texts))
    records.keep()
    if last is None or last.documents != index.documents:
        _keep(cache, shared, index)


def _keep(cache: Cache, shared: str, index: Index) -> None:
    count = -(-len(index.postings.words) // _WORDS)
    listed = msgspec.msgpack.encode((count, index.documents))
    key = fingerprint(shared, listed)
    encoded = enumerate(_encoded(index.postings))
    cache.write(_KIND, (CacheEntry(str(n), key, value) for n, value in encoded))
    cache.write(_KIND, [CacheEntry(_DOCUMENTS, shared, listed)])
    cache.retain(_KIND, [_DOCUMENTS, *map(str, range(count))])


def _read(cache: Cache, shared: str) -> Index | None:
    listed = cache.get(_KIND, _DOCUMENTS, shared)
    if listed is None:
        return None
    count, documents = msgspec.msgpack.decode(listed, type=tuple[int, list[Listed]])
    key = fingerprint(shared, listed)
    found = [value for n in range(count) if (value := cache.get(_KIND, str(n), key)) is not None]
    return Index(documents, _decoded(found)) if len(found) == count else None


def _encoded(postings: Postings) -> Iterator[bytes]:
    words, starts = postings.words, postings.starts
    for n in range(0, len(words), _WORDS):
        end = min(n + _WORDS, len(words))
        entries = postings.entries[starts[n] : starts[end]]
        lengths = array("I", [starts[at + 1] - starts[at] for at in range(n, end)])
        yield msgspec.msgpack.encode((" ".join(words[n:end]), lengths.tobytes(), entries.tobytes()))


def _decoded(values: Iterable[bytes]) -> Postings:
    words: list[str] = []
    starts, entries = array("I", [0]), array("I")
    for value in values:
        some, raw, rest = msgspec.msgpack.decode(value, type=tuple[str, bytes, bytes])
        words += some.split(" ")
        lengths = array("I")
        lengths.frombytes(raw)
        starts.extend([*accumulate(lengths, initial=starts[-1])][1:])
        entries.frombytes(rest)
    return Postings(words, starts, entries)
