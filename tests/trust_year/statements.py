"""What named people of the invented trust state, with the day they said it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from mis_assessor.core.evidence.submission import Register, Statement
from mis_assessor.core.rules.comparisons import Op
from mis_assessor.core.rules.fact_questions import StatementQuestion
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.intake.manifest import read_answer
from trust_year.asked import Asked
from trust_year.diary import next_day, working_day
from trust_year.people import name_of
from trust_year.plans import Plan

BOARD_MET = date(2023, 1, 26)
SIGNED = date(2023, 1, 30)
COUNTERSIGNED = date(2023, 1, 31)
DAYS = {
    "form signed by chief executive on": SIGNED,
    "form signed by accountable officer on": COUNTERSIGNED,
    "commissioner or integrated care board briefed on": date(2023, 1, 24),
}
EVIDENCE_READ = date(2022, 12, 7)
RECEIVED = "declaration form received at"
SAYS = {
    RECEIVED: "MIS lead",
    "form signed by chief executive on": "chief executive",
    "form signed by accountable officer on": "accountable officer",
    "Board satisfied with the evidence": "chief executive",
}


def statements(rulebook: Rulebook, asked: tuple[Asked, ...], plan: Plan) -> dict[str, Statement]:
    """Every statement the rules ask for, answered as a trust that meets them would."""
    found = [*_answered(asked, plan), *_does_not_apply(rulebook, plan)]
    return {said.statement: said for said in found}


def _answered(asked: tuple[Asked, ...], plan: Plan) -> Iterator[Statement]:
    for one in asked:
        if not isinstance(one.question, StatementQuestion):
            continue
        name = one.question.statement
        match one.question.answer:
            case "yes or no":
                wanted = next((t.value for t in one.tests if t.op is Op.IS), "yes")
                yield _said(name, wanted == "yes", _said_on(name, plan))
            case "day":
                fixed = DAYS.get(name)
                usual = working_day(plan.year.declaring(fixed or BOARD_MET))
                day = usual if fixed else min(_limits(one), default=usual)
                yield _said(name, day, day)
            case "moment":
                moment = read_answer(plan.received)
                assert isinstance(moment, datetime | str)
                yield _said(name, moment, date.fromisoformat(plan.received[:10]))


def _read(plan: Plan) -> date:
    """The day on which people had read the evidence."""
    return min(plan.year.moved(EVIDENCE_READ), plan.year.declaration_day)


def _said_on(name: str, plan: Plan) -> date:
    match name:
        case "Board satisfied with the evidence":
            return next_day("Trust Board", plan.year.declaring(BOARD_MET))
        case "nothing was sent":
            return date.fromisoformat(plan.received[:10])
        case _:
            return _read(plan)


def _limits(one: Asked) -> list[date]:
    return [
        (d.date() if isinstance(d, datetime) else d) - timedelta(days=3)
        for test in one.tests
        for d in one.days(test.value)
    ]


def _does_not_apply(rulebook: Rulebook, plan: Plan) -> Iterator[Statement]:
    """Ways out of a requirement that the trust does not take."""
    for rule in rulebook.rules:
        requirement = rule.requirement
        if requirement.decided and plan.year.edition in requirement.applies.editions:
            for name, out in requirement.does_not_apply_if.items():
                yield _said(name, out != "yes", _read(plan))
            for name, wanted in {**requirement.only_if, **requirement.only_if_said}.items():
                yield _said(name, wanted != "yes", _read(plan))


def _said(name: str, answer: bool | date | str, said_on: date) -> Statement:
    role = SAYS.get(name, "director of midwifery")
    return Statement(name, answer, name_of(role), role, said_on)


BLANK = {
    "left on": "nobody left in the year",
    "on long-term leave from": "nobody was on long-term leave",
}


def nobody_meant(staff: Register | None, plan: Plan) -> dict[str, Statement]:
    """What is stated where a column of the list of staff is rightly blank throughout."""
    rows = staff.rows if staff else ()
    return {
        name: _said(name, True, min(_read(plan), plan.on))
        for column, name in BLANK.items()
        if rows and all(column not in row.cells for row in rows)
    }
