"""``mis rules``: check, test and show the rulebook."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import click

from mis_assessor.cli.options import FOLDER
from mis_assessor.cli.rule_changes import diff
from mis_assessor.cli.rule_confirmations import confirm_command, status
from mis_assessor.cli.rulebook_files import book_command, new_year_command
from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.requirement import Requirement
from mis_assessor.engine.cage import Engine
from mis_assessor.reports.book.plain import describe
from mis_assessor.rulebook.cqim_rules import has_cqim_rules, read_cqim_rules
from mis_assessor.services.check_rules import checked_books, run_examples
from mis_assessor.services.columns_asked import refuse_unknown_columns
from mis_assessor.shipped import rules_folder

YEAR = click.option("--year", type=int, default=None, help="Scheme year; default: every year.")
FRAMEWORK = click.option(
    "--framework", default=None, help="Only this framework, for example lms-governance."
)


@click.group()
def rules() -> None:
    """Check, test and show the rules."""


for command in (book_command, confirm_command, diff, new_year_command, status):
    rules.add_command(command)


@rules.command()
@YEAR
@FRAMEWORK
@FOLDER
@click.option("--quiet", is_flag=True, help="Print problems only.")
def check(year: int | None, framework: str | None, folder: Path | None, quiet: bool) -> None:
    """Read every rule file and say everything that cannot be right."""
    folder = folder or rules_folder()
    for name, book in checked_books(folder, year, framework):
        refuse_unknown_columns(book)
        for rule in book.rules if not quiet else ():
            click.echo(_line(rule.requirement))
        click.echo(f"{name}: {len(book.rules)} rule files, nothing wrong found.")
    if year is None and framework is None and has_cqim_rules(folder):
        tests = len(read_cqim_rules(folder).tests)
        click.echo(f"CQIM data quality: {tests} tests, nothing wrong found.")


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
    for name, book in checked_books(folder, year, framework):
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
        click.echo(f"{name}: {len(results)} examples, decided twice, all as the rule files say.")


@rules.command()
@click.argument("requirement")
@FOLDER
def show(requirement: str, folder: Path | None) -> None:
    """Print one requirement (for example MIS-Y4-SA8-B) as people read it."""
    folder = folder or rules_folder()
    for _, book in checked_books(folder):
        for rule in book.rules:
            if requirement in rule.requirement.ids:
                click.echo(describe(rule))
                return
    raise RulebookWrong(f"There is no requirement {requirement}. “mis rules check” lists them.")
