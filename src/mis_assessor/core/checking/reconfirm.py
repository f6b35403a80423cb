"""A declaration looked at again: what of it is not as it was, and what held only just."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.checking.evidence_since import (
    alone,
    expired,
    other_evidence,
    same_evidence,
)
from mis_assessor.core.checking.matters import Matter, MatterAnswer, MatterKind
from mis_assessor.core.deciding.consistency import ConsistencyFinding
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.verdicts import Verdict
from mis_assessor.core.wording import listed


@dataclass(frozen=True, slots=True)
class Reconfirmation:
    """One year of one trust, then and now."""

    trust_code: str
    trust_name: str
    scheme_year: int
    then: date
    now: date
    was: Verdict
    is_: Verdict
    assessment_then: str
    assessment_now: str
    matters: tuple[Matter, ...]
    contribution: Decimal | None
    """What would have to be repaid, with the share of that year, were it not upheld."""
    answers: tuple[MatterAnswer, ...] = ()

    @property
    def unanswered(self) -> tuple[Matter, ...]:
        """What nobody has answered yet."""
        answered = {answer.matter for answer in self.answers}
        return tuple(matter for matter in self.matters if matter.id not in answered)

    @property
    def fallen(self) -> tuple[Matter, ...]:
        """What a person answered with: it does not stand."""
        against = {answer.matter for answer in self.answers if not answer.stands}
        return tuple(matter for matter in self.matters if matter.id in against)


def looked_at_again(
    then: Assessment,
    now: Assessment,
    thin: Mapping[str, str],
    answers: Sequence[MatterAnswer] = (),
    *,
    sent_again: bool = False,
) -> Reconfirmation:
    """Everything to be answered; `thin` is the closest margin of what holds only just.

    `sent_again` is whether evidence was sent for this second look.
    """
    of = f"{then.trust_code}, year {then.scheme_year}"
    found = dict.fromkeys(
        (
            *_verdicts(then, now),
            *_declared(then, now),
            *_contradictions(then, now),
            *expired(then, now),
            *other_evidence(then, now),
            *(same_evidence(then, now) if sent_again else ()),
            *_thin(now, thin),
            *alone(now),
            *_rules(then, now),
        )
    )
    matters = tuple(replace(matter, of=of) for matter in found)
    ids = {matter.id for matter in matters}
    return Reconfirmation(
        then.trust_code,
        then.trust_name,
        then.scheme_year,
        then.on,
        now.on,
        then.verdict,
        now.verdict,
        then.digests.assessment,
        now.digests.assessment,
        matters,
        now.fund.contribution if now.fund.contribution is not None else then.fund.contribution,
        tuple(answer for answer in answers if answer.matter in ids),
    )


def _by_id(findings: Iterable[Finding]) -> Mapping[str, Finding]:
    return {finding.id: finding for finding in findings}


def _said(finding: Finding | None) -> str:
    return f"{finding.verdict.value}: {finding.sentence}" if finding else "not asked"


def _figures(finding: Finding) -> list[tuple[str, int | None, int | None, str]]:
    own = [(n.name, n.done, n.of, n.figure) for n in finding.numbers]
    return own + [
        (part.member, n.done, n.of, n.figure) for part in finding.parts for n in part.numbers
    ]


def _verdicts(then: Assessment, now: Assessment) -> Iterator[Matter]:
    """Requirements decided differently, and those whose figures are others."""
    old, new = _by_id(then.findings), _by_id(now.findings)
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name), new.get(name)
        if before is None or after is None or before.verdict is not after.verdict:
            yield Matter(MatterKind.CONTRADICTED, name, _said(before), _said(after))
        elif _figures(before) != _figures(after):
            yield Matter(MatterKind.CHANGED, name, before.sentence, after.sentence)


def _declared(then: Assessment, now: Assessment) -> Iterator[Matter]:
    """What the Board declared and was borne out neither then nor is now."""
    old = _by_id(then.findings)
    for finding in now.findings:
        before = old.get(finding.id)
        same = before is not None and before.verdict is finding.verdict
        borne_out = finding.verdict.holds or finding.verdict in _NOT_ASKED
        if same and not borne_out and now.declared.get(finding.id) == "yes":
            yield Matter(MatterKind.CONTRADICTED, finding.id, "declared yes", _said(finding))


_NOT_ASKED = (Verdict.NOT_APPLICABLE, Verdict.PAUSED)


def _contradictions(then: Assessment, now: Assessment) -> Iterator[Matter]:
    """Places where the folder does not agree with itself and that nobody has explained."""
    known = {one.id: one for one in then.consistency if one.open}
    for found in now.consistency:
        if found.open:
            was = _told(known[found.id]) if found.id in known else "nothing found"
            yield Matter(MatterKind.CONTRADICTED, found.id, was, _told(found))


def _told(found: ConsistencyFinding) -> str:
    return " ".join(one.sentence for one in found.contradictions)


def _thin(now: Assessment, thin: Mapping[str, str]) -> Iterator[Matter]:
    for finding in now.findings:
        if finding.id in thin:
            yield Matter(MatterKind.THIN, finding.id, finding.title, thin[finding.id])


def _rules(then: Assessment, now: Assessment) -> Iterator[Matter]:
    """Values behind verdicts that are others, or that people have or have no longer confirmed."""
    if then.editions != now.editions:
        yield Matter(
            MatterKind.RULES, "guidance in force", listed(then.editions), listed(now.editions)
        )
    old, new = _by_id(then.findings), _by_id(now.findings)
    found = False
    for name, before in old.items():
        after = new.get(name)
        if after is None:
            continue
        values = [{(t.name, t.value) for t in one.thresholds} for one in (before, after)]
        if values[0] != values[1] or before.asks != after.asks:
            found = True
            yield Matter(MatterKind.RULES, name, _asked(before), _asked(after))
        sure = [
            {(t.name, t.confirmed, t.status) for t in one.thresholds} for one in (before, after)
        ]
        if values[0] == values[1] and sure[0] != sure[1]:
            yield Matter(MatterKind.CONFIRMATIONS, name, _known(before), _known(after))
    if then.digests.rulebook != now.digests.rulebook and not found:
        yield Matter(
            MatterKind.RULES,
            "rulebook",
            f"sha256 {then.digests.rulebook[:12]}",
            f"sha256 {now.digests.rulebook[:12]}; no value behind a verdict is another",
        )


def _asked(finding: Finding) -> str:
    values = ", ".join(sorted(f"{t.name} {t.value}" for t in finding.thresholds))
    return f"{finding.asks} ({values})" if values else finding.asks


def _known(finding: Finding) -> str:
    return ", ".join(
        sorted(
            f"{t.name} {'confirmed' if t.confirmed else 'not confirmed'} ({t.status})"
            for t in finding.thresholds
        )
    )
