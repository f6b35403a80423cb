"""What a clock is read from: one leaf of a condition with its question and its day."""

from dataclasses import dataclass
from datetime import date, datetime

from mis_assessor.core.answering.asking import Asking
from mis_assessor.core.deciding.case import Situation
from mis_assessor.core.evidence.references import folded
from mis_assessor.core.findings.clock import Clock, ClockKind
from mis_assessor.core.rules.calendar import day_of
from mis_assessor.core.rules.comparisons import Op
from mis_assessor.core.rules.conditions import tests_in
from mis_assessor.core.rules.quantities import Quantity
from mis_assessor.core.rules.questions import DocumentsQuestion
from mis_assessor.core.rules.register_questions import REGISTER, AnyQuestion
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import listed, on_day

REGISTER_OF_MEETINGS = "meetings"
LAST_DAYS = (Op.IN_PLACE_BY, Op.AT_OR_BEFORE)
"""Comparisons whose value is the last day of what they ask."""


@dataclass(frozen=True, slots=True)
class ClockAsked:
    """One leaf in one scene, with what it came to."""

    asking: Asking
    scene: Situation
    node: str
    verdict: Verdict

    @property
    def on(self) -> date:
        """The assessment day."""
        return self.scene.on

    @property
    def due_by(self) -> date:
        """The last day of the requirement, or of the scheme year where it has none."""
        return self.asking.due_by or self.asking.year.last_day

    def question(self, evidence: str) -> AnyQuestion:
        """The question of an evidence."""
        return self.scene.requirement.evidence[evidence]

    def value(self, name: str | None) -> Quantity | None:
        """A value of the rule, or None."""
        if name is None or not self.scene.reading.knows(name):
            return None
        return self.scene.reading.value(name)

    def lacks(self, name: str) -> bool:
        """Whether a value of the rule is not loaded."""
        return self.scene.reading.knows(name) and self.scene.reading.value(name) is None

    def limit_on(self, evidence: str) -> date | None:
        """The last day or moment that a test of an evidence gives it, the first where several do.

        Only within one requirement: two requirements may ask the same paper by different days.
        """
        requirement = self.scene.requirement
        tests = (*tests_in(requirement.met_when), *tests_in(requirement.or_instead))
        days = [
            value
            for test in tests
            if test.evidence == evidence
            and test.op in LAST_DAYS
            and isinstance(value := self.value(test.value), date)
        ]
        return min(days, key=day_of, default=None)

    def opens(self, evidence: str) -> date | None:
        """The first day on which it counts, where a test says so."""
        for test in tests_in(self.scene.requirement.met_when):
            value = self.value(test.value)
            if test.evidence == evidence and test.op is Op.NOT_BEFORE and isinstance(value, date):
                return day_of(value)
        return None

    def who(self, evidence: str) -> str:
        """Who can do it: bodies that act on a paper, or whoever keeps the register."""
        question = self.question(evidence)
        if isinstance(question, DocumentsQuestion):
            bodies = [b for _, by in question.events() for b in self.asking.names(by)]
            return listed(list(dict.fromkeys(bodies)))
        named = [a.removeprefix(REGISTER) for a in question.asks() if a.startswith(REGISTER)]
        if not named:
            return "whoever answers for the trust"
        register = self.asking.submission.registers.get(named[-1])
        by = (register.supplied_by or register.checked_by) if register else ""
        return by or f"whoever keeps the register of {named[-1]}"

    def last_meeting(self, evidence: str, last: date) -> str:
        """The last meeting, of those the register names, at which a body can act in time."""
        question, register = (
            self.question(evidence),
            self.asking.submission.registers.get(REGISTER_OF_MEETINGS),
        )
        if not isinstance(question, DocumentsQuestion) or register is None:
            return ""
        bodies = {folded(b) for _, by in question.events() for b in self.asking.names(by)}
        days = [
            day
            for row in register.rows
            if folded(str(row.cells.get("body", ""))) in bodies
            and (day := row.day("held on")) is not None
            and self.on <= day <= last
        ]
        return f"the last meeting in time is {on_day(max(days))}" if days else ""

    def clock(
        self, evidence: str, kind: ClockKind, act: str, last: date, subject: str = ""
    ) -> Clock:
        """A clock of this leaf; a moment keeps its time of day."""
        return Clock(
            self.scene.requirement.id,
            self.node,
            self.asking.member,
            evidence,
            kind,
            subject,
            act,
            day_of(last),
            self.who(evidence) if evidence else "",
            counted=self.last_meeting(evidence, day_of(last)) if evidence else "",
            at=f"{last:%H:%M}" if isinstance(last, datetime) else "",
            rescue=self.scene.requirement.or_instead is not None,
            opens=self.opens(evidence) if evidence else None,
        )
