"""``factdesk import``: import reviews that were published elsewhere."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click
from msgspec import structs

from factdesk.claims.file_names import is_aside
from factdesk.commands import options
from factdesk.config.site_config import SiteConfig
from factdesk.git.run import HistoryError, run_git
from factdesk.importing.articles import SavedArticles
from factdesk.importing.importer import CREATED, UPDATED, Importer, ImportJob
from factdesk.importing.json_report import write_json_report
from factdesk.importing.mapping import ImportMapping
from factdesk.importing.mapping_file import read_mapping
from factdesk.importing.raw import ImportRefusal
from factdesk.importing.redirects import REDIRECTS, write_redirects
from factdesk.importing.report import result_lines, source_lines
from factdesk.importing.review_store import ReviewStore
from factdesk.importing.source import ImportSource
from factdesk.importing.start_map import write_start_map
from factdesk.messages.catalogue import tr, tr_count
from factdesk.reading.folder import name_in
from factdesk.text.characters import visible

_PATH = click.Path(path_type=Path)


@click.command("import")
@click.argument("paths", metavar="SOURCE…", nargs=-1, required=True, type=_PATH)
@click.option(
    "--map",
    "map_file",
    type=_PATH,
    metavar="FILE",
    help="Read the mapping of columns, ratings and dates.",
)
@click.option("--write", is_flag=True, help="Write the claim files; without it, only report.")
@click.option(
    "--into",
    default="archive",
    show_default=True,
    metavar="FOLDER",
    help="Write new files to this folder inside the claims folder.",
)
@click.option(
    "--report", "report_file", type=_PATH, metavar="FILE", help="Write the full report as JSON."
)
@click.option(
    "--articles",
    type=_PATH,
    metavar="FOLDER",
    help="Take sources from the links of saved articles in this folder.",
)
@click.option(
    "--start-map", type=_PATH, metavar="FILE", help="Write a mapping file to fill in, and exit."
)
@click.option(
    "--force",
    is_flag=True,
    help="Write to a folder with uncommitted changes, or overwrite a mapping.",
)
@options.config
def command(config: SiteConfig, paths: tuple[Path, ...], **given: Any) -> int:
    """Import reviews from a file, or from all files in a folder.

    The command reads web pages, JSON, tables and WordPress exports, and recognises the format by
    the content. Without --write, it writes nothing except the report.
    """
    chosen = _Chosen(**given)
    try:
        mapping = (
            read_mapping(chosen.map_file, config.scale) if chosen.map_file else ImportMapping()
        )
        sources = [
            ImportSource(file, name_in(Path.cwd(), file), dict(mapping.csv))
            for file in _files(paths)
        ]
        if chosen.start_map:
            return _start_map(chosen.start_map, sources, mapping, config, force=chosen.force)
        folder = _folder(config, chosen.into)
        saved = SavedArticles(chosen.articles) if chosen.articles else None
        job = ImportJob(config, sources, mapping, folder, saved, chosen.write)
        with tempfile.TemporaryDirectory() as temporary:
            store = ReviewStore(Path(temporary))
            try:
                return _import(job, store, chosen.report_file, force=chosen.force)
            finally:
                store.close()
    except ImportRefusal as error:
        click.echo(tr("Error: {message}", message=visible(str(error))), err=True)
        return 1


class _Chosen(NamedTuple):
    """The options of the command."""

    map_file: Path | None
    write: bool
    into: str
    report_file: Path | None
    articles: Path | None
    start_map: Path | None
    force: bool


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files, and the files in folders sorted by name, without hidden ones."""
    for path in paths:
        if path.is_dir():
            inside = sorted(file for file in path.rglob("*") if file.is_file())
            hidden = (
                any(part.startswith(".") for part in file.relative_to(path).parts)
                for file in inside
            )
            found = [file for file, is_aside in zip(inside, hidden, strict=True) if not is_aside]
            if not found:
                raise ImportRefusal(tr("the folder '{path}' is empty", path=path))
            yield from found
        elif path.exists():
            yield path
        else:
            raise ImportRefusal(tr("'{path}' does not exist", path=path))


def _folder(config: SiteConfig, into: str) -> Path:
    """Return the folder for new files, given relative to the site or to the claims folder."""
    config.require_claims_folder()
    claims = config.claims_folder.resolve()
    places = [(base / into).resolve() for base in (config.root, Path.cwd(), claims)]
    folder = next((place for place in places if place.is_relative_to(claims)), places[-1])
    parts = folder.relative_to(claims).parts if folder.is_relative_to(claims) else ("..",)
    if any(map(is_aside, parts)):
        raise click.BadParameter(
            tr(
                "must be a folder inside the claims folder whose name does not begin with '_' or "
                "'.'"
            ),
            param_hint="--into",
        )
    return config.claims_folder.joinpath(*parts)


def _start_map(
    file: Path,
    sources: list[ImportSource],
    mapping: ImportMapping,
    config: SiteConfig,
    *,
    force: bool,
) -> int:
    if file.exists() and not force:
        raise ImportRefusal(tr("'{file}' exists: choose another name, or add --force", file=file))
    file.write_text(write_start_map(sources, mapping, config), "utf-8")
    for line in source_lines(sources):
        click.echo(line)
    click.echo(
        tr(
            "\nWrote {file}. Fill it in, then run: factdesk import … --map {map_file}",
            file=visible(str(file)),
            map_file=file,
        )
    )
    return 0


def _import(job: ImportJob, store: ReviewStore, report_file: Path | None, *, force: bool) -> int:
    changed = _uncommitted(job.into.resolve()) if job.write and not force else ""
    if changed:
        job = structs.replace(job, write=False)
    importer = Importer(job, store)
    importer.run()
    counts = store.counts()
    if changed and (counts.get(CREATED) or counts.get(UPDATED)):
        raise ImportRefusal(
            tr(
                "the folder '{into}' has uncommitted changes, such as {changed}: commit them, or "
                "add --force",
                into=job.into,
                changed=changed,
            )
        )
    for line in source_lines(job.sources):
        click.echo(line)
    for line in result_lines(store, write=job.write):
        click.echo(line)
    if job.write and importer.redirects:
        redirects = job.into / REDIRECTS
        if write_redirects(redirects, importer.redirects):
            name = name_in(job.config.root, redirects)
            click.echo(tr("\nWrote {name}: former and new addresses.", name=visible(name)))
    if report_file:
        with report_file.open("wb") as stream:
            write_json_report(stream, job.sources, store, write=job.write)
    for line in _about_articles(job.articles):
        click.echo(line)
    return 1 if any(source.fault for source in job.sources) else 0


def _about_articles(articles: SavedArticles | None) -> Iterator[str]:
    if articles and articles.unused:
        yield "\n" + tr_count(
            "{n} saved article belongs to no review.",
            "{n} saved articles belong to no review.",
            len(articles.unused),
        )
    if articles and articles.without_address:
        yield "\n" + tr_count(
            "{n} saved file names no address of its own.",
            "{n} saved files name no address of their own.",
            len(articles.without_address),
        )


def _uncommitted(folder: Path) -> str:
    """Return a file with uncommitted changes below a folder, or an empty string."""
    inside = folder
    while not inside.is_dir():
        inside = inside.parent
    try:
        status = run_git(inside, "status", "--porcelain", "--", str(folder))
    except HistoryError:  # without a repository, nothing can be uncommitted
        return ""
    lines = status.decode("utf-8", "replace").splitlines()
    return lines[0][3:] if lines else ""
