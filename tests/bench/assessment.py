"""One trust-year assessed again and again by one engine process, against two floors."""

from collections.abc import Callable, Mapping, Sequence
from math import nan

from bench import plain_floor
from bench.floors_agree import WORLDS, plain_agrees, zen_agrees
from bench.measuring import RULES, SAMPLE, Line, Measurement, Work, busy_seconds, seconds
from bench.zen_equivalent import ZenEquivalent
from mis_assessor.core.assessment.assess import assess
from mis_assessor.core.assessment.canonical import with_digest
from mis_assessor.core.deciding.case import Case
from mis_assessor.core.deciding.position import decide_position
from mis_assessor.core.deciding.recovery import MoneyFacts
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.engine.plan import FUND
from mis_assessor.engine.plan_book import make_plan
from mis_assessor.engine.result import EngineResult, InferenceEngine
from mis_assessor.intake.read import read_submission
from mis_assessor.services.assess import Days, assess_submission
from mis_assessor.services.check_rules import checked_rulebook
from trust_year.forms import tables

TOTAL, ENGINE = "one assessment", "durable_rules in it"
OURS = "one assessment, processor without the engine's process"
ONCE = "one assessment by the reference evaluator alone"
PLAIN, ZEN = "plain Python", "zen-engine"
WARM_UP = 3
SAME = f"same verdicts, here and on {WORLDS} random worlds"


class Watched:
    """An engine that keeps what it said last."""

    def __init__(self, engine: InferenceEngine) -> None:
        self._engine = engine
        self.result: EngineResult | None = None

    def decide(
        self, cases: Sequence[Case], rules: Sequence[Rule], money: MoneyFacts
    ) -> EngineResult:
        """Decides, and remembers."""
        self.result = self._engine.decide(cases, rules, money)
        return self.result


def warm_assessment(engine: InferenceEngine) -> Measurement:
    """Both evaluators, agreement, every sentence and the digest; evidence read before."""
    rulebook, submission = checked_rulebook(RULES, 4), read_submission(SAMPLE, tables())
    watched = Watched(engine)

    def whole() -> float:
        return seconds(lambda: assess_submission(rulebook, submission, Days(), watched))

    def ours() -> float:
        return busy_seconds(lambda: assess_submission(rulebook, submission, Days(), watched))

    def once() -> float:
        """The same without the engine and without the recount: answered once, decided once."""
        assert submission.assessed_as_at is not None
        on, known_on = submission.assessed_as_at, submission.known_on
        return seconds(lambda: with_digest(assess(rulebook, submission, on, known_on)))

    for _ in range(WARM_UP):
        whole()
    result = watched.result
    assert result is not None and submission.assessed_as_at is not None
    position = decide_position(rulebook, submission, submission.assessed_as_at, submission.known_on)
    rules = [case.rule for case in position.cases]
    plan = make_plan(position.cases, rules, position.money)
    steps, zen = plain_floor.steps_of(plan), ZenEquivalent(plan)
    assert result.fund is not None
    said = {**result.verdicts, FUND: result.fund}
    plain = plain_floor.in_words(plan, plain_floor.decide(steps))
    plain_says = _compared(plain, said) or plain_agrees()
    zen_says = _compared(zen.in_words(zen.decide()), said) or zen_agrees()
    works = (
        Work(TOTAL, whole),
        Work(ONCE, once),
        Work(OURS, ours),
        Work(ENGINE, lambda: watched.result.engine_seconds if watched.result else 0.0),
        Work(PLAIN, _figure(plain_says, lambda: plain_floor.decide(steps))),
        Work(ZEN, _figure(zen_says, zen.decide)),
    )
    lines = (
        Line("Assessment of one trust-year, evidence and rules in memory", "", ""),
        Line(
            "counted and decided twice, one engine process, full trace", TOTAL, "ms", budget=0.250
        ),
        Line("of it this process, by the processor", OURS, "ms", budget=0.150),
        Line("counted and decided once, by the reference evaluator", ONCE, "ms"),
        Line("twice against once", TOTAL, "", budget=2.0, times=ONCE),
        Line("durable_rules' own part", ENGINE, "ms", budget=0.010),
        Line("floor: its tests and roll-up in plain Python", PLAIN, "ms", note=plain_says or SAME),
        Line("floor: the same in zen-engine 2.1, with its trace", ZEN, "ms", note=zen_says or SAME),
        Line("durable_rules against plain Python", ENGINE, "", times=PLAIN),
        Line("durable_rules against zen-engine", ENGINE, "", times=ZEN),
        Line("whole assessment against plain Python", TOTAL, "", times=PLAIN),
        Line("whole assessment against zen-engine", TOTAL, "", times=ZEN),
    )
    return Measurement(works, lines)


def _figure(differs: str, work: Callable[[], object]) -> Callable[[], float]:
    """A floor that decides otherwise gets no figure."""
    return (lambda: nan) if differs else (lambda: busy_seconds(work))


def _compared(floor: Mapping[str, str], said: Mapping[str, str]) -> str:
    """Nothing, or on how many nodes a floor differs; then its time says nothing."""
    differ = [node for node in said if floor.get(node) != said[node]]
    return f"DIFFERS on {len(differ)} of {len(said)}, first “{differ[0]}”" if differ else ""
