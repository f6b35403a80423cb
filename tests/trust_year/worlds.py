"""Small submissions in which anything may have gone wrong, invented quickly by number."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import cache
from random import Random

from mis_assessor.core.evidence.submission import (
    Cell,
    ChosenWindow,
    Document,
    Judgement,
    Register,
    RegisterRow,
    Statement,
    Submission,
)
from trust_year.generator import invented
from trust_year.plans import AS_ASKED, Plan
from trust_year.samples import ALTERNATIVES

SIZE = 0.08
BASES = 24
RELAUNCH, SOON_AFTER_DECLARING = date(2022, 5, 6), date(2023, 2, 10)
TURNING_DAYS = (
    date(2022, 5, 5),
    RELAUNCH,
    date(2022, 6, 16),
    date(2022, 7, 29),
    date(2022, 10, 31),
    date(2022, 12, 5),
    date(2022, 12, 6),
    date(2023, 2, 2),
    date(2023, 2, 3),
)
LATE_DAYS = TURNING_DAYS[-3:]
KNOWN_ON = (None, None, date(2022, 5, 6), date(2022, 10, 15), date(2022, 11, 1))
WITHOUT_DEATHS = replace(AS_ASKED, deaths=False, incidents=False)
PLANS = (AS_ASKED, replace(AS_ASKED, instead=ALTERNATIVES), WITHOUT_DEATHS)
MOST_CHANGES = 12


def world(seed: int) -> Submission:
    """One submission, the same for the same number; most have several things wrong."""
    chance = Random(seed)
    submission = _base(chance.randrange(BASES))
    for _ in range(int(MOST_CHANGES * chance.random() ** 3)):
        submission = chance.choice(CHANGES)(chance, submission)
    return _as_at(chance, submission)


@cache
def _base(number: int) -> Submission:
    plan: Plan = PLANS[number % len(PLANS)]
    small = invented(number, size=SIZE, plan=plan)
    return replace(
        small, registers={r.name: replace(r, sha256=f"{number:064}") for r in _registers(small)}
    )


def _registers(submission: Submission) -> list[Register]:
    return list(submission.registers.values())


def _as_at(chance: Random, submission: Submission) -> Submission:
    length = (SOON_AFTER_DECLARING - RELAUNCH).days
    some_day = RELAUNCH + timedelta(days=chance.randint(0, length))
    on = chance.choice((some_day, chance.choice(TURNING_DAYS), *LATE_DAYS))
    known_on = chance.choice(KNOWN_ON)
    if on < RELAUNCH:
        known_on = known_on or RELAUNCH
    return replace(submission, assessed_as_at=on, known_on=known_on)


def _changed(submission: Submission, register: Register) -> Submission:
    return replace(submission, registers={**submission.registers, register.name: register})


def _some(chance: Random, submission: Submission) -> Register | None:
    found = _registers(submission)
    return chance.choice(found) if found else None


def _lose_a_register(chance: Random, submission: Submission) -> Submission:
    lost = _some(chance, submission)
    kept = {r.name: r for r in _registers(submission) if r is not lost}
    return replace(submission, registers=kept)


def _upset_a_register(chance: Random, submission: Submission) -> Submission:
    """Not checked, checked late, covering less, complete to an earlier day, or empty."""
    register = _some(chance, submission)
    if register is None:
        return submission
    earlier = date(2022, 12, 31) - timedelta(days=chance.randint(0, 240))
    return _changed(
        submission,
        chance.choice(
            (
                replace(register, checked_by="", checked_on=None),
                replace(register, checked_on=date(2023, 2, 4)),
                replace(register, covers_to=earlier),
                replace(register, covers_from=earlier),
                replace(register, complete_to=earlier),
                replace(register, rows=(), nothing_to_report=chance.random() < 0.5),
            )
        ),
    )


def _upset_rows(chance: Random, submission: Submission) -> Submission:
    """A few rows are lost, or a cell in them is blank, later, or the other way round."""
    register = _some(chance, submission)
    if register is None or not register.rows:
        return submission
    rows = list(register.rows)
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(rows))
        if chance.random() < 0.15 and len(rows) > 1:
            del rows[place]
        else:
            rows[place] = _upset(chance, rows[place])
    return _changed(submission, replace(register, rows=tuple(rows)))


def _upset(chance: Random, row: RegisterRow) -> RegisterRow:
    if not row.cells:
        return row
    heading = chance.choice(list(row.cells))
    others = {h: c for h, c in row.cells.items() if h != heading}
    cell = _other(chance, row.cells[heading])
    return RegisterRow(row.number, others if cell is None else {**others, heading: cell})


def _other(chance: Random, cell: Cell) -> Cell | None:
    if chance.random() < 0.3:
        return None
    match cell:
        case bool():
            return not cell
        case datetime():
            return cell
        case date():
            return cell + timedelta(days=chance.choice((-40, -7, -1, 1, 2, 9, 35, 120)))
        case int():
            return max(0, cell + chance.choice((-9, -1, 1)))
        case _:
            return cell


def _lose_documents(chance: Random, submission: Submission) -> Submission:
    kept = tuple(d for d in submission.documents if chance.random() > 0.04)
    return replace(submission, documents=kept)


def _upset_a_document(chance: Random, submission: Submission) -> Submission:
    if not submission.documents:
        return submission
    documents = list(submission.documents)
    place = chance.randrange(len(documents))
    documents[place] = _upset_paper(chance, documents[place])
    return replace(submission, documents=tuple(documents))


def _upset_paper(chance: Random, paper: Document) -> Document:
    later = timedelta(days=chance.choice((-30, 1, 7, 40, 100)))
    match chance.randrange(7):
        case 0:
            return replace(paper, checked_by="", checked_on=None)
        case 1:
            return replace(paper, dated=paper.dated + later if paper.dated else None)
        case 2:
            return replace(paper, events=tuple(replace(e, on=e.on + later) for e in paper.events))
        case 3:
            return replace(paper, events=paper.events[1:])
        case 4:
            return replace(
                paper, contents=tuple(replace(c, found="no") for c in paper.contents[:1])
            )
        case 5:
            return replace(paper, contents=paper.contents[1:])
        case _:
            return replace(
                paper, expires_on=date(2022, 11, 30), covers_to=None, promised_number="90%"
            )


def _upset_statements(chance: Random, submission: Submission) -> Submission:
    name = chance.choice(list(submission.statements) or [""])
    kept = {n: s for n, s in submission.statements.items() if n != name}
    said = submission.statements.get(name)
    if said is not None and chance.random() < 0.7:
        kept[name] = _otherwise(chance, said)
    return replace(submission, statements=kept)


def _otherwise(chance: Random, said: Statement) -> Statement:
    match said.answer:
        case bool():
            return replace(said, answer=not said.answer)
        case datetime():
            seconds = chance.choice((0, 1140, 1131, 1132, 90_000))
            return replace(said, answer=said.answer + timedelta(seconds=seconds))
        case date():
            return replace(said, answer=said.answer - timedelta(days=chance.randint(1, 9)))
        case _:
            return replace(said, who="")


def _upset_judgements(chance: Random, submission: Submission) -> Submission:
    def upset(judgement: Judgement) -> Judgement:
        return replace(judgement, met=not judgement.met) if chance.random() < 0.3 else judgement

    kept = (j for j in submission.judgements if chance.random() < 0.7)
    return replace(submission, judgements=tuple(upset(j) for j in kept))


def _choose_otherwise(chance: Random, submission: Submission) -> Submission:
    start = date(2021, 8, 9) + timedelta(days=chance.randint(0, 150))
    end = start.replace(year=start.year + 1) - timedelta(days=chance.choice((1, 1, 1, 2)))
    chosen: Mapping[str, ChosenWindow] = {"training window": ChosenWindow(start, end)}
    return replace(submission, chosen=chosen if chance.random() < 0.5 else {})


CHANGES: tuple[Callable[[Random, Submission], Submission], ...] = (
    _lose_a_register,
    _upset_a_register,
    _upset_a_register,
    _upset_rows,
    _upset_rows,
    _upset_rows,
    _lose_documents,
    _upset_a_document,
    _upset_a_document,
    _upset_a_document,
    _upset_statements,
    _upset_judgements,
    _choose_otherwise,
)
