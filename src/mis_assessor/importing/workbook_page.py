"""The sheets that stand for ``submission.yaml``: who submits, what is stated, and by whom."""

from collections.abc import Iterator, Mapping
from typing import Any

from mis_assessor.core.rules.registers import CellKind
from mis_assessor.importing.folder import Page, Row
from mis_assessor.intake.cells import cell_type
from mis_assessor.intake.columns import Column, TableKind, by_heading

ANSWERS = "submission"


def column(heading: str, kind: CellKind, meaning: str, *options: str) -> Column:
    """A column of a kind, with the words of its list."""
    return Column(heading, cell_type(kind, options), meaning)


_TEXT = CellKind.TEXT
PAGE = TableKind(
    ANSWERS,
    "submission.yaml",
    "a heading of submission.yaml",
    by_heading(
        (
            column("heading", _TEXT, "What is asked."),
            column("value", _TEXT, "The trust's answer."),
            column("meaning", _TEXT, "What it is for."),
        )
    ),
)
CONTACTS = TableKind(
    "contacts",
    "submission.yaml",
    "somebody the scheme must be able to reach, or who holds a role",
    by_heading(
        (
            column("role", CellKind.ROLE, "The role, such as clinical MIS contact."),
            column("name", CellKind.SOMEBODY, "Who holds it."),
            column("organisation", _TEXT, "Where they work."),
            column("held from", CellKind.DAY, "First day in the role."),
            column("held to", CellKind.DAY, "Last day in the role; blank while it is held."),
        )
    ),
)
STATEMENTS = TableKind(
    "statements",
    "submission.yaml",
    "something a named person states",
    by_heading(
        (
            column("statement", _TEXT, "What is asked to be stated."),
            column("asked by", _TEXT, "The requirements that rest on it."),
            column("what each answer means", _TEXT, "What follows from each answer."),
            column("answer", _TEXT, "yes or no; or a day, or a day and time with seconds."),
            column("who", CellKind.SOMEBODY, "Who says so."),
            column("role", CellKind.ROLE, "In which role."),
            column("said on", CellKind.DAY, "The day it was said."),
            column("evidence", CellKind.DOCUMENT, "The document that shows it, by its id."),
        )
    ),
)
FALSE_ALARMS = TableKind(
    "false alarms",
    "submission.yaml",
    "a cell that looks like a patient identifier and is none",
    by_heading(
        (
            column("file", _TEXT, "The file, such as registers/perinatal-deaths.csv."),
            column("row", CellKind.WHOLE, "The row; blank lets every row of the column through."),
            column("column", _TEXT, "The heading of the column."),
            column("reason", _TEXT, "Why it is none."),
        )
    ),
)
LISTS_OF_PAGE: Mapping[str, TableKind] = {
    "contacts": CONTACTS,
    "statements": STATEMENTS,
    "false alarms": FALSE_ALARMS,
}
_ASKED_HEADINGS: tuple[tuple[str, str], ...] = (
    ("trust: code", "The trust's ODS code."),
    ("trust: name", "The trust's name."),
    ("scheme", "The scheme."),
    ("scheme year", "The scheme year."),
    ("assessed as at", "The day up to which facts count, as 2026-03-03; may stay blank."),
    ("known on", "The day whose guidance applies; may stay blank."),
    ("contribution", "What the trust paid into the fund, as £1,234,567.00."),
    ("training window: from", "First day of the training window the trust chose."),
    ("training window: to", "Last day of the training window the trust chose."),
    ("long-term leave means", "From how many days on leave is long-term, as 28 days."),
    *(
        (f"board paper: {heading}", "Printed on the cover of the Board paper; may stay blank.")
        for heading in (
            *("from the lead", "meeting", "date of meeting", "agenda item", "executive lead"),
            *("author and presenters", "previously considered", "LMNS and ICB"),
            *("strategic objective", "BAF reference", "CQC domain", "resource implications"),
            *("legal implications", "equality effect"),
        )
    ),
)
SETTLED = ("trust: code", "trust: name", "scheme", "scheme year")
"""Headings that say whose workbook it is: not to be changed in it."""


def page_rows(page: Page) -> Iterator[Row]:
    """The headings of submission.yaml, a row each."""
    for heading, meaning in _ASKED_HEADINGS:
        value: Any = page
        for part in heading.split(": "):
            value = value.get(part, "") if isinstance(value, Mapping) else ""
        filled = {"value": str(value)} if value else {}
        yield {"heading": heading, "meaning": meaning, **filled}
