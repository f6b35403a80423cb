"""``mis rules status`` and ``confirm``: which values a person compared with the guidance."""

from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import click

from mis_assessor.cli.options import CONFIRMATIONS, FOLDER, FRAMEWORK, YEAR, Day, say
from mis_assessor.core.rules.confirmations import confirmed_by, fingerprint, values_of
from mis_assessor.core.rules.values import Entry
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.rulebook.confirmations import NAME, read_confirmations
from mis_assessor.services.check_rules import checked_books
from mis_assessor.services.rule_edits import Compared, confirm

DOCUMENT = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@YEAR
@FRAMEWORK
@FOLDER
@CONFIRMATIONS
def status(
    year: int | None, framework: str | None, folder: Path | None, confirmations: Path | None
) -> None:
    """Count the values of every year and framework by how we know them."""
    folder = folder or rules_folder()
    made = read_confirmations(confirmations or folder / NAME)
    for title, rulebook in checked_books(folder, year, framework):
        stands = confirmed_by(rulebook, made)
        marks: Counter[str] = Counter()
        confirmed = 0
        for rule in rulebook.rules:
            for entries in rule.requirement.values.values():
                for entry in entries:
                    marks[_mark(entry)] += 1
            for name, entry in values_of(rule):
                key = (rule.requirement.id, name, fingerprint(name, entry))
                confirmed += key in stands
        shown = ", ".join(f"{number} {mark}" for mark, number in sorted(marks.items()))
        say(f"{title}: {shown or 'no values'}; {confirmed} confirmed by a person")


def _mark(entry: Entry) -> str:
    if entry.set_locally:
        return "set locally"
    return "not loaded" if entry.not_loaded else entry.status.value


@click.command("confirm")
@click.argument("requirement")
@click.option("--document", required=True, type=DOCUMENT, help="The published document.")
@click.option("--page", required=True, help="The page the value stands on.")
@click.option("--by", required=True, help="The person who compared it.")
@click.option("--value", default="", help="One value by name; default: all of the requirement.")
@click.option("--on", type=Day(), default=None, help="The day; default: today.")
@FOLDER
@CONFIRMATIONS
def confirm_command(
    requirement: str,
    document: Path,
    page: str,
    by: str,
    value: str,
    on: date | None,
    folder: Path | None,
    confirmations: Path | None,
) -> None:
    """Record that a person compared the values of REQUIREMENT with the guidance."""
    folder = folder or rules_folder()
    today = datetime.now(UTC).date()
    compared = Compared(document, page, by, on or today)
    made = confirm(folder, confirmations or folder / NAME, requirement, value, compared, today)
    for one in made:
        say(f"Confirmed: {one.requirement}, {one.value}, {one.document} page {one.page}")
