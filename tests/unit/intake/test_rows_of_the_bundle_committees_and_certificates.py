"""Rows of the care bundle's interventions, committees with users, and certificates."""

from collections.abc import Sequence
from datetime import date

import pytest

from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.core.evidence.submission import RegisterRow
from mis_assessor.intake.columns import TableKind
from mis_assessor.intake.false_alarms import FalseAlarms
from mis_assessor.intake.lines import csv_lines
from mis_assessor.intake.rows_read import read_table
from trust_year.forms import tables

BUNDLE = tables()["care bundle implementation"]
COMMITTEES = tables()["committees with service users"]
CERTIFICATES = tables()["certificates"]


def rows(kind: TableKind, *sent: dict[str, str]) -> Sequence[RegisterRow]:
    """The rows of a table with every column and these cells."""
    head = list(kind.columns)
    lines = [head, *([row.get(heading, "") for heading in head] for row in sent)]
    content = "".join(",".join(line) + "\n" for line in lines).encode()
    found, _ = read_table(kind, csv_lines("a table", content), FalseAlarms())
    return found


def problems(kind: TableKind, *sent: dict[str, str]) -> list[str]:
    """What is said of a table that cannot be read."""
    with pytest.raises(EvidenceUnreadable) as unreadable:
        rows(kind, *sent)
    return [str(problem) for problem in unreadable.value.problems]


def test_an_intervention_of_the_care_bundle() -> None:
    (row,) = rows(
        BUNDLE,
        {"element": "5", "intervention": "E5-27", "implemented": "yes", "as at": "2023-12-01"},
    )
    assert row.cells == {
        "element": "5",
        "intervention": "E5-27",
        "implemented": True,
        "as at": date(2023, 12, 1),
    }


def test_an_intervention_stands_once_and_in_one_of_six_elements() -> None:
    first = {"element": "1", "intervention": "E1-1"}
    assert problems(BUNDLE, first, first)[0].startswith("a table, row 3: “E1-1” is already in row")
    assert "“7” is not on the list." in problems(BUNDLE, {**first, "element": "7"})[0]


def test_a_committee_and_the_place_of_the_user_lead() -> None:
    (row,) = rows(
        COMMITTEES,
        {"committee": "PMRT", "user lead is a member": "yes", "counts to the quorum": "no"},
    )
    assert row.cells == {
        "committee": "PMRT",
        "user lead is a member": True,
        "counts to the quorum": False,
    }
    assert "Did you mean “patient safety”?" in problems(COMMITTEES, {"committee": "patient saf"})[0]


def test_certificates_may_be_renewed() -> None:
    held = {"person": "S-1", "certificate": "newborn life support", "valid from": "2020-05-01"}
    renewed = {**held, "valid from": "2024-05-01", "valid to": "2028-04-30"}
    assert [row.cells["valid from"] for row in rows(CERTIFICATES, held, renewed)] == [
        date(2020, 5, 1),
        date(2024, 5, 1),
    ]
    assert "is already in row 2" in problems(CERTIFICATES, held, held)[0]


def test_a_certificate_cannot_end_before_it_starts() -> None:
    row = {
        "person": "S-1",
        "certificate": "instructor",
        "valid from": "2024-05-01",
        "valid to": "2024-04-30",
        "Resuscitation Council course": "yes",
    }
    assert problems(CERTIFICATES, row) == [
        "a table, row 2: “valid to” is 2024-04-30, before “valid from”, which is 2024-05-01. "
        "Check both days."
    ]
