"""Wrong declarations, one change each, as the public failures were made; all declare ten of ten."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from misdeclared.folder import Folder, moved, whose


@dataclass(frozen=True)
class Wrong:
    """One wrong declaration, and what must be named when it is verified."""

    name: str
    what: str
    """What went wrong, in one line."""
    change: Callable[[Folder], None]
    named: str
    """Stands in what does not hold: the requirement or the rule of consistency."""
    sample: str = "ten-of-ten"


def _out_of_period(f: Folder) -> None:
    f.put("documents", whose(id="D-006"), dated="2022-12-12", checked_on="2022-12-20")
    f.put("document-events", whose(document="D-006"), rows=None, on="2022-12-15")
    f.put("contents", whose(document="D-006"), rows=None, when="2022-12-16")


def _one_site_missing(f: Folder) -> None:
    f.put(
        "registers/maternity-and-neonatal-units",
        whose(unit="Harrowmere birth centre"),
        also={"consultant-led": "yes"},
    )


def _group_short(f: Folder) -> None:
    group = {
        r["person"]
        for r in f.register("staff")
        if r["staff group"] == "obstetric anaesthetic consultants"
    }
    rows = f.register("training-attendance")
    trained = [r for r in rows if r["person"] in group and r["module"] == "maternity emergencies"]
    for row in trained[:3]:
        rows.remove(row)


def _bank_holiday(f: Folder) -> None:
    # Thursday 26 May 2022; seven working days later, past the two days of the jubilee, is 8 June
    death = f.row(
        "registers/perinatal-deaths",
        lambda r: (
            r["eligible for notification"] == "yes"
            and r["held by HSIB or MNSI"] == "no"
            and r["day the clock starts"] > "2022-05-10"
        ),
    )
    days = (date(2022, 5, 26) - date.fromisoformat(death["day the clock starts"])).days
    death.update({k: moved(v, days) for k, v in death.items() if v.startswith("202")})
    death["notified to MBRRACE-UK"] = "2022-06-09"


def _provisional(f: Folder) -> None:
    f.put("registers/msds-scorecard", whose(measure="ethnic category"), release="provisional")


def _plan_after(f: Folder) -> None:
    f.put("documents", whose(id="D-007"), dated="2023-01-31", checked_on="2023-02-01")
    f.put("document-events", whose(document="D-007"), rows=None, on="2023-02-01")


def _unsigned_minute(f: Folder) -> None:
    f.drop("document-events", whose(document="D-002"))


def _booked(f: Folder) -> None:
    people = {r["person"] for r in f.register("staff") if r["staff group"] == "midwives"}
    rows = [
        r
        for r in f.register("training-attendance")
        if r["person"] in people and r["module"] == "maternity emergencies" and r["attended on"]
    ]
    for row in rows[:12]:
        row["booked for"], row["attended on"] = "2023-01-18", ""


def _left_out(f: Folder) -> None:
    f.drop("registers/perinatal-deaths", whose(case="PD-017"))


def _left_out_and_renumbered(f: Folder) -> None:
    rows = f.register("perinatal-deaths")
    del rows[16]
    for number, row in enumerate(rows, 1):
        row["case"] = f"PD-{number:03}"


def _leavers(f: Folder) -> None:
    attended = {
        r["person"]
        for r in f.register("training-attendance")
        if r["module"] == "maternity emergencies"
    }
    rows = [
        r
        for r in f.register("staff")
        if r["staff group"] == "midwives" and not r["left on"] and r["person"] in attended
    ]
    for row in rows[:25]:
        row["left on"] = "2022-11-28"


def _leavers_deleted(f: Folder) -> None:
    attended = {
        r["person"]
        for r in f.register("training-attendance")
        if r["module"] == "maternity emergencies"
    }
    table = f.register("staff")
    gone = [r for r in table if r["staff group"] == "midwives" and r["person"] not in attended][:10]
    for row in gone:
        table.remove(row)
    lost = {r["person"] for r in gone}
    training = f.register("training-attendance")
    training[:] = [r for r in training if r["person"] not in lost]


def _month_missing(f: Folder) -> None:
    f.drop("registers/one-to-one-care", whose(month="2022-08"))


def _bundle_month_missing(f: Folder) -> None:
    f.drop("registers/care-bundle-figures", whose(indicator="E1-A", month="2022-09"))


def _old_file(f: Folder) -> None:
    old = f.row("documents", whose(id="D-005"))["sha256"]
    f.put("documents", whose(id="D-006"), sha256=old)


def _deputy(f: Folder) -> None:
    f.put(
        "document-events",
        whose(document="D-001", by="chief executive"),
        by="deputy chief executive",
    )


def _no_officer(f: Folder) -> None:
    f.drop(
        "document-events",
        whose(document="D-001", by="accountable officer of the integrated care board"),
    )


def _second_late(f: Folder) -> None:
    f.page("2023-02-02 11:41:08", "2023-02-02 12:00:01")


def _held_not_reported(f: Folder) -> None:
    f.put(
        "registers/perinatal-deaths",
        whose(case="PD-001"),
        also={"held by HSIB or MNSI": "yes"},
    )


def _unqualified(f: Folder) -> None:
    f.put(
        "registers/qualifying-incidents",
        whose(case="QI-002"),
        also={
            "qualifies for HSIB or MNSI": "no",
            "qualifies for Early Notification": "no",
            "reported to HSIB or MNSI on": "",
            "HSIB or MNSI reference": "",
            "HSIB or MNSI decision": "",
            "HSIB or MNSI decision on": "",
        },
    )


def _not_eligible(f: Folder) -> None:
    f.put(
        "registers/perinatal-deaths",
        whose(case="PD-002"),
        also={"eligible for notification": "no", "notified to MBRRACE-UK": ""},
    )


def _taken_early(f: Folder) -> None:
    f.put("registers", whose(register="training attendance"), taken_on="2022-09-30")


def _unchecked(f: Folder) -> None:
    f.put("registers", whose(register="term admissions"), checked_by="TBC")


def _no_looker(f: Folder) -> None:
    f.put("contents", whose(document="D-005"), rows=None, who_looked="", when="")


def _nobody_judged(f: Folder) -> None:
    f.put(
        "registers/outside-reports",
        whose(report="OR-01"),
        judged_by="",
        judged_in_role="",
        judged_on="",
        reason="",
    )


def _not_told(f: Folder) -> None:
    f.put("registers/outside-reports", whose(report="OR-02"), told_NHS_Resolution_on="")


def _strangers_trained(f: Folder) -> None:
    rows = f.register("training-attendance")
    for number, row in enumerate([dict(r) for r in rows[:6]]):
        row["person"] = f"SP-9{number:03}"
        rows.append(row)


def _twice(f: Folder) -> None:
    rows = f.register("staff")
    one = dict(next(r for r in rows if r["staff group"] == "midwives"))
    one["person"] = one["person"].lower()
    rows.append(one)


def _pass_beside_fail(f: Folder) -> None:
    f.put("registers/msds-scorecard", whose(measure="ethnic category"), numerator="360")


def _two_lookers(f: Folder) -> None:
    one = dict(f.row("contents", whose(document="D-005")))
    one |= {"found": "no", "page": "page 9"}
    f.table("contents").insert(0, one)


def _before_it_was_written(f: Folder) -> None:
    f.put("documents", whose(id="D-021"), dated="2022-10-05")


def _no_fingerprint(f: Folder) -> None:
    f.put("documents", whose(id="D-019"), sha256="")


def _two_offices(f: Folder) -> None:
    f.page("name: Anselm Dunnockby", "name: Cressida Wrenfold")


def _other_signatory(f: Folder) -> None:
    f.page(
        "answer: 2023-01-30\n    who: Ottoline Farrowmere",
        "answer: 2023-01-30\n    who: Corin Ashgarth",
    )


def _another_day(f: Folder) -> None:
    f.page("answer: 2023-01-30", "answer: 2023-01-27")


def _birth_figures(f: Folder) -> None:
    for row in f.register("one-to-one-care"):
        row["women in active labour"] = row["women with one-to-one care"] = "300"


def _consultant_absent(f: Folder) -> None:
    rows = [r for r in f.register("consultant-attendance") if r["attendance"] == "must attend"]
    for row in rows[:30]:
        row["consultant attended in person"] = "no"


def _coordinator(f: Folder) -> None:
    f.put(
        "registers/labour-ward-shifts",
        lambda r: r["day"] > "2022-05-06",
        rows=40,
        also={"supernumerary throughout": "no", "coordinator supernumerary at the start": "no"},
    )


def _judged_late(f: Folder) -> None:
    f.put("judgements", whose(requirement="MIS-Y4-SA3-C"), date="2023-03-01")


def _review_late(f: Folder) -> None:
    for row in f.register("perinatal-deaths"):
        if row["suitable for review"] == "yes" and row["review started"]:
            row["review started"] = moved(row["day the clock starts"], 70)
            row["draft report"] = moved(row["day the clock starts"], 130)
            row["report published"] = moved(row["day the clock starts"], 190)


def _nil_return(f: Folder) -> None:
    f.put("registers/outside-totals", whose(source="HSIB or MNSI"), count="2")


def _families(f: Folder) -> None:
    f.put("registers/qualifying-incidents", whose(case="QI-004"), family_told_of_both_roles_on="")


def _window(f: Folder) -> None:
    f.page("from: 2021-12-06, to: 2022-12-05", "from: 2020-12-06, to: 2022-12-05")


def _declared_after(f: Folder) -> None:
    said = "answer: yes\n    who: Ottoline Farrowmere\n    role: chief executive\n    said on: "
    f.page(f"{said}2023-01-26", f"{said}2023-02-10")


def _month_of(register: str, day: str, month: str, head: str, key: str, f: Folder) -> None:
    rows = f.register(register)
    rows[:] = [r for r in rows if not r[day].startswith(month)]
    for number, row in enumerate(rows, 1):
        row[key] = f"{head}{number:04}"


def _admissions_month(f: Folder) -> None:
    _month_of("term-admissions", "day of admission", "2022-08", "TA-", "case", f)


def _events_month(f: Folder) -> None:
    _month_of("consultant-attendance", "day", "2022-09", "CA-", "event", f)


def _no_count(f: Folder) -> None:
    f.drop("registers/outside-totals", whose(source="MBRRACE-UK"))
    _left_out_and_renumbered(f)


def _group_gone(f: Folder) -> None:
    staff, training = f.register("staff"), f.register("training-attendance")
    group = "obstetric anaesthetic consultants"
    gone = {r["person"] for r in staff if r["staff group"] == group}
    for rows in (staff, training):
        rows[:] = [r for r in rows if r["person"] not in gone]


def _before_joining(f: Folder) -> None:
    f.put("registers/staff", whose(staff_group="midwives"), rows=20, started_on="2022-11-15")


def _after_signature(f: Folder) -> None:
    f.put("document-events", whose(document="D-002"), on="2023-02-01")
    f.put("documents", whose(id="D-002"), dated="2023-01-31", checked_on="2023-02-02")


def _left_office(f: Folder) -> None:
    trust = "Vale of Harrowmere University Hospitals NHS Foundation Trust"
    held = f"Ottoline Farrowmere\n    organisation: {trust}\n    held from: 2021-04-01"
    f.page(held, f"{held}\n    held to: 2022-12-31")


def _own_supplier(f: Folder) -> None:
    f.put("registers", rows=None, supplied_by="Rowena Stackthwaite")


def _other_subject(f: Folder) -> None:
    f.put("judgements", whose(requirement="MIS-Y4-SA3-C"), evidence="D-052")


def _out_of_force(f: Folder) -> None:
    f.put("documents", whose(id="D-008"), in_force_to="2022-06-30")


def _more_posts(f: Folder) -> None:
    f.put("registers/midwifery-establishment", rows=None, posts_filled="230.00")


def _copied_events(f: Folder) -> None:
    first, *rest = f.register("consultant-attendance")
    for row in rest[:12]:
        row.update({heading: cell for heading, cell in first.items() if heading != "event"})


CASES = (
    Wrong(
        "out-of-period",
        "the Board had the last quarterly report after the evidence period",
        _out_of_period,
        "SA1",
    ),
    Wrong(
        "one-site-missing",
        "a second consultant-led unit, and no shifts of it",
        _one_site_missing,
        "CON-REF-5",
    ),
    Wrong(
        "one-group-short",
        "training reaches its share in total, and one staff group does not",
        _group_short,
        "SA8",
    ),
    Wrong(
        "bank-holiday",
        "a death notified a day late, hidden behind a bank holiday",
        _bank_holiday,
        "SA1",
    ),
    Wrong(
        "provisional",
        "a result taken from provisional data that final data superseded",
        _provisional,
        "SA2",
    ),
    Wrong("plan-after", "a strategy signed after the last day for it", _plan_after, "SA2"),
    Wrong(
        "unsigned-minute", "a minute in which the Board agreed nothing", _unsigned_minute, "COND"
    ),
    Wrong("booked", "people booked for training who did not attend", _booked, "SA8"),
    Wrong(
        "case-left-out",
        "a death left out of the register, and counted outside",
        _left_out,
        "CON-TOT",
    ),
    Wrong(
        "case-left-out-renumbered",
        "the same, with the other cases numbered again",
        _left_out_and_renumbered,
        "CON-TOT-1",
    ),
    Wrong("leavers", "people said to have left a week before the count", _leavers, "CON-PEO-9"),
    Wrong(
        "leavers-deleted",
        "people who were not trained taken off the list of staff",
        _leavers_deleted,
        "CON-TOT-15",
    ),
    Wrong("month-missing", "a bad month of one-to-one care left out", _month_missing, "CON-TOT-10"),
    Wrong(
        "bundle-month-missing",
        "a bad month of a care bundle figure left out",
        _bundle_month_missing,
        "CON-TOT-11",
    ),
    Wrong(
        "old-file",
        "last quarter’s report handed in again as this quarter’s",
        _old_file,
        "CON-PAP-1",
    ),
    Wrong("deputy", "a form that only a deputy signed", _deputy, "COND"),
    Wrong(
        "no-officer",
        "a form without the signature of the integrated care board",
        _no_officer,
        "COND",
    ),
    Wrong("second-late", "a form received a second after noon", _second_late, "COND"),
    Wrong(
        "held-not-among-incidents",
        "a death held by HSIB that is not among the incidents",
        _held_not_reported,
        "CON-TOT-8",
    ),
    Wrong(
        "unqualified", "a cooled baby of term marked as not qualifying", _unqualified, "CON-DEF-5"
    ),
    Wrong(
        "not-eligible",
        "a stillbirth at term marked as not to be notified",
        _not_eligible,
        "CON-DEF-1",
    ),
    Wrong(
        "taken-early",
        "a register taken before the day to which it says it is complete",
        _taken_early,
        "CON-DAY-13",
    ),
    Wrong("unchecked", "a register checked by “TBC”", _unchecked, "registers"),
    Wrong("no-looker", "contents that nobody says they looked into", _no_looker, "SA1"),
    Wrong(
        "nobody-judged",
        "a report “cannot contradict”, and nobody judged that",
        _nobody_judged,
        "CON-PEO-8",
    ),
    Wrong(
        "not-told", "a report that may contradict, and NHS Resolution not told", _not_told, "COND"
    ),
    Wrong(
        "strangers-trained",
        "training of people who are not on the list of staff",
        _strangers_trained,
        "CON-REF-1",
    ),
    Wrong("twice", "one person twice on the list, once in small letters", _twice, "staff"),
    Wrong(
        "pass-beside-fail",
        "a published pass beside counts that fail",
        _pass_beside_fail,
        "CON-DEF-10",
    ),
    Wrong(
        "two-lookers",
        "one person found an item in a report, and another did not",
        _two_lookers,
        "contents.csv",
    ),
    Wrong(
        "before-it-was-written",
        "a paper agreed before the day it bears",
        _before_it_was_written,
        "CON-DAY-9",
    ),
    Wrong(
        "no-fingerprint", "a paper that counts, without a fingerprint", _no_fingerprint, "CON-PAP-3"
    ),
    Wrong(
        "two-offices", "one person in two offices that must be two people", _two_offices, "CON-PEO"
    ),
    Wrong(
        "other-signatory",
        "the statement of the signature made by somebody else",
        _other_signatory,
        "CON-PEO",
    ),
    Wrong("another-day", "two days told for one signature", _another_day, "CON-DAY-15"),
    Wrong(
        "round-figures",
        "the same round number of women in labour every month",
        _birth_figures,
        "CON-TOT-12",
    ),
    Wrong(
        "consultant-absent",
        "consultants who did not come when they must",
        _consultant_absent,
        "SA4",
    ),
    Wrong("coordinator", "coordinators who had a caseload on forty shifts", _coordinator, "SA5"),
    Wrong("judged-late", "a judgement dated after the declaration", _judged_late, "SA3-C"),
    Wrong("reviews-late", "reviews that all began after ten weeks", _review_late, "SA1"),
    Wrong(
        "nil-return",
        "“nothing to report”, and cases counted outside",
        _nil_return,
        "CON-TOT-6",
        "small-unit",
    ),
    Wrong("families", "a family that was not told of both roles", _families, "SA10"),
    Wrong("two-years", "a training window of two years", _window, "SA8"),
    Wrong(
        "stated-after", "the Board satisfied itself after the declaration", _declared_after, "COND"
    ),
    Wrong(
        "admissions-month",
        "a month of term admissions left out, and the rest numbered again",
        _admissions_month,
        "CON-TOT-23",
    ),
    Wrong(
        "events-month",
        "a month of events that a consultant attends left out",
        _events_month,
        "CON-TOT-24",
    ),
    Wrong(
        "no-count", "a death left out, and the count of MBRRACE-UK with it", _no_count, "CON-TOT-1"
    ),
    Wrong("group-gone", "a whole staff group left out of the list", _group_gone, "declared yes"),
    Wrong("before-joining", "people trained before they joined", _before_joining, "CON-PEO-10"),
    Wrong(
        "after-signature",
        "the Board’s permission given after the signature",
        _after_signature,
        "COND-5",
    ),
    Wrong("left-office", "a chief executive who had left signs", _left_office, "CON-PEO-6"),
    Wrong(
        "own-supplier", "whoever supplied the registers checked them", _own_supplier, "CON-PEO-4"
    ),
    Wrong(
        "other-subject",
        "a judgement that rests on a paper of another subject",
        _other_subject,
        "CON-PAP-2",
    ),
    Wrong("out-of-force", "a guideline that was no longer in force", _out_of_force, "SA3-A"),
    Wrong(
        "more-posts",
        "more midwifery posts said to be filled than there are midwives",
        _more_posts,
        "CON-PEO",
    ),
    Wrong("copied-events", "a dozen events copied down from one", _copied_events, "CON-TOT-26"),
)
