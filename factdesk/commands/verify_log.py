"""Verify the transparency log of a site: its files, its history, and a reader's checkpoint."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import click

from factdesk.config.mkdocs_yml import ConfigError, read_mkdocs_yml
from factdesk.messages.catalogue import os_reason, tr, tr_noop
from factdesk.outputs.log import LOG_FOLDER
from factdesk.publish.live import FetchError, LiveSite
from factdesk.transparency.checkpoint import parse_checkpoint
from factdesk.transparency.entries import LogEntry
from factdesk.transparency.log import TransparencyLog
from factdesk.transparency.public_record import read_public_record
from factdesk.transparency.published import PublishedLog, first_difference, read_published_log
from factdesk.transparency.signed_note import NoteError, verify_note
from factdesk.transparency.tiles import LogFormatError

_KEEP = tr_noop("Keep what you downloaded, and report this to the publisher.")
_COMMIT = 12  # characters of a commit that are printed


class Statement(NamedTuple):
    """A sentence about the log; ``holds`` is False if it failed verification."""

    text: str
    holds: bool = True


def verify_log(
    site: str, claims: Sequence[Path], since: Path | None, key: str | None, folder: Path | None
) -> int:
    """Print the results of verifying a site's log, and return the exit status.

    ``folder`` is the folder of claims in a clone of the site's repository, if there is one.
    """
    published = _read(site)
    statements = [
        *_signature(published, key),
        *_kept(published, since),
        *_history(published, folder),
        *(_inclusion(published.log, claim) for claim in claims),
    ]
    for statement in statements:
        click.echo(statement.text)
    failed = sum(not statement.holds for statement in statements)
    if failed:
        click.echo(
            tr(
                "{failed} of {n} tests failed. {keep}",
                failed=failed,
                n=len(statements),
                keep=tr(_KEEP),
            )
        )
    checkpoint = published.checkpoint
    click.echo(
        tr(
            "The log of {origin} has {size} entries and the root",
            origin=checkpoint.origin,
            size=checkpoint.size,
        )
    )
    click.echo(checkpoint.root_text)
    return 1 if failed else 0


def _read(site: str) -> PublishedLog:
    try:
        with _reader(site) as read:
            return read_published_log(lambda path: read(LOG_FOLDER + path))
    except (FetchError, OSError) as error:
        reason = os_reason(error) if isinstance(error, OSError) else str(error)
        raise click.ClickException(
            tr("{site} has no complete log ({reason})", site=site, reason=reason)
        ) from error
    except LogFormatError as error:
        raise click.ClickException(
            tr(
                "the log of {site} is damaged: {error}. {keep}",
                site=site,
                error=error,
                keep=tr(_KEEP),
            )
        ) from error


@contextmanager
def _reader(site: str) -> Iterator[Callable[[str], bytes]]:
    if "://" in site:
        with LiveSite(site) as live:
            yield live.read
    else:
        yield lambda path: (Path(site) / path).read_bytes()


def _signature(published: PublishedLog, key: str | None) -> Iterator[Statement]:
    if key is None:
        return
    try:
        verify_note(published.note.decode("utf-8", "replace"), key)
    except NoteError as error:
        yield Statement(
            tr("The checkpoint is not signed with this key: {error}.", error=error), holds=False
        )
    else:
        yield Statement(tr("The checkpoint is signed with this key."))


def _kept(published: PublishedLog, since: Path | None) -> Iterator[Statement]:
    if since is None:
        return
    try:
        kept = parse_checkpoint(since.read_bytes())
    except (OSError, LogFormatError) as error:
        reason = os_reason(error) if isinstance(error, OSError) else str(error)
        raise click.UsageError(f"--since: {since}: {reason}") from error
    if published.log.continues(kept):
        added = published.checkpoint.size - kept.size
        yield Statement(
            tr(
                "Today's log contains all {size} entries of the checkpoint that you kept, and "
                "{added} newer ones.",
                size=kept.size,
                added=added,
            )
        )
    elif kept.size > published.checkpoint.size:
        yield Statement(
            tr(
                "Entries were removed: your checkpoint has {size} entries, but the log has {now}.",
                size=kept.size,
                now=published.checkpoint.size,
            ),
            holds=False,
        )
    else:
        yield Statement(
            tr(
                "The log was rewritten: its first {size} entries differ from your checkpoint. The "
                "page /verify/ of the site must say why.",
                size=kept.size,
            ),
            holds=False,
        )


def claims_folder(config: Path) -> Path | None:
    """Return the folder of claims of a configuration, or None."""
    try:
        return read_mkdocs_yml(config).source_folders()[1]
    except ConfigError:
        return None


def _history(published: PublishedLog, folder: Path | None) -> Iterator[Statement]:
    if folder is None or not folder.is_dir():
        yield Statement(
            tr("The log was not compared with a repository: run this in a clone of it.")
        )
        return
    record = read_public_record(folder)
    if record.log is None:
        reason = tr(
            "The log was not compared with the repository: {missing}.", missing=record.missing
        )
        yield Statement(reason, holds=False)
        return
    yield _compared(published.log, record.log)


def _compared(published: TransparencyLog, own: TransparencyLog) -> Statement:
    number = first_difference(published, own)
    if number is not None:
        return Statement(
            tr(
                "The log does not match the history of this repository. Entry {number} is\n"
                "  on the site:       {theirs}\n  in the repository: {ours}",
                number=number,
                theirs=_described(published.entries[number]),
                ours=_described(own.entries[number]),
            ),
            holds=False,
        )
    more = own.tree.size - published.tree.size
    if more < 0:
        return Statement(
            tr(
                "This clone lacks {n} entries of the log: run 'git pull' and verify again. If "
                "they are still missing, the history of the repository was rewritten.",
                n=-more,
            ),
            holds=False,
        )
    newer = (
        tr(" It has {more} newer entries, which are not published yet.", more=more) if more else ""
    )
    return Statement(tr("The history of this repository gives the same log.{newer}", newer=newer))


def _inclusion(log: TransparencyLog, claim: Path) -> Statement:
    try:
        digest = hashlib.sha256(claim.read_bytes()).hexdigest()
    except OSError as error:
        raise click.UsageError(f"{claim}: {os_reason(error)}") from error
    same_name = [
        (n, each) for n, each in enumerate(log.entries) if each.path.split("/")[-1] == claim.name
    ]
    found = [(n, entry) for n, entry in same_name if entry.digest == digest]
    if not found:
        return Statement(
            tr(
                "{claim}: no entry of the log has these bytes. If you changed the file, restore "
                "it; if it is newer than the site, wait until it is published.",
                claim=claim,
            ),
            holds=False,
        )
    number, entry = found[-1]
    newest = [(n, each) for n, each in same_name if each.path == entry.path][-1]
    is_current = newest[0] == number
    rest = (
        tr("the current version")
        if is_current
        else tr("not the current one: see entry {newest}", newest=newest[0])
    )
    return Statement(
        tr(
            "{claim} is entry {number}, {entry}; {rest}.",
            claim=claim,
            number=number,
            entry=_described(entry),
            rest=rest,
        )
    )


def _described(entry: LogEntry) -> str:
    time = f"{entry.committed_at:%Y-%m-%d %H:%M} UTC"
    what = entry.path if entry.digest else f"{entry.path} (deleted)"
    return tr("{what}, commit {id} of {time}", what=what, id=entry.commit.id[:_COMMIT], time=time)
