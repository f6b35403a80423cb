"""An example as a case: decided by the same evaluators as a trust's evidence."""

from collections.abc import Mapping
from datetime import date

from mis_assessor.core.answering.asking import said_day
from mis_assessor.core.deciding.case import Case, PartCase, Situation
from mis_assessor.core.deciding.judgements import JudgedBy
from mis_assessor.core.evidence.answers import Tally
from mis_assessor.core.frameworks.bodies import ambitions_asked, set_locally
from mis_assessor.core.rules.conditions import tests_in
from mis_assessor.core.rules.fact_questions import StatementQuestion
from mis_assessor.core.rules.in_force import Standing, outlived, standing_on
from mis_assessor.core.rules.quantities import Quantity, read_quantity
from mis_assessor.core.rules.readings import Reading, members_of, readings_of
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Edition, Guidance, Rule
from mis_assessor.core.verdicts import Verdict
from mis_assessor.rulebook.example_cells import Supplied, tally_of
from mis_assessor.rulebook.examples import Example, ExamplesUnreadable

OTHER_COLUMNS = {"on", "edition", "judgement"}


def case_of(year: Guidance, rule: Rule, example: Example) -> Case:
    """The case an example describes. Raises ExamplesUnreadable."""
    requirement = rule.requirement
    _known_columns(rule, example)
    edition = _edition(year, requirement, example)
    on = _on(year, example)
    stands = standing_on(year, requirement, edition, on)
    if stands is not Standing.STANDS:
        verdict = Verdict.PAUSED if stands is Standing.PAUSED else Verdict.NOT_APPLICABLE
        return Case(rule, stands, verdict, stands.value, ())
    if (name := _not_asked(requirement, example)) is not None:
        return Case(rule, stands, Verdict.NOT_APPLICABLE, name, ())
    if (ended := outlived(rule, edition, on)) is not None:
        return Case(rule, ended, Verdict.NOT_APPLICABLE, ended.value, ())
    local, lacking = set_locally(rule, _ambitions(rule, example))
    if lacking:
        return Case(rule, stands, Verdict.EVIDENCE_MISSING, f"{lacking[0]}: not set", ())
    readings = readings_of(local, edition.id)
    parts = tuple(
        PartCase(
            member,
            tuple(_scene(year, requirement, r, member, example, on) for r in readings),
            counts,
        )
        for member, counts in _members(requirement, readings[0], example)
    )
    return Case(rule, stands, None, "", parts)


def _not_asked(requirement: Requirement, example: Example) -> str | None:
    """The statement or register by which an example is not asked for it."""
    statements = {**requirement.does_not_apply_if, **requirement.only_if}
    for name in statements:
        said = example.cells.get(name, "")
        applies = (name in requirement.only_if) == (said == statements[name])
        if said and not applies:
            return name
    for name, wanted in requirement.only_if_said.items():
        if example.cells.get(name, "") != wanted:
            return name
    none_in = requirement.only_if_no_cases_in
    shown = tally_of(cell, "cases") if none_in and (cell := example.cells.get(none_in)) else None
    return none_in if isinstance(shown, Tally) and shown.total > shown.unknown else None


def _closed(
    year: Guidance, requirement: Requirement, reading: Reading, example: Example, on: date
) -> bool:
    """Whether the last day is past, or what closes it was said to have happened."""
    due = reading.value(requirement.due_by) if reading.knows(requirement.due_by) else None
    name = next(
        (
            name
            for name, question in requirement.evidence.items()
            if isinstance(question, StatementQuestion)
            and question.statement == requirement.closed_once
        ),
        requirement.closed_once or "",
    )
    shut = said_day(example.cells.get(name, ""))
    return on > (due if isinstance(due, date) else year.last_day) or (shut or date.max) <= on


def _members(
    requirement: Requirement, reading: Reading, example: Example
) -> list[tuple[str, bool]]:
    """The members of the rule, else those that the columns of the example name."""
    if requirement.parts:
        return [(part, True) for part in requirement.parts]
    if requirement.for_each is None or requirement.in_ is not None:
        return members_of(requirement, reading)
    named = (column.partition(" (")[2].rstrip(")") for column in example.cells)
    return [(member, True) for member in dict.fromkeys(named) if member] or [("", True)]


def _on(year: Guidance, example: Example) -> date:
    said = example.cells.get("on", "")
    try:
        return date.fromisoformat(said) if said else year.last_day
    except ValueError:
        raise ExamplesUnreadable(f"write a day, not “{said}”") from None


def _known_columns(rule: Rule, example: Example) -> None:
    requirement = rule.requirement
    stated = {*requirement.does_not_apply_if, *requirement.only_if, *requirement.only_if_said}
    closing = {requirement.closed_once} if requirement.closed_once else set()
    known = {*OTHER_COLUMNS, *stated, *closing, *ambitions_asked(rule)}
    for column in example.cells:
        if column.split(" (")[0] not in {*known, *requirement.evidence} and column not in known:
            raise ExamplesUnreadable(
                f"the column “{column}” is not under “evidence”, nor one of "
                + ", ".join(sorted(known))
            )


def _ambitions(rule: Rule, example: Example) -> dict[str, Quantity]:
    """What a row says of the local ambitions: a column by the name of each."""
    cells = {name: example.cells.get(name, "") for name in ambitions_asked(rule)}
    return {name: read_quantity(cell) for name, cell in cells.items() if cell}


def _edition(year: Guidance, requirement: Requirement, example: Example) -> Edition:
    wanted = example.cells.get("edition") or requirement.applies.editions[-1]
    for edition in year.editions:
        if edition.id == wanted:
            return edition
    raise ExamplesUnreadable(f"“{wanted}” is no edition of this year")


def _scene(
    year: Guidance,
    requirement: Requirement,
    reading: Reading,
    member: str,
    example: Example,
    on: date,
) -> Situation:
    supplied = Supplied(
        year,
        reading,
        on,
        closed=_closed(year, requirement, reading, example, on),
        counted_by=tuple(t.counted_by for t in tests_in(requirement.met_when) if t.counted_by),
        suspended=requirement.applies.in_a_pause == "suspended",
    )
    answers = {
        name: supplied.answer(question, _cell(example.cells, name, member))
        for name, question in requirement.evidence.items()
    }
    return Situation(requirement, reading, answers, on, _judged(example, on))


def _cell(cells: Mapping[str, str], name: str, member: str) -> str:
    own = cells.get(f"{name} ({member})")
    return own if own is not None else cells.get(name, "")


def _judged(example: Example, on: date) -> JudgedBy | None:
    said = example.cells.get("judgement", "")
    if not said:
        return None
    if said not in ("met", "not met"):
        raise ExamplesUnreadable(f"write met or not met, not “{said}”")
    return JudgedBy("a named person", "champion", on, "an example", "an example", Verdict(said))
