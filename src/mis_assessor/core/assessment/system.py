"""A local maternity system assessed as a whole: its trusts' schemes and its frameworks."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from pydantic_core import to_json

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.assessment.canonical import shaped_framework
from mis_assessor.core.assessment.made_with import NOT_RECORDED, MadeWith
from mis_assessor.core.frameworks.result import FrameworkResult
from mis_assessor.core.plain import plain
from mis_assessor.core.verdicts import Verdict


@dataclass(frozen=True, slots=True)
class SchemeLine:
    """What one trust's own assessment under the incentive scheme came to."""

    code: str
    name: str
    scheme_title: str
    verdict: str
    fund: str
    hold: int
    """Of the ten safety actions, those that hold."""
    digest: str


@dataclass(frozen=True, slots=True)
class SystemAssessment:
    """One system, as at one day."""

    code: str
    name: str
    on: date
    known_on: date
    schemes: tuple[SchemeLine, ...]
    """Trusts that sent a submission under the scheme."""
    missing: tuple[str, ...]
    """Trusts that sent nothing, by name."""
    frameworks: tuple[FrameworkResult, ...]
    submission: str
    """The sha256 over everything read."""
    remarks: tuple[str, ...] = ()
    """What decides nothing and is worth knowing: names that no rule asks for."""
    digest: str = ""
    made_with: MadeWith = NOT_RECORDED
    """Program, rules and confirmations, so that it can be made again."""

    @property
    def met(self) -> bool:
        """Whether every scheme and every duty of every body holds; a silent trust holds none."""
        schemes = all(Verdict(line.verdict).holds for line in self.schemes)
        return schemes and not self.missing and every_duty_holds(self.frameworks)


def every_duty_holds(results: Iterable[FrameworkResult]) -> bool:
    """Whether each framework is met by each body it asks anything of."""
    bodies = (body for result in results for body in result.bodies if not body.recommended)
    return all(b.verdict.holds for b in bodies if b.verdict is not Verdict.NOT_APPLICABLE)


def scheme_line(assessment: Assessment) -> SchemeLine:
    """A trust's line from its own assessment."""
    return SchemeLine(
        assessment.trust_code,
        assessment.trust_name,
        assessment.scheme_title,
        assessment.verdict.value,
        assessment.fund.status.value,
        sum(action.verdict.holds for action in assessment.actions),
        assessment.digests.assessment,
    )


def system_json(assessment: SystemAssessment) -> bytes:
    """The whole assessment of a system, its own digest included."""
    return _written(sealed(assessment))


def sealed(assessment: SystemAssessment) -> SystemAssessment:
    """The assessment with the sha256 of all of it but that digest."""
    bare = _written(replace(assessment, digest=""))
    return replace(assessment, digest=hashlib.sha256(bare).hexdigest())


def _written(assessment: SystemAssessment) -> bytes:
    shaped: dict[str, Any] = plain(replace(assessment, frameworks=()))
    if not assessment.made_with.corrections:  # a part that only corrections add
        del shaped["made_with"]["corrections"]
    shaped["frameworks"] = [shaped_framework(result) for result in assessment.frameworks]
    return to_json(dict(sorted(shaped.items())), indent=1) + b"\n"
