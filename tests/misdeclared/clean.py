"""Honest packs that look unusual: nothing in them may raise an alarm."""

from collections.abc import Callable
from dataclasses import dataclass

from misdeclared.folder import Folder, moved, whose


@dataclass(frozen=True)
class Clean:
    """One honest pack."""

    name: str
    what: str
    change: Callable[[Folder], None]
    sample: str = "ten-of-ten"


def _as_it_is(_: Folder) -> None:
    return


def _honest_no(f: Folder) -> None:
    f.put("declared", whose(requirement="MIS-Y4-SA8-B"), answer="no")


def _rows_turned(f: Folder) -> None:
    for name in ("staff", "training-attendance", "perinatal-deaths", "term-admissions"):
        f.register(name).reverse()


def _columns_turned(f: Folder) -> None:
    for name in ("registers/staff", "documents", "registers/term-admissions"):
        f.table(name)
        f.heads[name].reverse()


def _untrained(f: Folder, group: str = "midwives") -> list[str]:
    rows = f.register("training-attendance")
    there = {r["person"] for r in rows if r["module"] == "maternity emergencies"}
    return [
        r["person"]
        for r in f.register("staff")
        if r["staff group"] == group and not r["left on"] and r["person"] not in there
    ]


def _one_more_trained(f: Folder) -> None:
    rows = f.register("training-attendance")
    like = next(r for r in rows if r["module"] == "maternity emergencies" and r["attended on"])
    rows.append({**like, "person": _untrained(f)[0], "attended on": "2022-11-02"})


def _left_in_july(f: Folder) -> None:
    later = {
        r["person"] for r in f.register("training-attendance") if r["attended on"] > "2022-07-15"
    }
    f.put(
        "registers/staff",
        lambda r: r["staff group"] == "midwives" and not r["left on"] and r["person"] not in later,
        left_on="2022-07-15",
    )


def _starter(f: Folder) -> None:
    rows = f.register("staff")
    like = next(r for r in rows if r["staff group"] == "midwives" and not r["left on"])
    number = max(int(r["person"].removeprefix("SP-")) for r in rows) + 1
    rows.append({**like, "person": f"SP-{number:04}", "started on": "2022-12-19"})


def _one_more_death(f: Folder) -> None:
    rows = f.register("perinatal-deaths")
    one = {k: moved(v, 3) if v[:3] == "202" else v for k, v in rows[0].items()}
    rows.append({**one, "case": f"PD-{len(rows) + 1:03}"})
    f.put("registers/outside-totals", whose(source="MBRRACE-UK"), count=str(len(rows)))


def _one_more_paper(f: Folder) -> None:
    like = f.row("documents", whose(id="D-064"))
    title = "Staff engagement or walkabout note, November 2022"
    more = {"id": "D-066", "title": title, "dated": "2022-11-17", "checked on": "2022-11-21"}
    f.table("documents").append({**like, **more, "sha256": "ab" * 32})
    act = f.row("document-events", whose(document="D-064"))
    later = {"document": "D-066", "on": "2022-11-17", "minute": "2022/11 item 3"}
    f.table("document-events").append({**act, **later})


def _other_money(f: Folder) -> None:
    f.page("£412,650.00", "£1,007,311.57")


def _accent(f: Folder) -> None:
    f.page("Verity Marlowfen", "Vérité Marlowfen-Ó Briain")


def _form_the_day_before(f: Folder) -> None:
    f.page("2023-02-02 11:41:08", "2023-02-01 09:12:44")
    f.page("role: MIS lead\n    said on: 2023-02-02", "role: MIS lead\n    said on: 2023-02-01")


def _judged_later(f: Folder) -> None:
    f.put("judgements", whose(requirement="MIS-Y4-SA3-C"), date="2023-01-16")


def _minutes_reworded(f: Folder) -> None:
    for row in f.table("document-events"):
        row["minute"] = f"minute {row['minute']}, as approved"


def _loose_files(f: Folder) -> None:
    f.files["files/agenda of the Board, January.txt"] = b"agenda"
    f.files["files/.DS_Store"] = b"\0"


def _provisional_before_final(f: Folder) -> None:
    rows = f.register("msds-scorecard")
    final = next(r for r in rows if r["measure"] == "ethnic category")
    early = {"release": "provisional", "published on": "2022-09-29", "numerator": "388"}
    rows.append({**final, **early, "source file and row": "msms-jul22-prov.csv, row 16"})


def _more_women(f: Folder) -> None:
    for row in f.register("one-to-one-care"):
        for column in ("women in active labour", "women with one-to-one care"):
            row[column] = str(int(row[column]) + 7)


def _one_more_admission(f: Folder) -> None:
    rows = f.register("term-admissions")
    one = dict(rows[-1])
    rows.append({**one, "case": f"TA-{len(rows) + 1:04}"})


def _one_more_event(f: Folder) -> None:
    rows = f.register("consultant-attendance")
    rows.append({**rows[-1], "event": f"CA-{len(rows) + 1:04}"})


def _booked_too(f: Folder) -> None:
    rows = f.register("training-attendance")
    like = next(r for r in rows if r["module"] == "maternity emergencies" and r["attended on"])
    for person in _untrained(f)[:3]:
        rows.append({**like, "person": person, "attended on": "", "booked for": "2023-02-20"})


def _trained_elsewhere(f: Folder) -> None:
    f.put(
        "registers/training-attendance",
        whose(module="fetal monitoring"),
        rows=2,
        trained_at_another_trust="yes",
    )


def _long_leave(f: Folder) -> None:
    f.put(
        "registers/staff",
        whose(staff_group="midwives", left_on=""),
        also={"on long-term leave from": "2022-02-01", "on long-term leave to": "2023-04-30"},
    )


def _other_order_of_counts(f: Folder) -> None:
    f.register("outside-totals").reverse()


def _three_leave(f: Folder) -> None:
    f.put(
        "registers/staff", whose(staff_group="midwives", left_on=""), rows=3, left_on="2022-11-25"
    )


def _second_permission(f: Folder) -> None:
    f.put("documents", whose(id="D-003"), title="Joint presentation to the Board: all ten, again")


CLEAN = (
    Clean("ten-of-ten", "the trust that meets all ten", _as_it_is),
    Clean(
        "alternatives",
        "eight standards met by the guidance’s own alternatives",
        _as_it_is,
        "by-alternatives",
    ),
    Clean("small-unit", "a small unit: nil returns, not gaps", _as_it_is, "small-unit"),
    Clean("year-3", "all ten of Year 3", _as_it_is, "year-3-ten-of-ten"),
    Clean("year-5", "all ten of Year 5", _as_it_is, "year-5-ten-of-ten"),
    Clean("year-6", "all ten of Year 6", _as_it_is, "year-6-ten-of-ten"),
    Clean("year-7", "all ten of Year 7", _as_it_is, "year-7-ten-of-ten"),
    Clean("honest-no", "one midwife short, and declared so", _honest_no, "one-midwife-short"),
    Clean("rows-turned", "registers sorted the other way", _rows_turned),
    Clean("columns-turned", "columns in another order", _columns_turned),
    Clean("one-more-trained", "one midwife more was trained", _one_more_trained),
    Clean("left-in-july", "a midwife who left long before the count", _left_in_july),
    Clean("three-leave", "three of two hundred midwives left just before the count", _three_leave),
    Clean("starter", "a midwife who started after the period", _starter),
    Clean("one-more-death", "one death more, in the register and in the count", _one_more_death),
    Clean("one-more-paper", "a paper more than the scheme asks for", _one_more_paper),
    Clean("other-money", "another contribution, with pence", _other_money),
    Clean("accent", "a name with accents and a blank", _accent),
    Clean("form-the-day-before", "the form sent the day before", _form_the_day_before),
    Clean("judged-later", "a judgement made later, and in time", _judged_later),
    Clean("minutes-reworded", "minutes named in other words", _minutes_reworded),
    Clean("loose-files", "files that nothing lists", _loose_files),
    Clean(
        "provisional-before-final",
        "provisional data kept beside the final",
        _provisional_before_final,
    ),
    Clean("more-women", "a few women more in labour every month", _more_women),
    Clean("one-more-admission", "a term admission more", _one_more_admission),
    Clean("one-more-event", "an event more that a consultant attended", _one_more_event),
    Clean("booked-too", "people booked, and not needed for the share", _booked_too),
    Clean("trained-elsewhere", "two who were trained at another trust", _trained_elsewhere),
    Clean("long-leave", "a midwife on leave for a year", _long_leave),
    Clean("other-order", "counts from outside in another order", _other_order_of_counts),
    Clean("other-title", "a paper under another title", _second_permission),
)
