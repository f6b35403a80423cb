"""A rich, made-up assessment: all eight verdicts, long texts, ninety findings."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

from mis_assessor.core.assessment.assessment import ActionResult, Assessment, Digests, Milestone
from mis_assessor.core.deciding.judgements import JudgedBy
from mis_assessor.core.deciding.recovery import Fund, Recovery
from mis_assessor.core.evidence.answers import Failed, Used
from mis_assessor.core.findings.evidence_register import EvidenceItem
from mis_assessor.core.findings.finding import FigureLimit, Finding, Number, Part
from mis_assessor.core.findings.pauses import PauseShown
from mis_assessor.core.rules.comparisons import Way
from mis_assessor.core.rules.in_words import Threshold
from mis_assessor.core.verdicts import Verdict, all_of
from unit.core.payment.files import worked_view

ON = date(2022, 12, 6)
TITLES = (
    "Conditions of the scheme",
    "Review of perinatal deaths with the national tool",
    "Maternity Services Data Set",
    "Transitional care and avoiding term admissions",
    "Clinical workforce planning",
    "Midwifery workforce planning",
    "Saving Babies’ Lives care bundle, version 2",
    "Service user feedback and co-production",
    "Training in maternity emergencies",
    "Board assurance on maternity and neonatal safety",
    "Reporting to HSIB and Early Notification",
)
WORST = (
    Verdict.MET,
    Verdict.EVIDENCE_MISSING,
    Verdict.MET,
    Verdict.MET_BY_ALTERNATIVE,
    Verdict.NOT_DUE_YET,
    Verdict.MET_BY_ALTERNATIVE,
    Verdict.NEEDS_JUDGEMENT,
    Verdict.MET,
    Verdict.NOT_MET,
    Verdict.PAUSED,
    Verdict.MET,
)
NAMES = (
    "Reviews are started in time",
    "Draft reports are ready in time",
    "Parents are told, and their questions are asked",
    "A quarterly report goes to the Trust Board",
    "The position is discussed with the safety champions",
    "Nine in ten of each staff group are trained",
    "The plan is signed by the Board, and progress against it is reported",
    "The register is complete to the end of the window",
    "Every qualifying case is reported",
)
LONG = (
    "The trust must show that at least the stated share of eligible cases was "
    "reviewed by a multidisciplinary team within the time the guidance allows, "
    "counting home births under the care of the trust, and leaving out cases held "
    "by an outside investigator until its report has been received"
)


NEEDED = FigureLimit(Way.AT_LEAST, Fraction(95, 100), share=True)
MOST = FigureLimit(Way.AT_LEAST, Fraction(90, 100), share=True)


def rich() -> Assessment:
    """The sample that the paper tests render."""
    findings = tuple(
        _finding(action, place) for action in range(11) for place in range(8 if action else 10)
    )
    actions = tuple(_action(number, findings) for number in range(11))
    verdict = all_of(a.verdict for a in actions)
    return Assessment(
        payment=worked_view(),
        scheme="maternity-incentive-scheme",
        scheme_year=4,
        scheme_title="Maternity Incentive Scheme, year 4",
        editions=("Year 4, relaunched 6 May 2022", "Year 4, revised October 2022"),
        edition_reason="The day on which the October 2022 revision came into force is "
        "not known; the last edition in force at the deadline governs.",
        on=ON,
        known_on=date(2022, 11, 30),
        trust_code="RZZ",
        trust_name="Wetherby and Dale Valley University Hospitals NHS Foundation Trust",
        verdict=verdict,
        met=verdict.holds,
        actions=actions[1:],
        conditions=actions[0],
        findings=findings,
        context=(
            ("better-births-named-midwife", "Continuity of carer", "Shown for 3 teams."),
            ("ockenden-7", "Informed consent information", "Nothing was supplied."),
        ),
        fund=Fund(
            status=Recovery.NOT_RECOVERED,
            why="safety action 8 is not met, whatever else is supplied",
            contribution=Decimal("812345.67"),
            exposure=Decimal("812345.67"),
            requested=Decimal("95000"),
        ),
        pauses=(
            PauseShown(
                title="Pause of reporting for operational pressure",
                first=date(2021, 12, 23),
                last=date(2022, 5, 5),
                suspends="the majority of reporting requirements",
                continues=("notification to MBRRACE-UK", "reporting to HSIB"),
                best_effort=("submission of the Maternity Services Data Set",),
                source="Letter to members, 23 December 2021",
                status="recalled-high",
                end_status="recalled-med",
            ),
        ),
        milestones=_milestones(),
        evidence=_evidence(),
        declared={"year-4/sa8-6": "yes", "year-4/sa1-1": "yes", "year-4/sa2-3": "no"},
        action_plan=(
            {
                "requirement": "year-4/sa8-1",
                "action": "Book every anaesthetist still to attend on a January day",
                "monitoring": "weekly count to the champions",
                "owner": "Clinical lead for anaesthesia",
                "end day": "31 January 2023",
                "safety action": "8",
                "amount requested": "12500.00",
            },
        ),
        statuses={"seed": 21, "public": 64, "recalled-high": 80, "recalled-med": 9},
        digests=Digests(_digest("rulebook"), _digest("submission"), _digest("all")),
        remarks=("the same case appears in two registers with different days",),
    )


def all_met() -> Assessment:
    """A small sample in which everything is met and everything is confirmed."""
    findings = tuple(
        replace(_finding(n, 7), verdict=Verdict.MET, numbers=_numbers(Verdict.MET))
        for n in range(11)
    )
    actions = tuple(_action(number, findings) for number in range(11))
    return replace(
        rich(),
        verdict=Verdict.MET,
        met=True,
        actions=actions[1:],
        conditions=actions[0],
        findings=findings,
        fund=Fund(Recovery.EXPECTED, "all ten hold", None, None),
        pauses=(),
        milestones=(),
        evidence=(),
        context=(),
        declared={},
        action_plan=(),
        statuses={"seed": 11},
        remarks=(),
        payment=None,
    )


def form_to_come() -> Assessment:
    """The day of the Board meeting: ten of ten, and only the form is still to come."""
    met = all_met()
    form, *rest = met.findings
    later = replace(form, verdict=Verdict.NOT_DUE_YET, numbers=())
    findings = (later, *rest)
    return replace(
        met,
        verdict=Verdict.NOT_DUE_YET,
        met=False,
        findings=findings,
        conditions=_action(0, findings),
    )


def _digest(of: str) -> str:
    return sha256(of.encode()).hexdigest()


def _action(number: int, findings: Sequence[Finding]) -> ActionResult:
    own = [f.verdict for f in findings if f.action == number]
    hold = sum(v.holds for v in own)
    return ActionResult(number, TITLES[number], all_of(own), len(own), hold)


def _verdict(action: int, place: int) -> Verdict:
    """The first finding has the action's verdict; later ones mix in milder ones."""
    worst = WORST[action]
    if place == 0 or worst is Verdict.PAUSED:
        return worst
    if worst is Verdict.NOT_MET:
        return tuple(Verdict)[place % 8]
    if place == 5:
        return Verdict.NOT_APPLICABLE
    return worst if place == 4 else Verdict.MET


def _finding(action: int, place: int) -> Finding:
    verdict = _verdict(action, place)
    name = NAMES[place % len(NAMES)]
    judged = place == 3 and verdict.holds
    failing = verdict is Verdict.NOT_MET
    return Finding(
        id=f"year-4/sa{action}-{place + 1}",
        action=action,
        title=name if place != 2 else f"{name}, in every unit of the trust",
        asks=LONG if place % 2 == 0 else "The share must be reached by the last day",
        verdict=verdict,
        sentence=f"{name}: assessed as {verdict} on the registers that were supplied, "
        f"complete to 5 December 2022",
        numbers=_numbers(verdict),
        parts=_parts(verdict) if place in (1, 5) else (),
        used=(
            Used("perinatal-deaths", "18 of 19 cases", _digest("register"), (2, 3, 4)),
            Used("D-014", "signed by Trust Board on 1 July 2022", _digest("D-014")),
            *((Used("staff", "60 people in post"),) if place in (1, 5) else ()),
        ),
        failed=_failed(17 if place == 0 else 3) if failing else (),
        open=_failed(2) if verdict is Verdict.NOT_DUE_YET else (),
        due=date(2022, 12, 20) if verdict is Verdict.NOT_DUE_YET else None,
        thresholds=(
            Threshold("percent needed", "95%", "public", "Year 4 guidance, p. 14", True),
            Threshold("days allowed", "2 months", "recalled-high", "Year 4 guidance", False),
        ),
        source="Year 4 guidance, safety action, page 14",
        verified_by="MBRRACE-UK" if action == 1 else "self-certified",
        counts_towards="safety action" if action else "conditions of the scheme",
        stands_in_for=(),
        next=""
        if verdict.holds
        else "Book the people still to attend, and show the Board the dates",
        remarks=("held by an outside investigator: 1 case",) if place == 0 else (),
        judged=JudgedBy(
            who="Dr A. Example",
            role="Clinical director for maternity",
            on=date(2022, 11, 21),
            reason="the minute shows that the Board discussed each case",
            evidence="D-031",
            verdict=verdict,
        )
        if judged
        else None,
        fired=("every share reached", "all parts hold", "not paused", "due", "counted"),
    )


def _numbers(verdict: Verdict) -> tuple[Number, ...]:
    test = "is at least 95%"
    match verdict:
        case Verdict.MET:
            return (Number("reviews started", 19, 20, test=test, asked=NEEDED),)
        case Verdict.MET_BY_ALTERNATIVE | Verdict.NOT_MET:
            return (
                Number(
                    "reviews started", 899, 947, test=test, asked=NEEDED, verdict=Verdict.NOT_MET
                ),
                Number("plan signed", figure="1 July 2022", test="is in place by 29 July"),
            )
        case Verdict.NOT_DUE_YET:
            return (
                Number("reviews started", 7, 9, open=2, test=test, asked=NEEDED, verdict=verdict),
            )
        case _:
            return ()


def _parts(verdict: Verdict) -> tuple[Part, ...]:
    if not verdict.holds and verdict is not Verdict.NOT_MET:
        return ()
    groups = ("midwives", "consultant obstetricians", "anaesthetists in training")
    numbers = (Number("attended", 19, 20, test="is at least 90%", asked=MOST),)
    return tuple(
        Part(group, Verdict.MET, f"{group} are trained", numbers, counts=i < 2)
        for i, group in enumerate(groups)
    )


def _failed(number: int) -> tuple[Failed, ...]:
    return tuple(
        Failed(
            item="training",
            reference=f"S-{i:04}",
            what="no attendance in the chosen twelve months",
            row=i + 2,
            due=date(2022, 9, 1) + timedelta(days=i),
            days_late=96 - i,
        )
        for i in range(number)
    )


def _milestones() -> tuple[Milestone, ...]:
    return (
        Milestone("Scheme year launched", date(2021, 8, 9), "seed"),
        Milestone("Revised guidance shared", date(2021, 10, 12), "seed"),
        Milestone("Relaunch", date(2022, 5, 6), "recalled-high"),
        Milestone("Pathway reviewed", date(2022, 6, 16), "recalled-med"),
        Milestone("Plans signed by the Board", date(2022, 7, 29), "recalled-med"),
        Milestone("Digital strategy agreed", date(2022, 10, 31), "recalled-high"),
        Milestone("Evidence ends", date(2022, 12, 5), "recalled-high"),
        Milestone("First relaunch deadline", date(2023, 1, 5), "recalled-high"),
        Milestone("Declaration due at 12 noon", date(2023, 2, 2), "public"),
    )


def _evidence() -> tuple[EvidenceItem, ...]:
    return tuple(
        EvidenceItem(
            id=f"D-{i:03}",
            kind="Board minute" if i % 3 else "PMRT quarterly report",
            title=f"Trust Board minutes, item {i}, with the paper that was discussed",
            dated="1 July 2022" if i % 7 else "",
            checked_by="M. Sample, MIS lead",
            sha256=_digest(f"D-{i}"),
            serves=tuple(f"year-4/sa{1 + (i + j) % 10}-{1 + j}" for j in range(i % 4)),
        )
        for i in range(1, 61)
    )
