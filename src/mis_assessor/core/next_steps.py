"""What to do about a requirement that does not hold."""

from collections.abc import Iterable

from mis_assessor.core.answers import NoAnswer, Why
from mis_assessor.core.case import Case
from mis_assessor.core.evaluate import Decided
from mis_assessor.core.readings import Reading
from mis_assessor.core.slots import fill
from mis_assessor.core.verdicts import Verdict


def next_step(
    case: Case, decided: Decided, final: Verdict, told: str, reading: Reading | None
) -> str:
    """What the trust should do next; empty where there is nothing to do."""
    requirement = case.rule.requirement
    match final:
        case Verdict.NOT_MET:
            return fill(requirement.if_not_met, reading) if reading else ""
        case Verdict.EVIDENCE_MISSING:
            return _ask_for(case, decided) or told
        case Verdict.NEEDS_JUDGEMENT:
            return (
                "A named person must decide, and record in judgements.csv the answer, the "
                "reason and the document it rests on."
            )
        case Verdict.NOT_DUE_YET:
            return (
                _ask_for(case, decided)
                or "Keep the registers up to date; the last day has not come."
            )
        case _:
            return ""


def _ask_for(case: Case, decided: Decided) -> str:
    """What is wanting of the members that do not hold."""
    says: Iterable[str] = (
        f"{answer.says} Send the rows of those days." if answer.why is Why.NO_CASES else answer.says
        for part, inner in zip(case.parts, decided.parts, strict=True)
        if part.counts and not inner.verdict.holds
        for answer in part.scenes[0].answers.values()
        if isinstance(answer, NoAnswer)
    )
    return " ".join(dict.fromkeys(says))
