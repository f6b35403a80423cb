"""Comparisons with national files are held to the rules they serve."""

import shutil
from pathlib import Path

import pytest

from mis_assessor.core.errors import RulebookWrong
from mis_assessor.core.rules.registers import Registers
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.rulebook.national import (
    check_national,
    has_national_rules,
    read_national_rules,
    successions_in,
)
from mis_assessor.rulebook.registers import read_registers

COUNT = """\
counts:
  - id: {id}
    title: a count
    counted by: NNRD
    subject: babies
    register: {register}
    day: {day}
    where: {{{column}: is given}}
    serves: [{serves}]
    status: assumption
    source: {{document: {document}}}
"""


def folder(tmp_path: Path, *pages: str) -> Path:
    rules = tmp_path / "rules"
    (rules / "national").mkdir(parents=True)
    shutil.copy(rules_folder() / "sources.yaml", rules)
    for number, page in enumerate(pages):
        (rules / "national" / f"{number}.yaml").write_text(page, encoding="utf-8")
    return rules


def count(**words: str) -> str:
    said = {
        "id": "NAT-a",
        "register": "perinatal deaths",
        "day": "day the clock starts",
        "column": "review started",
        "serves": "MIS-Y4-SA1-A-ii",
        "document": "this-project",
    }
    return COUNT.format(**(said | words))


@pytest.fixture
def registers() -> Registers:
    return read_registers(rules_folder())


def problems(tmp_path: Path, registers: Registers, *pages: str) -> list[str]:
    comparisons = read_national_rules(folder(tmp_path, *pages))
    known = {"MIS-Y4-SA1-A-ii"}
    sources = {"this-project": None}
    return [str(p) for p in check_national(comparisons, registers, known, sources)]  # type: ignore[arg-type]


def test_what_came_with_the_program_is_read() -> None:
    comparisons = read_national_rules(rules_folder())
    assert has_national_rules(rules_folder())
    assert len(comparisons.every_one) >= 20
    assert {c.counted_by for c in comparisons.counts} == {
        "MBRRACE-UK",
        "MNSI or HSIB",
        "NHS Resolution",
        "NNRD",
    }
    serves = {name.split("-")[2] for one in comparisons.every_one for name in one.serves}
    assert {"SA1", "SA2", "SA6", "SA10"} <= serves
    (yeovil,) = [s for s in successions_in(comparisons.merged) if s.predecessor == "RA4"]
    assert (yeovil.successor, yeovil.known) == ("RH5", "recalled-high")


def test_every_column_that_came_with_the_program_is_there(registers: Registers) -> None:
    comparisons = read_national_rules(rules_folder())
    known = {name for one in comparisons.every_one for name in one.serves}
    sources = {one.source.document: None for one in comparisons.every_one}
    assert list(check_national(comparisons, registers, known, sources)) == []  # type: ignore[arg-type]


def test_a_right_page_has_no_problems(tmp_path: Path, registers: Registers) -> None:
    assert problems(tmp_path, registers, count()) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ({"id": "NAT a"}, "is not an id of its own"),
        ({"serves": "MIS-Y4-SA1-Z"}, "serves “MIS-Y4-SA1-Z”, and there is no such requirement."),
        ({"document": "this-projekt"}, "not in sources.yaml. Did you mean “this-project”?"),
        ({"register": "perinatal death"}, "Did you mean “perinatal deaths”?"),
        ({"day": "day"}, "“day” is not a column of “perinatal deaths”."),
        ({"column": "review startd"}, "Did you mean “review started”?"),
    ],
)
def test_names_that_are_nowhere_are_told(
    tmp_path: Path, registers: Registers, words: dict[str, str], says: str
) -> None:
    (problem,) = problems(tmp_path, registers, count(**words))
    assert says in problem


def test_one_id_stands_once(tmp_path: Path, registers: Registers) -> None:
    assert len(problems(tmp_path, registers, count(), count())) == 2


def test_every_problem_of_every_page_is_told_at_once(tmp_path: Path) -> None:
    rules = folder(tmp_path, "counts: [1]", "sizes: {", count().replace("day:", "dey:"))
    with pytest.raises(RulebookWrong) as wrong:
        read_national_rules(rules)
    files = {problem.where.partition(",")[0] for problem in wrong.value.problems}
    assert files == {f"rules/national/{n}.yaml" for n in range(3)}


def test_a_folder_without_comparisons(tmp_path: Path) -> None:
    assert not has_national_rules(tmp_path)
