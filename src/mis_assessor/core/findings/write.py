"""Decided cases written up as findings: verdict, sentence, numbers, rows, what next.

What a finding rests on: the facts used, and those that failed.

Each member of a *for each* written up: its verdict, sentence and numbers.

Why a requirement came to its verdict, in sentences.

What to do about a requirement that does not hold.
"""

from collections.abc import Iterable
from datetime import date

from mis_assessor.core.deciding.case import Case, PartCase
from mis_assessor.core.deciding.evaluate import Decided, leaves
from mis_assessor.core.deciding.judgements import JudgedBy
from mis_assessor.core.evidence.answers import Failed, NoAnswer, NoAnswerReason, Provenance, Used
from mis_assessor.core.findings.clock import Clock, first_clocks_told
from mis_assessor.core.findings.due import next_due
from mis_assessor.core.findings.finding import Finding, Number, Part
from mis_assessor.core.findings.lost import lost_since
from mis_assessor.core.findings.sentences import (
    ShownFigure,
    differing,
    readings_in_words,
    sentence,
    shown,
)
from mis_assessor.core.rules.conditions import Test
from mis_assessor.core.rules.in_words import fill, source_in_words, thresholds_of
from mis_assessor.core.rules.readings import Reading
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Book
from mis_assessor.core.verdicts import Verdict, all_of
from mis_assessor.core.wording import capital, listed, on_day


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


def written_part(case: Case, part: PartCase, decided: Decided) -> Part:
    """One member in words and numbers, in every way its rule may be read."""
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
        ways = readings_in_words(
            [s.reading.label for s, _, _ in scenes], [i.verdict for _, i, _ in scenes]
        )
        words = f"{sentence(first.verdict, leaves_shown)} {ways}"
    return Part(part.member, decided.verdict, words, _numbers(leaves_shown), part.counts)


def _numbers(leaves_shown: tuple[ShownFigure, ...]) -> tuple[Number, ...]:
    return tuple(s.number for s in leaves_shown if s.number is not None)


def judged_by(case: Case, decided: Decided) -> JudgedBy | None:
    """The recorded judgement, where it settled what the parts alone left open."""
    judgement = case.judgement
    if judgement is None or decided.verdict is not judgement.verdict:
        return None
    return judgement if decided.rests_on_a_judgement else None


def reason(case: Case, decided: Decided, parts: tuple[Part, ...]) -> str:
    """The sentence of a finding, before alternatives stood in."""
    if not parts:
        return case.because
    by = judged_by(case, decided)
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


def next_step(
    case: Case,
    decided: Decided,
    final: Verdict,
    told: str,
    reading: Reading | None,
    due: date | None = None,
    clocks: tuple[Clock, ...] = (),
) -> str:
    """What the trust should do next; empty where there is nothing to do."""
    requirement = case.rule.requirement
    match final:
        case Verdict.NOT_MET:
            return fill(requirement.if_not_met, reading) if reading else ""
        case Verdict.EVIDENCE_MISSING if asked := _ask_for(case, decided):
            return asked
        case _ if any(stop.verdict is final for stop in case.stops):
            return "Settle what does not agree; each consistency rule says how."
        case Verdict.EVIDENCE_MISSING:
            return f"{told}{_way_out(case)}"
        case Verdict.NEEDS_JUDGEMENT:
            return (
                "A named person must decide, and record in judgements.csv the answer, the "
                "reason and the document it rests on."
            )
        case Verdict.NOT_DUE_YET:
            wanting = first_clocks_told(clocks) or _ask_for(case, decided) or _settled_by(due)
            return f"{wanting}{_way_out(case)}"
        case _:
            return ""


def _settled_by(due: date | None) -> str:
    """What is left to say where nobody must act: the day on which it is settled."""
    return (
        f"Nothing is asked of anybody before {on_day(due, '')}, when it is settled." if due else ""
    )


def _way_out(case: Case) -> str:
    """The statement by which it is not asked of a trust, named where nobody made it."""
    if not case.ways_out:
        return ""
    ways = listed([f"“{way}”" for way in case.ways_out], "or")
    return f" Where it is not asked of this trust, record the statement {ways}."


def _ask_for(case: Case, decided: Decided) -> str:
    """What is wanting of the members that do not hold."""
    says: Iterable[str] = (
        f"{answer.says} Send the rows of those days."
        if answer.why is NoAnswerReason.NO_CASES
        else answer.says
        for part, inner in zip(case.parts, decided.parts, strict=True)
        if part.counts and not inner.verdict.holds
        for answer in part.scenes[0].answers.values()
        if isinstance(answer, NoAnswer)
    )
    return " ".join(dict.fromkeys(says))


def finding(
    case: Case,
    decided: Decided,
    final: Verdict,
    fired: tuple[str, ...],
    rulebook: Book,
    clocks: tuple[Clock, ...] = (),
) -> Finding:
    """One requirement's finding. `final` is its verdict after alternatives stood in.

    `clocks` are those that run in it, the first to run out first.
    """
    requirement = case.rule.requirement
    parts = tuple(
        written_part(case, part, inner)
        for part, inner in zip(case.parts, decided.parts, strict=True)
    )
    words = _with_stops(case, decided, reason(case, decided, parts))
    first = case.parts[0].scenes[0].reading if case.parts else None
    provenance = basis(case, decided)
    due = next_due(case, decided, final, rulebook.frame.last_day)
    if due is not None and clocks:
        due = clocks[0].last
    return Finding(
        id=requirement.id,
        action=case.rule.action,
        title=requirement.title,
        asks=fill(requirement.asks, first) if first else _unfilled(requirement),
        verdict=final,
        sentence=words if final is decided.verdict else stood_in(words, final),
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
        next=next_step(case, decided, final, words, first, due, clocks),
        due=due,
        remarks=provenance.remarks,
        judged=judged_by(case, decided),
        fired=fired,
        clocks=clocks,
        lost=lost_since(case, decided) if final is Verdict.NOT_MET else None,
    )


def _with_stops(case: Case, decided: Decided, told: str) -> str:
    """The sentence, and the consistency rules that keep the verdict from being better."""
    own = all_of(
        inner.verdict for part, inner in zip(case.parts, decided.parts, strict=True) if part.counts
    )
    if own is decided.verdict or not case.stops:
        return told
    rules = [stop.rule for stop in case.stops if stop.verdict is decided.verdict]
    says = f"{own.value}: {told}" if told else f"{own.value}."
    return (
        f"On its own figures it is {says} But the folder does not agree with itself: "
        f"see {listed(rules)}."
    )


def _unfilled(requirement: Requirement) -> str:
    return requirement.asks.replace("<", "").replace(">", "")
