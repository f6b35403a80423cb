"""Steps that must follow each other, measured."""

from datetime import date, datetime
from itertools import pairwise

from mis_assessor.core.answers import Answer, NoAnswer, Paper, Said
from mis_assessor.core.conditions import InOrder
from mis_assessor.core.measured import Measured, Way
from mis_assessor.core.scene import Scene
from mis_assessor.core.silence import without_answer
from mis_assessor.core.verdicts import Verdict, all_of


def measure_order(order: InOrder, scene: Scene) -> Measured | Verdict:
    """How many neighbours stand in the wrong order; what is missing stays missing."""
    answers = [scene.answers[name] for name in order.in_this_order]
    days = [_order_day(answer) for answer in answers]
    known = [day for day in days if day is not None]
    wrong = sum(a > b for a, b in pairwise(known))
    silent = [without_answer(a, scene) for a in answers if isinstance(a, NoAnswer)]
    if silent and not wrong:
        return all_of(silent)
    return Measured(wrong, wrong, 0, Way.AT_MOST)


def _order_day(answer: Answer) -> date | None:
    match answer:
        case Paper():
            return answer.in_place
        case Said(value=datetime() as moment):
            return moment.date()
        case Said(value=date() as day):
            return day
        case _:
            return None
