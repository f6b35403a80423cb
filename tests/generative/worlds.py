"""Invents whole assessments: conditions, answers on both sides of every limit, money."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from math import ceil
from random import Random

from mis_assessor.core.deciding.case import Case, PartCase, Situation
from mis_assessor.core.deciding.evaluate import Decided, decide_case
from mis_assessor.core.deciding.judgements import JudgedBy
from mis_assessor.core.deciding.recovery import MoneyFacts, Recovery, recovery
from mis_assessor.core.deciding.rollup import Rolled, roll_up
from mis_assessor.core.evidence.answers import (
    Answer,
    Figure,
    NoAnswer,
    NoAnswerReason,
    Paper,
    Papers,
    Report,
    Stated,
    Tally,
)
from mis_assessor.core.rules.comparisons import Op
from mis_assessor.core.rules.conditions import (
    AllOf,
    AnyOf,
    Condition,
    InOrder,
    Instead,
    PersonConfirms,
    Readings,
    Test,
)
from mis_assessor.core.rules.in_force import Standing
from mis_assessor.core.rules.quantities import LONDON, Share, Times, read_quantity
from mis_assessor.core.rules.readings import readings_of
from mis_assessor.core.rules.requirement import Applies, Requirement
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.rules.values import Entry, Source, Status
from mis_assessor.core.verdicts import Verdict

DAY = date(2022, 10, 15)
MOMENT = datetime(2023, 2, 2, 12, tzinfo=LONDON)
SHARES = {f"{p}%": f"{p}%" for p in ("0", "50", "89.9", "90", "95", "100")} | {"third": "1/3"}
TIMES = {"never": "0 times", "once": "1 time", "nine": "9 passes"}
VALUES = {
    **SHARES,
    **TIMES,
    "deadline": DAY.isoformat(),
    "noon": "2023-02-02 12:00:00",
    "posts": "7.25",
    "two months": "2 months",
    "a year": "12 months",
    "may": "2022-05",
}
TALLY_OPS = (Op.AT_LEAST, Op.MORE_THAN, Op.AT_MOST, Op.UNDER)
FIGURE_OPS = TALLY_OPS
NO_FIGURE = (
    NoAnswerReason.MISSING,
    NoAnswerReason.NOT_DUE,
    NoAnswerReason.NOT_LOADED,
    NoAnswerReason.NO_CASES,
    NoAnswerReason.NONE_DUE,
    NoAnswerReason.FAILS,
)


@dataclass(frozen=True)
class World:
    """Cases with the rules they come from and the money at stake."""

    cases: tuple[Case, ...]
    rules: tuple[Rule, ...]
    money: MoneyFacts

    def reference(self) -> tuple[list[Decided], Rolled, Recovery]:
        """What the reference evaluator says of this world."""
        decided = [decide_case(case) for case in self.cases]
        rolled = roll_up(self.rules, {d.node: d.verdict for d in decided})
        return decided, rolled, recovery(rolled.actions, self.money)


def invent(chance: Random, most: int = 8) -> World:
    """A world of one to `most` requirements, or now and then one near ten of ten."""
    near_ten = chance.random() < 0.2
    rules: list[Rule] = []
    for number in range(chance.randint(0, 1) if near_ten else chance.randint(1, most)):
        rules.append(_rule(chance, number, rules))
    cases = [_case(chance, rule) for rule in rules]
    for number in range(11) if near_ten else ():
        cases.append(_settled(chance, number))
        rules.append(cases[-1].rule)
    requested = chance.choice((None, Decimal("12000.50")))
    money = MoneyFacts(None, requested, chance.random() < 0.3)
    return World(tuple(cases), tuple(rules), money)


def _settled(chance: Random, action: int) -> Case:
    """A requirement whose verdict stands: nearly always met, as ten of ten asks."""
    towards = "safety action" if action else "conditions of the scheme"
    requirement = Requirement(
        id=f"MIS-Y4-SA{action}-settled",
        title="invented",
        asks="invented",
        source=Source(document="invented"),
        counts_towards=towards,
        applies=Applies(editions=("e",), in_a_pause="continues"),
    )
    rule = Rule(requirement, action, requirement.values, "invented.yaml")
    verdict = Verdict.MET
    if chance.random() < (0.02 if action else 0.8):
        verdict = chance.choice(list(Verdict))
    return Case(rule, Standing.STANDS, verdict, "invented", ())


def _rule(chance: Random, number: int, before: list[Rule]) -> Rule:
    action = chance.choice((1, 1, 2, 3, 10))
    entry = {name: (Entry(is_=written, status=Status.SEED),) for name, written in VALUES.items()}
    entry["unread"] = (Entry(not_loaded="not seen", status=Status.RECALLED_LOW),)
    entry["two ways"] = (Entry(readings=("90%", "95%"), status=Status.ASSUMPTION),)
    missed = [r.requirement.id for r in before if not r.requirement.stands_in_for]
    stands_in = chance.random() < 0.25 and missed
    requirement = Requirement(
        id=f"MIS-Y4-SA{action}-{number}",
        title="invented",
        asks="invented",
        source=Source(document="invented"),
        force=chance.choice(("must", "must", "must", "should")),
        counts_towards=chance.choice(
            ("safety action", "safety action", "conditions of the scheme", "nothing")
        ),
        applies=Applies(editions=("e",), in_a_pause="continues"),
        stands_in_for=tuple(chance.sample(missed, 1)) if stands_in else (),
        values=entry,
        met_when=_condition(chance, 3),
        or_instead=_condition(chance, 1) if chance.random() < 0.3 else None,
        if_no_cases=chance.choice((None, Verdict.MET, Verdict.NOT_APPLICABLE)),
        if_none_due=chance.choice((None, Verdict.MET)),
    )
    return Rule(requirement, action, requirement.values, "invented.yaml")


def _condition(chance: Random, depth: int) -> Condition:
    kind = chance.randint(0, 9) if depth else chance.randint(5, 9)
    few = range(chance.randint(1, 3))
    match kind:
        case 0:
            return AllOf(all_of=tuple(_condition(chance, depth - 1) for _ in few))
        case 1:
            return AnyOf(any_of=tuple(_condition(chance, depth - 1) for _ in few))
        case 2:
            labels = ("strictly", "in spirit", "by the letter")
            read = {labels[n]: _condition(chance, depth - 1) for n in few}
            return Readings(readings=read)
        case 3 | 4:
            return Instead(
                standard=_condition(chance, depth - 1),
                alternative=_condition(chance, depth - 1),
            )
        case 5 if chance.random() < 0.3:
            return PersonConfirms(a_person_confirms="is it good enough?")
        case 6 if chance.random() < 0.5:
            return InOrder(in_this_order=tuple(chance.sample(DAYS, 2)))
        case _:
            return chance.choice(TESTS)(chance)


DAYS = ("agreed", "agreed later", "said on")
TESTS = (
    lambda c: Test(evidence="share", op=c.choice(TALLY_OPS), value=c.choice([*SHARES, "two ways"])),
    lambda c: Test(evidence="share", op=c.choice(TALLY_OPS), value=c.choice([*TIMES, "none"])),
    lambda c: Test(evidence="share", op=Op.AT_LEAST, value=c.choice(("all of them", "unread"))),
    lambda c: Test(evidence="share", op=Op.REPORTED, value="yes"),
    lambda c: Test(evidence="agreed", op=Op.IN_PLACE_BY, value="deadline"),
    lambda c: Test(evidence="agreed", op=Op.IN_FORCE_ON, value="deadline"),
    lambda c: Test(
        evidence="agreed",
        op=Op.DATED_WITHIN,
        value="a year",
        before=c.choice(("deadline", "unread")),
    ),
    lambda c: Test(evidence="reports", op=Op.HAPPENS_AT_LEAST, value=c.choice([*TIMES])),
    lambda c: Test(evidence="reports", op=Op.GAPS_AT_MOST, value="two months"),
    lambda c: Test(
        evidence="reports",
        op=Op.ONE_IN_EVERY,
        value=c.choice(("month", "quarter")),
        counted_by=c.choice((None, "period covered")),
        may_miss="may",
        if_="yes or no",
    ),
    lambda c: Test(evidence="yes or no", op=Op.IS, value=c.choice(("yes", "no"))),
    lambda c: Test(
        evidence="said on", op=c.choice((Op.AT_OR_BEFORE, Op.NOT_BEFORE)), value="deadline"
    ),
    lambda c: Test(evidence="said at", op=c.choice((Op.AT_OR_BEFORE, Op.NOT_BEFORE)), value="noon"),
    lambda c: Test(evidence="posts in place", op=c.choice(FIGURE_OPS), value="posts"),
    lambda c: Test(evidence="posts in place", op=c.choice(FIGURE_OPS), value="posts funded"),
)


def _case(chance: Random, rule: Rule) -> Case:
    standing = Standing.STANDS
    if chance.random() < 0.1:
        given = chance.choice((Verdict.PAUSED, Verdict.NOT_APPLICABLE))
        return Case(rule, standing, given, "invented", ())
    members = chance.choice(
        ((("", True),), (("midwives", True), ("doctors", chance.random() < 0.8)))
    )
    judgement = None
    if chance.random() < 0.4:
        verdict = chance.choice((Verdict.MET, Verdict.NOT_MET))
        judgement = JudgedBy("A Name", "Director of Midwifery", DAY, "seen", "minutes", verdict)
    parts = tuple(
        PartCase(
            member,
            tuple(replace(s, judgement=judgement) for s in _scenes(chance, rule)),
            counts,
        )
        for member, counts in members
    )
    return Case(rule, standing, None, "", parts)


def _scenes(chance: Random, rule: Rule) -> list[Situation]:
    on = _near(chance, DAY)
    return [
        Situation(rule.requirement, reading, _answers(chance, on), on)
        for reading in readings_of(rule, "e")
    ]


def _near(chance: Random, day: date) -> date:
    return day + timedelta(days=chance.choice((-400, -365, -1, 0, 1, 30)))


def _answers(chance: Random, on: date) -> Mapping[str, Answer]:
    answers: dict[str, Answer] = {
        "share": _tally(chance),
        "agreed": _paper(chance),
        "agreed later": _paper(chance),
        "reports": _reports(chance, on),
        "yes or no": Stated(chance.random() < 0.7),
        "said on": Stated(_near(chance, DAY)),
        "said at": Stated(MOMENT + timedelta(seconds=chance.choice((-1, 0, 1)))),
        "posts in place": Figure(Decimal(chance.choice(("7.24", "7.25", "7.250", "8", "-1.5")))),
        "posts funded": Figure(Decimal(chance.choice(("7.25", "7.3", "0", "7.2499")))),
    }
    for name in answers:
        if chance.random() < 0.12:
            answers[name] = NoAnswer(chance.choice(NO_FIGURE), "invented")
    return answers


def _tally(chance: Random) -> Tally:
    """Cases one to either side of a limit, some of them open or unknown."""
    total = chance.choice((1, 2, 3, 7, 19, 20, 21, 100, 1000, 4_000_000))
    limit = read_quantity(VALUES[chance.choice([*SHARES, *TIMES])])
    match limit:
        case Share(of_one=share):
            just = ceil(share * total)
        case Times(number=just):
            pass
        case _:
            raise AssertionError(limit)
    done = min(max(0, just + chance.choice((-1, 0, 1))), total)
    left = total - done
    open_ = min(left, chance.choice((0, 0, 1, 2)))
    unknown = min(left - open_, chance.choice((0, 0, 0, 1)))
    return Tally(done, left - open_ - unknown, open_, unknown, chance.random() < 0.2)


def _paper(chance: Random) -> Paper:
    return Paper(
        in_place=_near(chance, DAY),
        dated=_near(chance, DAY),
        in_force_from=_near(chance, DAY),
        in_force_to=chance.choice((None, _near(chance, DAY))),
    )


def _reports(chance: Random, on: date) -> Papers:
    start = DAY - timedelta(days=200)
    days = sorted(
        start + timedelta(days=chance.randint(-5, 230)) for _ in range(chance.randint(0, 9))
    )
    pause = (date(2022, 6, 1), date(2022, 7, 15))
    reports = tuple(
        Report(
            id=f"r{n}",
            complete=chance.choice((True, True, True, None, False)),
            days=(("dated", day),),
            covers=(day.replace(day=1), day.replace(day=28)),
        )
        for n, day in enumerate(days)
    )
    pauses = chance.choice(((), (pause,)))
    return Papers(reports, start, DAY, on, pauses)
