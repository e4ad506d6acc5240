"""``factdesk init``: create a new site."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import click

from factdesk.messages.catalogue import messages_in, os_reason, tr, tr_noop, tr_quoted
from factdesk.scaffold.files import LANGUAGES, Identity
from factdesk.scaffold.site import new_site, write_new
from factdesk.scaffold.wheel import NoWheel
from factdesk.site_texts.texts import text_languages
from factdesk.text.characters import character_faults, direction_faults, visible
from factdesk.text.urls import BadURL, parse_url

# OWNER/NAME, with the characters that GitHub allows.
_REPOSITORY = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})/[A-Za-z0-9._-]{1,100}", re.ASCII)
_LONGEST_NAME = 100


def _name(value: str) -> str:
    name = value.strip()
    faults = [*character_faults(name), *direction_faults(name)]
    if not name or len(name) > _LONGEST_NAME or len(name.splitlines()) > 1 or faults:
        reason = (
            faults[0].message
            if faults
            else tr("one line of 1 to {longest_name} characters", longest_name=_LONGEST_NAME)
        )
        raise click.BadParameter(reason)
    return name


def _repository(value: str) -> str:
    repository = value.strip().removeprefix("https://github.com/").removesuffix(".git").strip("/")
    if repository and not _REPOSITORY.fullmatch(repository):
        raise click.BadParameter(
            tr("must have the form OWNER/NAME: '{value}'", value=visible(value))
        )
    return repository


def _address(value: str) -> str:
    try:
        return parse_url(value.rstrip("/") + "/") if value else ""
    except BadURL as error:
        raise click.BadParameter(f"{error}: {tr_quoted(visible(value))}") from error


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--name",
    type=_name,
    metavar="TEXT",
    help="Set the name of the site; by default, the command asks, or uses the name of DIR.",
)
@click.option(
    "--repo",
    "repository",
    type=_repository,
    default="",
    metavar="OWNER/NAME",
    help="Set the GitHub repository that the pages link to.",
)
@click.option(
    "--language",
    type=click.Choice(text_languages()),
    default=LANGUAGES[0],
    help="Set the language of the interface, and of the pages and forms where they exist in it.",
)
@click.option(
    "--url", type=_address, default="", metavar="URL", help="Set the address of the site, if known."
)
def command(folder: Path, name: str | None, repository: str, language: str, url: str) -> int:
    """Create a new site in DIR, which must be empty or not exist.

    The site has a configuration, pages to fill in, an example claim, and workflows that check and
    publish it on GitHub.
    """
    with messages_in(language):
        return _create(folder, name, repository, language, url)


def _create(folder: Path, name: str | None, repository: str, language: str, url: str) -> int:
    _refuse_full(folder)
    name = name or _ask_name(folder)
    try:
        files = new_site(Identity(name, language, repository, url))
        write_new(folder, files)
    except NoWheel as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        reason = os_reason(error)
        raise click.ClickException(
            tr("{folder} cannot be written: {reason}", folder=visible(str(folder)), reason=reason)
        ) from error
    click.echo(_what_next(folder, name, len(files), language))
    return 0


def _refuse_full(folder: Path) -> None:
    """Refuse a folder that contains any file, even a hidden one, so that nothing is overwritten."""
    if folder.is_dir():
        full = next(folder.iterdir(), None)
        if full is None:
            return
        message = tr_noop(
            "{folder} is not empty (it contains '{name}'): name an empty or new folder"
        )
    elif folder.exists() or folder.is_symlink():
        full = folder
        message = tr_noop("{folder} is not a folder: name an empty or new folder")
    else:
        return
    shown = {"folder": visible(str(folder)), "name": visible(full.name)}
    raise click.ClickException(tr(message, **shown))


def _ask_name(folder: Path) -> str:
    """Return the name that the user types or, without a terminal, the name of the folder."""
    proposal = folder.resolve().name or "Factchecks"
    if not sys.stdin.isatty():
        return _name(proposal)
    answer: str = click.prompt(tr("The site's name"), default=proposal, value_proc=_name, err=True)
    return answer


_ENGLISH_PAGES = tr_noop(
    "\n"
    "The interface is in your language. The pages in docs/ and the forms are in English: "
    "translate them before you publish."
)


def _what_next(folder: Path, name: str, count: int, language: str) -> str:
    mark = {"de": "[AUSFÜLLEN: …]"}.get(language, "[FILL IN: …]")
    return (
        tr(
            "Created the site {name} in {folder}: {count} files.\n"
            "\n"
            "  cd {quoted}\n"
            "  python3 build_site.py serve             show the site while you edit\n"
            '  python3 build_site.py new "A claim"     start a claim file\n'
            "  python3 build_site.py build --strict    list what is left to fill in\n"
            "\nReplace each {mark} in docs/. README.md describes the next steps.",
            name=visible(name),
            folder=visible(str(folder)),
            count=count,
            quoted=visible(shlex.quote(str(folder))),
            mark=mark,
        )
    ) + ("" if language in LANGUAGES else tr(_ENGLISH_PAGES))
