"""The table of moves, as data, and whether one may be made: decided like any requirement.

A move is a condition over plain facts: that this role may make it, that the declaration
stands where it begins, and whatever else its line in ``rules/workflow`` needs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, Protocol

from pydantic import Field, model_validator

from mis_assessor.core.deciding.case import Case, PartCase, Situation
from mis_assessor.core.deciding.evaluate import decide_case
from mis_assessor.core.errors import EngineFault
from mis_assessor.core.evidence.answers import Stated
from mis_assessor.core.rules.comparisons import Op
from mis_assessor.core.rules.conditions import AllOf, Test
from mis_assessor.core.rules.in_force import Standing
from mis_assessor.core.rules.readings import Reading
from mis_assessor.core.rules.requirement import Applies, Requirement
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.rules.values import Frozen, Source
from mis_assessor.core.verdicts import Verdict

RIGHT_ROLE, RIGHT_PLACE, ANOTHER_PERSON = "right role", "right place", "another person"


class Transition(Frozen):
    """One step that somebody may take."""

    move: str
    title: str
    done: str
    """How it is told once it was made."""
    by: tuple[str, ...] = Field(min_length=1)
    from_: tuple[str, ...] = Field(min_length=1)
    to: str
    """Where the declaration then stands; ``same`` where it stays."""
    asks: tuple[Literal["outcome", "reference", "day", "note"], ...] = ()
    """What whoever makes it has to write down."""
    records: str = ""
    """The step of the chain of outcomes that it adds a record of; empty where it adds none."""
    outcomes: tuple[str, ...] = ()
    """What may be recorded; where it is only one, nobody is asked."""
    needs: tuple[str, ...] = ()
    """Facts, each of which must be so."""
    not_by_whoever: tuple[str, ...] = ()
    """Moves of this round: whoever made one of them may not make this one."""
    seals: bool = False
    """Whether it rests on the very assessment that stands, and names its digest."""


SAME = "same"


class Workflow(Frozen):
    """Where a declaration may stand, and every move between (``rules/workflow``)."""

    begins: str
    states: dict[str, str]
    changed: str
    """The move that a change of the evidence makes by itself."""
    voided_by_a_change: tuple[str, ...]
    closed_to_changes: tuple[str, ...]
    facts: dict[str, str]
    """What is said where a fact is not so."""
    moves: tuple[Transition, ...]

    @model_validator(mode="after")
    def _whole(self) -> "Workflow":
        for move in self.moves:
            for state in (*move.from_, *(() if move.to == SAME else (move.to,))):
                if state not in self.states:
                    raise ValueError(f"“{move.move}” names “{state}”, which is no state")
            for fact in move.needs:
                if fact not in self.facts:
                    raise ValueError(f"“{move.move}” needs “{fact}”, which is no fact")
            for other in move.not_by_whoever:
                if other not in {one.move for one in self.moves}:
                    raise ValueError(f"“{move.move}” names “{other}”, which is no move")
        return self

    def move(self, name: str) -> Transition | None:
        """The move of a name, or None."""
        return next((one for one in self.moves if one.move == name), None)

    def order(self, state: str) -> int:
        """How far along a state is."""
        return list(self.states).index(state)


class MoveEngine(Protocol):
    """An engine that decides cases of which each stands alone."""

    def decide_each(self, cases: Sequence[Case], rules: Sequence[Rule]) -> tuple[Verdict, ...]:
        """Decides them, each by one of the rules, or raises EngineFault."""
        ...


@dataclass(frozen=True, slots=True)
class Ruling:
    """Whether a move may be made now, and a sentence for everything that it lacks."""

    move: Transition
    refusals: tuple[str, ...]
    in_reach: bool
    """Whether role and place are right, so that only the rest is lacking."""

    @property
    def allowed(self) -> bool:
        """Whether nothing is lacking."""
        return not self.refusals


def rule_on(
    workflow: Workflow,
    moves: Sequence[Transition],
    known: Mapping[str, Mapping[str, bool]],
    on: date,
    engine: MoveEngine,
) -> tuple[Ruling, ...]:
    """Each move decided twice, by the reference evaluator and by the engine.

    `known` holds the facts by the name of the move. Raises EngineFault where the two do
    not agree: then nobody may do anything.
    """
    cases = [_case(move, known[move.move], on) for move in moves]
    by_engine = engine.decide_each(cases, [case.rule for case in cases])
    rulings = []
    for move, case, theirs in zip(moves, cases, by_engine, strict=True):
        decided = decide_case(case)
        if decided.verdict is not theirs:
            raise EngineFault(
                f"The two evaluators do not agree on whether to {move.move}: the rules engine says "
                f"{theirs}, the reference evaluator says {decided.verdict}. Nothing was done."
            )
        facts = known[move.move]
        lacking = [name for name in _conditions(move) if not facts[name]]
        rulings.append(
            Ruling(
                move,
                tuple(_told(workflow, move, lacking)),
                not {RIGHT_ROLE, RIGHT_PLACE} & set(lacking),
            )
        )
    return tuple(rulings)


def _conditions(move: Transition) -> tuple[str, ...]:
    others = (ANOTHER_PERSON,) if move.not_by_whoever else ()
    return (RIGHT_ROLE, RIGHT_PLACE, *others, *move.asks, *move.needs)


def _case(move: Transition, facts: Mapping[str, bool], on: date) -> Case:
    names = _conditions(move)
    requirement = Requirement(
        id=f"WF {move.move}",
        title=move.title,
        asks=move.title,
        source=Source(document="workflow"),
        applies=Applies(editions=("workflow",), in_a_pause="continues"),
        met_when=AllOf(all_of=tuple(Test(evidence=name, op=Op.IS, value="yes") for name in names)),
    )
    answers = {name: Stated(facts[name]) for name in names}
    scene = Situation(requirement, Reading("", {}, {}), answers, on)
    rule = Rule(requirement, 0, {}, "rules/workflow")
    return Case(rule, Standing.STANDS, None, "", (PartCase("", (scene,)),))


def _told(workflow: Workflow, move: Transition, lacking: Sequence[str]) -> Iterator[str]:
    for name in lacking:
        match name:
            case "right role":
                yield f"Only the {_either(move.by)} can do this."
            case "right place":
                states = _either([workflow.states[state] for state in move.from_])
                yield f"This can be done only while the declaration stands at: {states}."
            case "another person":
                made = [one.done for one in workflow.moves if one.move in move.not_by_whoever]
                yield f"Somebody else must do this than whoever {_either(made)}."
            case "outcome":
                yield f"Choose the outcome: {_either(move.outcomes)}."
            case "reference":
                yield "Write the minute or reference under which it is recorded."
            case "day":
                yield "Write the day on which it happened; it cannot be a day to come."
            case "note":
                yield "Write why, in a sentence."
            case _:
                yield workflow.facts[name]


def _either(words: Sequence[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}" if most else last
