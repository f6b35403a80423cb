"""A blank submission explains itself and reads back as evidence of nothing."""

from pathlib import Path

import jsonschema
import pytest

from mis_assessor.intake.blank import HOW_TO, blank_submission
from mis_assessor.intake.read import read_submission
from mis_assessor.intake.registers import (
    FRAMEWORK_LISTS,
    FRAMEWORK_REGISTERS,
    REGISTERS,
    TABLES,
    registers_schema,
)


@pytest.mark.parametrize("year", [4, 5, 6, 7])
@pytest.mark.parametrize("name", ["Example NHS Foundation Trust", "No: “#1” {x} \\ 'yes'"])
def test_it_reads_back(tmp_path: Path, year: int, name: str) -> None:
    for file, text in blank_submission(year, "RXX", name).items():
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    submission = read_submission(tmp_path)
    assert (submission.trust_name, submission.scheme_year) == (name, year)
    for register in submission.registers.values():
        assert not register.rows
        assert not register.nothing_to_report
        assert register.covers_from is None


NEVER_ASKED_FOR = ("MSDS measures",)
"""What a trust may send and no requirement asks for, so no blank submission holds it."""
OF_FRAMEWORKS = (*FRAMEWORK_REGISTERS, *FRAMEWORK_LISTS)
"""What no scheme year asks for, so no blank submission of the scheme holds it."""


def test_every_register_is_asked_for_in_some_year_and_its_page_explains_it() -> None:
    blanks = [blank_submission(year, "RXX", "Example") for year in (4, 5, 6, 7)]
    for kind in TABLES.values():
        if kind.name in NEVER_ASKED_FOR or kind in OF_FRAMEWORKS:
            assert not any(f"{kind.stem}.csv" in files for files in blanks)
            assert not any(f"`{kind.stem}.csv`" in files[HOW_TO] for files in blanks)
            continue
        with_it = [files for files in blanks if f"{kind.stem}.csv" in files]
        assert with_it, kind.name
        for files in with_it:
            assert f"`{kind.stem}.csv`" in files[HOW_TO]


def test_locum_placements_are_asked_for_from_year_5() -> None:
    file = "registers/locum-placements.csv"
    assert file not in blank_submission(4, "RXX", "Example")
    for year in (5, 6, 7):
        headings = blank_submission(year, "RXX", "Example")[file].strip().split(",")
        assert headings == list(REGISTERS["locum placements"].columns)


def test_the_page_names_every_column_of_a_register() -> None:
    files = blank_submission(4, "RXX", "Example")
    for heading in files["registers/perinatal-deaths.csv"].strip().split(","):
        assert f"| {heading} |" in files[HOW_TO]


def test_every_column_of_a_register_has_a_meaning_and_most_are_asked_for() -> None:
    for kind in REGISTERS.values():
        assert kind.row.__doc__
        for column in kind.columns.values():
            assert column.meaning.endswith(".")
            never = kind.name in NEVER_ASKED_FOR
            assert bool(column.asked_by) is not never or column.heading == "unit"
        assert set(kind.key) <= set(kind.columns)


def test_every_example_can_be_read_as_its_type() -> None:
    for kind in TABLES.values():
        for column in kind.columns.values():
            if column.heading != "sha256":
                column.type.read(column.type.example)


def test_every_check_names_columns_that_exist() -> None:
    for kind in TABLES.values():
        for check in kind.row.checks:
            named = {getattr(check, field) for field in check.__slots__}
            assert named <= set(kind.columns)


def test_the_schema_knows_every_heading() -> None:
    schema = registers_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    rows = {"one-to-one care": [{"month": "2022-07", "women in active labour": 50}]}
    assert validator.is_valid(rows)
    assert not validator.is_valid({"one-to-one care": [{"month": "July"}]})
    assert not validator.is_valid({"one-to-one care": [{"women in active labour": 1}]})
    for name, kind in REGISTERS.items():
        assert set(schema["properties"][name]["items"]["properties"]) == set(kind.columns)
