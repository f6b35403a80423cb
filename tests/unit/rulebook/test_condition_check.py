"""Conditions that no answer could be put to are refused where they are read, with their line."""

from pathlib import Path

import pytest

from mis_assessor.core.deciding.measure import OF_ITS_OWN
from mis_assessor.core.rules.comparisons import AnswerKind, Comparison, ValueKind, kinds_of
from mis_assessor.core.rules.quantities import read_quantity
from unit.rulebook.folders import (
    ACTION,
    FORM,
    REPORTS,
    STARTED,
    change,
    line_of,
    read,
    small_folder,
    told,
)

SHARE = "{is at least: percent needed}"
GAPS = "{gaps at most: longest gap, counted by: received by Trust Board}"
MOMENT = "{is at or before: declaration deadline}"
# The eight that once passed the check and ended in a traceback, and those beside them.
MISTYPED = [
    (
        STARTED,
        SHARE,
        "{is at least: evidence end}",
        "“is at least” needs a share, such as 90% or “all of them” or a number of times, such as "
        "3 times or “none”; “evidence end” (5 December 2022) is none. Here that is “percent "
        "needed”.",
    ),
    (
        STARTED,
        SHARE,
        "{is no older than: evidence end}",
        "“is no older than” cannot be asked of “reviews”, whose answer is so many of so many. Of "
        "it you can ask “is at least”, “is more than”, “is at most”, “is under”, “has at least”, "
        "“is reported”, “is at least the share of” or “is more than the share of”.",
    ),
    (
        REPORTS,
        GAPS,
        "{gaps at most: report contents, counted by: received by Trust Board}",
        "“gaps at most” needs a length of time, such as 3 months; “report contents” (",
    ),
    (
        REPORTS,
        GAPS,
        "{in force on: evidence end}",
        "“in force on” cannot be asked of “reports”, whose answer is what comes round. Of it you "
        "can ask “gaps at most”, “one in every”, “happens at least” or “happens at most”.",
    ),
    (
        REPORTS,
        GAPS,
        "{one in every: longest gap, counted by: received by Trust Board}",
        "“one in every” needs month, two months, quarter, half-year, year or meeting; “longest "
        "gap” (3 months) is none.",
    ),
    (
        REPORTS,
        GAPS,
        "{happens at least: evidence end}",
        "“happens at least” needs a number of times, such as 3 times or “none”; “evidence end” (5 "
        "December 2022) is none.",
    ),
    (
        FORM,
        MOMENT,
        "{is: declaration deadline}",
        "“is” cannot be asked of “form received”, whose answer is a day and time. Of it you can "
        "ask “is at or before” or “is not before”.",
    ),
    (
        FORM,
        MOMENT,
        "{is not before: yes}",
        "“is not before” needs a day, such as 2022-12-05 or a day and time, such as 2022-12-02 "
        "12:00:00; “yes” is none. ",
    ),
    (
        STARTED,
        SHARE,
        "{is at least: reviews}",
        "“is at least” needs a share, such as 90% or “all of them” or a number of times, such as "
        "3 times or “none”; “reviews” is other evidence. Here that is “percent needed”.",
    ),
    (
        STARTED,
        SHARE,
        "{is at least: percent needed, in any: percent needed, counted by: dated}",
        "“counted by” says nothing beside “is at least”. Leave it out.",
    ),
    (
        REPORTS,
        GAPS,
        "{happens at most: none, in any: evidence end}",
        "“in any” names “evidence end”, which is no length and not “calendar week”.",
    ),
    (
        REPORTS,
        GAPS,
        "{one in every: month, may miss: longest gap, if: reports}",
        "“if” names “reports”, which is no evidence that answers yes or no.",
    ),
    (
        REPORTS,
        GAPS,
        "{one in every: month, may miss: longest gap}",
        "“may miss” and “if” stand together: a period, and the statement that excuses it.",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "says"), MISTYPED)
def test_a_mistyped_condition_is_refused_with_its_line_and_what_to_write(
    tmp_path: Path, file: str, old: str, new: str, says: str
) -> None:
    folder = small_folder(tmp_path)
    change(folder, file, old, new)
    line = line_of(folder, file, new)
    assert any(one.startswith(f"rules/{file}, line {line}: {says}") for one in told(folder)), told(
        folder
    )


def test_a_document_dated_within_needs_the_day_it_is_counted_back_from(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    question = "  minute: {documents: {kind: minute}, answer: document}\n"
    change(folder, STARTED, "evidence:\n", f"evidence:\n{question}")
    change(folder, STARTED, SHARE, f"{SHARE}\n  minute: {{dated within: percent needed}}")
    line = line_of(folder, STARTED, "dated within")
    assert told(folder) == [
        f"rules/{STARTED}, line {line}: “dated within” needs a length of time, such as 3 months; "
        "“percent needed” (95%) is none. Here that is “time allowed”.",
        f"rules/{STARTED}, line {line}: “dated within” needs “before” beside it.",
    ]
    change(folder, STARTED, "within: percent needed", "within: percent needed, before: none")
    assert f"rules/{STARTED}, line {line}: “before” names “none”, which is no day." in told(folder)


def test_only_days_and_documents_stand_in_an_order(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    change(
        folder, STARTED, "met when:\n  reviews: {is at", "met when:\n  in this order: [reviews] #"
    )
    line = line_of(folder, STARTED, "in this order")
    assert told(folder) == [
        f"rules/{STARTED}, line {line}: “in this order” names “reviews”, whose answer (share of "
        "cases) is no day."
    ]


def test_an_inherited_condition_is_told_at_the_value_that_spoils_it(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    own = f"{ACTION}/reviews-started-again.yaml"
    (folder / own).write_text(
        "id: MIS-Y4-SA1-A-iii\nsame as: MIS-Y4-SA1-A-ii\n"
        "source: {document: mis-year-4-guidance, section: elsewhere}\n"
        "applies: {editions: [2022-10], in a pause: suspended}\n"
        "values:\n  percent needed: [{is: 2 months, status: assumption}]\n",
        encoding="utf-8",
    )
    (only,) = told(folder)
    assert only.startswith(f"rules/{own}, line 6: “is at least” needs a share")
    text = (folder / own).read_text(encoding="utf-8")
    (folder / own).write_text(text.split("values:")[0], encoding="utf-8")
    change(folder, STARTED, SHARE, "{is at least: evidence end}")
    line = line_of(folder, STARTED, "{is at least: evidence end}")
    assert [one.partition(": ")[0] for one in told(folder)] == [f"rules/{STARTED}, line {line}"] * 2


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("is: 95%", "is: 1/0", "“1/0” is no number: nothing is divided by 0"),
        ("is: 95%", "is: 900 years", "“900 years” is longer than any rule can mean"),
        ("is: 95%", "is: {more: 95%}", "write one value, or a list of names"),
        ("values:\n", f"notes: {'[' * 900}{']' * 900}\nvalues:\n", "this is nested too deeply."),
        (
            "evidence:\n",
            "evidence:\n  lead named: yes\n",
            "“answer” must be one of: share of people",
        ),
        (f"  reviews: {SHARE}", "  steps: few", "“steps” is a list, beside “of” and"),
        (f"  reviews: {SHARE}", "  of: reviews\n  steps: [few]", "each of the “steps” says"),
        (f"  reviews: {SHARE}", "  of: reviews\n  steps: [{otherwise: not met}]", "one of the"),
    ],
)
def test_a_slip_of_the_pen_is_told_and_never_a_traceback(
    tmp_path: Path, old: str, new: str, says: str
) -> None:
    folder = small_folder(tmp_path)
    change(folder, STARTED, old, new)
    assert any(says in one and f"{STARTED}, line" in one for one in told(folder)), told(folder)


def test_a_question_names_values_of_the_kind_it_needs(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    change(folder, STARTED, "covers: {from: first death,", "covers: {from: percent needed,")
    assert told(folder) == [
        f"rules/{STARTED}: “from” needs a day, such as 2022-12-05; “percent needed” (95%) is none."
    ]


@pytest.mark.parametrize("comparison", Comparison.known.values(), ids=lambda c: c.value)
def test_every_comparison_can_be_measured(comparison: Comparison) -> None:
    assert comparison.takes
    assert (comparison.way is None) == (comparison in OF_ITS_OWN)


def test_every_kind_of_answer_can_be_asked_something() -> None:
    asked = {kind for comparison in Comparison.known.values() for kind in comparison.takes}
    assert asked == set(AnswerKind)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("90%", ValueKind.SHARE),
        ("3 times", ValueKind.TIMES),
        ("7.5", ValueKind.NUMBER),
        ("3 months", ValueKind.LENGTH),
        ("2022-12-05", ValueKind.DAY),
        ("2022-12-02 12:00:00", ValueKind.MOMENT),
        ("37+0", ValueKind.GESTATION),
        ("2022-07", ValueKind.MONTH),
        ("two months", ValueKind.PERIOD),
        ("no", ValueKind.YES_OR_NO),
        ("yes", ValueKind.YES),
        ("Trust Board", ValueKind.NAMES),
    ],
)
def test_what_a_value_is(written: str, kind: ValueKind) -> None:
    assert kind in kinds_of(read_quantity(written))


def test_money_is_nothing_a_comparison_holds() -> None:
    assert kinds_of(read_quantity("£10,000")) == ()


def test_the_small_folder_itself_is_right(tmp_path: Path) -> None:
    assert read(small_folder(tmp_path)).rules


def test_the_last_day_is_a_day(tmp_path: Path) -> None:
    folder = small_folder(tmp_path)
    winter = "values:\n  evidence end:\n    - {is: in winter, status: assumption}\n"
    change(folder, STARTED, "values:\n", winter)
    says = "“due by” needs a day, such as 2022-12-05 or a day and time, such as 2022-12-02 12:00:00"
    assert f"rules/{STARTED}: {says}; “evidence end” (in winter) is none." in told(folder)
