"""A blank submission explains itself and reads back as evidence of nothing."""

from pathlib import Path

import jsonschema
import pytest

from mis_assessor.core.rules.registers import asked_by
from mis_assessor.intake.blank import HOW_TO, blank_submission
from mis_assessor.intake.read import read_submission
from mis_assessor.intake.registers import registers_schema
from trust_year.forms import blank, columns_asked, rulebook, tables


@pytest.mark.parametrize("year", [4, 5, 6, 7])
@pytest.mark.parametrize("name", ["Example NHS Foundation Trust", "No: “#1” {x} \\ 'yes'"])
def test_it_reads_back(tmp_path: Path, year: int, name: str) -> None:
    for file, text in blank_submission(blank(year), year, "RXX", name).items():
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    submission = read_submission(tmp_path, tables())
    assert (submission.trust_name, submission.scheme_year) == (name, year)
    for register in submission.registers.values():
        assert not register.rows
        assert not register.nothing_to_report
        assert register.covers_from is None


def test_the_page_names_every_column_of_a_form_and_who_reads_it() -> None:
    files = blank_submission(blank(), 4, "RXX", "Example")
    for name, columns in columns_asked(4).items():
        file = f"{tables()[name].stem}.csv"
        assert f"`{file}`" in files[HOW_TO]
        assert set(files[file].strip().split(",")) == columns
    assert (
        "| draft report | The day the report reached draft. | day, such as `2022-05-06` | "
        in (files[HOW_TO])
    )
    assert "MIS-Y4-SA1-B-draft" in files[HOW_TO]
    assert "MIS-Y5" not in files[HOW_TO]


def test_locum_placements_are_asked_for_from_year_5() -> None:
    with_it = [year for year in tables().years if "locum placements" in columns_asked(year)]
    assert with_it == [5, 6, 7]
    assert "certificate of eligibility valid to" in columns_asked(5)["locum placements"]


def test_what_one_year_reads_is_not_asked_in_another() -> None:
    def years(register: str, column: str) -> list[int]:
        asked = {year: columns_asked(year).get(register, ()) for year in tables().years}
        return [year for year, columns in asked.items() if column in columns]

    assert years("MSDS submitters", "still employed") == [5]
    assert years("perinatal deaths", "surveillance form assigned to another trust") == [
        *(3, 4, 5, 6, 7)  # rules of years 4 and 5, and a consistency rule of every year
    ]
    assert years("staff", "left out of fetal monitoring") == [5, 6, 7]


def test_a_plan_has_what_the_program_reads_of_it_and_the_keys_of_its_rows() -> None:
    columns = columns_asked(4)["safety improvement plan"]
    assert {"safety action", "requirement", "action", "start day", "end day"} <= columns
    assert {"amount requested", "agreed by the Board on"} <= columns


def test_every_column_has_a_meaning_and_every_example_can_be_read_as_its_type() -> None:
    for kind in (*tables().registers.values(), *tables().lists.values()):
        assert kind.about
        assert set(kind.key) <= set(kind.columns)
        for column in kind.columns.values():
            assert column.meaning.endswith(".")
            if column.heading != "sha256":
                column.type.read(column.type.example)


def test_the_schema_knows_every_heading_and_who_reads_it() -> None:
    schema = registers_schema(tables().registers.values(), asked_by(rulebook().rules))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    rows = {"one-to-one care": [{"month": "2022-07", "women in active labour": 50}]}
    assert validator.is_valid(rows)
    assert not validator.is_valid({"one-to-one care": [{"month": "July"}]})
    assert not validator.is_valid({"one-to-one care": [{"women in active labour": 1}]})
    for name, kind in tables().registers.items():
        assert set(schema["properties"][name]["items"]["properties"]) == set(kind.columns)
    deaths = schema["properties"]["perinatal deaths"]["items"]["properties"]
    assert "MIS-Y4-SA1-B-pub" in deaths["report published"]["asked by"]
    assert deaths["birthweight in grams"]["asked by"] == []
