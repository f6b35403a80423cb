"""``mis rules``: check, test and show the rulebook.

``mis rules diff``: what changed, and what of a submission newly fails or suffices.

``mis rules book``: a document made from the rulebook.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby
from pathlib import Path

import click

from mis_assessor.cli.compare import compare_command, new_year_command
from mis_assessor.cli.confirmations import confirm_command, status
from mis_assessor.cli.options import FILE, FOLDER, FRAMEWORK, YEAR, say, write_files
from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import FrameworkBook, Rulebook
from mis_assessor.engine.cage import Engine
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.reading.whole_files import refuse_over
from mis_assessor.reports.consistency_words import describe_consistency
from mis_assessor.reports.rulebook_book import Book
from mis_assessor.reports.rulebook_words import describe
from mis_assessor.rulebook.consistency import HEAD
from mis_assessor.rulebook.cqim import read_cqim_rules
from mis_assessor.rulebook.imports import read_layouts
from mis_assessor.rulebook.loaded import has_cqim_rules, years_in
from mis_assessor.rulebook.national import has_national_rules
from mis_assessor.rulebook.registers import read_registers
from mis_assessor.rulebook.rule_schema import rule_file_schema
from mis_assessor.rulebook.workflow import has_workflow, read_workflow
from mis_assessor.services.check_rules import (
    as_shipped,
    books_with,
    checked_books,
    checked_comparisons,
    consistency_rule,
    refuse_unknown_columns,
    rule_with,
    run_examples,
    tables_in,
)
from mis_assessor.services.consistency_examples import ConsistencyResult, run_consistency_examples
from mis_assessor.services.rule_changes import effects, rule_changes
from mis_assessor.services.rulebook_books import (
    as_page,
    as_pdf,
    framework_book,
    rulebook_book,
)


@click.command()
@click.argument("old")
@click.argument("new")
@FOLDER
@click.option(
    "--for",
    "submission",
    type=click.Path(exists=True, path_type=Path),
    default=None,
    help="Say what of this submission newly fails or newly suffices.",
)
@click.pass_context
def diff(
    context: click.Context, old: str, new: str, folder: Path | None, submission: Path | None
) -> None:
    """Print what changed from OLD to NEW: year-5 year-6, or year-4@2022-05 year-4@2022-10.

    With --for, exit code 0: the submission is met under both. 1: not under both.
    """
    folder = folder or rules_folder()
    if submission is not None:
        what = effects(folder, old, new, submission)
        for effect in what.found:
            was = effect.before.value if effect.before else "not asked"
            say(f"newly {effect.newly}: {effect.requirement}  {effect.title}")
            say(f"    {was} → {effect.after.value}")
        if not what.found:
            say("Nothing of it newly fails or newly suffices.")
        context.exit(0 if what.met else 1)
    for (requirement, title), group in groupby(
        rule_changes(folder, old, new), key=lambda change: (change.requirement, change.title)
    ):
        say(f"{requirement}  {title}")
        for change in group:
            needs = f" Newly needs: {', '.join(change.newly_needs)}." if change.newly_needs else ""
            say(f"    {change.kind}: {change.what}{needs}")


@click.command("book")
@click.option("--year", type=int, default=None, help="Scheme year.")
@click.option("--framework", default=None, help="A framework, for example lms-governance.")
@click.option("--edition", default="", help="One edition by its id; default: the last.")
@click.option("--html", "html_file", type=FILE, default=None, help="Write a web page.")
@click.option("--pdf", "pdf_file", type=FILE, default=None, help="Write an accessible PDF.")
@FOLDER
def book_command(
    year: int | None,
    framework: str | None,
    edition: str,
    html_file: Path | None,
    pdf_file: Path | None,
    folder: Path | None,
) -> None:
    """Write the rulebook of a year, or of a framework, as a document for people."""
    if html_file is None and pdf_file is None:
        raise click.UsageError("Name a file with --html or --pdf.")
    rules = folder or rules_folder()
    refuse_over(filter(None, [html_file, pdf_file]), [rules])
    shown = _shown(rules, year, edition, framework)
    pages: dict[Path, bytes] = {}
    if html_file is not None:
        pages[html_file] = as_page(shown)
    if pdf_file is not None:
        say("Writing the rulebook, about half a minute…", err=True)
        pages[pdf_file] = as_pdf(shown)
    for path in write_files(pages):
        say(f"Wrote {path}")


def _shown(folder: Path, year: int | None, edition: str, framework: str | None) -> Book:
    match year, framework:
        case None, str() if edition:
            raise click.UsageError("--edition is of a --year and does nothing here. Leave it out.")
        case None, str() as name:
            return framework_book(folder, name)
        case int() as number, None:
            return rulebook_book(folder, number, edition)
        case _:
            raise click.UsageError("Name a --year or a --framework.")


@click.group()
def rules() -> None:
    """Check, test and show the rules."""


for command in (
    book_command,
    compare_command,
    confirm_command,
    diff,
    new_year_command,
    status,
):
    rules.add_command(command)


@rules.command()
@YEAR
@FRAMEWORK
@FOLDER
@click.option("--quiet", is_flag=True, help="Print problems only.")
def check(year: int | None, framework: str | None, folder: Path | None, quiet: bool) -> None:
    """Read every rule file and say everything that cannot be right."""
    folder = folder or rules_folder()
    registers = read_registers(folder)
    read: list[Rulebook | FrameworkBook] = []
    for name, book in checked_books(folder, year, framework, as_shipped):
        read.append(book)
        refuse_unknown_columns(book, registers)
        for rule in book.rules if not quiet else ():
            say(_line(rule.requirement))
        agree = book.consistency if isinstance(book, Rulebook) else ()
        for one in agree if not quiet else ():
            say(f"{one.id:24} {one.check.kind} · {len(one.examples)} examples")
        also = f" and {len(agree)} consistency rules" if agree else ""
        say(f"{name}: {len(book.rules)} rule files{also}, nothing wrong found.")
    if year is None and framework is None and (layouts := read_layouts(folder, registers)):
        say(f"Imports: {len(layouts)} layouts of trusts' own files, nothing wrong found.")
    if year is None and framework is None and has_cqim_rules(folder):
        tests = len(read_cqim_rules(folder).tests)
        say(f"CQIM data quality: {tests} tests, nothing wrong found.")
    if year is None and framework is None and has_national_rules(folder):
        compared = checked_comparisons(folder, read, registers)
        say(f"National files: {compared} comparisons, nothing wrong found.")
    if year is None and framework is None and has_workflow(folder):
        moves = len(read_workflow(folder).moves)
        say(f"The way of a declaration: {moves} moves, nothing wrong found.")


def _line(requirement: Requirement) -> str:
    marks = Counter(entry.status.value for es in requirement.values.values() for entry in es)
    shown = ", ".join(f"{n} {mark}" for mark, n in sorted(marks.items())) or "no values"
    cases = sum(1 for ln in requirement.examples.splitlines() if "|" in ln) - 1
    return (
        f"{requirement.id:24} {requirement.source.document}, "
        f"{requirement.source.section} · {shown} · {max(cases, 0)} examples"
    )


@rules.command()
@YEAR
@FRAMEWORK
@FOLDER
@click.option("--only", default="", help="Only requirements whose id starts so.")
def test(year: int | None, framework: str | None, folder: Path | None, only: str) -> None:
    """Decide every example in the rule files and compare."""
    folder = folder or rules_folder()
    for name, book in _asked(folder, year, framework, only):
        wanted = tuple(r for r in book.rules if r.requirement.id.startswith(only))
        with Engine() as engine:
            results = list(run_examples(replace(book, rules=wanted), engine))
        wrong = [r for r in results if not r.agrees]
        if wrong:
            raise RulebookWrong(
                "\n".join(
                    f"{r.file}, {r.requirement}, row {r.example.line}: {r.sentence()}"
                    for r in wrong
                )
            )
        agree = _consistency(folder, book, only)
        if differ := [r for r in agree if not r.agrees]:
            raise RulebookWrong("\n".join(f"{r.rule}: {r.sentence()}" for r in differ))
        say(f"{name}: {len(results)} examples, decided twice, all as the rule files say.")
        if agree:
            say(f"{name}: {len(agree)} examples of consistency rules, all as they say.")


def _consistency(
    folder: Path, book: Rulebook | FrameworkBook, only: str
) -> list[ConsistencyResult]:
    """Every example of the consistency rules of a year; a framework has none."""
    if not isinstance(book, Rulebook):
        return []
    return list(run_consistency_examples(book, tables_in(folder), only))


def _asked(
    folder: Path, year: int | None, framework: str | None, only: str
) -> Iterator[tuple[str, Rulebook | FrameworkBook]]:
    """The books asked for; where only an id is named, those that have it."""
    if only.startswith(HEAD) and year is None:
        return checked_books(folder, max(years_in(folder)), of_year=as_shipped)
    if only and year is None and framework is None:
        return books_with(folder, only, as_shipped)
    return checked_books(folder, year, framework, as_shipped)


@rules.command()
def schema() -> None:
    """Print the JSON Schema of a rule file, for an editor that completes and underlines."""
    click.echo(json.dumps(rule_file_schema(), indent=1, ensure_ascii=False))


@rules.command()
@click.argument("requirement")
@FOLDER
def show(requirement: str, folder: Path | None) -> None:
    """Print one requirement (for example MIS-Y4-SA8-B) as people read it."""
    folder = folder or rules_folder()
    agrees = consistency_rule(folder, requirement)
    told = describe_consistency(agrees) if agrees else describe(*rule_with(folder, requirement))
    for line in told.splitlines():
        say(line)
