"""The table of moves: each refusal has its sentence, and both evaluators decide alike."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from mis_assessor.core.deciding.case import Case
from mis_assessor.core.deciding.evaluate import decide_case
from mis_assessor.core.errors import EngineFault
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.workflow.moves import Ruling, Transition, Workflow, rule_on

ON = date(2023, 1, 20)
PAGE: dict[str, Any] = {
    "begins": "draft",
    "states": {"draft": "Draft", "approved": "Approved", "gone": "Sent"},
    "changed": "changed",
    "voided by a change": ["approved"],
    "closed to changes": ["gone"],
    "facts": {"paper made": "Make the paper first."},
    "moves": [
        {
            "move": "ready",
            "title": "Ready",
            "done": "made it ready",
            "by": ["champion"],
            "from": ["draft"],
            "to": "same",
        },
        {
            "move": "approve",
            "title": "Approve",
            "done": "approved it",
            "by": ["board", "approver"],
            "from": ["draft"],
            "to": "approved",
            "asks": ["reference", "day", "note"],
            "needs": ["paper made"],
            "not by whoever": ["ready"],
            "seals": "yes",
        },
    ],
}


class Reference:
    """Decides as the reference evaluator does."""

    def decide_each(self, cases: Sequence[Case], rules: Sequence[Rule]) -> tuple[Verdict, ...]:
        return tuple(decide_case(case).verdict for case in cases)


class Contrary:
    """An engine that says the opposite."""

    def decide_each(self, cases: Sequence[Case], rules: Sequence[Rule]) -> tuple[Verdict, ...]:
        return tuple(Verdict.NOT_MET for _ in cases)


def workflow(**other: Any) -> Workflow:
    return Workflow.model_validate({**PAGE, **other})


def approve(**lacking: bool) -> Ruling:
    names = (
        "right role",
        "right place",
        "another person",
        "reference",
        "day",
        "note",
        "paper made",
    )
    facts = {name: lacking.get(name.replace(" ", "_"), True) for name in names}
    flow = workflow()
    move = flow.moves[1]
    (ruling,) = rule_on(flow, [move], {"approve": facts}, ON, Reference())
    return ruling


def test_a_move_that_lacks_nothing_is_allowed() -> None:
    assert approve().allowed and approve().in_reach


@pytest.mark.parametrize(
    ("lacks", "said"),
    [
        ("right_role", "Only the board or approver can do this."),
        ("right_place", "This can be done only while the declaration stands at: Draft."),
        ("another_person", "Somebody else must do this than whoever made it ready."),
        ("reference", "Write the minute or reference under which it is recorded."),
        ("day", "Write the day on which it happened; it cannot be a day to come."),
        ("note", "Write why, in a sentence."),
        ("paper_made", "Make the paper first."),
    ],
)
def test_each_thing_that_lacks_has_its_sentence(lacks: str, said: str) -> None:
    ruling = approve(**{lacks: False})
    assert ruling.refusals == (said,)
    assert ruling.in_reach is (lacks not in ("right_role", "right_place"))


def test_everything_that_lacks_is_told_at_once() -> None:
    assert len(approve(right_role=False, day=False, paper_made=False).refusals) == 3


def test_nobody_may_do_anything_where_the_evaluators_do_not_agree() -> None:
    flow = workflow()
    known: Mapping[str, Mapping[str, bool]] = {"ready": {"right role": True, "right place": True}}
    with pytest.raises(EngineFault, match="do not agree on whether to ready"):
        rule_on(flow, [flow.moves[0]], known, ON, Contrary())


@pytest.mark.parametrize(
    ("heading", "written", "said"),
    [
        ("from", ["nowhere"], "names “nowhere”, which is no state"),
        ("to", "nowhere", "names “nowhere”, which is no state"),
        ("needs", ["luck"], "needs “luck”, which is no fact"),
        ("not by whoever", ["jump"], "names “jump”, which is no move"),
    ],
)
def test_a_table_that_names_what_is_not_there_is_refused(
    heading: str, written: Any, said: str
) -> None:
    spoilt = [{**PAGE["moves"][1], heading: written}]
    with pytest.raises(ValidationError, match=said):
        workflow(moves=[PAGE["moves"][0], *spoilt])


def test_a_move_and_a_state_are_found_by_name() -> None:
    flow = workflow()
    assert isinstance(flow.move("approve"), Transition)
    assert flow.move("jump") is None
    assert flow.order("draft") < flow.order("gone")
