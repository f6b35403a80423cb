"""What a finding rests on: the facts used, and those that failed."""

from mis_assessor.core.answers import Failed, Provenance, Used
from mis_assessor.core.case import Case
from mis_assessor.core.comparisons import Test
from mis_assessor.core.evaluate import Decided
from mis_assessor.core.leaves_decided import leaves
from mis_assessor.core.verdicts import Verdict


def basis(case: Case, decided: Decided) -> Provenance:
    """What was used and what failed; a route that was not needed has not failed."""
    used: dict[Used, None] = {}
    failed: dict[Failed, None] = {}
    open_: dict[Failed, None] = {}
    remarks: dict[str, None] = {}
    for part, inner in zip(case.parts, decided.parts, strict=True):
        needless = _needless(case, inner)
        for name, answer in part.scenes[0].answers.items():
            found = answer.provenance
            used |= dict.fromkeys(found.used)
            remarks |= dict.fromkeys(found.remarks)
            if name not in needless:
                failed |= dict.fromkeys(found.failed)
                open_ |= dict.fromkeys(found.open)
    return Provenance(tuple(used), tuple(failed), tuple(open_), tuple(remarks))


def _needless(case: Case, part: Decided) -> set[str]:
    """Evidence of a route that a met part did not need."""
    if part.verdict is not Verdict.MET or not part.parts:
        return set()
    needed = {
        leaf.evidence
        for leaf, decided in leaves(case.condition, part.parts[0])
        if isinstance(leaf, Test) and decided.verdict is Verdict.MET
    }
    return set(case.rule.requirement.evidence) - needed
