"""What is due, the way to ten, and what if: as people type them."""

import csv
import json
import shutil
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from functional.mis import SAMPLES, mis

SEPTEMBER = SAMPLES / "year-7-in-september"
WIDE = 80


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the sample that is in the middle of its year."""
    return Path(shutil.copytree(SEPTEMBER, tmp_path / "sent"))


def test_the_calendar_is_read_at_eighty_columns_with_every_day_once(tmp_path: Path) -> None:
    ran = mis("calendar", SEPTEMBER)
    assert ran.code == 0
    assert max(map(len, ran.out.splitlines())) <= WIDE
    assert "2 October 2025  (11 working days left)" in ran.out
    assert "Open, by last safe day" in ran.out
    page = tmp_path / "due.html"
    found = tmp_path / "due.json"
    assert mis("calendar", SEPTEMBER, "--html", page, "--json", found).code == 0
    assert "next “midwifery staffing report”" in json.loads(found.read_text())["entries"][0]["what"]
    assert '<h2 id="open">Open, by last safe day' in page.read_text()
    shown = mis("calendar", SEPTEMBER, "--json", "-", "--html", page)
    assert json.loads(shown.out)["trust_code"] == "RZ5"
    lost = mis("calendar", SAMPLES / "one-second-late")
    assert "Already lost (1)" in lost.out
    silent = mis("calendar", SAMPLES / "evidence-missing")
    assert "Passed, and nothing shows it" in silent.out
    assert "Nothing is open and nothing is lost." in mis("calendar", SAMPLES / "ten-of-ten").out


def entries(file: Path) -> list[Any]:
    """The entries of a calendar file, read back by the library."""
    return list(Calendar.from_ical(file.read_bytes()).walk("VEVENT"))


def events(file: Path) -> dict[str, dict[str, str]]:
    """What a calendar file says, entry by entry."""
    return {
        str(event["UID"]): {name: event[name].to_ical().decode() for name in event}
        | {"alarms": str(sum(part.name == "VALARM" for part in event.subcomponents))}
        for event in entries(file)
    }


def test_a_second_export_updates_and_doubles_nothing(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "due.ics"
    assert mis("calendar", folder, "--ics", file).code == 0
    first = events(file)
    assert {event["alarms"] for event in first.values()} == {"3"}
    before = file.read_bytes()
    mis("calendar", folder, "--ics", file)
    assert file.read_bytes() == before, "nothing changed, so nothing is written otherwise"
    events_csv = folder / "document-events.csv"
    said = events_csv.read_text(encoding="utf-8-sig")
    note = next(e for e in first.values() if "staff engagement" in e["SUMMARY"])
    assert note["DTSTART"] == "20251014"
    rows = list(csv.DictReader(said.splitlines()))
    walk = next(r for r in rows if r["on"] == "2025-08-14" and "champion" in r["by"])
    line = next(one for one in said.splitlines() if one.startswith(walk["document"] + ","))
    moved = said.replace(line, line.replace("2025-08-14", "2025-08-10"))
    assert moved != said
    events_csv.write_text(moved, encoding="utf-8")
    assert mis("calendar", folder, "--ics", file).code == 0
    second = events(file)
    assert set(first) <= set(second)
    changed = [uid for uid in first if first[uid]["SEQUENCE"] != second[uid]["SEQUENCE"]]
    assert changed
    assert all(second[uid]["SEQUENCE"] == "1" for uid in changed)


def test_what_was_done_is_cancelled_and_what_is_past_stays(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "due.ics"
    mis("calendar", folder, "--ics", file)
    first = events(file)
    shutil.copytree(SAMPLES / "year-7-ten-of-ten", tmp_path / "whole")
    mis("calendar", tmp_path / "whole", "--on", "2025-10-20", "--ics", file)
    second = events(file)
    assert set(first) <= set(second)
    past = [uid for uid, e in first.items() if e["DTSTART"] < "20251020"]
    assert past
    assert all(second[uid] == first[uid] for uid in past)
    assert any(e["STATUS"] == "CANCELLED" and e["alarms"] == "0" for e in second.values())
    mis("calendar", tmp_path / "whole", "--on", "2025-10-20", "--ics", file)
    assert events(file) == second


def test_noon_is_noon_in_london(tmp_path: Path) -> None:
    file = tmp_path / "due.ics"
    mis("calendar", SEPTEMBER, "--ics", file)
    read = entries(file)
    form = next(e for e in read if isinstance(e["DTSTART"].dt, datetime))
    assert form["DTEND"].dt.isoformat() == "2026-03-03T12:00:00+00:00"
    whole = next(e for e in read if not isinstance(e["DTSTART"].dt, datetime))
    assert isinstance(whole["DTSTART"].dt, date)


@pytest.mark.parametrize(
    "content", [b"my notes", b"BEGIN:VCALENDAR\r\nPRODID:x\r\nEND:VCALENDAR\r\n"]
)
def test_nobody_elses_file_is_written_over(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "mine.ics"
    file.write_bytes(content)
    ran = mis("calendar", SEPTEMBER, "--ics", file)
    assert ran.code == 11
    assert "would be written over" in ran.err
    assert file.read_bytes() == content


def test_an_assessment_opens_with_three_things_to_do(tmp_path: Path) -> None:
    ran = mis("assess", SEPTEMBER, "--names", tmp_path / "names")
    head = ran.out.partition("Outcome:")[0]
    assert "Do next:" in head
    assert "1. By 2 October 2025 (11 working days left)" in head
    assert "Keep the registers up to date" not in ran.out
    written = (tmp_path / "names/missing-midwives.csv").read_text(encoding="utf-8-sig")
    names = list(csv.reader(written.splitlines()))
    assert names[0] == ["person", "training", "requirement", "last safe day", "least of the list"]
    assert names[1][1:] == [
        "Each staff group trained in fetal monitoring",
        "MIS-Y7-SA8-2",
        "2025-11-30",
        "12 of 17",
    ]
    assert "Do next:" not in mis("assess", SAMPLES / "ten-of-ten").out
    lost = mis("assess", SAMPLES / "year-7-ten-of-ten", "--on", "2025-06-30")
    assert "Do next:" in lost.out


def test_names_that_would_be_formulas_are_none(folder: Path, tmp_path: Path) -> None:
    staff = folder / "registers/staff.csv"
    training = folder / "registers/training-attendance.csv"
    for file in (staff, training):
        file.write_text(file.read_text(encoding="utf-8-sig").replace("SP-0014", "=1+1"), "utf-8")
    listed = folder / "registers.csv"
    rows = list(csv.DictReader(listed.read_text(encoding="utf-8-sig").splitlines()))
    for row in rows:
        row["sha256"] = ""
    with listed.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    mis("assess", folder, "--names", tmp_path / "names")
    written = (tmp_path / "names/missing-midwives.csv").read_text(encoding="utf-8-sig")
    assert "'=1+1," in written
    assert "\n=1+1," not in written


def test_the_path_is_split_by_day_and_was_decided_to_be_ten(tmp_path: Path) -> None:
    found = tmp_path / "path.json"
    ran = mis("path", SEPTEMBER, "--most", "2", "--json", found)
    assert ran.code == 0
    assert max(len(line) for line in ran.out.splitlines() if "Wrote" not in line) <= WIDE
    assert "Ten of ten can still be reached" in ran.out
    assert "Can still be done by 10 November 2025" in ran.out
    assert "any 12 of the 17" in ran.out
    path = json.loads(found.read_text())
    assert (path["possible"], path["outcome"], len(path["sets"])) == (True, "met", 2)
    assert path["sets"][0]["effort"] <= path["sets"][1]["effort"]
    assert json.loads(mis("path", SEPTEMBER, "--json", "-").out)["trust_code"] == "RZ5"
    assert "nothing is left to do" in mis("path", SAMPLES / "ten-of-ten").out


def test_where_ten_is_lost_the_path_says_why_and_saves_the_rest() -> None:
    ran = mis("path", SAMPLES / "one-midwife-short")
    assert ran.code == 1
    assert "Can never be repaired" in ran.out
    assert "176 of 196 people (89.79%)" in ran.out
    assert "All else" in ran.out
    paused = mis("path", SAMPLES / "during-the-pause")
    assert "Safety actions paused today: 3, 4, 5, 6, 7, 8 and 9." in paused.out


def test_a_trust_weighs_by_its_own_efforts(folder: Path, tmp_path: Path) -> None:
    plain = json.loads(mis("path", folder, "--json", "-").out)
    (folder / "efforts.yaml").write_text("efforts:\n  train a person: 1\n")
    own = json.loads(mis("path", folder, "--json", "-").out)
    assert own["efforts"] == {**plain["efforts"], "train a person": 1}
    assert own["sets"][0]["effort"] < plain["sets"][0]["effort"]
    page = tmp_path / "mine.yaml"
    page.write_text(
        "title: x\nstatus: public\nefforts:\n  train a persn: 2\n  act on a case: -1\nmore: 1\n"
    )
    ran = mis("path", folder, "--efforts", page)
    assert ran.code == 10
    for told in ("no kind of repair. Did you mean “train a person”?", "whole number", "“more”"):
        assert told in ran.err
    page.write_bytes(b"\xff")
    assert "UTF-8" in mis("path", folder, "--efforts", page).err
    page.write_text("title: x\n")
    assert "“efforts” is missing" in mis("path", folder, "--efforts", page).err


def test_what_if_is_labelled_everywhere_and_can_be_no_evidence(
    folder: Path, tmp_path: Path
) -> None:
    fact = "perinatal deaths/PD-011/review started=2025-09-16"
    page, found = tmp_path / "if.html", tmp_path / "if.json"
    ran = mis("what-if", folder, "--set", fact, "--html", page, "--json", found)
    assert ran.code == 1
    assert ran.out.startswith("HYPOTHETICAL")
    assert fact in ran.out
    assert "HYPOTHETICAL" in page.read_text()
    whole = json.loads(found.read_text())
    assert whole["hypothetical"] == [fact]
    digest = whole["digests"]["assessment"]
    assert digest.startswith("hypothetical-")
    assert digest in page.read_text()
    c1 = next(f for f in whole["findings"] if f["id"] == "MIS-Y7-SA1-C1")
    assert "4 of 4" in c1["sentence"]
    plain = json.loads(mis("assess", folder, "--json", "-").out)
    assert "hypothetical" not in plain
    inside = folder / "files" / "if.json"
    assert mis("what-if", folder, "--set", fact, "--json", inside).code in (2, 12)
    elsewhere = Path(shutil.copytree(SAMPLES / "ten-of-ten", tmp_path / "other")) / "if.json"
    refused = mis("what-if", folder, "--set", fact, "--json", elsewhere)
    assert refused.code == 12
    assert not elsewhere.exists()
    (folder / "files").mkdir(exist_ok=True)
    shutil.copy(page, folder / "files" / "if.html")
    assert "It is no evidence" in mis("assess", folder).err


@pytest.mark.parametrize(
    ("fact", "requirement", "verdict"),
    [
        ("judgements/MIS-Y7-SA2-1=met", "MIS-Y7-SA2-1", "met"),
        ("statements/nothing was sent=no", "MIS-Y7-COND-9", "met"),
        ("statements/nothing was sent=yes", "MIS-Y7-COND-9", "not met"),
        ("register list/outside reports/checked on=2025-09-01", "MIS-Y7-COND-7", "not due yet"),
        ("documents/D-010/expires on=2025-09-16", "MIS-Y7-SA3-B2", "not due yet"),
        ("contents/D-010/anything=no", "MIS-Y7-SA3-B2", "not due yet"),
        (
            "training attendance/+/person=SP-0014; module=fetal monitoring; attended on=2025-09-16",
            "MIS-Y7-SA8-2",
            "not due yet",
        ),
    ],
)
def test_every_kind_of_fact_can_be_supposed(fact: str, requirement: str, verdict: str) -> None:
    ran = mis("what-if", SEPTEMBER, "--set", fact, "--json", "-")
    findings = {f["id"]: f for f in json.loads(ran.out)["findings"]}
    assert findings[requirement]["verdict"] == verdict


@pytest.mark.parametrize(
    ("fact", "told"),
    [
        ("nothing", "write it with “=”"),
        ("perinatl deaths/PD-1/x=1", "Did you mean “perinatal deaths”?"),
        ("perinatal deaths/PD-011=1", "write it as"),
        ("perinatal deaths/PD-011/reviw started=2025-09-01", "Did you mean “review started”?"),
        ("perinatal deaths/PD-011/review started=2025-12-01", "name a later one with --on"),
        ("perinatal deaths/PD-011/review started=soon", "is not a day"),
        ("perinatal deaths/PD-011/review started=", "nothing stands behind"),
        ("perinatal deaths/PD-999/review started=2025-09-01", "no row called “PD-999”"),
        ("statements/a/b=yes", "write it as “statements/nothing was sent=no”"),
        ("document events/D-010/received=2025-09-01", "write who acted"),
        ("document events/D-999/received by LMNS=2025-09-01", "there is no document “D-999”"),
        ("contents/D-010/plan=perhaps", "“perhaps” is not known here"),
        ("documents/D-010/file=x.pdf", "“file” is not known here"),
        ("register list/perinatal deaths/rows=3", "“rows” is not known here"),
        ("judgements/MIS-Y7-SA99=met", "“MIS-Y7-SA99” is not known here"),
    ],
)
def test_a_fact_that_cannot_be_supposed_says_what_to_write(fact: str, told: str) -> None:
    ran = mis("what-if", SEPTEMBER, "--set", fact)
    assert ran.code == 2
    assert told in ran.err
