"""Compare with the published site before it is replaced: the new log must continue its log."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import click

from factdesk.checks.codes import CODES
from factdesk.claims.problem import Place, Problem
from factdesk.config.site_config import Output, SiteConfig
from factdesk.messages.catalogue import tr, tr_quoted
from factdesk.outputs.log import LOG_FOLDER
from factdesk.publish.live import FetchError, FileNotPublished, LiveSite
from factdesk.text.urls import BadURL, parse_url
from factdesk.transparency.checkpoint import CHECKPOINT, Checkpoint, parse_checkpoint
from factdesk.transparency.log import TransparencyLog
from factdesk.transparency.public_record import read_public_record
from factdesk.transparency.published import first_difference, read_published_log
from factdesk.transparency.tiles import LogFormatError

_CODE = CODES["FD525"]


class LiveState(NamedTuple):
    """The state of the published site: the commit to compare with, if any, and problems."""

    commit: str | None = None
    problems: tuple[Problem, ...] = ()
    note: str = ""


def compare_with_live(config: SiteConfig, url: str, today: dt.date) -> LiveState:
    """Return whether a site built from this repository may replace the published one.

    Raises:
        click.ClickException: the published site does not respond, so nothing is known.
    """
    try:
        with LiveSite(parse_url(url)) as site:
            return _compare(config, site, today)
    except BadURL as error:
        raise click.UsageError(f"--live: {error}: {tr_quoted(url)}") from error
    except FetchError as error:
        raise click.ClickException(
            tr(
                "The log of {url} cannot be read ({error}). Nothing is published without it: try "
                "again when the site is reachable.",
                url=url,
                error=error,
            )
        ) from error


def _compare(config: SiteConfig, site: LiveSite, today: dt.date) -> LiveState:
    try:
        note = site.read(f"{LOG_FOLDER}{CHECKPOINT}")
    except FileNotPublished:
        return LiveState(
            note=tr("{url} has no log yet, so there is nothing to compare with.", url=site.url)
        )
    try:
        live = parse_checkpoint(note)
    except LogFormatError as error:
        return LiveState(problems=(_CODE.problem(f"{site.url}: {error}", _place(config)),))
    if not live.size:
        return LiveState()
    record = read_public_record(config.claims_folder)
    if record.log and record.log.continues(live) and Output.LOG in config.outputs:
        return LiveState(record.log.entries[live.size - 1].commit.id)
    if any((each.size, each.root) == (live.size, live.root_text) for each in config.log.restarts):
        return LiveState(note=tr("mkdocs.yml gives a public reason why the log was restarted."))
    if Output.LOG not in config.outputs:
        reason = tr("the published site has a log, but 'log' is not among the outputs")
    elif record.log is None:
        reason = tr(
            "the published site has a log, but none can be derived here: {missing}",
            missing=record.missing,
        )
    else:
        number = _first_difference(site, live, record.log)
        reason = tr(
            "the history does not continue the published log of {n} entries"
            if number is None
            else "the history does not continue the published log of {n} entries, from entry "
            "{number} on",
            n=live.size,
            number=number,
        )
    return LiveState(problems=(_problem(reason, live, config, today),))


def _first_difference(site: LiveSite, live: Checkpoint, own: TransparencyLog) -> int | None:
    try:
        published = read_published_log(lambda path: site.read(f"{LOG_FOLDER}{path}"))
    except (FetchError, LogFormatError):
        return None
    number = first_difference(published.log, own)
    return own.tree.size if number is None and own.tree.size < live.size else number


def _problem(reason: str, live: Checkpoint, config: SiteConfig, today: dt.date) -> Problem:
    restart = (
        "log:\n"
        "  restarts:\n"
        f"    - restarted_on: {today}\n"
        f"      size: {live.size}\n"
        f"      root: {live.root_text}\n"
    ) + tr("      reason: # why the published history changed; readers see this on /verify/")
    return _CODE.problem(reason, _place(config), paste=restart)


def _place(config: SiteConfig) -> Place:
    return Place(config.file.name)
