"""A question about people in post and their training."""

from typing import Literal

from pydantic import Field

from mis_assessor.core.frozen import Frozen
from mis_assessor.core.questions.row_tests import RowTests


class TrainingWindow(Frozen):
    """Some length of time between two days: chosen by the trust, or the best one."""

    lasts: str
    anywhere_from: str
    to: str
    chosen: str
    reach: str
    """The share each group must reach: the best window leaves fewest people short."""


class Planned(Frozen):
    """A day booked, where the guidance lets a late joiner's plan stand for training."""

    day: str
    within: str
    after: str


class PeopleQuestion(Frozen):
    """People in post, and how many of them have a row in another register."""

    people: str
    who: RowTests = ()
    in_post_from: str = "started on"
    in_post_to: str = "left on"
    away_from: str | None = None
    away_to: str | None = None
    in_post_on: str
    """A value naming a day, or ``last day of the window``."""
    trained_in: str
    rows: RowTests = ()
    day: str
    or_planned: Planned | None = None
    window: TrainingWindow
    register_may_begin_late: bool = False
    """Whether what has no row before the register begins is known not to be: certificates."""
    shared_window: str | None = None
    """A value: ``separate windows`` or ``one window``, where the guidance is unclear."""
    modules: dict[str, str] = Field(default_factory=dict)
    """For one shared window: each module and the list of groups that must reach it."""
    answer: Literal["share of people"]
