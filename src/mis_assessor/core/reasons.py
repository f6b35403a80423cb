"""Why a requirement came to its verdict, in sentences."""

from mis_assessor.core.case import Case
from mis_assessor.core.evaluate import Decided
from mis_assessor.core.findings import Part
from mis_assessor.core.judgements import JudgedBy
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import capital, listed, on_day


def judged(case: Case, decided: Decided) -> JudgedBy | None:
    """The recorded judgement, where it settled what the parts alone left open."""
    judgement = case.judgement
    if judgement is None or decided.verdict is not judgement.verdict:
        return None
    return judgement if decided.rests_on_a_judgement else None


def reason(case: Case, decided: Decided, parts: tuple[Part, ...]) -> str:
    """The sentence of a finding, before alternatives stood in."""
    if not parts:
        return case.because
    by = judged(case, decided)
    if by is not None:
        return f"Judged {by.verdict.value} by {by.who}, {by.role}, {on_day(by.on)}: {by.reason}"
    if len(parts) == 1:
        return parts[0].sentence
    wanted = [p for p in parts if p.counts and p.verdict is decided.verdict]
    if decided.verdict is Verdict.MET:
        return f"Met for each of {len(wanted)}: {listed([p.member for p in wanted])}."
    says: dict[str, list[str]] = {}
    for part in wanted:
        says.setdefault(part.sentence, []).append(part.member)
    return " ".join(f"{capital(_together(members))}: {what}" for what, members in says.items())


def _together(members: list[str]) -> str:
    """Names of members; the items of one place stand behind its name once.

    >>> _together(["R1: north", "R1: south", "R2: north"]), _together(["midwives", "doctors"])
    ('R1 (north and south) and R2 (north)', 'midwives and doctors')
    """
    by_place: dict[str, list[str]] = {}
    for member in members:
        place, _, item = member.partition(": ")
        by_place.setdefault(place, []).extend([item] if item else [])
    return listed([f"{p} ({listed(items)})" if items else p for p, items in by_place.items()])


def stood_in(told: str, final: Verdict) -> str:
    """The sentence where another requirement, or this one, stood in."""
    if final is Verdict.NOT_APPLICABLE:
        return "Not asked: what it stands in for was not missed."
    return f"{told} The guidance's alternative is evidenced."
