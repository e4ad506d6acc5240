"""FD219, FD220: addresses that readers cannot open, and unnecessary parts of addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from factdesk.checks.address_hints import redirected, stray_end
from factdesk.checks.check import Finding, check
from factdesk.checks.context import Context
from factdesk.checks.lenient import is_address, is_judged
from factdesk.messages.catalogue import tr
from factdesk.reading.claim_file import ClaimFile
from factdesk.reading.nodes import Node, ScalarNode
from factdesk.text.documents import tracking_parameters
from factdesk.text.shown import shown
from factdesk.text.urls import (
    host_of,
    is_example_address,
    is_public_address,
    opens_in_browsers,
    parse_url,
)


@check("FD219")
def addresses_can_be_opened(file: ClaimFile, context: Context) -> Iterator[Finding]:
    refuses_examples = context.refuses_examples and is_judged(file)
    for scalar, address in addresses_in(file):
        if not is_public_address(address):
            yield Finding(scalar, tr("this address is on this computer or in a private network"))
        elif not opens_in_browsers(address):
            yield Finding(scalar, tr("browsers refuse to open this address"))
        elif refuses_examples and is_example_address(address):
            yield _example(scalar, address)
        elif target := redirected(address):
            message = tr(
                "this address only redirects to another one: '{target}'", target=shown(target)
            )
            yield Finding(scalar, message, tr("write the other address here"))
        elif end := stray_end(scalar.value):
            hint = tr("delete it, if the address is right without it")
            yield Finding(scalar, tr("this address ends with '{end}'", end=end), hint)
    if refuses_examples and (analysis := file.root.scalar("analysis")):
        for match in _EXAMPLE.finditer(analysis.value):
            yield _example(analysis, match[0])


_EXAMPLE = re.compile(
    r"https?://(?:[\w-]+\.)*(?:example\.(?:com|net|org|edu)|[\w-]+\.example)(?![\w.-]*\w)",
    re.IGNORECASE,
)


def _example(node: Node, address: str) -> Finding:
    host = host_of(parse_url(address))
    return Finding(
        node,
        tr("the domain of this address is reserved for examples: '{host}'", host=host),
        tr("write the real address, or delete the field"),
    )


@check("FD220")
def addresses_only_identify_a_page(file: ClaimFile, _: Context) -> Iterator[Finding]:
    for scalar, address in addresses_in(file):
        if names := tracking_parameters(address):
            yield Finding(
                scalar,
                tr("this address has tracking parameters: {names}", names=", ".join(names[:5])),
            )
        elif ":~:" in scalar.value:
            hint = tr("delete it, and give the passage under 'quotes'")
            yield Finding(scalar, tr("this address ends in a text fragment, ':~:text='"), hint)


@lru_cache(maxsize=1)  # both checks ask for the same file in succession
def addresses_in(file: ClaimFile) -> list[tuple[ScalarNode, str]]:
    """Return the addresses of a file, as typed and as browsers parse them."""
    root = file.root
    groups = [root.mapping("claimant"), root.mapping("attributed_to")]
    for name in ("authors", "appearances", "media", "sources", "replies"):
        groups += root.mappings(name)
    return [
        (scalar, parse_url(scalar.value))
        for group in groups
        if group
        for name in ("url", "archived_url")
        if (scalar := group.scalar(name)) and is_address(scalar.value)
    ]
