"""``factdesk upgrade``: upgrade an existing site to this version."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import click

from factdesk import __version__
from factdesk.commands import options
from factdesk.config.reader import read_config
from factdesk.messages.catalogue import os_reason, tr, tr_noop
from factdesk.scaffold.files import Identity
from factdesk.scaffold.manifest import Manifest, NoManifest
from factdesk.scaffold.requirements import replaced_lines
from factdesk.scaffold.site import REQUIREMENTS, program_files
from factdesk.scaffold.upgrading import FileAction, FileChange, carry_out, changes
from factdesk.scaffold.wheel import NoWheel
from factdesk.text.characters import visible

_LABELS = {
    FileAction.REPLACE: tr_noop("updated"),
    FileAction.ADD: tr_noop("added"),
    FileAction.REMOVE: tr_noop("removed"),
    FileAction.KEEP: tr_noop("changed by you, kept"),
    FileAction.OWN: tr_noop("changed by you, differs from the file of this version"),
    FileAction.LEAVE_OUT: tr_noop("deleted by you, not restored"),
}


@click.command("upgrade")
@click.option("--dry-run", is_flag=True, help="Report the changes without making them.")
@options.config_file
def command(dry_run: bool, config_file: str) -> int:
    """Upgrade a site that 'init' created to this version of Factdesk.

    This updates the wheel, the requirements, the workflows, the forms and the template. If you
    changed a file, the command keeps it, shows the differences and exits with status 1. It never
    changes claims, pages or the configuration.
    """
    folder = Path(config_file).parent
    try:
        before = Manifest.read(folder)
        _refuse_older(before.version)
        config = read_config(Path(config_file))
        newer = program_files(Identity("", before.language), config.scale)
        after = Manifest.of(__version__, before.language, newer)
        found = changes(folder, before, newer)
        if not dry_run:
            carry_out(folder, found, before, after)
    except NoManifest as error:
        raise click.ClickException(
            tr(
                "{error}. Run this in the folder of a site that 'factdesk init' created.",
                error=error,
            )
        ) from error
    except NoWheel as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        name, reason = visible(str(error.filename)), os_reason(error)
        raise click.ClickException(
            tr("{name}: {reason}. Fix this and try again.", name=name, reason=reason)
        ) from error
    _report(found, before.version, dry_run=dry_run)
    return 1 if any(change.action is FileAction.KEEP for change in found) else 0


def _refuse_older(version: str) -> None:
    if _parts(__version__) < _parts(version):
        raise click.ClickException(
            tr(
                "this site is at version {version}, and this is Factdesk {newest}: install a "
                "newer version",
                version=visible(version),
                newest=__version__,
            )
        )


def _parts(version: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", version)]


def _report(found: Sequence[FileChange], version: str, *, dry_run: bool) -> None:
    for change in found:
        if change.action is FileAction.KEEP:
            click.echo("\n".join(visible(line) for line in change.difference()))
            click.echo()
    for change in found:
        click.echo(f"{visible(change.path)}: {tr(_LABELS[change.action])}")
        if change.path == REQUIREMENTS and change.action is FileAction.REPLACE:
            _report_replaced(change)
    if all(change.action is FileAction.OWN for change in found):
        click.echo(tr("Nothing to update: the site is at version {version}.", version=__version__))
    elif dry_run and version == __version__:
        click.echo(
            tr("\nThese changes would update the files of version {version}.", version=__version__)
        )
    elif dry_run:
        click.echo(
            tr(
                "\nThese changes would upgrade the site from {version} to {newest}.",
                version=visible(version),
                newest=__version__,
            )
        )
    else:
        click.echo(
            tr(
                "\n"
                "The site is at version {version}. Review the changes with 'git diff', run "
                "'python3 build_site.py build --strict', and commit them.",
                version=__version__,
            )
        )


def _report_replaced(change: FileChange) -> None:
    newer, current = change.after.decode(), change.before.decode("utf-8", "replace")
    for line in replaced_lines(newer, current):
        click.echo(
            "  "
            + tr(
                "removed, because this package is pinned: {line}; to use another version, list it "
                "in requirements-site.txt",
                line=visible(line),
            )
        )
