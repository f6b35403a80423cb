"""The same submission under two editions gives the documented differences, and no others."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mis_assessor.core.deciding.evaluate import decide_case
from mis_assessor.core.deciding.position import decide_under
from mis_assessor.core.evidence.submission import Cell, Register, RegisterRow, Submission
from mis_assessor.core.rules.rulebook import Rule, Rulebook
from mis_assessor.core.verdicts import Verdict
from mis_assessor.engine.cage import Engine
from mis_assessor.intake.read import read_submission
from mis_assessor.rulebook.example_case import case_of
from mis_assessor.rulebook.examples import Example
from mis_assessor.services.assess import compare_editions
from trust_year.forms import rulebook, tables

ROOT = Path(__file__).parents[2]


def test_october_2022_moved_the_declaration_and_nothing_else_for_a_trust_that_met_all() -> None:
    sent = read_submission(ROOT / "evidence_samples" / "ten-of-ten", tables())
    with Engine() as engine:
        found = compare_editions(rulebook(4), sent, date(2023, 2, 2), engine)
    may, october = (found.editions.index(f"edition of {e}") for e in ("6 May 2022", "October 2022"))
    differ = {
        d.requirement: (d.verdicts[may], d.verdicts[october])
        for d in found.differences
        if d.verdicts[may] is not d.verdicts[october]
    }
    late = (Verdict.NOT_MET, Verdict.MET)
    assert differ == dict.fromkeys(
        ("MIS-Y4-COND-2", "MIS-Y4-COND-4", "MIS-Y4-COND-6", "MIS-Y4-COND-8"), late
    )
    assert found.outcomes[may] is Verdict.NOT_MET
    assert found.outcomes[october] is Verdict.MET


def deaths(*rows: tuple[str, str], covers: tuple[str, str]) -> Submission:
    """Deaths notified twenty days later: late, whatever the week."""
    first, last = (date.fromisoformat(day) for day in covers)
    cells: list[dict[str, Cell]] = [
        {
            "case": case,
            "day the clock starts": date.fromisoformat(day),
            "eligible for notification": True,
            "notified to MBRRACE-UK": date.fromordinal(date.fromisoformat(day).toordinal() + 20),
        }
        for case, day in rows
    ]
    register = Register(
        "perinatal deaths",
        tuple(RegisterRow(n, c) for n, c in enumerate(cells, 2)),
        covers_from=first,
        covers_to=last,
        complete_to=last,
        checked_by="C. Hecker",
        checked_on=last,
    )
    return Submission(
        trust_code="RZ9",
        trust_name="A trust",
        scheme="MIS",
        scheme_year=6,
        assessed_as_at=None,
        known_on=None,
        contribution=None,
        registers={"perinatal deaths": register},
        documents=(),
        statements={},
        judgements=(),
        chosen={},
    )


@pytest.mark.parametrize(
    ("day", "year", "expected"),
    [
        ("2023-12-08", 6, Verdict.MET),
        ("2024-04-01", 6, Verdict.MET),
        ("2024-04-02", 6, Verdict.NOT_MET),
        ("2024-12-01", 7, Verdict.NOT_MET),
    ],
)
def test_year_6_leaves_out_notifications_of_deaths_before_the_announcement(
    day: str, year: int, expected: Verdict
) -> None:
    """A late death beside one in time: excluded to 1 April 2024, and never in year 7."""
    book = rulebook(year)
    end = {6: "2024-11-30", 7: "2025-11-30"}[year]
    start = {6: "2023-12-08", 7: "2024-12-01"}[year]
    sent = deaths(("late", day), covers=(start, end))
    in_time = RegisterRow(
        9,
        {
            "case": "in time",
            "day the clock starts": date.fromisoformat(end).replace(day=1),
            "eligible for notification": True,
            "notified to MBRRACE-UK": date.fromisoformat(end).replace(day=2),
        },
    )
    register = sent.registers["perinatal deaths"]
    both = {"perinatal deaths": _with(register, in_time)}
    on = book.year.last_day
    whole = _sent(sent, both)
    position = decide_under(book, whole, on, on, (book.year.editions[-1],))
    assert position.rolled.requirements[f"MIS-Y{year}-SA1-A"] is expected


def _with(register: Register, row: RegisterRow) -> Register:
    return replace(register, rows=(*register.rows, row))


def _sent(sent: Submission, registers: dict[str, Register]) -> Submission:
    return replace(sent, registers=registers)


MARCH_2021: dict[str, tuple[dict[str, str], str, str]] = {
    "MIS-Y3-SA8-emergencies": ({"attendance": "179 of 200"}, "not met", "not applicable"),
    "MIS-Y3-SA6-E4": ({"attendance": "179 of 200"}, "not met", "not applicable"),
}


@pytest.mark.parametrize("name", MARCH_2021)
def test_march_2021_took_the_ninety_percent_of_training_away(name: str) -> None:
    cells, before, after = MARCH_2021[name]
    book = rulebook(3)
    rule = book.rule(name)
    assert rule is not None
    told = {e: _verdict(book, rule, {**cells, "edition": e}) for e in ("2020-10", "2021-03")}
    assert told == {"2020-10": before, "2021-03": after}


def _verdict(book: Rulebook, rule: Rule, cells: dict[str, str]) -> str:
    example = Example("the same facts", cells, Verdict.MET, 1)
    return decide_case(case_of(book.year, rule, example)).verdict.value


def test_march_2021_ends_what_the_notices_say_and_begins_no_more_than_it_replaces() -> None:
    def asked(edition: str) -> set[str]:
        return {
            r.requirement.id
            for r in rulebook(3).rules
            if r.requirement.decided and edition in r.requirement.applies.editions
        }

    ended, begun = asked("2020-10") - asked("2021-03"), asked("2021-03") - asked("2020-10")
    assert {"MIS-Y3-SA3-A", "MIS-Y3-SA3-B", "MIS-Y3-SA3-C", "MIS-Y3-SA4-A"} <= ended
    assert {"MIS-Y3-SA6-E4", "MIS-Y3-SA8-emergencies"} <= ended
    assert {"MIS-Y3-SA4-A-2021-03", "MIS-Y3-SA8-e-learning", "MIS-Y3-SA8-commitment"} <= begun
    assert all(
        name.split("-")[2] in {n.split("-")[2] for n in ended | {"MIS-Y3-SA2-x"}} for name in begun
    )
