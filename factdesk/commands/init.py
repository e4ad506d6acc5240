"""``factdesk init``: start a site of one's own."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import click

from factdesk.scaffold.files import LANGUAGES, Identity
from factdesk.scaffold.site import new_site, write_new
from factdesk.scaffold.wheel import NoWheel
from factdesk.text.characters import character_faults, direction_faults, visible
from factdesk.text.urls import BadURL, parse_url

# An account and a repository as GitHub names them.
_REPOSITORY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/[A-Za-z0-9._-]{1,100}", re.ASCII)
_LONGEST_NAME = 100


def _name(value: str) -> str:
    name = value.strip()
    faults = [*character_faults(name), *direction_faults(name)]
    if not name or len(name) > _LONGEST_NAME or len(name.splitlines()) > 1 or faults:
        reason = faults[0].message if faults else f"one line of 1 to {_LONGEST_NAME} characters"
        raise click.BadParameter(reason)
    return name


def _repository(value: str) -> str:
    repository = value.strip().removeprefix("https://github.com/").removesuffix(".git").strip("/")
    if repository and not _REPOSITORY.fullmatch(repository):
        raise click.BadParameter(f"written as on GitHub, OWNER/NAME: '{visible(value)}'")
    return repository


def _address(value: str) -> str:
    try:
        return parse_url(value.rstrip("/") + "/") if value else ""
    except BadURL as error:
        raise click.BadParameter(f"{error}: '{visible(value)}'") from error


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", type=_name, metavar="TEXT", help="The site's name; else the folder's.")
@click.option(
    "--repo",
    "repository",
    type=_repository,
    default="",
    metavar="OWNER/NAME",
    help="Its repository on GitHub, to which its pages lead.",
)
@click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default=LANGUAGES[0],
    help="The language of pages, forms and interface.",
)
@click.option("--url", type=_address, default="", metavar="URL", help="Its address, if known.")
def command(folder: Path, name: str | None, repository: str, language: str, url: str) -> int:
    """Start a site of your own in DIR, a folder that is empty or not there yet.

    It gets a configuration, pages to fill in, an example, and the workflows that check and publish
    it on GitHub.
    """
    _refuse_full(folder)
    name = name or _ask_name(folder)
    try:
        files = new_site(Identity(name, language, repository, url))
        write_new(folder, files)
    except NoWheel as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise click.ClickException(f"{visible(str(folder))} cannot be written: {reason}") from error
    click.echo(_what_next(folder, name, len(files), language))
    return 0


def _refuse_full(folder: Path) -> None:
    """Stop where anything is, hidden or not: nothing of anybody's is ever written over."""
    if folder.is_dir():
        full = next(folder.iterdir(), None)
        if full is None:
            return
        reason = f"holds something ('{visible(full.name)}')"
    elif folder.exists() or folder.is_symlink():
        reason = "is no folder"
    else:
        return
    raise click.ClickException(
        f"{visible(str(folder))} {reason}, and a new site goes into an empty folder or a new one"
    )


def _ask_name(folder: Path) -> str:
    """Return the name that somebody types, or else the folder's."""
    proposal = folder.resolve().name or "Factchecks"
    if not sys.stdin.isatty():
        return _name(proposal)
    answer: str = click.prompt("The site's name", default=proposal, value_proc=_name, err=True)
    return answer


def _what_next(folder: Path, name: str, count: int, language: str) -> str:
    mark = {"de": "[AUSFÜLLEN: …]"}.get(language, "[FILL IN: …]")
    return (
        f"{visible(str(folder))} holds a new site, {visible(name)}: {count} files.\n\n"
        f"  cd {visible(shlex.quote(str(folder)))}\n"
        "  python3 build_site.py serve             shows it, and every change as you save it\n"
        '  python3 build_site.py new "A claim"     starts a claim file\n'
        "  python3 build_site.py build --strict    lists what is left to fill in\n\n"
        f"What waits to be filled in is marked {mark} in docs/. README.md leads on from here."
    )
