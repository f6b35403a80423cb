"""A declaration looked at again: everything that is not as it was, by its own kind."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.checking.matters import Matter, MatterAnswer, MatterKind
from mis_assessor.core.checking.reconfirm import looked_at_again
from mis_assessor.core.consistency.look import Contradiction
from mis_assessor.core.deciding.consistency import ConsistencyFinding
from mis_assessor.core.deciding.judgements import JudgedBy
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reading.shipped import rules_folder
from mis_assessor.services.assess import Days, assess_folder

SAMPLES = Path(__file__).parents[4] / "evidence_samples"


@cache
def then(name: str = "ten-of-ten") -> Assessment:
    return assess_folder(SAMPLES / name, rules_folder(), Days())


def with_finding(assessment: Assessment, name: str, **changed: object) -> Assessment:
    """The assessment with one finding changed."""
    findings = tuple(
        replace(f, **changed) if f.id == name else f  # type: ignore[arg-type]
        for f in assessment.findings
    )
    return replace(assessment, findings=findings)


def finding(name: str) -> Finding:
    return next(f for f in then().findings if f.id == name)


def matters(now: Assessment, before: Assessment | None = None) -> list[Matter]:
    return list(looked_at_again(before or then(), now, {}).matters)


def one(now: Assessment, before: Assessment | None = None) -> Matter:
    (matter,) = matters(now, before)
    return matter


def test_nothing_is_otherwise() -> None:
    found = looked_at_again(then(), then(), {})
    assert (found.matters, found.unanswered, found.fallen) == ((), (), ())
    assert found.contribution == Decimal("412650.00")
    assert (found.was, found.is_) == (Verdict.MET, Verdict.MET)


def test_what_is_decided_otherwise_and_what_is_not_asked_any_more() -> None:
    now = with_finding(then(), "MIS-Y4-SA8-B", verdict=Verdict.NOT_MET, sentence="too few.")
    matter = one(now)
    assert (matter.kind, matter.about) == (MatterKind.CONTRADICTED, "MIS-Y4-SA8-B")
    assert (matter.was[:4], matter.now) == ("met:", "not met: too few.")
    gone = replace(then(), findings=tuple(f for f in then().findings if f.id != "MIS-Y4-SA8-B"))
    assert one(gone).now == "not asked"
    assert one(then(), gone).was == "not asked"


def test_figures_that_are_others() -> None:
    whole = finding("MIS-Y4-SA2-2")
    fewer = tuple(replace(n, done=(n.done or 0) - 1) for n in whole.numbers)
    now = with_finding(then(), whole.id, numbers=fewer, sentence="fewer.")
    assert (one(now).kind, one(now).now) == (MatterKind.CHANGED, "fewer.")


def test_what_was_declared_and_is_borne_out_neither_then_nor_now() -> None:
    never = with_finding(then(), "MIS-Y4-SA8-B", verdict=Verdict.NOT_MET)
    assert (one(never, never).kind, one(never, never).was) == (
        MatterKind.CONTRADICTED,
        "declared yes",
    )
    other = with_finding(then(), "MIS-Y4-SA8-B", verdict=Verdict.NOT_APPLICABLE)
    assert matters(other, other) == []


JUDGED = JudgedBy("A", "role", date(2023, 1, 1), "why", "D-1", Verdict.MET)
FOUND = ConsistencyFinding(
    id="CON-X",
    title="a rule",
    asks="agree",
    follows="remark",
    contradictions=(Contradiction("One says 1, the other 2.", ("a",)),),
    requirements=(),
    actions=(),
    stopped=(),
    next="look",
)


def test_a_folder_that_does_not_agree_with_itself() -> None:
    now = replace(then(), consistency=(FOUND,))
    assert (one(now).was, one(now).now) == ("nothing found", "One says 1, the other 2.")
    assert one(now, now).was == one(now, now).now
    assert matters(replace(then(), consistency=(replace(FOUND, explained=JUDGED),))) == []


def with_item(assessment: Assessment, name: str, **changed: object) -> Assessment:
    items = tuple(
        replace(i, **changed) if i.id == name else i  # type: ignore[arg-type]
        for i in assessment.evidence
    )
    return replace(assessment, evidence=items)


REGISTER = "training attendance"


def test_documents_that_expired_since() -> None:
    ends = then().on + timedelta(days=30)
    before = with_item(then(), REGISTER, valid_until=ends)
    later = replace(before, on=ends + timedelta(days=1))
    assert (one(later, before).kind, one(later, before).about) == (MatterKind.EXPIRED, REGISTER)
    assert matters(replace(before, on=ends), before) == []


def test_provisional_figures_are_superseded() -> None:
    before = with_item(then(), "MSDS scorecard", provisional=3)
    final, still = one(then(), before), one(before, before)
    assert (final.kind, final.now) == (MatterKind.SUPERSEDED, "final figures, or none")
    assert still.now == "3 rows provisional"
    gone = replace(then(), evidence=tuple(i for i in then().evidence if i.id != "MSDS scorecard"))
    assert [m.kind for m in matters(gone, before)] == [MatterKind.SUPERSEDED, MatterKind.CHANGED]


def test_evidence_that_is_another_file_or_new() -> None:
    other = one(with_item(then(), REGISTER, sha256=""))
    assert (other.kind, other.now) == (MatterKind.CHANGED, "another file, sha256 not given")
    fewer = replace(then(), evidence=tuple(i for i in then().evidence if i.id != REGISTER))
    assert (one(then(), fewer).was, one(then(), fewer).about) == ("not there", REGISTER)


def test_an_old_file_sent_again_is_told() -> None:
    (same,) = looked_at_again(then(), then(), {}, sent_again=True).matters
    assert (same.kind, "nobody has looked at anything again" in same.now) == (MatterKind.SAME, True)
    other = replace(then(), digests=replace(then().digests, submission="f" * 64))
    assert looked_at_again(then(), other, {}, sent_again=True).matters == ()


def test_thin_margins_and_one_item_alone() -> None:
    found = looked_at_again(then(), then(), {"MIS-Y4-SA8-B": "none to spare"})
    assert [(m.kind, m.now) for m in found.matters] == [(MatterKind.THIN, "none to spare")]
    used = finding("MIS-Y4-SA8-B").used[:1]
    alone = replace(
        then(),
        findings=tuple(replace(f, used=used) if f.action == 8 else f for f in then().findings),
    )
    assert (one(alone, alone).kind, one(alone, alone).about) == (
        MatterKind.ALONE,
        "safety action 8",
    )


def test_rules_and_confirmations_that_are_others() -> None:
    name = "MIS-Y4-SA2-2"
    first, *rest = finding(name).thresholds
    value = with_finding(then(), name, thresholds=(replace(first, value="8 passes"), *rest))
    assert (one(value).kind, "8 passes" in one(value).now) == (MatterKind.RULES, True)
    asks = with_finding(then(), name, asks="more", thresholds=())
    assert one(asks).now == "more"
    sure = with_finding(then(), name, thresholds=(replace(first, confirmed=True), *rest))
    assert one(sure).kind is MatterKind.CONFIRMATIONS
    assert f"{first.name} confirmed ({first.status})" in one(sure).now
    editions = replace(then(), editions=("another",))
    assert (one(editions).kind, one(editions).now) == (MatterKind.RULES, "another")
    digest = replace(then(), digests=replace(then().digests, rulebook="f" * 64))
    assert one(digest).now.endswith("no value behind a verdict is another")
    assert len(matters(replace(value, digests=digest.digests))) == 1
    fewer = replace(digest, findings=then().findings[1:])
    assert {m.kind for m in matters(fewer)} == {MatterKind.CONTRADICTED, MatterKind.RULES}


def test_answers_are_held_to_what_is_asked() -> None:
    thin = {"MIS-Y4-SA8-B": "none to spare", "MIS-Y4-SA8-C": "none to spare"}
    asked = looked_at_again(then(), then(), thin).matters
    day = date(2026, 1, 1)
    stands = MatterAnswer(asked[0].id, True, "A", "role", day, "counted twice")
    falls = MatterAnswer(asked[1].id, False, "A", "role", day, "one too many")
    stray = replace(stands, matter="nothing")
    found = looked_at_again(then(), then(), thin, (stands, falls, stray))
    assert (found.answers, found.unanswered, found.fallen) == ((stands, falls), (), (asked[1],))
    half = looked_at_again(then(), then(), thin, (stands,))
    assert half.unanswered == (asked[1],)
    other_year = looked_at_again(replace(then(), scheme_year=5), then(), thin)
    assert not {m.id for m in asked} & {m.id for m in other_year.matters}


def test_a_contribution_that_is_known_from_then_only() -> None:
    now = replace(then(), fund=replace(then().fund, contribution=None))
    assert looked_at_again(then(), now, {}).contribution == Decimal("412650.00")
