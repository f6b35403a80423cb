"""An assessment as canonical JSON: sorted, exact, the same bytes for the same inputs."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from pydantic import TypeAdapter
from pydantic_core import from_json, to_json

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.frameworks.result import FrameworkResult
from mis_assessor.core.plain import plain
from mis_assessor.core.rules.in_words import weakest

HYPOTHETICAL = "hypothetical-"
"""What the digest of a hypothetical assessment begins with, so that it is nobody else's."""


def assessment_json(assessment: Assessment) -> bytes:
    """The whole assessment, its own digest included."""
    return _dumps(_shape(with_digest(assessment)))


def with_digest(assessment: Assessment) -> Assessment:
    """The assessment with the sha256 of all of it but that digest."""
    unsealed = replace(assessment.digests, assessment="")
    bare = replace(assessment, digests=unsealed, outcomes=(), audit_head="")
    digest = hashlib.sha256(_dumps(_shape(bare))).hexdigest()
    kind = HYPOTHETICAL if assessment.hypothetical else ""
    return replace(assessment, digests=replace(assessment.digests, assessment=kind + digest))


def assessment_from(content: bytes) -> Assessment:
    """The assessment that a canonical JSON is of.

    Raises ValueError where it is not one, or is not written exactly as this program writes it.
    """
    whole = from_json(content)
    if not isinstance(whole, dict):
        raise ValueError("no assessment")
    try:
        found = _reader().validate_python(_unshaped(whole))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("no assessment") from error
    if _dumps(_shape(found)) != content:
        raise ValueError("not as this program writes it")
    return found


@cache
def _reader() -> TypeAdapter[Assessment]:
    """Made when it is first asked for: to make it takes longer than most assessments."""
    return TypeAdapter(Assessment)


def _unshaped(whole: dict[str, Any]) -> dict[str, Any]:
    trust, outcome = whole.pop("trust"), whole.pop("outcome")
    whole |= {"trust_code": trust["code"], "trust_name": trust["name"]}
    whole |= {"met": outcome["met"], "verdict": outcome["verdict"]}
    whole["editions"] = whole.pop("edition")
    for finding in _findings_in(whole):
        finding["thresholds"] = finding.pop("threshold")
        del finding["status"]
    return whole


def _findings_in(whole: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from whole["findings"]
    for framework in whole.get("frameworks", ()):
        for body in framework["bodies"]:
            yield from (one["finding"] for one in body["findings"])


def as_json(value: Any) -> bytes:
    """Any result as canonical JSON."""
    return _dumps(plain(value))


_MOVES_THE_SCREEN = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
_THE_SAME_IN_BYTES = tuple(
    re.compile(one, re.DOTALL)
    for one in (
        b"\x7f",
        b"\xc2[\x80-\x9f]",
        b"\xd8\x9c",
        b"\xe2\x80[\x8e\x8f\xa8-\xae]",
        b"\xe2\x81[\xa6-\xa9]",
    )
)
"""Looked for first, since hardly any assessment holds one and all are long."""


def _dumps(value: Any) -> bytes:
    """JSON that a screen can show: what would move or hide text there is escaped."""
    text = to_json(value, indent=1)
    if not any(one.search(text) for one in _THE_SAME_IN_BYTES):
        return text + b"\n"
    escaped = _MOVES_THE_SCREEN.sub(lambda m: f"\\u{ord(m[0]):04x}", text.decode())
    return escaped.encode() + b"\n"


def _shape(assessment: Assessment) -> dict[str, Any]:
    whole: dict[str, Any] = plain(replace(assessment, findings=()))
    whole["trust"] = {"code": whole.pop("trust_code"), "name": whole.pop("trust_name")}
    whole["outcome"] = {"met": whole.pop("met"), "verdict": whole.pop("verdict")}
    whole["edition"] = whole.pop("editions")
    if not assessment.hypothetical:  # a part that only what-if adds
        del whole["hypothetical"]
    if assessment.payment is None:  # a part that only a payment.yaml adds
        del whole["payment"]
    if assessment.last_paper is None:  # a part that only a kept assessment adds
        del whole["last_paper"]
    if not assessment.outcomes:  # a part that only what happened since adds
        del whole["outcomes"]
    if not assessment.audit_head:  # a part that only the service adds
        del whole["audit_head"]
    if not assessment.made_with.corrections:  # a part that only a trust's corrections add
        del whole["made_with"]["corrections"]
    whole["findings"] = [_finding(f) for f in assessment.findings]
    whole["frameworks"] = [shaped_framework(result) for result in assessment.frameworks]
    if not assessment.frameworks:  # a part that only --framework adds
        del whole["frameworks"]
    return dict(sorted(whole.items()))


def shaped_framework(result: FrameworkResult) -> dict[str, Any]:
    """A framework's result, its findings shaped as those of the scheme."""
    shaped: dict[str, Any] = plain(result)
    for body, shown in zip(result.bodies, shaped["bodies"], strict=True):
        for one, written in zip(body.findings, shown["findings"], strict=True):
            written["finding"] = _finding(one.finding)
    return shaped


def _finding(finding: Finding) -> dict[str, Any]:
    shaped: dict[str, Any] = plain(finding)
    shaped["threshold"] = shaped.pop("thresholds")
    shaped["status"] = weakest(finding.thresholds)
    return dict(sorted(shaped.items()))
