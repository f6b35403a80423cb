"""What a later paper keeps of an assessment, to compare itself with it."""

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.findings.last_paper import ActionThen, LastPaper, ShareThen


def last_paper(last: Assessment) -> LastPaper:
    """What a later paper keeps of an assessment."""
    results = (*last.actions, last.conditions)
    numbers = [
        (finding.id, member, number)
        for finding in last.findings
        for member, held in (("", finding.numbers), *((p.member, p.numbers) for p in finding.parts))
        for number in held
    ]
    return LastPaper(
        last.on,
        last.digests.assessment,
        tuple(ActionThen(a.number, a.verdict, a.hold, a.requirements) for a in results),
        tuple(
            ShareThen(name, member, number.name, number.done, number.of)
            for name, member, number in numbers
            if number.done is not None and number.of
        ),
    )
