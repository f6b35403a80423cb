"""Small worlds, whose days lie beside every edge of a rule, are the same twice."""

import os
from dataclasses import replace

import pytest

from mis_assessor.core.evidence.rows import RegisterRow
from mis_assessor.recount.queries import Queries
from mis_assessor.services.counted_twice import counted_twice
from recount.run import Seen, told, work
from recount.small_worlds import world_of
from recount.spoilt import position, sound

WORLDS, BATCHES = max(81, int(os.environ.get("MIS_WORLDS", "400"))), 4


@pytest.mark.parametrize("batch", range(BATCHES))
def test_they_are_counted_and_decided_the_same_twice(batch: int) -> None:
    seen = work(range(batch, WORLDS, BATCHES))
    assert seen.differ == []
    assert seen.figures.total() > seen.worlds
    assert seen.once.keys() <= {"buddy"}
    assert len(seen.verdicts) >= 5


def test_worlds_that_differ_are_told_by_their_number() -> None:
    seen = Seen()
    seen.add(Seen(1, differ=["world 7: MIS-Y4-SA1-A: deaths, done: 3, 4"]))
    assert [*told(seen)][-2:] == [
        "world 7: MIS-Y4-SA1-A: deaths, done: 3, 4",
        "1 worlds, 0 answers and 0 verdicts the same twice, 1 worlds differ",
    ]


def test_meetings_of_which_none_says_whose_they_were() -> None:
    sent = next(sent for sent in sound() if "meetings" in sent.registers)
    meetings = sent.registers["meetings"]
    rows = [
        RegisterRow(row.number, {c: v for c, v in row.cells.items() if c != "body"})
        for row in meetings.rows
    ]
    blank = replace(meetings, rows=rows, columns=frozenset(meetings.table.names))
    blind = replace(sent, registers={**sent.registers, "meetings": blank})
    counted_twice(position(blind).cases, Queries())


def test_who_stands_there_twice_with_two_first_days() -> None:
    """Whether a day is booked soon enough is asked of each row, and not of whoever has its name."""
    found = world_of("6", "MIS-Y6-SA8-2", 27_590)
    people = [row.cells.get("person") for row in found.sender.submission.registers["staff"].rows]
    assert len(people) > len(set(people))
    counted_twice(found.cases(), Queries())
