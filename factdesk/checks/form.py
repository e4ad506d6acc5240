"""FD0xx checks that the reader does not perform: the file name, and texts that YAML truncates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from factdesk.checks.check import Finding, check
from factdesk.checks.context import Context
from factdesk.checks.file_names import claim_file_name_hint
from factdesk.messages.catalogue import tr
from factdesk.reading.claim_file import ClaimFile
from factdesk.text.shown import shown
from factdesk.text.slugs import slug_fault

_EMPTY_LINE = re.compile(r"\S[ \t]*\r?\n[ \t]*\r?\n[ \t]*\S")
# A comment has a space after '#'; '#1' is usually meant as text.
_CUT = re.compile(r"[ \t]+#[^\s#!]")


@check("FD010")
def file_name_is_a_slug(file: ClaimFile, _: Context) -> Iterator[Finding]:
    if fault := slug_fault(file.slug.removeprefix("_")):
        yield Finding(
            file.root,
            tr("the file name '{slug}' is not a slug: {fault}", slug=shown(file.slug), fault=fault),
            claim_file_name_hint(file.slug),
        )


@check("FD018", needs="analysis")
def paragraphs_are_kept(file: ClaimFile, _: Context) -> Iterator[Finding]:
    analysis = file.root.scalar("analysis")
    if analysis is None or "\n\n" in analysis.value or "\n" not in analysis.value.rstrip("\n"):
        return
    written = file.text[analysis.start : analysis.end]
    if (analysis.plain or written.startswith(">")) and _EMPTY_LINE.search(written):
        yield Finding(
            file.root.key("analysis") or analysis,
            tr("the paragraphs of the analysis run together on the page"),
        )


@check("FD014")
def no_text_is_lost_to_a_comment(file: ClaimFile, _: Context) -> Iterator[Finding]:
    if "#" not in file.text:
        return
    for scalar in file.scalars:
        if scalar.plain and _CUT.match(file.text, scalar.end):
            yield Finding(scalar, tr("what follows '#' on this line is not part of the text"))
