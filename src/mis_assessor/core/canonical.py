"""An assessment as canonical JSON: sorted, exact, the same bytes for the same inputs."""

import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any

from pydantic_core import to_json

from mis_assessor.core.assessment import Assessment
from mis_assessor.core.findings import Finding
from mis_assessor.core.thresholds import weakest


@cache
def _headings(kind: type) -> tuple[str, ...]:
    return tuple(sorted(field.name for field in fields(kind)))


def plain(value: Any) -> Any:
    """Dataclasses, days, money and enums as what JSON has; money stays text."""
    if value is None or type(value) in (str, int, bool):  # most of it, so asked first
        return value
    if isinstance(value, tuple | list):
        return [plain(v) for v in value]
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _headings(type(value))}
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in sorted(value.items())}
    return value


def assessment_json(assessment: Assessment) -> bytes:
    """The whole assessment, its own digest included."""
    return _dumps(_shape(with_digest(assessment)))


def with_digest(assessment: Assessment) -> Assessment:
    """The assessment with the sha256 of all of it but that digest."""
    bare = replace(assessment, digests=replace(assessment.digests, assessment=""))
    digest = hashlib.sha256(_dumps(_shape(bare))).hexdigest()
    return replace(assessment, digests=replace(assessment.digests, assessment=digest))


def as_json(value: Any) -> bytes:
    """Any result as canonical JSON."""
    return _dumps(plain(value))


def _dumps(value: Any) -> bytes:
    return to_json(value, indent=1) + b"\n"


def _shape(assessment: Assessment) -> dict[str, Any]:
    whole: dict[str, Any] = plain(replace(assessment, findings=()))
    whole["trust"] = {"code": whole.pop("trust_code"), "name": whole.pop("trust_name")}
    whole["outcome"] = {"met": whole.pop("met"), "verdict": whole.pop("verdict")}
    whole["edition"] = whole.pop("editions")
    whole["findings"] = [_finding(f) for f in assessment.findings]
    if not assessment.frameworks:
        del whole["frameworks"]
    return dict(sorted(whole.items()))


def _finding(finding: Finding) -> dict[str, Any]:
    shaped: dict[str, Any] = plain(finding)
    shaped["threshold"] = shaped.pop("thresholds")
    shaped["status"] = weakest(finding.thresholds)
    return dict(sorted(shaped.items()))
