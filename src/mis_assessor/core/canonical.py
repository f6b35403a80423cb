"""An assessment as canonical JSON: sorted, exact, the same bytes for the same inputs."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any

from mis_assessor.core.findings import Assessment, Finding
from mis_assessor.core.write_up import weakest


def plain(value: Any) -> Any:
    """Dataclasses, days, money and enums as what JSON has; money stays text."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, Mapping):
        return {str(k): plain(v) for k, v in value.items()}
    if isinstance(value, tuple | list):
        return [plain(v) for v in value]
    return value


def assessment_json(assessment: Assessment) -> bytes:
    """The whole assessment, its own digest included."""
    return _dumps(_shape(with_digest(assessment)))


def with_digest(assessment: Assessment) -> Assessment:
    """The assessment with the sha256 of all of it but that digest."""
    bare = replace(assessment, digests=replace(assessment.digests, assessment=""))
    digest = hashlib.sha256(_dumps(_shape(bare))).hexdigest()
    return replace(assessment, digests=replace(assessment.digests, assessment=digest))


def _dumps(value: Any) -> bytes:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False)
    return f"{text}\n".encode()


def _shape(assessment: Assessment) -> dict[str, Any]:
    whole: dict[str, Any] = plain(assessment)
    whole["trust"] = {"code": whole.pop("trust_code"), "name": whole.pop("trust_name")}
    whole["outcome"] = {"verdict": whole.pop("verdict"), "met": whole.pop("met")}
    whole["edition"] = whole.pop("editions")
    whole["findings"] = [_finding(f) for f in assessment.findings]
    return whole


def _finding(finding: Finding) -> dict[str, Any]:
    shaped: dict[str, Any] = plain(finding)
    shaped["threshold"] = shaped.pop("thresholds")
    shaped["status"] = weakest(finding.thresholds)
    return shaped
