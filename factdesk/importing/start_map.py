"""Write a mapping file to fill in: every rating, column and date format in the sources."""

from __future__ import annotations

import json
import textwrap
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from factdesk.config.site_config import SiteConfig
from factdesk.importing.dates import DateFormats, date_shape
from factdesk.importing.identity import rating_of
from factdesk.importing.mapping import ImportMapping, rating_key
from factdesk.importing.raw import column_of
from factdesk.importing.record_texts import RecordTexts
from factdesk.importing.report import count_records
from factdesk.importing.source import ImportSource
from factdesk.importing.suggestions import suggested_column, suggested_verdict
from factdesk.importing.targets import DATES, STRUCTURE
from factdesk.messages.catalogue import tr, tr_noop
from factdesk.text.shown import shown
from factdesk.text.slugs import fold

_SAMPLES = 3
_LONGEST_SAMPLE = 60
#: YAML needs a question mark for longer keys.
_LONGEST_KEY = 900

_HEAD = tr_noop(
    "The meaning of the ratings, columns and dates of an archive. Fill it in, then run the import "
    "again with --map and the name of this file. Values that you leave empty are not imported, but "
    "reported. Suggestions are in comments; they are never applied automatically."
)
_VERDICTS = tr_noop(
    "The verdict for each rating; case does not matter. The scale of this site:\n{names}.\n'draft' "
    "keeps the claims as drafts without reporting the rating."
)
_COLUMNS = tr_noop(
    "The target of each column: a field of the claim file, such as claim; or url\n(the address of "
    "the review), id, slug, publisher, verdict (the rating), html; or drop.\nWrite several targets "
    "in brackets: [verdict, summary].\nA column in a comment already has this target."
)


class _Survey:
    """The contents of the sources."""

    def __init__(self) -> None:
        self.columns: Counter[str] = Counter()
        self.targets: dict[str, str] = {}
        self.samples: dict[str, list[str]] = defaultdict(list)
        self.ratings: Counter[str] = Counter()
        self.dates: dict[str, Counter[tuple[str, str]]] = {name: Counter() for name in DATES}
        self.publishers: Counter[str] = Counter()

    def add(self, source: ImportSource, mapping: ImportMapping) -> None:
        """Add all records of a source."""
        for record in source.records():
            for path, value in record.leaves:
                column = column_of(path)
                targets = mapping.targets(record.format, column)
                if targets == (STRUCTURE,):
                    continue
                self.columns[column] += 1
                self.targets.setdefault(column, ", ".join(targets))
                sample = shown(" ".join(value.split()), _LONGEST_SAMPLE)
                if len(self.samples[column]) < _SAMPLES and sample not in self.samples[column]:
                    self.samples[column].append(sample)
            texts = RecordTexts(record, mapping)
            if rating := rating_of(texts):
                self.ratings[rating_key(rating)] += 1
            for name in DATES:
                for each in texts.texts(name):
                    self.dates[name][_date_state(each.text, mapping.dates)] += 1
            self.publishers.update({each.text for each in texts.texts("publisher")})


def _date_state(text: str, dates: DateFormats) -> tuple[str, str]:
    """Return the shape of a date, or an impossible date itself, and whether it is read."""
    if dates.read(text) is not None:
        return date_shape(text), tr_noop("read")
    if dates.is_impossible(text):
        return shown(" ".join(text.split()), _LONGEST_SAMPLE), tr_noop("not in the calendar")
    return date_shape(text), tr_noop("not read")


def write_start_map(
    sources: Sequence[ImportSource], mapping: ImportMapping, config: SiteConfig
) -> str:
    """Return the text of a mapping file for the sources."""
    survey = _Survey()
    for source in sources:
        survey.add(source, mapping)
    lines = [
        *_comment(tr(_HEAD)),
        "",
        *_verdict_lines(survey, mapping, config),
        *_column_lines(survey, mapping),
        *_date_lines(survey, mapping),
        *_other_lines(survey, mapping, sources),
    ]
    return "\n".join(lines) + "\n"


def _verdict_lines(survey: _Survey, mapping: ImportMapping, config: SiteConfig) -> Iterator[str]:
    names = ", ".join(verdict.name for verdict in config.scale.each())
    yield from _comment(tr(_VERDICTS, names=names))
    if not survey.ratings:
        yield "verdicts: {}"
        yield ""
        return
    yield "verdicts:"
    for rating, count in sorted(survey.ratings.items(), key=lambda item: (-item[1], item[0])):
        suggestion = suggested_verdict(rating, config.scale)
        yield f"  # {count_records(count)}{_hint(suggestion)}"
        value = mapping.verdicts.get(rating, "")
        key = json.dumps(rating, ensure_ascii=False)
        if len(key) > _LONGEST_KEY:
            yield f"  ? {key}"
            yield f"  : {value}".rstrip()
        else:
            yield f"  {key}: {value}".rstrip()
    yield ""


def _column_lines(survey: _Survey, mapping: ImportMapping) -> Iterator[str]:
    yield from _comment(tr(_COLUMNS))
    named = mapping.columns
    written = [each for each in survey.columns if fold(each) in named or not survey.targets[each]]
    yield "columns:" if written else "columns: {}"
    for column, count in survey.columns.items():
        samples = " | ".join(survey.samples[column])
        key = json.dumps(column, ensure_ascii=False)
        target = survey.targets[column]
        if fold(column) in named:
            yield f"  # {count_records(count)}: {samples}"
            yield f"  {key}: [{target}]" if ", " in target else f"  {key}: {target}"
            continue
        if target:
            yield f"  # {key}: {target}  # {count_records(count)}: {samples}"
            continue
        hint = _hint(suggested_column(column))
        yield f"  # {count_records(count)}{hint}: {samples}"
        yield f"  {key}:"
    yield ""


def _date_lines(survey: _Survey, mapping: ImportMapping) -> Iterator[str]:
    yield from _comment(
        tr("The formats of dates beyond 2026-03-01, such as %d/%m/%Y, %m/%d/%Y, %B %d, %Y.")
    )
    for name, states in survey.dates.items():
        for (shape, state), count in states.most_common():
            yield f"#   {name}: {shape}  ({count_records(count)}, {tr(state)})"
    yield f"dates: {json.dumps(mapping.dates.formats, ensure_ascii=False)}"
    yield ""


def _other_lines(
    survey: _Survey, mapping: ImportMapping, sources: Sequence[ImportSource]
) -> Iterator[str]:
    yield from _comment(
        tr('The separator of entries in a cell, such as  tags: ","  or  urls: newline')
    )
    yield "lists:" if mapping.lists else "lists: {}"
    for column, separator in mapping.lists.items():
        yield f"  {json.dumps(column, ensure_ascii=False)}: {json.dumps(separator)}"
    yield ""
    yield from _comment(
        tr("The publisher of reviews that name none. 'only: yes' skips other publishers.")
    )
    for name, count in survey.publishers.most_common(5):
        yield f"#   {shown(' '.join(name.split()))}: {count_records(count)}"
    yield "publisher:"
    for name in ("name", "url", "only"):
        value = mapping.publisher.get(name, "")
        yield f"  {name}: {json.dumps(value, ensure_ascii=False) if value else ''}".rstrip()
    yield ""
    yield from _comment(tr("The default language of reviews, such as es or pt-BR."))
    yield f"language: {mapping.language}".rstrip()
    yield ""
    yield from _comment(tr("The format of tables. Empty options are detected:"))
    for source in sources:
        yield from (f"#   {source.name}: {note}" for note in source.notes)
    yield "csv:"
    for name in ("delimiter", "quotes", "header", "encoding"):
        value = mapping.csv.get(name, "")
        yield f"  {name}: {json.dumps(value) if value else ''}".rstrip()


def _hint(suggestion: str) -> str:
    return tr("; suggestion: {suggestion}", suggestion=suggestion) if suggestion else ""


def _comment(text: str) -> list[str]:
    """Return a text as comment lines."""
    lines = (textwrap.wrap(line, 98, break_on_hyphens=False) for line in text.splitlines())
    return [f"# {line}" for each in lines for line in each]
