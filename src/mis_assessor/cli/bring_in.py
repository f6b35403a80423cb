"""``mis import``: a filled workbook, or the trust's own spreadsheets, into a submission.

``mis workbook``: a submission as one workbook.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import click

from mis_assessor.cli.options import FILE, FOLDER, Day, say, write_files
from mis_assessor.core.errors import NotAllowed, Problem
from mis_assessor.core.plain import plain
from mis_assessor.core.wording import counted, listed
from mis_assessor.importing.merge import Merged
from mis_assessor.importing.workbook_read import is_submission_workbook
from mis_assessor.intake.mappings import LEFT_OUT
from mis_assessor.reading.problems import did_you_mean, quoted
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.services.bring_in import Brought, contents_of, refuse_name_of_patient
from mis_assessor.services.spreadsheets import (
    AUTO,
    Imported,
    import_spreadsheets,
    layouts_in,
    words_for_files,
)
from mis_assessor.services.workbooks import import_workbook, workbook_of

_SHOWN = 5


@click.command("workbook")
@click.argument("submission", type=click.Path(exists=True, path_type=Path))
@click.option("-o", "--output", type=FILE, required=True, help="The .xlsx file to write.")
@FOLDER
def workbook(submission: Path, output: Path, folder: Path | None) -> None:
    """Write SUBMISSION as one workbook, to be filled in further and imported again.

    A sheet for each register, a checklist of documents for each safety action, and a form of
    the year's statements. “mis import” brings it back without loss.

    Example: mis workbook rz5-year-7 -o rz5-year-7.xlsx
    """
    content = workbook_of(submission, folder or rules_folder())
    if output.suffix.casefold() != ".xlsx":
        raise NotAllowed(f"{output} is to be a workbook. Let its name end in .xlsx.")
    refuse_name_of_patient(output)
    for path in write_files({output: content}, [submission]):
        say(f"Wrote {path}. Bring it back with: mis import {path} --into {submission}")


@click.command("import")
@click.argument("what", nargs=-1, required=True, metavar="[KIND] FILE...")
@click.option(
    "--into",
    type=click.Path(path_type=Path),
    required=True,
    help="The submission folder; a workbook may begin a new one.",
)
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option(
    "--take-out",
    is_flag=True,
    help="Of a workbook: take rows out of the folder that are not in it any more.",
)
@click.option("--on", type=Day(), default=None, help="The day of the import; default: today.")
@click.option("--json", "as_data", is_flag=True, help="Print everything as JSON.")
@FOLDER
def import_command(
    what: tuple[str, ...],
    into: Path,
    dry_run: bool,
    take_out: bool,
    on: date | None,
    as_data: bool,
    folder: Path | None,
) -> None:
    """Bring a filled workbook, or the trust's own spreadsheets, into a submission folder.

    KIND is training-matrix, pmrt-list, scorecard, rota or audit, or auto where the program is to
    find out; a workbook of “mis new” or “mis workbook” needs none. How each sheet was read is
    shown, and kept in mappings.yaml to be used again. What was not understood is listed by its
    cell. Importing again changes nothing that is there already.

    Example: mis import training-matrix matrix.xlsx --into rz5-year-7 --dry-run
    """
    rules = folder or rules_folder()
    kind, files = _kind_and_files(what, words_for_files(layouts_in(rules)))
    if kind is None:
        for file in files:
            brought = import_workbook(file, into, rules, take_out=take_out, dry_run=dry_run)
            click.echo(as_json(brought)) if as_data else _say(tell(brought, dry_run=dry_run))
        return
    on = on or date.today()  # noqa: DTZ011 - the reader's own day, as its calendar shows it
    found = import_spreadsheets(kind, files, into, rules, on, dry_run=dry_run, reading=_progress)
    if as_data:
        click.echo(imported_as_json(found))
        return
    _say(tell_mappings(found))
    _say(tell(found.brought, dry_run=dry_run))
    _say(tell_rest(found))


def _progress(place: str) -> None:
    """Where it is, for whoever waits at a terminal."""
    if sys.stderr.isatty():
        say(f"Reading {place} …", err=True)


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        say(line)


def _kind_and_files(
    what: tuple[str, ...], known: tuple[str, ...]
) -> tuple[str | None, tuple[Path, ...]]:
    """The kind that was named, and the files; none where the files are workbooks of ours."""
    kinds = (*known, AUTO)
    first, *rest = what
    if first in kinds:
        if not rest:
            raise click.UsageError(f"Name the files of the {first}.")
        return first, tuple(map(Path, rest))
    files = tuple(map(Path, what))
    if not files[0].exists():
        meant = did_you_mean(first, kinds)
        raise NotAllowed(
            f"{first} is neither a file that is there nor a kind of file. Write "
            f"{listed(kinds, 'or')}, and then the files.{meant}"
        )
    for file in files:
        if not is_submission_workbook(file.name, contents_of(file)):
            raise NotAllowed(
                f"{file} is no workbook of a submission. Say what it is, as in: mis import "
                f"{known[-1]} {file} --into …, or auto. Kinds: {listed(kinds, 'or')}."
            )
    return None, files


def tell_mappings(found: Imported) -> Iterator[str]:
    """How each sheet was read, column by column."""
    for sheet in found.mappings:
        group = f", {sheet.group}" if sheet.group else ""
        yield f"{sheet.sheet}: read as a {sheet.layout}{group}, headings in row {sheet.heading_row}"
        for column in sheet.columns:
            if column.is_ != LEFT_OUT:
                yield f"    {column.column:<3} {quoted(column.heading)} → {column.is_}"
    yield "This mapping is kept in mappings.yaml; change it there, and import again."


def tell_rest(found: Imported) -> Iterator[str]:
    """What was not taken, and what a person should know of what was."""
    for what, number in found.counts.items():
        yield f"{number:,} times “{what}”: no attendance was made of it."
    for what, places in _by_what(found.left_out):
        yield f"Left out: {what} ({_places(places)})"
    for note in found.notes:
        yield f"Note: {note}"
    if found.not_understood:
        yield f"Not taken ({len(found.not_understood):,}):"
        yield from (f"    {problem}" for problem in found.not_understood)


def _by_what(problems: Iterable[Problem]) -> Iterable[tuple[str, list[str]]]:
    """The same thing told of several places, told once."""
    found: dict[str, list[str]] = {}
    for problem in problems:
        found.setdefault(problem.what.rstrip("."), []).append(problem.where)
    return found.items()


def _places(places: list[str]) -> str:
    more = len(places) - 1
    return f"{places[0]}{f' and {more:,} more' if more else ''}"


def imported_as_json(found: Imported) -> str:
    """What came of some spreadsheets, for a program."""
    told = {
        "mappings": [one.model_dump(by_alias=True) for one in found.mappings],
        "not taken": plain(found.not_understood),
        "left out": plain(found.left_out),
        "notes": plain(found.notes),
        "seen": dict(found.counts),
        **json.loads(as_json(found.brought)),
    }
    return json.dumps(told, ensure_ascii=False, indent=1)


def tell(brought: Brought, *, dry_run: bool) -> Iterator[str]:
    """What an import changed, table by table, in lines."""
    for table in brought.tables:
        yield from _table(table)
    if brought.page:
        yield f"submission.yaml: {counted(len(brought.page), 'headings')} changed"
        yield from (f"    {change}" for change in brought.page[:_SHOWN])
        yield from _more(len(brought.page))
    for register in brought.to_be_checked:
        yield (
            f"{register}: was checked before these changes, so the check was taken back. Let "
            "somebody check it again, and write who and when in registers.csv."
        )
    for remark in brought.remarks:
        yield f"Remark: {remark}"
    if not brought.changed and not brought.written:
        yield "Nothing is different from what stands in the folder."
    elif dry_run:
        yield "Nothing was written (--dry-run)."
    else:
        yield f"Wrote {counted(len(brought.written), 'files')}."


def _table(table: Merged) -> Iterator[str]:
    kinds = ("new", "changed", "taken out")
    parts = [
        f"{number:,} {what}"
        for what in kinds
        if (number := sum(change.what == what for change in table.changes))
    ]
    if table.same:
        parts.append(f"{table.same:,} as before")
    if parts:
        yield f"{table.name}: {', '.join(parts)}"
    for change in table.changes[:_SHOWN]:
        cells = "; ".join(map(str, change.cells))
        yield f"    {change.what:<9} {change.row}{f'  ({cells})' if cells else ''}"
    yield from _more(len(table.changes))
    if table.kept and table.changes:
        yield (
            f"    {counted(len(table.kept), 'rows')} of the folder stand in no row of the file "
            "and stay as they are"
        )


def _more(number: int) -> Iterator[str]:
    if number > _SHOWN:
        yield f"    … and {number - _SHOWN:,} more; --json lists them all"


def as_json(brought: Brought) -> str:
    """What an import changed, for a program."""
    told = {
        "tables": [
            {
                "table": table.name,
                "changes": plain(table.changes),
                "as before": table.same,
                "kept": list(table.kept),
            }
            for table in brought.tables
        ],
        "submission.yaml": plain(brought.page),
        "to be checked again": list(brought.to_be_checked),
        "remarks": list(brought.remarks),
        "written": [str(path) for path in brought.written],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)
