"""Puts every consistency rule of a year to a submission."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from mis_assessor.core.consistency.counts import (
    event_in_both,
    no_hole,
    nothing_to_report,
    numbers_follow,
    outside_count,
    right_size,
)
from mis_assessor.core.consistency.days import (
    days_in_order,
    in_the_days_covered,
    on_a_meeting_day,
    one_day_for_one_act,
)
from mis_assessor.core.consistency.look import Contradiction, Look
from mis_assessor.core.consistency.papers import (
    declared_as_assessed,
    fingerprint_given,
    one_paper_one_period,
    own_subject,
)
from mis_assessor.core.consistency.people import (
    code_of_the_trust,
    few_leave_at_once,
    group_has_people,
    holder_of_the_role,
    two_people,
    while_in_post,
)
from mis_assessor.core.consistency.references import each_has_rows, reference_exists
from mis_assessor.core.consistency.rows import (
    column_filled,
    mark_fits,
    not_alike,
    not_round,
    result_fits,
)
from mis_assessor.core.rules.checks import DeclaredAndAssessed

KINDS: Mapping[str, Callable[[Any, Look], Iterator[Contradiction]]] = {
    "reference exists": reference_exists,
    "each has rows": each_has_rows,
    "days in order": days_in_order,
    "while in post": while_in_post,
    "in the days covered": in_the_days_covered,
    "on a meeting day": on_a_meeting_day,
    "group has people": group_has_people,
    "few leave at once": few_leave_at_once,
    "column filled": column_filled,
    "mark fits": mark_fits,
    "result fits": result_fits,
    "not the same round number": not_round,
    "rows differ": not_alike,
    "outside count": outside_count,
    "right size": right_size,
    "event in both": event_in_both,
    "nothing to report": nothing_to_report,
    "no hole": no_hole,
    "numbers follow": numbers_follow,
    "two people": two_people,
    "holder of the role": holder_of_the_role,
    "one day for one act": one_day_for_one_act,
    "one paper, one period": one_paper_one_period,
    "of its own subject": own_subject,
    "declared as assessed": declared_as_assessed,
    "code and name": code_of_the_trust,
    "fingerprint given": fingerprint_given,
}


def contradictions(look: Look) -> tuple[Contradiction, ...]:
    """What one rule finds, in an order that does not hang on the order of rows or files."""
    found: Iterable[Contradiction] = KINDS[look.rule.check.kind](look.rule.check, look)
    return tuple(
        sorted(dict.fromkeys(found), key=lambda one: (one.remark, one.places, one.sentence))
    )


def waits_for_verdicts(look_at: Any) -> bool:
    """Whether a check can only be made once everything is decided."""
    return isinstance(look_at, DeclaredAndAssessed)
