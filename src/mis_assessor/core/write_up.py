"""Decided cases written up as findings: verdict, sentence, numbers, rows, what next."""

from collections.abc import Iterable

from mis_assessor.core.answers import Failed, NoAnswer, Provenance, Used
from mis_assessor.core.case import Case, PartCase
from mis_assessor.core.conditions import Test
from mis_assessor.core.evaluate import Decided
from mis_assessor.core.explain import Shown, sentence, shown
from mis_assessor.core.findings import Finding, Number, Part
from mis_assessor.core.judgements import JudgedBy
from mis_assessor.core.leaves_decided import leaves
from mis_assessor.core.readings import Reading
from mis_assessor.core.readings_told import differing, told
from mis_assessor.core.requirement import Requirement
from mis_assessor.core.scheme import Rulebook
from mis_assessor.core.slots import fill
from mis_assessor.core.thresholds import source_in_words, thresholds_of
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import capital, listed, on_day


def finding(
    case: Case,
    decided: Decided,
    final: Verdict,
    fired: tuple[str, ...],
    rulebook: Rulebook,
) -> Finding:
    """One requirement's finding. `final` is its verdict after alternatives stood in."""
    requirement = case.rule.requirement
    parts = tuple(
        _part(case, part, inner) for part, inner in zip(case.parts, decided.parts, strict=True)
    )
    words = _words(case, decided, parts)
    first = case.parts[0].scenes[0].reading if case.parts else None
    provenance = _provenance(case, decided)
    return Finding(
        id=requirement.id,
        action=case.rule.action,
        title=requirement.title,
        asks=fill(requirement.asks, first) if first else _unfilled(requirement),
        verdict=final,
        sentence=words if final is decided.verdict else _stood_in(words, final),
        numbers=parts[0].numbers if len(parts) == 1 else (),
        parts=parts if len(parts) > 1 else (),
        used=provenance.used,
        failed=provenance.failed,
        open=provenance.open,
        thresholds=thresholds_of(requirement, first, rulebook),
        source=source_in_words(requirement.source, rulebook.sources),
        verified_by=requirement.verified_by,
        counts_towards=requirement.counts_towards if requirement.force == "must" else "nothing",
        stands_in_for=requirement.stands_in_for,
        next=_next(case, final, words, first),
        remarks=provenance.remarks,
        judged=_judged(case, decided),
        fired=fired,
    )


def _judged(case: Case, decided: Decided) -> JudgedBy | None:
    """The recorded judgement, where it settled what the parts alone left open."""
    judgement = case.judgement
    if judgement is None or decided.verdict is not judgement.verdict:
        return None
    return judgement if decided.rests_on_a_judgement else None


def _unfilled(requirement: Requirement) -> str:
    return requirement.asks.replace("<", "").replace(">", "")


def _part(case: Case, part: PartCase, decided: Decided) -> Part:
    scenes = [
        (scene, inner, shown(case, scene, inner))
        for scene, inner in zip(part.scenes, decided.parts, strict=True)
    ]
    same = len({inner.verdict for _, inner, _ in scenes}) == 1
    _, first, leaves_shown = scenes[0]
    if same:
        read = " ".join(differing(case.condition, first))
        words = f"{sentence(first.verdict, leaves_shown)} {read}".strip()
    else:
        ways = told([s.reading.label for s, _, _ in scenes], [i.verdict for _, i, _ in scenes])
        words = f"{sentence(first.verdict, leaves_shown)} {ways}"
    return Part(part.member, decided.verdict, words, _numbers(leaves_shown), part.counts)


def _numbers(leaves_shown: tuple[Shown, ...]) -> tuple[Number, ...]:
    return tuple(s.number for s in leaves_shown if s.number is not None)


def _words(case: Case, decided: Decided, parts: tuple[Part, ...]) -> str:
    if not parts:
        return case.because
    judged = _judged(case, decided)
    if judged is not None:
        return (
            f"Judged {judged.verdict.value} by {judged.who}, {judged.role}, "
            f"{on_day(judged.on)}: {judged.reason}"
        )
    if len(parts) == 1:
        return parts[0].sentence
    wanted = [p for p in parts if p.counts and p.verdict is decided.verdict]
    if decided.verdict is Verdict.MET:
        return f"Met for each of {len(wanted)}: {listed([p.member for p in wanted])}."
    return " ".join(f"{capital(p.member)}: {p.sentence}" for p in wanted)


def _stood_in(told: str, final: Verdict) -> str:
    if final is Verdict.NOT_APPLICABLE:
        return "Not asked: what it stands in for was not missed."
    return f"{told} The guidance's alternative is evidenced."


def _provenance(case: Case, decided: Decided) -> Provenance:
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


def _next(case: Case, final: Verdict, told: str, reading: Reading | None) -> str:
    requirement = case.rule.requirement
    match final:
        case Verdict.NOT_MET:
            return fill(requirement.if_not_met, reading) if reading else ""
        case Verdict.EVIDENCE_MISSING:
            return _ask_for(case) or told
        case Verdict.NEEDS_JUDGEMENT:
            return (
                "A named person must decide, and record in judgements.csv the answer, the "
                "reason and the document it rests on."
            )
        case Verdict.NOT_DUE_YET:
            return _ask_for(case) or "Keep the registers up to date; the last day has not come."
        case _:
            return ""


def _ask_for(case: Case) -> str:
    says: Iterable[str] = (
        answer.says
        for part in case.parts
        if part.counts
        for answer in part.scenes[0].answers.values()
        if isinstance(answer, NoAnswer)
    )
    return " ".join(dict.fromkeys(says))
