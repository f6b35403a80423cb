"""The lines beside the scheme: each for itself, and never against its own numbers."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from mis_assessor.cli.summary import framework_lines
from mis_assessor.core.assessment.system import SchemeLine, SystemAssessment
from mis_assessor.core.errors import EngineFault
from mis_assessor.core.evidence.answers import Used
from mis_assessor.core.frameworks.result import BodyResult, Score
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.lint import refuse_framework_contradictions
from mis_assessor.reports.pages.cover import cover
from mis_assessor.reports.pages.framework_appendix import framework_sections
from mis_assessor.reports.pages.frameworks import beside
from mis_assessor.reports.papers import html_edition, system_html
from reports.frameworks_sample import LATE, MISSED, ON, SYSTEM, body, finding, result
from reports.sample import rich

TRUST = body((finding("T-1", Verdict.MET, used=("D-001",)),), kind="trust")
SILENT = body((finding("T-1", Verdict.EVIDENCE_MISSING),), kind="trust", sent=False)
ASSESSMENT = rich()


def test_without_frameworks_there_is_nothing_beside() -> None:
    assert beside(ASSESSMENT) is None
    assert "Beside the scheme" not in dict(cover(ASSESSMENT).facts)
    assert "Beside the scheme" not in html_edition(ASSESSMENT)


def test_each_line_stands_for_itself() -> None:
    shown = beside(replace(ASSESSMENT, frameworks=(result(SYSTEM, TRUST),)))
    assert shown is not None
    scheme, system, trust = shown.lines
    assert scheme.hold.endswith("of 10 safety actions")
    assert (system.tag.word, system.hold) == ("not met", "1 of 3 duties")
    assert system.open == "G-2, G-3; met late: G-1 by 6 days"
    assert (trust.tag.word, trust.hold, trust.open) == ("met", "1 of 1 duties", "Nothing")


def test_a_trust_that_sent_nothing_says_so() -> None:
    shown = beside(replace(ASSESSMENT, frameworks=(result(SYSTEM, SILENT),)))
    assert shown is not None
    assert shown.lines[-1].open == "It has sent nothing"


def test_the_cover_names_what_is_not_met() -> None:
    facts = dict(cover(replace(ASSESSMENT, frameworks=(result(SYSTEM, TRUST),))).facts)
    assert facts["Beside the scheme"] == (
        "1 of 2 lines met in full; not met: LMS governance (system)"
    )
    facts = dict(cover(replace(ASSESSMENT, frameworks=(result(TRUST),))).facts)
    assert facts["Beside the scheme"] == "1 of 1 line met in full"


def test_a_body_that_is_asked_nothing_is_no_line_missed() -> None:
    idle = body((finding("T-1", Verdict.NOT_APPLICABLE),), kind="trust")
    facts = dict(cover(replace(ASSESSMENT, frameworks=(result(TRUST, idle),))).facts)
    assert facts["Beside the scheme"] == "1 of 1 line met in full"
    assert "0 lines of 1 not met in full" in system_html(system_assessment(TRUST, idle))


def test_dated_duties_say_when_they_were_done() -> None:
    shown = beside(replace(ASSESSMENT, frameworks=(result(SYSTEM),)))
    assert shown is not None
    assert [(row.id, row.due, row.done) for row in shown.dated] == [
        ("G-1", "3 June 2021", "9 June 2021, 6 days late"),
        ("G-2", "3 June 2021", "551 days overdue"),
        ("G-3", "31 March 2023", "Not due yet"),
    ]


def test_late_is_said_wherever_a_verdict_stands() -> None:
    whole = replace(body((LATE,)), days_late=6)
    late = replace(whole, groups=(replace(whole.groups[0], days_late=6),) * 2)
    shown = beside(replace(ASSESSMENT, frameworks=(result(late),)))
    assert shown is not None
    assert shown.lines[-1].tag.word == "met, 6 days late"
    assert [row.tag.word for table in shown.groups for row in table.rows] == [
        "met, 6 days late",
        "met, 6 days late",
    ]
    assert [row.tag.word for row in shown.dated] == ["met, 6 days late"]
    assert "met, 6 days late" in html_edition(replace(ASSESSMENT, frameworks=(result(late),)))
    screen = [line.text for line in framework_lines(result(late))]
    assert any(line.endswith("(QXX): met, 6 days late") for line in screen), screen
    assert f"    {LATE.finding.id} {LATE.finding.title}: met, 6 days late" in screen


def test_what_is_only_recommended_is_said_to_be() -> None:
    whole = body((finding("S", Verdict.EVIDENCE_MISSING, force="should"),))
    group = replace(
        whole.groups[0],
        verdict=Verdict.EVIDENCE_MISSING,
        requirements=1,
        hold=0,
        recommended=True,
    )
    advised = replace(
        whole, verdict=Verdict.EVIDENCE_MISSING, groups=(group, group), recommended=True
    )
    refuse_framework_contradictions((result(advised),))
    assert not advised.asked
    shown = beside(replace(ASSESSMENT, frameworks=(result(advised),)))
    assert shown is not None
    assert shown.lines[-1].tag.word == "evidence missing (recommended)"
    assert shown.lines[-1].hold == "0 of 2 duties"
    assert {r.tag.word for t in shown.groups for r in t.rows} == {"evidence missing (recommended)"}


def test_evidence_used_by_two_lines_is_shown_once() -> None:
    used = (Used("D-777", "shown"),)
    first, *rest = ASSESSMENT.findings
    told = replace(ASSESSMENT, trust_code="RXX", findings=(replace(first, used=used), *rest))
    trust = body((finding("T-1", Verdict.MET, used=("D-777",)),), kind="trust")
    shown = beside(replace(told, frameworks=(result(trust),)))
    assert shown is not None
    rows = [row for row in shown.shared if row.item.startswith("D-777")]
    assert [row.serves for row in rows] == [(("MIS", first.id), ("LMS governance", "T-1"))]


def test_duties_of_a_system_that_sent_nothing_here_are_counted() -> None:
    alone = beside(replace(ASSESSMENT, frameworks=(result(TRUST),)))
    assert alone is not None
    assert alone.others.startswith("1 duty of the local maternity system")
    within = beside(replace(ASSESSMENT, frameworks=(result(SYSTEM, TRUST),)))
    assert within is not None
    assert within.others == ""


def test_a_score_is_cut_and_never_rounded_up() -> None:
    scored = tuple(
        finding(f"Q{n}", verdict, score=Score(int(verdict.holds), 1, "compliant"))
        for n, verdict in enumerate((Verdict.MET, Verdict.MET, Verdict.NOT_MET), 1)
    )
    one = body(scored)
    two = replace(one, groups=(*one.groups, replace(one.groups[0], number=2, title="Other")))
    shown = beside(replace(ASSESSMENT, frameworks=(result(two),)))
    assert shown is not None
    (table,) = shown.groups
    assert table.scored
    assert table.rows[0].questions == "2 of 3 (66%)"


def test_the_appendix_shows_what_is_open_and_names_the_rest() -> None:
    (section,) = framework_sections((result(SYSTEM),))
    assert [(row.id, row.timing) for row in section.rows] == [
        ("G-2", "Due 3 June 2021: 551 days overdue"),
        ("G-3", "Due 31 March 2023: Not due yet"),
    ]
    assert section.note == "Hold: G-1 (6 days late). Recommended and not shown to hold: G-4."


def test_the_web_edition_of_a_trust_has_both_parts() -> None:
    page = html_edition(replace(ASSESSMENT, frameworks=(result(SYSTEM, TRUST),)))
    assert 'id="beside"' in page
    assert 'id="appendix-duties"' in page
    assert "Title of G-2" in page


def system_assessment(*bodies: BodyResult) -> SystemAssessment:
    scheme = SchemeLine("RXX", "Example Trust", "Year 4", "met", "recovery expected", 10, "a" * 64)
    return SystemAssessment(
        "QXX", "Example LMS", ON, ON, (scheme,), ("Silent Trust",), (result(*bodies),), "b" * 64
    )


def test_the_paper_of_a_system_names_who_sent_nothing() -> None:
    page = system_html(system_assessment(SYSTEM, TRUST, SILENT))
    assert "Nothing was sent by Silent Trust." in page
    assert "10 of 10 safety actions" in page
    assert "2 lines of 3 not met in full" in page


def wrong_hold(one: BodyResult) -> BodyResult:
    return replace(one, groups=(replace(one.groups[0], hold=3),))


def wrong_group(one: BodyResult) -> BodyResult:
    return replace(one, verdict=Verdict.MET, groups=(replace(one.groups[0], verdict=Verdict.MET),))


def wrong_body(one: BodyResult) -> BodyResult:
    return replace(one, verdict=Verdict.MET)


def unfounded(one: BodyResult) -> BodyResult:
    bare = replace(LATE, finding=replace(LATE.finding, used=()))
    return replace(one, findings=tuple(bare if f is LATE else f for f in one.findings))


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (wrong_hold, "says 3 duties hold"),
        (wrong_group, "is shown as met, but its duties make it not met"),
        (wrong_body, "is shown as met, but its groups make it not met"),
        (unfounded, "holds without evidence and without a judgement"),
    ],
)
def test_a_contradiction_is_never_printed(
    spoil: Callable[[BodyResult], BodyResult], says: str
) -> None:
    refuse_framework_contradictions((result(SYSTEM),))
    with pytest.raises(EngineFault, match=says):
        refuse_framework_contradictions((result(spoil(SYSTEM)),))
    assert MISSED.finding.verdict is Verdict.NOT_MET
