"""``factdesk verify``: compare the files of a site with their hashes."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import click

from factdesk.commands import options
from factdesk.messages.catalogue import os_reason, tr, tr_quoted
from factdesk.publish.live import FetchError, FileNotPublished, LiveSite
from factdesk.publish.sums import SUMS, SumsError, compare, digest, digests, read_sums
from factdesk.publish.tree import is_hidden, list_tree
from factdesk.text.urls import BadURL, parse_url

Hashes = Mapping[str, str]


class Findings(NamedTuple):
    """The expected hashes, the actual ones, and the files that could not be read, with reasons."""

    expected: Hashes
    found: Hashes
    unread: Mapping[str, str]


@click.command("verify")
@click.argument("site", metavar="FOLDER|URL")
@click.argument("claims", metavar="[CLAIM]...", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--against",
    metavar="FOLDER",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Compare with this folder instead of the site's own SHA256SUMS.",
)
@click.option("--log", is_flag=True, help="Verify the transparency log instead of the files.")
@click.option(
    "--since",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="With --log: compare with a checkpoint that you kept.",
)
@click.option("--key", metavar="KEY", help="With --log: verify the signature of the checkpoint.")
@options.config_file
@options.claims_dir
def command(  # click passes every option
    site: str,
    claims: tuple[Path, ...],
    against: Path | None,
    log: bool,
    since: Path | None,
    key: str | None,
    config_file: str,
    claims_dir: str | None,
) -> int:
    """Compare a site (a folder or an address) with its checksums.

    With --log, verify the site's transparency log instead: that its files belong together, that the
    history of this repository gives the same log, and that it lists the file of each CLAIM.

    The checksums are those in the site's SHA256SUMS or, with --against, those of your own build.
    For an address, the command fetches all files, from this host only. It ignores hidden files.
    Exit status: 0 if everything matches, 1 if something differs, 2 if the comparison was not
    possible.
    """
    if log:
        if against:
            raise click.UsageError(tr("--against compares files: use it without --log"))
        from factdesk.commands.verify_log import claims_folder, verify_log  # slow to import

        folder = Path(claims_dir) if claims_dir else claims_folder(Path(config_file))
        return verify_log(_address(site), claims, since, key, folder)
    if claims or since or key:
        raise click.UsageError(tr("CLAIM, --since and --key are about the log: add --log"))
    expected = None if against is None else _with_list(against)
    findings = _ask(site, expected) if "://" in site else _look(Path(site), expected)
    model = SUMS if against is None else _printable(str(against))
    return _report(findings, model)


def _with_list(folder: Path) -> Hashes:
    """Return the hashes of a build, including that of its SHA256SUMS."""
    listed = [SUMS] if (folder / SUMS).is_file() else []
    return digests(folder) | digests(folder, listed)


def _look(folder: Path, expected: Hashes | None) -> Findings:
    if not folder.is_dir():
        raise click.ClickException(tr("folder '{folder}' does not exist", folder=folder))
    if expected is None:
        try:
            text = (folder / SUMS).read_bytes()
        except OSError as error:
            raise click.ClickException(_no_list(str(folder), os_reason(error))) from error
        expected = _read_list(text)
        ignored = SUMS
    else:
        ignored = ""
    found, unread = {}, {}
    for path in list_tree(folder).files:
        if path == ignored or is_hidden(path):
            continue
        try:
            found[path] = digest(folder / path)
        except OSError as error:
            unread[path] = os_reason(error)
    return Findings(expected, found, unread)


def _ask(url: str, expected: Hashes | None) -> Findings:
    with LiveSite(_address(url)) as site:
        try:
            listed = _read_list(site.read(SUMS))
        except FileNotPublished as error:
            raise click.ClickException(_no_list(url, str(error))) from error
        except FetchError as error:
            message = tr(
                "{where} cannot be read: {reason}. Check the address and the connection.",
                where=_printable(url),
                reason=_printable(str(error)),
            )
            raise click.ClickException(message) from error
        expected = listed if expected is None else expected
        with click.progressbar(
            length=len(expected),
            label=tr("Fetching"),
            file=sys.stderr,
            hidden=not sys.stderr.isatty(),
        ) as bar:
            answers = site.digests(expected, done=lambda: bar.update(1))
    # Files that only the live site lists count as extra, whatever their content.
    found = {path: "" for path in listed if path not in expected}
    unread = {}
    for path, answer in answers.items():
        if isinstance(answer, str):
            found[path] = answer
        elif not isinstance(answer, FileNotPublished):
            unread[path] = str(answer)
    return Findings(expected, found, unread)


def _address(site: str) -> str:
    """Return the address of a live site, or the folder."""
    if "://" not in site:
        return site
    try:
        return parse_url(site.partition("#")[0].partition("?")[0])
    except BadURL as error:
        raise click.ClickException(f"{error}: {tr_quoted(_printable(site))}") from error


def _no_list(where: str, reason: str) -> str:
    return tr(
        "{where} has no {sums} to compare with ({reason}). Check that Factdesk built this site.",
        where=_printable(where),
        sums=SUMS,
        reason=_printable(reason),
    )


def _read_list(text: bytes) -> dict[str, str]:
    try:
        return read_sums(text)
    except SumsError as error:
        raise click.ClickException(str(error)) from error


def _report(findings: Findings, model: str) -> int:
    expected, found, unread = findings
    differences = compare(expected, found)
    rows = [(tr("changed"), path, "") for path in differences.changed]
    rows += [(tr("missing"), path, "") for path in differences.missing if path not in unread]
    rows += [(tr("extra"), path, "") for path in differences.extra]
    rows += [(tr("unread"), path, f" ({unread[path]})") for path in sorted(unread)]
    for word, path, reason in rows:
        click.echo(_printable(f"{word:<8} {path}{reason}"))
    if not rows:
        click.echo(tr("All {n} files match {model}.", n=len(expected), model=model))
        return 0
    click.echo(
        tr(
            "{n} of {total} files do not match {model}.",
            n=len(rows),
            total=len(expected.keys() | found.keys()),
            model=model,
        )
    )
    return 1


def _printable(text: str) -> str:
    """Return a text with control characters escaped."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
