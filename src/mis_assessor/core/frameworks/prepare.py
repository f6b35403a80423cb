"""A framework's requirements with their answers, body by body, ready to be decided twice."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from mis_assessor.core.case import Case
from mis_assessor.core.frame import Edition
from mis_assessor.core.framework import FrameworkBook
from mis_assessor.core.frameworks.bodies import Body
from mis_assessor.core.frameworks.local import set_locally
from mis_assessor.core.frameworks.members import MembersOfBody
from mis_assessor.core.prepare import case_of_rule
from mis_assessor.core.scheme import Rule
from mis_assessor.core.timeline import Standing
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import listed


def prepare_body(
    book: FrameworkBook, body: Body, editions: Sequence[Edition], on: date
) -> tuple[Case, ...]:
    """One case for every requirement that is the body's duty and is decided by itself."""
    memo: dict[Any, Any] = {}
    return tuple(
        _case(book, rule, body, editions, on, memo)
        for rule in book.rules
        if rule.requirement.decided and not rule.requirement.joined and body.has(rule.requirement)
    )


def _case(
    book: FrameworkBook,
    rule: Rule,
    body: Body,
    editions: Sequence[Edition],
    on: date,
    memo: dict[Any, Any],
) -> Case:
    ambitions = body.system.ambitions if body.system else ()
    local, lacking = set_locally(rule, {a.name: a.value for a in ambitions if a.on <= on})
    case = case_of_rule(book, local, body.submission, editions, on, memo, MembersOfBody(body))
    if not lacking or case.verdict is not None:
        return case
    says = f"Set in system.yaml, under “local ambitions”: {listed(list(lacking))}."
    verdict = Verdict.EVIDENCE_MISSING if _closed(case, on) else Verdict.NOT_DUE_YET
    return Case(rule, Standing.STANDS, verdict, says, ())


def _closed(case: Case, on: date) -> bool:
    """Whether the last day of a requirement is past."""
    due = case.parts[0].scenes[0].reading.value(case.rule.requirement.due_by)
    return not isinstance(due, date) or on > due
