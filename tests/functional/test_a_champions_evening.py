"""A champion's evening, as its page tells it: every command on the page, in its order."""

import csv
import re
import shlex
from pathlib import Path

import pytest

from functional.evening import MISTAKES, matrix, mend, pmrt, tick
from functional.mis import ROOT, Ran, mis
from mis_assessor.importing.asked import documents_asked, statements_asked
from mis_assessor.importing.checklist import LOCKED
from mis_assessor.services.check_rules import checked_rulebook

PAGE = (ROOT / "docs/a-champions-evening.md").read_text(encoding="utf-8")
COMMANDS = [
    line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()
]
NUMBERS = {"three": 3, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13}
EXPECTED = {"assess": {1}, "path": {0, 1}, "explain": {0, 1}}
"""Exit codes that are a result: the trust is not at ten yet."""


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[tuple[str, Ran]], int]:
    """Everything done: the folder it was done in, each command with what it said, names typed."""
    place = tmp_path_factory.mktemp("evening")
    matrix(place / "matrix.xlsx")
    pmrt(place / "pmrt.xlsx")
    ran: list[tuple[str, Ran]] = []
    typed = 0
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(place)
        for command in COMMANDS:
            if command.startswith("mis import auto"):
                mend(place)
            ran.append((command, mis(*shlex.split(command)[1:])))
            if command.startswith("mis new"):
                written = tick(place / "rz5-year-7.xlsx")
                typed = sum(written.get(heading, 0) for heading in (*LOCKED, "statement"))
    return place, ran, typed


Evening = tuple[Path, list[tuple[str, Ran]], int]


def test_every_command_on_the_page_works(evening: Evening) -> None:
    _, ran, _ = evening
    for command, said in ran:
        assert said.code in EXPECTED.get(command.split()[1], {0}), (command, said.err)


def test_the_page_counts_right(evening: Evening) -> None:
    place, ran, typed = evening
    told = re.search(r"It takes (\w+) commands, (\w+) files touched by hand", PAGE)
    assert told is not None
    assert NUMBERS[told[1]] == len(ran)
    by_hand = [path.name for path in place.glob("*.xlsx")]
    assert NUMBERS[told[2]] == len(by_hand), by_hand
    assert typed == 0


def test_each_mistake_is_found_by_its_cell_and_then_mended(evening: Evening) -> None:
    _, ran, _ = evening
    imports = [said.out for command, said in ran if re.match("mis import [tpa]", command)]
    before, after = "".join(imports[:-1]), imports[-1]
    for sheet, cell in MISTAKES:
        assert f"sheet “{sheet}”, cell {cell}: " in before
        assert f"sheet “{sheet}”, cell {cell}: " not in after
    for line in re.findall(r"^\w+\.xlsx, sheet .*$", PAGE, re.MULTILINE):
        assert line in before


def test_only_what_was_mended_is_different(evening: Evening) -> None:
    _, ran, _ = evening
    after = next(said.out for command, said in ran if command.startswith("mis import auto"))
    assert "training attendance: 2 new" in after
    assert "perinatal deaths: 1 changed, 3 as before" in after
    assert "gestation at birth: blank → “22+4”" in after
    assert re.search(r"^staff: \d+ as before$", after, re.MULTILINE)


def test_booked_is_not_attended_and_leavers_stay_out(evening: Evening) -> None:
    place, ran, _ = evening
    attendance = rows(place / "rz5-year-7/registers/training-attendance.csv")
    booked = [row for row in attendance if row["booked for"]]
    assert booked == [
        {**booked[0], "person": "10001", "booked for": "2025-12-14", "attended on": ""}
    ]
    assert not [
        r for r in attendance if r["person"] == "10001" and r["module"] == "fetal monitoring"
    ]
    staff = {row["person"]: row for row in rows(place / "rz5-year-7/registers/staff.csv")}
    assert "10007" not in staff, "a hidden leaver came in"
    assert staff["20000"]["staff group"] == "obstetric consultants"
    assert not any("Sur" in cell for row in staff.values() for cell in row.values())
    said = "".join(said.out for _, said in ran)
    assert "row 13: is hidden" in said
    assert "“LTS/ML” says long-term leave, not since when" in said


def test_ineligible_deaths_come_with_their_answer(evening: Evening) -> None:
    place, _, _ = evening
    deaths = {row["case"]: row for row in rows(place / "rz5-year-7/registers/perinatal-deaths.csv")}
    assert deaths["98001"]["gestation at birth"] == "31+2"
    assert deaths["98003"]["suitable for review"] == "no"
    assert deaths["98003"]["kind of death"] == "termination"
    assert set(deaths) == {"98001", "98002", "98003", "98004"}


def test_ticks_fill_documents_acts_and_items_in_the_rules_own_words(evening: Evening) -> None:
    place, ran, _ = evening
    book = checked_rulebook(ROOT / "rules", 7)
    asked = {(one.kind, one.about): one for one in documents_asked(book)}
    documents = rows(place / "rz5-year-7/documents.csv")
    acts, items = (
        rows(place / f"rz5-year-7/{name}.csv") for name in ("document-events", "contents")
    )
    assert documents and acts and items
    assert {row["kind"] for row in documents} <= {kind for kind, _ in asked}
    bodies = {act for one in asked.values() for act in one.acts}
    assert {(row["event"], row["by"]) for row in acts} <= bodies
    assert {row["item"] for row in items} <= {i for one in asked.values() for i in one.items}
    page = (place / "rz5-year-7/submission.yaml").read_text(encoding="utf-8")
    assert [one.statement in page for one in statements_asked(book)].count(True) == 1
    assert not any("no rule asks for" in said.out + said.err for _, said in ran)


def test_the_evening_ends_with_a_paper_and_a_calendar(evening: Evening) -> None:
    place, _, _ = evening
    assert (place / "paper.pdf").read_bytes().startswith(b"%PDF")
    assert b"BEGIN:VEVENT" in (place / "rz5-year-7.ics").read_bytes()


def test_the_workbook_written_again_brings_nothing_new(evening: Evening) -> None:
    place, _, _ = evening
    again = place / "again.xlsx"
    assert mis("workbook", place / "rz5-year-7", "-o", again).code == 0
    said = mis("import", again, "--into", place / "rz5-year-7")
    again.unlink()
    assert said.code == 0 and "Nothing is different" in said.out
