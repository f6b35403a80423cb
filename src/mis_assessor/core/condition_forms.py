"""The short ways to write a condition, put in full before it is read."""

from typing import Any

from mis_assessor.core.comparisons import Op

HEADINGS = {
    "in this order": "order",
    "a person confirms": "person",
    "readings": "readings",
    "all of": "all",
    "any of": "any",
    "standard": "instead",
    "evidence": "test",
}
_OPS = {op.value for op in Op}


def _tests(evidence: str, written: Any) -> list[dict[str, Any]]:
    """``{is at least: percent needed}`` under an evidence name, as tests."""
    if not isinstance(written, dict):
        return [{"evidence": evidence, "op": "is", "value": str(written)}]
    extras = {k: v for k, v in written.items() if k not in _OPS}
    ops = [k for k in written if k in _OPS]
    if not ops:
        return [{"evidence": evidence, "op": "", "value": "", **extras}]
    return [{"evidence": evidence, "op": op, "value": written[op], **extras} for op in ops]


def _steps(written: Any) -> Any:
    """Bands: each step is the standard, the next one its alternative."""
    evidence, steps = written["of"], list(written["steps"])
    parts: list[Any] = []
    for step in steps:
        if "otherwise" in step:  # said for the reader: below the last step is not met
            continue
        test: Any = {
            "evidence": evidence,
            "op": "is at least",
            "value": step["at least"],
        }
        also = step.get("met if")
        parts.append(test if also is None else {"all of": [test, also]})
    whole = parts.pop()
    while parts:
        whole = {"standard": parts.pop(), "alternative": whole}
    return whole


def in_full(written: Any) -> Any:
    """A condition with its tests and steps as headings that the models know."""
    if not isinstance(written, dict):
        return written
    if "steps" in written:
        return _steps(written)
    if any(heading in written for heading in HEADINGS):
        return written
    tests = [t for evidence, test in written.items() for t in _tests(evidence, test)]
    return tests[0] if len(tests) == 1 else {"all of": tests}
