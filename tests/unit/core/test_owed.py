"""What is owed, and what changed, of assessments that are made here by a change or two."""

from dataclasses import replace
from datetime import date

import pytest

from code_health.tree import ROOT
from mis_assessor.core.ahead.owed import Owing, owed
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.assessment.changed import changed
from mis_assessor.core.findings.evidence_register import EvidenceItem
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.core.verdicts import Verdict
from mis_assessor.services.assess import Days, assess_folder
from mis_assessor.services.books import Books

FOLDER = ROOT / "evidence_samples" / "year-7-in-september"


@pytest.fixture(scope="module")
def book() -> Rulebook:
    return Books(ROOT / "rules").year(7)


@pytest.fixture(scope="module")
def september() -> Assessment:
    return assess_folder(FOLDER, ROOT / "rules", Days())


def with_items(assessment: Assessment, *items: EvidenceItem) -> Assessment:
    return replace(assessment, evidence=(*assessment.evidence, *items))


def papers(kind: str, number: int, **more: object) -> tuple[EvidenceItem, ...]:
    blank = EvidenceItem("", kind, "Paper", "2025-08-01", "A. Checker", "", ())
    return tuple(
        replace(blank, id=f"X-{n}", **more)  # type: ignore[arg-type]
        for n in range(number)
    )


def test_a_register_that_nobody_checked_is_owed_where_something_waits_for_it(
    september: Assessment, book: Rulebook
) -> None:
    bare = replace(september, evidence=tuple(replace(i, checked_by="") for i in september.evidence))
    told = {o.what for o in owed(bare, book) if o.why is Owing.CHECK}
    assert "Check the register of perinatal deaths, and write who checked it and when" in told
    assert any(what.startswith("Check D-") for what in told)


def test_many_of_a_kind_are_told_as_a_number(september: Assessment, book: Rulebook) -> None:
    more = with_items(september, *papers("midwifery staffing report", 5, serves=("MIS-Y7-SA1-D",)))
    line = next(o for o in owed(more, book) if o.what.startswith("Next “midwifery staffing"))
    assert "X-0 “Paper” (for MIS-Y7-SA1-D)" in line.supplied
    assert "and 3 more" in line.supplied


def test_only_what_is_used_and_ends_before_the_declaration_is_to_be_renewed(
    september: Assessment, book: Rulebook
) -> None:
    ends = date(2026, 1, 31)
    used = papers("plan", 1, serves=("MIS-Y7-SA8-1",), valid_until=ends)
    unused = papers("plan", 1, valid_until=ends)
    gone = papers("plan", 1, serves=("MIS-Y7-SA8-1",), valid_until=date(2025, 1, 31))
    for items, number in ((used, 1), (unused, 0), (gone, 0)):
        found = [o for o in owed(with_items(september, *items), book) if o.why is Owing.RENEW]
        assert len(found) == number


def test_the_same_changed_in_nothing(september: Assessment) -> None:
    same = changed(september, september)
    assert same.nothing
    assert not same.worse


def test_a_requirement_that_came_or_went_is_told(september: Assessment) -> None:
    fewer = replace(september, findings=september.findings[1:])
    name = september.findings[0].id
    assert [(t.id, t.before) for t in changed(fewer, september).requirements] == [
        (name, "not asked")
    ]
    assert [(t.id, t.after) for t in changed(september, fewer).requirements] == [
        (name, "not asked")
    ]


def test_papers_and_registers_that_came_went_or_changed(september: Assessment) -> None:
    one, two = papers("plan", 2, serves=("MIS-Y7-SA8-1",))
    register = replace(one, id="rota", kind="register")
    before = with_items(september, one, two, register)
    turned = replace(one, sha256="f", checked_by="", dated="", serves=("MIS-Y7-SA8-2",))
    after = with_items(september, turned)
    told = changed(before, after)
    (line, gone) = told.documents
    for part in (
        "its content changed", "checked by nobody, before A. Checker", "dated nowhere",
        "now serves MIS-Y7-SA8-2", "no longer serves MIS-Y7-SA8-1",
    ):  # fmt: skip
        assert part in line
    assert gone == "gone: X-1 “Paper” (plan)"
    assert told.registers == ("gone: register of rota",)
    back = changed(after, before)
    assert "new: register of rota" in back.registers
    assert any(line.startswith("new: X-1") for line in back.documents)


def test_what_of_the_rules_changed(september: Assessment) -> None:
    finding = next(f for f in september.findings if f.id == "MIS-Y7-SA8-2")
    other = replace(
        finding,
        thresholds=tuple(
            replace(t, value="85%") if t.name == "percent needed" else t for t in finding.thresholds
        ),
    )
    findings = tuple(other if f is finding else f for f in september.findings)
    assert changed(september, replace(september, findings=findings)).rules == (
        "percent needed: 90% → 85% (MIS-Y7-SA8-2)",
    )
    digest = replace(september.digests, rulebook="another")
    told = changed(september, replace(september, digests=digest, editions=("x",), scheme_title="y"))
    assert told.rules[0].endswith("→ y")
    assert told.rules[1].endswith("→ x")
    assert told.rules[2].startswith("the rulebook is another one")


def test_what_held_and_does_not_is_worse(september: Assessment) -> None:
    met = replace(
        september, findings=tuple(replace(f, verdict=Verdict.MET) for f in september.findings)
    )
    assert changed(met, september).worse
    assert not changed(september, met).worse
