"""Every evidence sample: the committed bytes, the whole assessment, and what it is about."""

import json
from functools import cache
from pathlib import Path

import pytest

from golden.assessed import ROOT, assessed, golden_file, golden_text, system_assessed
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.deciding.recovery import Recovery
from mis_assessor.core.findings.finding import Finding
from mis_assessor.core.frameworks.result import BodyResult, FrameworkFinding, When
from mis_assessor.core.verdicts import Verdict
from trust_year.samples import ALTERNATIVES, SAMPLES, Sample
from trust_year.systems import SYSTEMS, SystemSample

FOLDER = ROOT / "evidence_samples"
EVERY: tuple[Sample | SystemSample, ...] = (*SAMPLES, *SYSTEMS)
NAMES = [sample.name for sample in EVERY]
TEN = range(1, 11)


@cache
def sample(name: str) -> Assessment:
    return assessed(FOLDER / name)


def finding(name: str, requirement: str) -> Finding:
    return next(f for f in sample(name).findings if f.id == requirement)


def verdicts(name: str) -> dict[int, Verdict]:
    return {action.number: action.verdict for action in sample(name).actions}


def not_holding(name: str) -> set[str]:
    """Requirements that were decided and do not hold."""
    passed_over = (Verdict.NOT_APPLICABLE, Verdict.PAUSED)
    return {
        f.id for f in sample(name).findings if not f.verdict.holds and f.verdict not in passed_over
    }


@pytest.mark.parametrize("one", EVERY, ids=NAMES)
def test_the_committed_bytes_are_what_is_generated(one: Sample | SystemSample) -> None:
    folder = FOLDER / one.name
    found = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }
    made = {name: text.encode() for name, text in one.files().items()}
    differ = sorted(n for n in {*found, *made} if found.get(n) != made.get(n))
    assert differ == [], "run make samples, and read the difference"


@pytest.mark.parametrize("name", NAMES)
def test_the_assessment_is_the_golden_one(name: str) -> None:
    said = json.loads(golden_text(FOLDER / name))
    golden = json.loads(golden_file(name).read_text())
    assert said == golden, "read the difference, then accept it with make_samples.py --accept"


def test_every_folder_is_a_sample_and_every_sample_is_described() -> None:
    assert sorted(p.name for p in FOLDER.iterdir() if p.is_dir()) == sorted(NAMES)
    page = (FOLDER / "README.md").read_text()
    assert [one.name for one in EVERY if f"`{one.name}`" not in page] == []


def test_the_samples_stay_small() -> None:
    sizes = [p.stat().st_size for p in FOLDER.rglob("*") if p.is_file()]
    assert sum(sizes) <= 6_000_000


def test_ten_of_ten_may_declare() -> None:
    one = sample("ten-of-ten")
    assert one.verdict is Verdict.MET
    assert one.fund.status is Recovery.EXPECTED
    assert set(verdicts("ten-of-ten").values()) == {Verdict.MET}
    assert one.conditions.verdict is Verdict.MET
    assert not_holding("ten-of-ten") == set()


def test_ten_of_ten_of_year_6_may_declare() -> None:
    one = sample("year-6-ten-of-ten")
    assert (one.scheme_year, one.verdict) == (6, Verdict.MET)
    assert one.fund.status is Recovery.EXPECTED
    assert not_holding("year-6-ten-of-ten") == set()
    # Whether the month's data are good enough is recalled in two ways: a person decides.
    assert finding("year-6-ten-of-ten", "MIS-Y6-SA2-1").judged


def test_a_judgement_completes_only_what_is_left_to_people() -> None:
    """Without the judgements nothing of the same year is worse than needs judgement."""
    left_open = {
        f.id
        for f in sample("needs-judgement").findings
        if f.verdict in (Verdict.NEEDS_JUDGEMENT, Verdict.NOT_DUE_YET)
    }
    judged = {f.id for f in sample("ten-of-ten").findings if f.judged}
    assert judged <= left_open
    assert not_holding("needs-judgement") == left_open


def test_one_midwife_short_misses_the_scheme() -> None:
    one = sample("one-midwife-short")
    assert one.verdict is Verdict.NOT_MET
    assert not_holding("one-midwife-short") == {"MIS-Y4-SA8-B"}
    missed = [number for number, v in verdicts("one-midwife-short").items() if not v.holds]
    assert missed == [8]


def test_one_midwife_short_names_the_group_and_the_numbers() -> None:
    said = finding("one-midwife-short", "MIS-Y4-SA8-B").sentence
    # 90% of 196 people is 176.4, so 177 are needed: one more than there are.
    assert "Midwives" in said
    assert "176 of 196" in said
    assert "89.79%" in said


def test_missing_evidence_is_never_not_met() -> None:
    one = sample("evidence-missing")
    assert one.verdict is Verdict.EVIDENCE_MISSING
    assert one.fund.status is Recovery.AT_RISK
    assert not_holding("evidence-missing") == {
        "MIS-Y4-SA2-1",
        "MIS-Y4-SA3-B-implemented",
        "MIS-Y4-SA3-B-audited",
        "MIS-Y4-SA4-A2",
        "MIS-Y4-SA5-D",
        "MIS-Y4-SA5-E",
    }
    assert Verdict.NOT_MET not in {f.verdict for f in one.findings}


def test_the_pause_suspends_most_and_not_reporting() -> None:
    one = sample("during-the-pause")
    assert one.verdict is Verdict.NOT_DUE_YET
    suspended = {n for n, v in verdicts("during-the-pause").items() if v is Verdict.PAUSED}
    assert {3, 4, 5, 7, 8, 9} <= suspended
    for requirement in ("MIS-Y4-SA1-A-i-N", "MIS-Y4-SA1-A-i-S", "MIS-Y4-SA10-A"):
        # MBRRACE-UK and HSIB reporting went on; the windows are still open.
        assert finding("during-the-pause", requirement).verdict is Verdict.NOT_DUE_YET
    for requirement in ("MIS-Y4-SA1-A-ii", "MIS-Y4-SA1-B-draft", "MIS-Y4-SA1-C", "MIS-Y4-SA1-D"):
        assert finding("during-the-pause", requirement).verdict is Verdict.PAUSED
    assert Verdict.NOT_MET not in {f.verdict for f in one.findings}


RESCUED = {
    "MIS-Y4-SA2-7-i",
    "MIS-Y4-SA4-D",
    "MIS-Y4-SA5-B",
    "MIS-Y4-SA5-C",
    "MIS-Y4-SA5-D",
    "MIS-Y4-SA6-2",
    "MIS-Y4-SA6-E1-A",
    "MIS-Y4-SA6-E5-A",
}


def test_alternatives_of_the_guidance_hold() -> None:
    one = sample("by-alternatives")
    assert one.verdict is Verdict.MET_BY_ALTERNATIVE
    assert one.fund.status is Recovery.EXPECTED
    by_alternative = {
        f.id
        for f in one.findings
        if f.verdict is Verdict.MET_BY_ALTERNATIVE and f.id not in ALTERNATIVES - RESCUED
    }
    assert by_alternative == RESCUED
    rescued = {n for n, v in verdicts("by-alternatives").items() if v is not Verdict.MET}
    assert rescued == {2, 4, 5, 6}


def test_noon_is_noon() -> None:
    one = sample("one-second-late")
    assert one.verdict is Verdict.NOT_MET
    assert not_holding("one-second-late") == {"MIS-Y4-COND-2"}
    assert all(v is Verdict.MET for v in verdicts("one-second-late").values())
    assert "12:00:01" in finding("one-second-late", "MIS-Y4-COND-2").sentence


def test_nil_returns_are_evidence() -> None:
    one = sample("small-unit")
    assert one.verdict is Verdict.MET
    for requirement in ("MIS-Y4-SA1-A-ii", "MIS-Y4-SA10-A", "MIS-Y4-SA10-B"):
        assert "No cases" in finding("small-unit", requirement).sentence


def test_what_only_a_person_can_decide_is_left_to_one() -> None:
    one = sample("needs-judgement")
    assert one.verdict is Verdict.NEEDS_JUDGEMENT
    assert one.fund.status is Recovery.AT_RISK
    for requirement in (
        "MIS-Y4-COND-2",  # “12:00” may be 12:00:59
        "MIS-Y4-SA1-B-draft",  # with the case HSIB holds fewer than half, without it half
        "MIS-Y4-SA1-D",  # late for any three months, in time for the calendar quarter
    ):
        assert finding("needs-judgement", requirement).verdict is Verdict.NEEDS_JUDGEMENT
    assert Verdict.NOT_MET not in {f.verdict for f in one.findings}


def body(name: str, framework: str, code: str) -> BodyResult:
    found = next(f for f in system_assessed(FOLDER / name).frameworks if f.framework == framework)
    return next(b for b in found.bodies if b.code == code)


def duty(name: str, framework: str, code: str, requirement: str) -> FrameworkFinding:
    found = body(name, framework, code).findings
    return next(f for f in found if f.finding.id == requirement)


def test_a_trust_meets_ten_in_a_system_that_fails() -> None:
    whole = system_assessed(FOLDER / "system-of-four")
    assert not whole.met
    assert {s.code: (s.hold, s.verdict) for s in whole.schemes} == {
        "RZ9": (10, "met"),
        "RZ7": (10, "met"),
        "RZ8": (9, "not met"),
    }
    assert whole.missing == ("Oxmarsh Hospitals NHS Trust",)
    assert body("system-of-four", "lms-governance", "QX9").verdict is Verdict.NOT_MET
    for framework in ("lms-governance", "ockenden", "perinatal-surveillance", "better-births"):
        assert not body("system-of-four", framework, "RZ6").sent


def test_late_is_told_beside_met() -> None:
    reviewed = duty("system-of-four", "lms-governance", "QX9", "LMS-GOV-1a")
    assert reviewed.finding.verdict is Verdict.MET
    assert reviewed.timing is not None
    assert (reviewed.timing.when, reviewed.timing.days) == (When.LATE, 6)


def test_a_purpose_looked_for_and_absent_and_no_peer_support_are_not_met() -> None:
    of_system = body("system-of-four", "lms-governance", "QX9")
    missed = {
        f.finding.id: f.finding.sentence
        for f in of_system.findings
        if f.finding.verdict is Verdict.NOT_MET and not f.joins
    }
    assert set(missed) == {"LMS-GOV-1c-1h", "LMS-GOV-2b"}
    assert "LMS-GOV-1f" in missed["LMS-GOV-1c-1h"]
    assert "LMS-GOV-1e" not in missed["LMS-GOV-1c-1h"]


def test_a_silent_trust_leaves_pooled_rates_open_by_name() -> None:
    pooled = duty("system-of-four", "lms-governance", "QX9", "HI-P4-a").finding
    assert pooled.verdict is Verdict.EVIDENCE_MISSING
    assert "Oxmarsh Hospitals NHS Trust" in pooled.sentence
    # The register of early births lies in the system's own folder: nobody is missing from it.
    early = duty("system-of-four", "lms-governance", "QX9", "LMS-OBJ-II-b").finding
    assert early.verdict is Verdict.MET
    assert "12 of 14" in early.sentence


def test_what_the_system_says_of_a_trust_is_shown_by_the_systems_own_document() -> None:
    """The trust has a document of the same id, and it is not the one that is meant."""
    plans = duty("system-of-four", "lms-governance", "QX9", "LMS-OBJ-I").finding
    assert {u.item for u in plans.used} == {"QX9 F-001", "rates"}
    assert plans.sentence.startswith("Oxmarsh Hospitals NHS Trust")


def test_the_surveillance_model_and_a_unit_audit_in_the_trust_that_meets_ten() -> None:
    assert body("system-of-four", "perinatal-surveillance", "RZ9").verdict is Verdict.MET
    for requirement in ("IEA4.2", "UCP-4a", "Q25", "IEA6-leads", "OCK-TOOL-2"):
        found = duty("system-of-four", "ockenden", "RZ9", requirement).finding
        assert found.verdict is Verdict.MET, (requirement, found.sentence)


def test_a_register_that_begins_after_the_window_says_nothing_of_it() -> None:
    trained = duty("system-of-four", "ockenden", "RZ9", "Q21").finding
    assert trained.verdict is Verdict.EVIDENCE_MISSING
    assert "not known" in trained.sentence


def test_a_system_of_one_has_its_buddy_as_its_only_look_from_outside() -> None:
    assert body("system-of-one", "lms-governance", "QX8").verdict is Verdict.MET
    assert body("system-of-one", "lms-governance", "RZ7").verdict is Verdict.MET
    assert duty("system-of-one", "lms-governance", "QX8", "LMS-GOV-2").finding.verdict.holds


def test_a_buddy_that_names_another_is_left_to_people() -> None:
    name = "system-one-sided-buddy"
    buddy = duty(name, "lms-governance", "QX8", "LMS-GOV-2a").finding
    assert buddy.verdict is Verdict.NEEDS_JUDGEMENT
    assert "names QX7" in buddy.sentence
    groups = {g.title: g.verdict for g in body(name, "lms-governance", "QX8").groups}
    assert groups.pop("Never one service on its own") is Verdict.NEEDS_JUDGEMENT
    assert {v for v in groups.values() if v is not Verdict.NOT_APPLICABLE} == {Verdict.MET}


def test_goldens_belong_to_samples() -> None:
    goldens = sorted(path.stem for path in Path(__file__).parent.glob("*.json"))
    assert goldens == sorted(NAMES)


@pytest.mark.parametrize("year", [3, 5, 7])
def test_ten_of_ten_of_every_other_loaded_year_may_declare(year: int) -> None:
    name = f"year-{year}-ten-of-ten"
    one = sample(name)
    assert (one.scheme_year, one.verdict) == (year, Verdict.MET)
    assert not_holding(name) == set()


def test_in_the_middle_of_the_newest_year_nothing_is_missed() -> None:
    one = sample("year-7-in-september")
    assert Verdict.NOT_MET not in {f.verdict for f in one.findings}
    assert Verdict.NOT_DUE_YET in {f.verdict for f in one.findings}


@pytest.mark.parametrize("name", [one.name for one in SAMPLES])
def test_no_sample_contradicts_itself(name: str) -> None:
    assert sample(name).consistency == ()
