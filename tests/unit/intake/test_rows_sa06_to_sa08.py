"""Rows of the care bundle's interventions, committees with users, and certificates."""

from datetime import date

import pytest

from mis_assessor.core.errors import EvidenceUnreadable
from mis_assessor.core.evidence.submission import RegisterRow
from mis_assessor.intake.columns import TableKind
from mis_assessor.intake.false_alarms import FalseAlarms
from mis_assessor.intake.lines import csv_lines
from mis_assessor.intake.rows.sa06 import CareBundleIntervention
from mis_assessor.intake.rows.sa07 import Committee
from mis_assessor.intake.rows.sa08 import Certificate, StaffMember
from mis_assessor.intake.rows_read import read_table

BUNDLE = TableKind("bundle", "bundle", CareBundleIntervention, ("intervention",))
COMMITTEES = TableKind("committees", "committees", Committee, ("committee",))
CERTIFICATES = TableKind(
    "certificates", "certificates", Certificate, ("person", "certificate", "valid from")
)
STAFF = TableKind("staff", "staff", StaffMember, ("person",))


def rows(
    kind: TableKind, *sent: dict[str, str], year: int | None = None
) -> tuple[RegisterRow, ...]:
    """The rows of a table with every column and these cells."""
    head = list(kind.columns)
    lines = [head, *([row.get(heading, "") for heading in head] for row in sent)]
    content = "".join(",".join(line) + "\n" for line in lines).encode()
    return read_table(kind, csv_lines("a table", content), year, FalseAlarms())


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


def test_who_is_left_out_of_fetal_monitoring_is_asked_from_year_5() -> None:
    column = STAFF.columns["left out of fetal monitoring"]
    assert [column.asked_in(year) for year in (4, 5, 6, 7)] == [False, True, True, True]


@pytest.mark.parametrize("kind", [BUNDLE, COMMITTEES, CERTIFICATES])
def test_every_column_says_what_it_is_and_who_asks(kind: TableKind) -> None:
    assert kind.row.__doc__
    assert set(kind.key) <= set(kind.columns)
    for column in kind.columns.values():
        assert column.meaning.endswith(".")
        assert column.asked_by
        column.type.read(column.type.example)
