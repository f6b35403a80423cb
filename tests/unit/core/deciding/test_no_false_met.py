"""Attempts to be met without the evidence: each must fail, whatever else was sent."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import pytest

from code_health.tree import ROOT
from mis_assessor.core.deciding.position import decide_position
from mis_assessor.core.evidence.submission import Cell, Document, Register, RegisterRow, Submission
from mis_assessor.core.rules.quantities import Month
from mis_assessor.core.rules.questions import (
    CasesQuestion,
    DocumentsQuestion,
    NumberQuestion,
    Question,
    TotalsQuestion,
)
from mis_assessor.core.rules.register_questions import PeopleQuestion
from mis_assessor.core.rules.row_tests import AnyRowTest, RowTest, RowTestLine
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.core.verdicts import Verdict
from mis_assessor.intake.read import read_submission
from trust_year.forms import rulebook, tables

SAMPLES = {4: "ten-of-ten", 6: "year-6-ten-of-ten"}
Column = tuple[str, str]


@cache
def rules(year: int) -> Rulebook:
    """What is asked; whether the folder agrees with itself is looked at elsewhere."""
    return replace(rulebook(year), consistency=())


@cache
def sample(year: int = 4) -> Submission:
    return read_submission(ROOT / "evidence_samples" / SAMPLES[year], tables())


def decided(sent: Submission, on: date | None = None) -> Mapping[str, Verdict]:
    """What every requirement comes to, by its id."""
    day = on or sent.assessed_as_at
    assert day is not None
    book = rules(sent.scheme_year)
    return decide_position(book, sent, day, sent.known_on).rolled.requirements


def with_register(name: str, change: Callable[[Register], Register], year: int = 4) -> Submission:
    sent = sample(year)
    return replace(sent, registers={**sent.registers, name: change(sent.registers[name])})


def with_rows(
    name: str, change: Callable[[RegisterRow], RegisterRow | None], year: int = 4
) -> Submission:
    def changed(register: Register) -> Register:
        rows = (change(row) for row in register.rows)
        return replace(register, rows=tuple(row for row in rows if row is not None))

    return with_register(name, changed, year)


def without(row: RegisterRow, column: str) -> RegisterRow:
    return replace(row, cells={k: v for k, v in row.cells.items() if k != column})


def written(row: RegisterRow, **cells: Any) -> RegisterRow:
    named = {column.replace("_", " "): cell for column, cell in cells.items()}
    return replace(row, cells={**row.cells, **named})


def with_documents(kind: str, change: Callable[[Document], Document]) -> Submission:
    sent = sample()
    assert any(d.kind == kind for d in sent.documents)
    return replace(
        sent, documents=tuple(change(d) if d.kind == kind else d for d in sent.documents)
    )


# Blanks: what each register is read for.


def lines(*written_as: tuple[RowTestLine, ...]) -> Iterator[RowTest]:
    for line in (line for group in written_as for line in group):
        if isinstance(line, AnyRowTest):
            yield from lines(*line.any_of)
        else:
            yield line


def read_by(question: Question) -> set[Column]:
    """The columns of registers that a question reads."""
    match question:
        case CasesQuestion():
            tests = lines(
                question.cases,
                question.done_when,
                question.leave_out,
                question.in_doubt,
                question.not_due_while,
            )
            series = {"month": ["month"], "shift": ["day", "shift"]}
            more = [question.day, *series.get(question.one_row_for_every or "", [])]
            found = {c for t in tests for c in (t.column, t.after, t.before)} | set(more)
            return {(question.register_, c) for c in found if c}
        case TotalsQuestion():
            found = {t.column for t in lines(question.cases)}
            found |= {question.numerator, question.denominator}
            return {(question.register_, c) for c in found if c}
        case NumberQuestion():
            found = {t.column for t in lines(question.cases)}
            found |= {question.column, question.latest_by}
            return {(question.register_, c) for c in found if c}
        case PeopleQuestion():
            staff = {t.column for t in lines(question.who)} | {"person"}
            staff |= {question.in_post_from, question.in_post_to}
            staff |= {c for c in (question.away_from, question.away_to) if c}
            training = {t.column for t in lines(question.rows)} | {question.day, "person"}
            return {(question.people, c) for c in staff} | {
                (question.trained_in, c) for c in training
            }
        case _:
            return set()


def readers(year: int) -> dict[Column, set[str]]:
    """For each column of the sample's registers, the requirements that read it."""
    found: dict[Column, set[str]] = {}
    for rule in rules(year).rules:
        for question in rule.requirement.evidence.values():
            for column in read_by(question):
                if column[0] in sample(year).registers:
                    found.setdefault(column, set()).add(rule.requirement.id)
    return found


TRAINING = {f"MIS-Y4-{n}" for n in ("SA6-E4", "SA6-E4-competency", "SA8-B", "SA8-C", "SA8-D")}
BUNDLE = {f"MIS-Y4-SA6-{n}" for n in ("E1-A", "E1-B", "E2", "E3-A", "E3-B", "E5-A", "E5-B", "E5-C")}
FROM_THE_SYSTEM = "the figure is from the system, so no audit stands in for it"
ONE_PERIOD = "a figure is of a month or of a period, and these rows give their month"
NOBODY_MISSED = "a consultant attended every time, so there is no miss to review"
ALL_IMPLEMENTED = "every element is implemented, so no alternative is asked for"
COUNTED = "blank leaves nobody out: the person or the case is counted"
STILL_AWAY = "leave without a last day goes on"
EMERGENCIES_ONLY = "only a day of maternity emergencies must be one"
HARMLESS: Mapping[Column, tuple[set[str], str]] = {
    ("audits", "about"): ({"MIS-Y4-SA6-E2", "MIS-Y4-SA6-E3-B"}, FROM_THE_SYSTEM),
    ("audits", "cases in the period"): ({"MIS-Y4-SA6-E3-B"}, FROM_THE_SYSTEM),
    ("audits", "cases looked at"): ({"MIS-Y4-SA6-E2", "MIS-Y4-SA6-E3-B"}, FROM_THE_SYSTEM),
    ("audits", "covers from"): ({"MIS-Y4-SA6-E2", "MIS-Y4-SA6-E3-B"}, FROM_THE_SYSTEM),
    ("audits", "covers to"): ({"MIS-Y4-SA6-E2", "MIS-Y4-SA6-E3-B"}, FROM_THE_SYSTEM),
    ("audits", "in a row"): ({"MIS-Y4-SA6-E2"}, FROM_THE_SYSTEM),
    ("care bundle figures", "from"): (BUNDLE, ONE_PERIOD),
    ("care bundle figures", "to"): (BUNDLE, ONE_PERIOD),
    ("consultant attendance", "action agreed"): ({"MIS-Y4-SA4-A2"}, NOBODY_MISSED),
    ("consultant attendance", "attendance"): ({"MIS-Y4-SA4-A2"}, NOBODY_MISSED),
    ("consultant attendance", "miss reviewed on"): ({"MIS-Y4-SA4-A2"}, NOBODY_MISSED),
    ("elements and agreed alternatives", "alternative accepted by Clinical Network on"): (
        {"MIS-Y4-SA6-2"},
        ALL_IMPLEMENTED,
    ),
    ("elements and agreed alternatives", "alternative agreed by commissioner on"): (
        {"MIS-Y4-SA6-2"},
        ALL_IMPLEMENTED,
    ),
    ("perinatal deaths", "held by HSIB or MNSI"): (
        {"MIS-Y4-SA1-B-draft", "MIS-Y4-SA1-B-pub"},
        COUNTED,
    ),
    ("qualifying incidents", "HSIB or MNSI decision"): ({"MIS-Y4-SA10-B"}, COUNTED),
    ("qualifying incidents", "qualifies for Early Notification"): (
        {"MIS-Y4-SA10-C-i", "MIS-Y4-SA10-C-ii"},
        "every case qualifies for HSIB already",
    ),
    ("staff", "left on"): (TRAINING, COUNTED),
    ("staff", "started on"): (TRAINING, COUNTED),
    ("staff", "on long-term leave from"): (TRAINING, COUNTED),
    ("staff", "on long-term leave to"): (TRAINING, STILL_AWAY),
    ("training attendance", "in house"): ({"MIS-Y4-SA8-C", "MIS-Y4-SA8-D"}, EMERGENCIES_ONLY),
    ("training attendance", "multi-professional"): (
        {"MIS-Y4-SA8-C", "MIS-Y4-SA8-D"},
        EMERGENCIES_ONLY,
    ),
    ("training attendance", "whole day"): ({"MIS-Y4-SA8-C", "MIS-Y4-SA8-D"}, EMERGENCIES_ONLY),
}
"""Columns whose blank means nothing for some requirements, in this sample, and why."""


@pytest.mark.uncounted
@pytest.mark.parametrize("column", sorted(readers(4)), ids=" · ".join)
def test_a_column_that_decides_and_is_blank_leaves_nothing_met(column: Column) -> None:
    register, heading = column
    before = decided(sample())
    after = decided(with_rows(register, lambda row: without(row, heading)))
    met = {r for r in readers(4)[column] if before.get(r, Verdict.NOT_MET).holds}
    still = {r for r in met if after[r].holds}
    assert still <= HARMLESS.get(column, (set(), ""))[0]


# A register that does not reach the last day.


@pytest.mark.parametrize("ends", ["complete_to", "checked_on"])
@pytest.mark.parametrize(
    ("register", "requirement"),
    [
        ("perinatal deaths", "MIS-Y4-SA1-A-i-N"),
        ("qualifying incidents", "MIS-Y4-SA10-A"),
        ("labour ward shifts", "MIS-Y4-SA5-C"),
        ("one-to-one care", "MIS-Y4-SA5-D"),
        ("staff", "MIS-Y4-SA8-C"),
        ("term admissions", "MIS-Y4-SA3-C"),
    ],
)
def test_cases_after_the_day_a_register_was_complete_or_checked_are_not_met(
    register: str, requirement: str, ends: str
) -> None:
    early: dict[str, Any] = {ends: date(2022, 9, 1)}
    sent = with_register(register, lambda r: replace(r, **early))
    assert decided(sent)[requirement] is Verdict.EVIDENCE_MISSING


def test_on_the_last_day_itself_what_is_not_seen_is_not_due_yet() -> None:
    sent = with_register("outside reports", lambda r: replace(r, complete_to=date(2023, 2, 1)))
    assert sent.assessed_as_at == date(2023, 2, 2)
    assert decided(sent)["MIS-Y4-COND-9"] is Verdict.NOT_DUE_YET


def test_an_early_nil_return_says_nothing_of_what_came_later() -> None:
    def none(register: Register) -> Register:
        return replace(register, rows=(), nothing_to_report=True, complete_to=date(2022, 6, 30))

    assert decided(with_register("qualifying incidents", none))["MIS-Y4-SA10-A"] is (
        Verdict.EVIDENCE_MISSING
    )


def test_what_is_known_to_be_missed_stays_missed_in_a_register_that_ends_early() -> None:
    def late(register: Register) -> Register:
        rows = (
            replace(r, cells={**r.cells, "notified to MBRRACE-UK": date(2022, 12, 30)})
            for r in register.rows
        )
        return replace(register, rows=tuple(rows), complete_to=date(2022, 12, 4))

    assert decided(with_register("perinatal deaths", late))["MIS-Y4-SA1-A-i-N"] is Verdict.NOT_MET


def test_people_who_joined_after_the_staff_register_ends_are_not_left_out() -> None:
    sent = with_register("staff", lambda r: replace(r, covers_to=date(2022, 6, 30)))
    assert decided(sent)["MIS-Y4-SA8-C"] is Verdict.EVIDENCE_MISSING


def test_a_staff_group_that_a_register_ending_early_does_not_show_may_still_be_in_post() -> None:
    def of_another_group(row: RegisterRow) -> RegisterRow | None:
        return None if row.cells["staff group"] == "midwives" else row

    sent = with_rows("staff", of_another_group)
    short = replace(sent.registers["staff"], covers_to=date(2022, 6, 30))
    sent = replace(sent, registers={**sent.registers, "staff": short})
    assert decided(sent)["MIS-Y4-SA8-C"] is Verdict.EVIDENCE_MISSING


# Rows that drop out because a blank hides where they belong, and acts that cannot be.


def test_a_bad_month_does_not_drop_out_by_leaving_the_month_blank() -> None:
    def bad(row: RegisterRow) -> RegisterRow:
        low = row.cells.get("indicator") == "E1-A" and str(row.cells.get("month")) == "2022-08"
        return written(without(row, "month"), numerator=0) if low else row

    assert any(bad(r) != r for r in sample().registers["care bundle figures"].rows)
    after = decided(with_rows("care bundle figures", bad))
    assert after["MIS-Y4-SA6-E1-A"] is Verdict.EVIDENCE_MISSING


def test_a_figure_over_rows_that_nobody_can_read_is_not_reported() -> None:
    sent = with_rows("term admissions", lambda row: without(row, "gestation at birth"))
    assert decided(sent)["MIS-Y4-SA3-C"] is Verdict.EVIDENCE_MISSING


def test_a_death_cannot_have_been_notified_before_it_happened() -> None:
    def mistyped(row: RegisterRow) -> RegisterRow:
        cells = {**row.cells, "notified to MBRRACE-UK": date(2021, 1, 9)}
        return replace(row, cells=cells)

    assert decided(with_rows("perinatal deaths", mistyped))["MIS-Y4-SA1-A-i-N"] is (
        Verdict.EVIDENCE_MISSING
    )


def test_one_finished_element_is_not_the_whole_bundle() -> None:
    """Without a survey all five must be done, and a register of one is not five."""
    one = with_rows(
        "elements and agreed alternatives",
        lambda row: (
            replace(row, cells={**row.cells, "fully implemented on": date(2022, 6, 1)})
            if row.cells["element"] == "1"
            else None
        ),
    )
    surveys = tuple(d for d in one.documents if d.kind != "care bundle survey return")
    after = decided(replace(one, documents=surveys))
    assert not after["MIS-Y4-SA6-3"].holds


# Documents and judgements.


@pytest.mark.parametrize(
    "wrong",
    [
        {"checked_on": date(2023, 3, 1)},
        {"checked_on": None},
        {"checked_by": ""},
        {"dated": date(2023, 1, 20)},
        {"expires_on": date(2022, 12, 1)},
    ],
    ids=str,
)
def test_a_judgement_rests_on_a_document_that_was_there_and_checked(wrong: dict[str, Any]) -> None:
    name = "MIS-Y4-SA3-E"
    judgement = next(j for j in sample().judgements if j.requirement == name)
    spare = Document("D-X", "another paper", "Another paper", dated=date(2022, 12, 1))
    spare = replace(spare, checked_by="C. Hecker", checked_on=date(2022, 12, 2))

    def resting_on(document: Document) -> Verdict:
        sent = sample()
        others = tuple(j for j in sent.judgements if j.requirement != name)
        moved = replace(judgement, evidence="D-X")
        return decided(
            replace(sent, judgements=(*others, moved), documents=(*sent.documents, document))
        )[name]

    assert resting_on(spare) is Verdict.MET
    assert resting_on(replace(spare, **wrong)) is Verdict.NEEDS_JUDGEMENT


def test_a_document_dated_back_was_not_in_force_before_it_was_made() -> None:
    sent = with_documents(
        "twin pathway",
        lambda d: replace(
            d,
            dated=date(2022, 12, 20),
            in_force_from=date(2022, 1, 1),
            checked_on=date(2022, 12, 21),
            contents=tuple(replace(c, looked_on=date(2022, 12, 21)) for c in d.contents),
        ),
    )
    assert decided(sent)["MIS-Y4-SA6-E2-v"] is Verdict.NOT_MET


def test_one_procedure_that_ended_and_one_made_too_late_are_not_one_in_force() -> None:
    kind = "recording process for term admissions"
    sent = sample()
    old = next(d for d in sent.documents if d.kind == kind)
    ended = replace(old, in_force_from=date(2021, 1, 1), in_force_to=date(2022, 11, 30))
    made_late = replace(
        old, id="D-X", dated=date(2022, 12, 9), in_force_from=date(2022, 12, 1), in_force_to=None
    )
    others = tuple(d for d in sent.documents if d.kind != kind)
    after = decided(replace(sent, documents=(*others, ended, made_late)))
    assert after["MIS-Y4-SA3-C"] is Verdict.NOT_MET


def test_a_report_is_no_evidence_of_a_quarter_that_had_not_ended() -> None:
    before = decided(sample())
    assert before["MIS-Y4-SA3-B-audited"].holds
    sent = with_documents("transitional care audit", lambda d: replace(d, dated=date(2022, 6, 1)))
    assert decided(sent)["MIS-Y4-SA3-B-audited"] is Verdict.EVIDENCE_MISSING


def test_a_step_taken_again_in_the_right_order_counts() -> None:
    """The other harm: a programme ratified too early and then again is ratified."""

    def again(document: Document) -> Document:
        early = tuple(
            replace(e, on=date(2022, 1, 10)) for e in document.events if e.event == "ratified"
        )
        return replace(document, events=(*early, *document.events))

    sent = with_documents("work programme", again)
    assert decided(sent)["MIS-Y4-SA7-D"] is decided(sample())["MIS-Y4-SA7-D"] is Verdict.MET


def dated_back(document: Document) -> Document:
    """The same paper as the year before left it: every day of it two years earlier."""
    days = timedelta(days=730)
    return replace(
        document,
        dated=document.dated and document.dated - days,
        events=tuple(replace(e, on=e.on - days) for e in document.events),
    )


@pytest.mark.parametrize(
    ("kind", "requirement"),
    [
        ("Board declaration form", "MIS-Y4-COND-4"),
        ("Board minute: permission to sign", "MIS-Y4-COND-5"),
        ("joint presentation to the Board", "MIS-Y4-COND-6"),
        ("Board declaration form", "MIS-Y4-COND-8"),
        ("briefing of commissioner or accountable officer", "MIS-Y4-COND-8"),
    ],
)
def test_the_papers_of_an_earlier_declaration_do_not_count(kind: str, requirement: str) -> None:
    after = date(2023, 2, 3)
    assert decided(sample(), after)[requirement] is Verdict.MET
    sent = with_documents(kind, dated_back)
    assert decided(sent, after)[requirement] is Verdict.EVIDENCE_MISSING


STANDING = {
    4: """SA3-A SA3-C SA3-D SA6-2 SA6-3 SA6-E1-A SA6-E1-A-pathway SA6-E1-B SA6-E2
    SA6-E2-v SA6-E3-A SA6-E3-B SA6-E4-leads SA6-E5-A SA6-E5-A-clinic SA6-E5-A-lead SA6-E5-A-twin
    SA6-E5-B SA6-E5-C SA7-A""",
    6: """SA3-A SA5-A SA5-C SA5-D SA7-B SA7-C SA8-1 SA8-2 SA8-3 SA8-4 SA8-6 SA9-A-champion
    SA9-A-model SA9-C-display SA9-F""",
}
"""What papers of two years ago may still meet: they stand, or the register was enough."""


@pytest.mark.parametrize("year", STANDING)
def test_the_papers_of_two_years_ago_meet_only_what_may_rightly_be_old(year: int) -> None:
    def aged(document: Document) -> Document:
        days = timedelta(days=730)
        old = dated_back(document)
        return replace(
            old,
            covers_from=old.covers_from and old.covers_from - days,
            covers_to=old.covers_to and old.covers_to - days,
            in_force_from=old.in_force_from and old.in_force_from - days,
            in_force_to=old.in_force_to and old.in_force_to - days,
        )

    sent = sample(year)
    asking = {
        rule.requirement.id
        for rule in rules(year).rules
        if any(isinstance(q, DocumentsQuestion) for q in rule.requirement.evidence.values())
    }
    after = decided(replace(sent, documents=tuple(aged(d) for d in sent.documents)))
    met = {name for name in asking if after[name].holds}
    assert met == {f"MIS-Y{year}-{name}" for name in STANDING[year].split()}


def test_an_earlier_minute_beside_the_one_of_this_year_does_not_stand_in_for_it() -> None:
    kind = "Board minute: permission to sign"
    sent = sample()
    day = date(2023, 2, 1)

    def agreed_late(document: Document) -> Document:
        events = tuple(replace(e, on=day) for e in document.events)
        return replace(document, dated=day, checked_on=day, events=events)

    late = with_documents(kind, agreed_late)
    old = [replace(dated_back(d), id="OLD") for d in sent.documents if d.kind == kind]
    both = replace(late, documents=(*old, *late.documents))
    assert decided(late)["MIS-Y4-COND-5"] is Verdict.NOT_MET
    assert decided(both)["MIS-Y4-COND-5"] is Verdict.NOT_MET


def test_two_forms_with_one_signature_each_are_not_one_form_with_two() -> None:
    after = date(2023, 2, 3)
    assert decided(sample(), after)["MIS-Y4-COND-8"] is Verdict.MET
    kind = "Board declaration form"
    sent = sample()
    form = next(d for d in sent.documents if d.kind == kind)
    apart = [replace(form, id=e.by, events=(e,)) for e in form.events]
    others = tuple(d for d in sent.documents if d.kind != kind)
    split = decided(replace(sent, documents=(*others, *apart)), after)
    assert split["MIS-Y4-COND-8"] is Verdict.EVIDENCE_MISSING


@pytest.mark.parametrize(
    "again",
    [
        {"month": Month(2022, 8), "taken from": "audit"},
        {"from": date(2022, 8, 31), "to": date(2022, 9, 30)},
    ],
)
def test_days_that_two_rows_of_figures_are_about_are_not_counted_twice(
    again: Mapping[str, Cell],
) -> None:
    kept = {"indicator": "E1-A", "numerator": 400, "denominator": 400, **again}
    sent = with_register(
        "care bundle figures", lambda r: replace(r, rows=(*r.rows, RegisterRow(999, kept)))
    )
    assert decided(sent)["MIS-Y4-SA6-E1-A"] is Verdict.EVIDENCE_MISSING


def test_the_shifts_of_one_labour_ward_do_not_stand_for_those_of_another() -> None:
    def of_two(register: Register, second: Callable[[RegisterRow], bool]) -> Register:
        wards = [
            RegisterRow(row.number + 10_000 * n, {**row.cells, "unit": f"ward {n}"})
            for n in (1, 2)
            for row in register.rows
            if n == 1 or second(row)
        ]
        return replace(register, rows=tuple(wards))

    both = with_register("labour ward shifts", lambda r: of_two(r, lambda _: True))
    assert decided(both)["MIS-Y4-SA5-C"] is Verdict.MET
    no_nights = with_register(
        "labour ward shifts", lambda r: of_two(r, lambda row: row.cells["shift"] == "day")
    )
    assert decided(no_nights)["MIS-Y4-SA5-C"] is Verdict.EVIDENCE_MISSING


def test_a_review_that_is_finished_counts_where_nobody_says_that_it_waited() -> None:
    silent = with_rows("perinatal deaths", lambda row: without(row, "held by HSIB or MNSI"))
    assert decided(silent)["MIS-Y4-SA1-B-draft"] is Verdict.MET


def test_a_limit_that_is_not_loaded_cannot_be_judged_over_results_that_nobody_sent() -> None:
    sent = sample(6)
    assert decided(sent)["MIS-Y6-SA2-1"] is Verdict.MET
    blank = with_rows("MSDS scorecard", lambda row: without(row, "result"), 6)
    assert decided(blank)["MIS-Y6-SA2-1"] is Verdict.EVIDENCE_MISSING
