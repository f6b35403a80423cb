"""One verdict told from question to what would change it, and one safety action."""

import json
from pathlib import Path

from functional.mis import SAMPLES, mis

SHORT = SAMPLES / "one-midwife-short"
TEN = SAMPLES / "year-7-ten-of-ten"
SEPTEMBER = SAMPLES / "year-7-in-september"


def test_the_story_of_one_midwife_too_few() -> None:
    ran = mis("explain", SHORT, "MIS-Y4-SA8-B")
    assert ran.code == 1
    for told in (
        "MIS-Y4-SA8-B  Each staff group attended the emergencies training day: not met",
        "In our own words, after: year 4 guidance, Safety action 8, required standard (b).",
        "staff, rows 60 to 255: 196 midwives in post on 5 December 2022",
        "Of 196 that is 176.4, so 177 are needed: one short: not met.",
        "Met when: “attendance” is at least 90%.",
        "MIS-Y4-SA8-B: attendance is at least 90% → not met",
        "Safety action 8 is not met",
        "Midwives, “attendance”: 1 more; none is still open.",
        "it holds for any share asked up to 93.54%.",
        "percent needed",
    ):
        assert told in ran.out


def test_what_is_met_says_when_it_would_not_be_and_exits_so() -> None:
    ran = mis("explain", TEN, "sa8-4")
    assert ran.code == 0
    assert "it would not hold" in ran.out


def test_an_open_requirement_tells_its_next_days() -> None:
    ran = mis("explain", SEPTEMBER, "MIS-Y7-SA8-2")
    assert ran.code == 1
    assert "By 30 November 2025: midwives: 12 more people for “attendance”" in ran.out


def test_the_story_as_data_and_as_a_page(tmp_path: Path) -> None:
    page = tmp_path / "story.html"
    ran = mis("explain", SHORT, "MIS-Y4-SA8-B", "--json", "--html", page)
    told = json.loads(ran.out)
    assert (told["id"], told["verdict"]) == ("MIS-Y4-SA8-B", "not met")
    for heading in told["headings"]:
        assert f"<h2>{heading['title']}</h2>" in page.read_text("utf-8")


def test_what_is_no_requirement_is_told_with_the_nearest() -> None:
    ran = mis("explain", TEN, "MIS-Y7-SA8-22")
    assert (ran.code, "Did you mean “MIS-Y7-SA8-2”?" in ran.err) == (12, True)
    ran = mis("explain", TEN, "SA8")
    assert (ran.code, "“mis show” prints it" in ran.err) == (12, True)


def test_one_safety_action() -> None:
    ran = mis("show", SEPTEMBER, "SA8")
    assert ran.code == 1
    assert ran.out.startswith("Safety action 8: Training: not due yet (2 of 7 hold)")
    for name in ("MIS-Y7-SA8-1", "MIS-Y7-SA8-6"):
        assert name in ran.out
    assert "MIS-Y7-SA9" not in ran.out
    assert mis("show", TEN, "8").code == 0
    assert "Conditions of the scheme" in mis("show", TEN, "conditions").out
    assert mis("show", TEN, "SA11").code == 12
