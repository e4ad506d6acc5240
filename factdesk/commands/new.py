"""``factdesk new``: create a claim file."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import click
from msgspec import structs

from factdesk.checks.collection_context import CollectionContext
from factdesk.checks.context import Context
from factdesk.checks.file import check_file
from factdesk.checks.lenient import did_you_mean
from factdesk.checks.run import check_claims
from factdesk.claims.file_names import is_aside
from factdesk.claims.problem import Severity
from factdesk.commands import options
from factdesk.config.reader import read_config
from factdesk.config.site_config import Article, SiteConfig
from factdesk.files import write_file
from factdesk.messages.catalogue import os_reason, tr, tr_quoted
from factdesk.reading.claim_file import parse_claim_file
from factdesk.reading.folder import name_in
from factdesk.scaffold.article import article_appearances
from factdesk.scaffold.draft import Draft, write_draft
from factdesk.scaffold.naming import suggest_slug
from factdesk.scaffold.neighbours import neighbours
from factdesk.text.characters import visible
from factdesk.text.dates import parse_partial
from factdesk.text.nearest import nearest
from factdesk.text.shown import shown
from factdesk.text.slugs import slug_fault
from factdesk.text.urls import parse_url


@click.command("new")
@click.argument("words", nargs=-1, metavar="[CLAIM]")
@click.option(
    "--in",
    "folder",
    metavar="FOLDER",
    help="Write the file to this folder inside the claims folder.",
)
@click.option(
    "--slug", metavar="NAME", help="Set the file name without .yml; by default made from the claim."
)
@click.option(
    "--article",
    metavar="SLUG",
    help="Fill in where this checked article appeared, and the claim's position in it.",
)
@options.config_file
def command(
    words: tuple[str, ...],
    folder: str | None,
    slug: str | None,
    article: str | None,
    config_file: str,
) -> int:
    """Write a commented claim file with the status draft.

    CLAIM is the claim in one sentence. Without it, the command asks for the claim and its source.
    """
    config = read_config(Path(config_file))
    draft = Draft(_one_line(" ".join(words))) if words else _ask()
    slug = _usable(slug or suggest_slug(draft.claim, config.language))
    checked = check_claims(config)
    existing = CollectionContext(checked.files, config)
    _refuse_taken(slug, existing)
    file = _place(config.claims_folder, folder) / f"{slug}.yml"
    name = name_in(config.root, file)
    if article:
        found = article_appearances(_article(article, config), checked.claims)
        draft = structs.replace(draft, appearances=found)
    text = write_draft(draft, config)
    if faults := _faults(text, name, config):
        click.echo("\n".join([tr("No file was written:"), *faults]), err=True)
        return 1
    _write(file, text)
    click.echo(tr("Wrote {name} as a draft.", name=visible(name)))
    _list_similar(draft.claim, existing)
    has_script = (config.root / "build_site.py").is_file()
    program = "python3 build_site.py" if has_script else "factdesk"
    click.echo(
        tr(
            "\n"
            "Next, open the file and fill in the fields.\n"
            "  {program} serve    show it while you write, marked as a draft\n"
            "  {program} check    list what is wrong or missing\n"
            "To publish it, delete the line 'status: draft'.",
            program=program,
        )
    )
    return 0


def _one_line(text: str) -> str:
    return " ".join(text.splitlines()).strip()


def _ask() -> Draft:
    """Ask for the most important fields until each answer is valid."""
    if not sys.stdin.isatty():
        raise click.UsageError(tr("pass the claim in quotation marks"))
    click.echo(tr("Leave unknown fields empty.\n"), err=True)
    return Draft(
        claim=_answer(tr("What was claimed, in one sentence without a verdict?"), required=True),
        claimant=_answer(tr("Who makes the claim?")),
        claimed_on=_answer("When? (2026-03-01, 2026-03 or 2026)", parse_partial),
        url=_answer(tr("Where? (an address that begins with https://)"), parse_url),
    )


def _answer(question: str, parse: Callable[[str], object] = str, *, required: bool = False) -> str:
    def accept(text: str) -> str:
        text = _one_line(text)
        if required and not text:
            raise click.UsageError(tr("this is required"))
        try:
            if text:
                parse(text)
        except ValueError as error:
            raise click.UsageError(str(error)) from error
        return text

    answer: str = click.prompt(
        question,
        default="",
        show_default=False,
        value_proc=accept,
        err=True,
        prompt_suffix=" " if question.endswith("?") else ": ",
    )
    return answer


def _usable(slug: str) -> str:
    if fault := slug_fault(slug):
        raise click.BadParameter(f"{fault}: {tr_quoted(visible(shown(slug)))}", param_hint="--slug")
    return slug


def _article(slug: str, config: SiteConfig) -> Article:
    articles = {article.slug: article for article in config.articles}
    if slug in articles:
        return articles[slug]
    near = nearest(slug, list(articles))
    names = did_you_mean(near) or tr("its articles are: {value}", value=", ".join(articles) or "–")
    message = tr(
        "mkdocs.yml has no article '{slug}'; {names}", slug=visible(shown(slug)), names=names
    )
    raise click.BadParameter(message, param_hint="--article")


def _refuse_taken(slug: str, existing: CollectionContext) -> None:
    """Refuse an address that is already in use."""
    file = existing.by_slug.get(slug) or existing.by_alias.get(slug)
    if file is not None:
        raise click.ClickException(
            tr(
                "the name '{slug}' is in use by {path}. Edit that file, or give the new claim "
                "another name with --slug.",
                slug=slug,
                path=visible(file.path),
            )
        )


def _place(claims: Path, folder: str | None) -> Path:
    """Return the folder for the new file, which must be one from which claims are read."""
    parts = Path(folder or "").parts
    if Path(folder or "").is_absolute() or any(map(is_aside, parts)):
        raise click.BadParameter(
            tr(
                "must be a folder inside the claims folder whose name does not begin with '_' or "
                "'.'"
            ),
            param_hint="--in",
        )
    return claims.joinpath(*parts)


def _faults(text: str, name: str, config: SiteConfig) -> list[str]:
    """Return the errors of a draft with this text."""
    file = parse_claim_file(text.encode("utf-8", "surrogatepass"), name)
    result = check_file(file, Context(config.scale, config.language))
    return [
        f"  {visible(problem.message)}" + (f" ({problem.hint})" if problem.hint else "")
        for problem in result.problems
        if problem.severity is Severity.ERROR
    ]


def _write(file: Path, text: str) -> None:
    try:
        write_file(file, text.encode(), new=True)
    except FileExistsError as error:
        raise click.ClickException(tr("{file} already exists", file=visible(str(file)))) from error
    except OSError as error:
        raise click.FileError(str(file), hint=os_reason(error)) from error


def _list_similar(claim: str, existing: CollectionContext) -> None:
    claims = [(file, file.summary.claim) for file in existing.files]
    if similar := neighbours(claim, claims):
        click.echo(
            tr(
                "\n"
                "Similar claims exist. If one is the same claim, edit that file; otherwise list "
                "it under 'related'."
            )
        )
        for file in similar:
            click.echo(f"  {visible(file.path)}: {visible(shown(file.summary.claim, 100))}")
