"""The layouts of trusts' own files are held against the registers they fill."""

from pathlib import Path

import pytest

from mis_assessor.core.errors import RulebookWrong
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.rulebook.imports import read_layouts
from mis_assessor.rulebook.registers import read_registers

REGISTERS = read_registers(rules_folder())
GOOD = "layout: x\ncalled: x\nshape: list\ninto: [staff]\n"


def wrong(place: Path, text: str) -> str:
    folder = place / "rules" / "imports"
    folder.mkdir(parents=True)
    (folder / "x.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(RulebookWrong) as refused:
        read_layouts(place / "rules", REGISTERS)
    return str(refused.value)


def test_the_layouts_that_come_with_the_program_are_right() -> None:
    assert len(read_layouts(rules_folder(), REGISTERS)) == 6


def test_rules_without_layouts_import_nothing(tmp_path: Path) -> None:
    assert read_layouts(tmp_path, REGISTERS) == ()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD.replace("[staff]", "[stafff]"), "“stafff”, which is no register. Did you mean"),
        (f"{GOOD}columns:\n  persn: [a]\n", "“persn”, no column of staff. Did you mean “person”?"),
        (f"{GOOD}words:\n  persn: {{a: [b]}}\n", "“words” names “persn”, no column of staff."),
        (f"{GOOD}words:\n  person: {{a: [b]}}\n", "“person”: it has no list of words"),
        (f"{GOOD}words:\n  yes or no: {{perhaps: [b]}}\n", "“perhaps” is not on the list"),
        (f"{GOOD}words:\n  rotational: {{perhaps: [b]}}\n", "“perhaps” is not on the list"),
        (
            f"{GOOD}words:\n  staff group: {{midwifes: [b]}}\n",
            "“midwifes” is not on the list of “staff group”. Did you mean “midwives”?",
        ),
        (GOOD.replace("list", "matrix"), "a matrix needs “modules” and “cells”"),
        (GOOD.replace("list", "weeks"), "weeks need “words”"),
        (
            f"{GOOD.replace('list', 'matrix')}modules: {{a: [b]}}\ncells: {{booked: [c]}}\n",
            "a matrix fills “module”, and no register it goes into has it.",
        ),
        (
            f"{GOOD.replace('list', 'matrix')}sheets: {{a: [b]}}\nmodules: {{a: [b]}}\n"
            "cells: {booked: [c]}\n",
            "“a” is not on the list of “staff group”.",
        ),
        (f"{GOOD}colums: {{a: [b]}}\n", "“colums” is not a heading here."),
    ],
)
def test_a_layout_that_no_register_fits_is_refused(tmp_path: Path, text: str, says: str) -> None:
    assert says in wrong(tmp_path, text)


def test_every_layout_of_one_file_is_right_or_told(tmp_path: Path) -> None:
    told = wrong(tmp_path, f"{GOOD}columns: {{status: [a], persn: [b], rol: [c]}}\n")
    assert told.count("“columns” names") == 2
