"""What is drawn, and that the words beside it say the same."""

from dataclasses import replace
from datetime import date

from mis_assessor.core.evidence.answers import Failed
from mis_assessor.core.verdicts import Verdict
from mis_assessor.reports.pages.clocks import SHOWN_AT_MOST, clocks
from mis_assessor.reports.pages.margins import margin
from mis_assessor.reports.pages.progress import WIDTH, progress
from reports.numbers import counted
from reports.sample import all_met, rich


def test_a_bar_for_each_group_of_people_and_each_requirement() -> None:
    drawn = progress(rich())
    assert drawn is not None
    assert {len(group.bars) for group in drawn.groups} == {len(drawn.requirements)}
    assert [group.group for group in drawn.groups] == [
        "Midwives",
        "Consultant obstetricians",
        "Anaesthetists in training",
    ]
    bar = next(bar for bar in drawn.groups[2].bars if bar)
    assert (bar.done, bar.mark, bar.short) == (0.95 * WIDTH, 0.9 * WIDTH, False)
    assert bar.says == "19 of 20 (95%) against 90%: one more than needed"
    assert bar.words == "one more than needed; shown, does not count"


def test_a_group_that_is_short_is_drawn_short() -> None:
    one = next(f for f in rich().findings if f.parts)
    number = counted("attended", 176, 196, test="is at least 90%", verdict=Verdict.NOT_MET)
    parts = (replace(one.parts[0], numbers=(number,)), replace(one.parts[1], numbers=()))
    drawn = progress(replace(rich(), findings=(replace(one, parts=parts),)))
    assert drawn is not None and len(drawn.groups) == 1
    (bar,) = drawn.groups[0].bars
    assert bar is not None and bar.short and bar.done < bar.mark
    assert bar.words == "one short"


def test_without_people_there_are_no_bars_and_without_days_no_clocks() -> None:
    assert progress(all_met()) is None and clocks(all_met()) is None


def test_clocks_are_drawn_by_day_the_late_ones_apart() -> None:
    waiting = next(f for f in rich().findings if f.verdict is Verdict.NOT_DUE_YET)
    rows = (
        Failed("deaths", "PD-2", "report: due", due=date(2022, 12, 16)),
        Failed("deaths", "", "report: due", row=4, due=date(2022, 11, 26)),
        Failed("deaths", "PD-9", "no day"),
    )
    drawn = clocks(replace(rich(), findings=(replace(waiting, open=rows),)))
    assert drawn is not None
    assert [(dot.late, dot.x) for dot in drawn.lanes[0].dots] == [(True, 0.0), (False, 640.0)]
    assert [(row.reference, row.left) for row in drawn.rows] == [
        ("row 4", "ran out 10 days ago"),
        ("PD-2", "10 days left"),
    ]
    assert drawn.says.endswith("1 ran out, 1 run. The table below says the same.")
    assert drawn.today == 320.0 and drawn.more == ""
    today = (Failed("deaths", "PD-1", "due", due=rich().on),)
    lone = clocks(replace(rich(), findings=(replace(waiting, open=today),)))
    assert lone is not None and lone.rows[0].left == "0 days left"


def test_of_many_clocks_those_nearest_to_their_day_are_listed() -> None:
    waiting = next(f for f in rich().findings if f.verdict is Verdict.NOT_DUE_YET)
    rows = tuple(Failed("deaths", f"PD-{n:02}", "due", due=date(2023, 1, 1 + n)) for n in range(20))
    drawn = clocks(replace(rich(), findings=(replace(waiting, open=rows),)))
    assert drawn is not None and len(drawn.rows) == SHOWN_AT_MOST
    assert drawn.rows[0].reference == "PD-00" and len(drawn.lanes[0].dots) == 20
    assert drawn.more == "And 4 more: see assessment.json."


def test_a_margin_says_how_many_and_never_rounds() -> None:
    def words(done: int, of: int | None, test: str, waiting: int = 0, unknown: int = 0) -> str:
        found = margin(counted("n", done, of, waiting, unknown, test=test))
        return found.words if found is not None else "none"

    assert words(899, 1000, "is at least 90%") == "one short"
    assert words(900, 1000, "is at least 90%") == "none to spare"
    assert words(10, 200, "is more than 5%") == "one short"
    assert words(20, 20, "is at least all of them") == "all of them"
    assert words(150, 196, "is at least 90%", 40, 6) == (
        "27 more needed, 40 still open and 6 not known"
    )
    assert words(10, 11, "has at least 9 passes") == "one more than needed"
    assert words(1, 20, "is under 5%") == "none"
    assert words(0, 0, "is at least 90%") == "none"
    found = margin(counted("posts", 3, None, test="is at least 2"))
    assert found is not None and found.line == "Posts: 3, one more than needed"
    assert found.figures == "3"
