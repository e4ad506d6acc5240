"""Remove links to policies of the publisher whose pages do not exist."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy

from msgspec import structs

from factdesk.pages.shell import WrittenPage
from factdesk.pages.site import Site

_POLICIES = ("corrections_policy", "ethics_policy")


def without_missing_policies(site: Site, written: Mapping[str, WrittenPage]) -> Site:
    """Return the site without policies whose page does not exist.

    The defaults name pages that a site does not have to have.
    """
    addresses = {page.address for page in written.values()}
    publisher = site.config.publisher
    missing = {name: None for name in _POLICIES if not _exists(getattr(publisher, name), addresses)}
    config = structs.replace(site.config, publisher=structs.replace(publisher, **missing))
    collection = copy(site.collection)  # whose look-ups do not depend on the publisher
    collection.config = config
    return Site(
        collection,
        offline=site.offline,
        preview=site.preview,
        health=site.health,
        pictures=site.pictures,
        record=site.record,
    )


def _exists(policy: str | None, addresses: set[str]) -> bool:
    return policy is not None and ("://" in policy or policy.lstrip("/") in addresses)
