"""Small rules and cases, built by hand."""

from collections.abc import Mapping
from datetime import date

from mis_assessor.core.deciding.case import Case, PartCase, Situation
from mis_assessor.core.deciding.judgements import JudgedBy
from mis_assessor.core.deciding.recovery import MoneyFacts
from mis_assessor.core.evidence.answers import Answer, Tally
from mis_assessor.core.rules.comparisons import Op
from mis_assessor.core.rules.conditions import Condition, Test
from mis_assessor.core.rules.in_force import Standing
from mis_assessor.core.rules.readings import readings_of
from mis_assessor.core.rules.requirement import Applies, Requirement
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.rules.values import Entry, Source, Status
from mis_assessor.core.verdicts import Verdict

ON = date(2022, 10, 15)
MONEY = MoneyFacts(None, None, False)
REVIEWS = Test(evidence="reviews", op=Op.AT_LEAST, value="needed")


def rule(
    name: str = "MIS-Y4-SA1-A",
    met_when: Condition = REVIEWS,
    needed: str = "95%",
    stands_in_for: tuple[str, ...] = (),
    action: int = 1,
) -> Rule:
    """A requirement of one value, ``needed``, in a place of the rulebook."""
    values = {"needed": (Entry(is_=needed, status=Status.SEED),)}
    requirement = Requirement(
        id=name,
        title="Reviews",
        asks="Reviews are done",
        source=Source(document="guidance"),
        applies=Applies(editions=("march",), in_a_pause="continues"),
        values=values,
        met_when=met_when,
        stands_in_for=stands_in_for,
    )
    return Rule(requirement, action, values, f"{name}.yaml")


def case(
    rule: Rule,
    answers: Mapping[str, Answer] | None = None,
    members: tuple[tuple[str, bool], ...] = (("", True),),
    judged: Verdict | None = None,
) -> Case:
    """The rule with its answers, the same for every member; 96 of 100 unless told."""
    answers = answers or {"reviews": Tally(96, 4)}
    judgement = None
    if judged is not None:
        judgement = JudgedBy("A Name", "Chair", ON, "seen", "minutes", judged)
    scenes = tuple(
        Situation(rule.requirement, reading, answers, ON, judgement)
        for reading in readings_of(rule, "march")
    )
    parts = tuple(PartCase(member, scenes, counts) for member, counts in members)
    return Case(rule, Standing.STANDS, None, "", parts)
