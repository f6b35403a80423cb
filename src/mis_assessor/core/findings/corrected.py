"""Values that the trust corrected against the guidance, and the verdicts that rest on them."""

from collections.abc import Iterable
from dataclasses import dataclass

from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.rules.values import Status


@dataclass(frozen=True, slots=True)
class CorrectedValue:
    """One corrected value: what it is now, who read it where, what rests on it."""

    name: str
    value: str
    source: str
    serves: tuple[str, ...]


def corrected_values(findings: Iterable[Finding]) -> tuple[CorrectedValue, ...]:
    """Every corrected value once, in the order of the findings."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for finding in findings:
        for t in finding.thresholds:
            if t.status == Status.CORRECTED_LOCALLY.value:
                found.setdefault((t.name, t.value, t.source), []).append(finding.id)
    return tuple(CorrectedValue(*key, tuple(serves)) for key, serves in found.items())
