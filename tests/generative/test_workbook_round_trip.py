"""Out of a folder into a workbook and back: the identity, whatever the cells say."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.importing.asked import AskedDocument, documents_asked
from mis_assessor.importing.cells_read import acts_as_a_formula
from mis_assessor.importing.folder import Folder, Row, Table, as_table, cell_text
from mis_assessor.importing.workbook_plan import planned
from mis_assessor.importing.workbook_read import read_workbook
from mis_assessor.importing.workbook_write import workbook_bytes
from mis_assessor.intake.columns import Column
from mis_assessor.intake.identifiers import identifier_in, person_named_in
from mis_assessor.intake.manifest import read_manifest
from mis_assessor.intake.somebody import names_nobody
from mis_assessor.services.check_rules import checked_rulebook, tables_in

pytestmark = pytest.mark.uncounted

RULES = Path(__file__).parents[2] / "rules"
BOOK, TABLES = checked_rulebook(RULES, 7), tables_in(RULES)
ASKED = documents_asked(BOOK)
PAGE = "trust: {code: RZ5, name: Example}\nscheme: MIS\nscheme year: 7\n"
EMPTY = Folder(
    {"trust": {"code": "RZ5", "name": "Example"}, "scheme": "MIS", "scheme year": "7"},
    read_manifest(PAGE.encode(), (7,)),
    {},
    {},
)
NAMES = ("training attendance", "perinatal deaths", "meetings", "one-to-one care")

LETTERS = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"))
WORDS = st.text(LETTERS, min_size=1, max_size=20)
DAYS = st.dates(min_value=date(2001, 1, 1), max_value=date(2099, 12, 31)).map(str)


def cells_of(column: Column) -> st.SearchStrategy[str]:
    """Texts that a column takes, in the form a table writes them."""
    kind = column.type
    if kind.options:
        return st.sampled_from(kind.options)
    match kind.name:
        case "yes or no":
            return st.sampled_from(("yes", "no"))
        case "day":
            return DAYS
        case "month":
            return DAYS.map(lambda day: day[:7])
        case "whole number":
            return st.integers(0, 999_999).map(str)
        case "weeks and days":
            return st.builds("{}+{}".format, st.integers(20, 44), st.integers(0, 6))
        case "list of days":
            return st.lists(DAYS, min_size=1, max_size=2).map("; ".join)
        case "sha256 fingerprint":
            return st.just("0123456789abcdef" * 4)
        case "name of a person":
            return st.sampled_from(("J. Smith", "Zoë Łucja, lead"))
        case _:
            return WORDS.map(lambda text: " ".join(text.split())).filter(
                lambda text: may_stand(column, text)
            )


def may_stand(column: Column, text: str) -> bool:
    """Whether a text may stand in a table: no patient, no blank, no error of a formula."""
    if not text or identifier_in(text) or person_named_in(text) or names_nobody(text):
        return False
    try:
        return cell_text(column.type.read(text)) == text
    except ValueError:
        return False


@st.composite
def rows(draw: st.DrawFn, name: str) -> tuple[Row, ...]:
    """A few rows of one register, told apart by their number."""
    kind = TABLES[name]
    compared = {"women with one-to-one care"}
    found: list[Row] = []
    for number in range(draw(st.integers(1, 3))):
        row = {
            heading: draw(cells_of(column))
            for heading, column in kind.columns.items()
            if heading not in compared and (column.required or draw(st.booleans()))
        }
        if name == "one-to-one care":
            row["month"] = f"2025-{number + 1:02}"
        else:
            row[kind.key[0]] = f"R {number}" if name != "meetings" else f"Board {number}"
        found.append(row)
    return tuple(found)


@st.composite
def papers(draw: st.DrawFn) -> Mapping[str, tuple[Row, ...]]:
    """Documents that are asked for and others, with acts and items that are and are not."""
    documents: list[Row] = []
    acts: list[Row] = []
    items: list[Row] = []
    columns = TABLES["documents"].columns
    skipped = {"id", "kind", "about", "covers to", "in force to"}
    for number in range(draw(st.integers(0, 4))):
        asked: AskedDocument = draw(st.sampled_from(ASKED))
        own = f"D-{number}"
        row = {
            heading: draw(cells_of(column))
            for heading, column in columns.items()
            if heading not in skipped and draw(st.booleans())
        }
        kind = draw(st.sampled_from((asked.kind, "parking policy")))
        about = (
            {"about": "; ".join(asked.about)} if bool(asked.about) and draw(st.booleans()) else {}
        )
        documents.append({"id": own, "kind": kind, **row, **about})
        for verb, body in (*asked.acts, ("seen", "car park group")):
            for day in draw(st.lists(DAYS, max_size=2, unique=True)):
                acts.append({"document": own, "event": verb, "by": body, "on": day})
        for item in (*asked.items, "a map"):
            if draw(st.booleans()):
                items.append({"document": own, "item": item, "found": draw(FOUND)})
    listed = {"documents": documents, "document events": acts, "contents": items}
    return {name: tuple(found) for name, found in listed.items() if found}


FOUND = st.sampled_from(("yes", "no", "nothing to report"))
STATED = st.fixed_dictionaries(
    {
        "statement": st.sampled_from(("nothing was sent", "nobody left in the year", "our own")),
        "answer": st.sampled_from(("yes", "no", "2025-06-01", "12")),
        "who": st.just("J. Smith"),
        "role": st.just("MIS lead"),
        "said on": DAYS,
    }
)


@st.composite
def folders(draw: st.DrawFn) -> Folder:
    """A submission with a few rows of anything."""
    names = draw(st.lists(st.sampled_from(NAMES), max_size=2, unique=True))
    found = {name: draw(rows(name)) for name in names} | dict(draw(papers()))
    stated = draw(st.lists(STATED, max_size=2, unique_by=lambda said: said["statement"]))
    page = {**EMPTY.page, "statements": stated} if stated else EMPTY.page
    return replace(EMPTY, page=page, tables={n: as_sent(n, r) for n, r in found.items()})


def as_sent(name: str, found: tuple[Row, ...]) -> Table:
    """Rows as a table of the columns they fill."""
    used = {heading for row in found for heading in row}
    return Table(tuple(h for h in TABLES[name].columns if h in used), found)


def in_order(found: Mapping[str, Table]) -> Mapping[str, list[list[tuple[str, str]]]]:
    return {name: sorted(sorted(row.items()) for row in t.rows) for name, t in found.items()}


def through_a_workbook(folder: Folder) -> Folder:
    content = workbook_bytes(7, "Example", planned(BOOK, TABLES, (), folder, ()))
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(n) for n in archive.namelist() if n.startswith("xl/worksheets/")]
    assert not any(b"<f>" in part or b"<f " in part for part in parts)
    filled = read_workbook("w.xlsx", content, TABLES)
    found = {name: as_sent(name, tuple(rows)) for name, rows in filled.tables.items()}
    return replace(folder, page=filled.page, tables=found)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(folders())
def test_import_export_import_is_the_identity_and_carries_no_formula(sent: Folder) -> None:
    cells = [cell for t in sent.tables.values() for row in t.rows for cell in row.values()]
    if any(map(acts_as_a_formula, cells)):
        try:
            through_a_workbook(sent)
        except EvidenceUnreadable as refused:
            assert "begins as a formula does" in str(refused)
            return
        raise AssertionError("a text that acts as a formula came back")
    once = through_a_workbook(sent)
    assert in_order(once.tables) == in_order(sent.tables)
    twice = through_a_workbook(once)
    assert in_order(twice.tables) == in_order(once.tables)
    assert twice.page == once.page
    said = {row["statement"]: row for row in sent.page.get("statements", ())}
    assert {row["statement"]: row for row in once.page.get("statements", ())} == said
    for table in once.tables.values():
        text = as_table(table.columns, table.rows).decode()
        assert not any(map(acts_as_a_formula, text.replace('"', "").replace("\n", ",").split(",")))
