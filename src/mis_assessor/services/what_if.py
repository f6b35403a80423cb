"""``mis what-if``: an assessment of what is not so, labelled as such wherever it goes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from mis_assessor.core.ahead import suppose
from mis_assessor.core.ahead.scene_ahead import supposed_role
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.assessment.canonical import with_digest
from mis_assessor.core.errors import NotAllowed, Problem
from mis_assessor.core.evidence.submission import Cell, Submission
from mis_assessor.core.rules.calendar import day_of as day_in
from mis_assessor.core.rules.rulebook import Rulebook
from mis_assessor.engine.cage import Engine
from mis_assessor.engine.result import InferenceEngine
from mis_assessor.intake.cell_readers import read_yes_no
from mis_assessor.intake.days import read_iso_day
from mis_assessor.intake.manifest import MANIFEST, read_answer
from mis_assessor.intake.read import Received
from mis_assessor.intake.registers import Tables
from mis_assessor.reading.problems import did_you_mean, quoted
from mis_assessor.services.assess import (
    Confirmed,
    Days,
    assess_submission,
    day_of,
    under_its_year,
)
from mis_assessor.services.books import Books
from mis_assessor.services.read_twice import receive_twice
from mis_assessor.services.time_limit import Deadline

SYSTEM = "system.yaml"
NEW = "+"
FORMS = (
    "perinatal deaths/PD-011/review started=2025-11-01",
    "training attendance/+/person=SP-0014; module=fetal monitoring; attended on=2025-10-02",
    "register list/perinatal deaths/complete to=2025-11-30",
    "documents/D-010/checked on=2025-10-01",
    "document events/D-010/received by LMNS=2025-10-01",
    "contents/D-010/action plan=yes",
    "statements/nothing was sent=no",
    "judgements/MIS-Y7-SA2-1=met",
)
"""How a fact is written, one example for each kind."""


MAY_LIE_AHEAD = (
    "covers to",
    "in force from",
    "in force to",
    "expires on",
    "promised by",
    "left on",
)
"""Days written into a paper or a row that may come after the assessment day."""
OF_A_DOCUMENT = (
    "kind",
    "title",
    "about",
    "dated",
    "covers from",
    "covers to",
    "in force from",
    "in force to",
    "expires on",
    "promised number",
    "promised by",
    "written by",
    "checked by",
    "checked on",
)


class MistypedFact(ValueError):
    """A hypothetical fact that cannot be read, with what to write instead."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True, slots=True)
class _Supposing:
    tables: Tables
    rulebook: Rulebook
    on: date


def refuse_submissions(files: Iterable[Path]) -> None:
    """Raises NotAllowed where a hypothetical result would lie among evidence."""
    for file in files:
        for folder in file.resolve().parents:
            if (folder / MANIFEST).is_file() or (folder / SYSTEM).is_file():
                raise NotAllowed(
                    f"{file} lies in the submission {folder.name}. What is hypothetical is no "
                    "evidence and may not be kept there. Name a file somewhere else."
                )


def what_if(path: Path, rules: Path, days: Days, facts: tuple[str, ...]) -> Assessment:
    """A submission assessed as though some facts were so, by both evaluators.

    Raises MistypedFact, or what an assessment raises. The result says in every form that it is
    hypothetical, and its digest is none that an assessment can have.
    """
    with Engine() as engine:
        engine.start()
        books = Books(rules)
        return supposed(receive_twice(path, books.tables), books, days, facts, engine)


def supposed(
    received: Received,
    books: Books,
    days: Days,
    facts: tuple[str, ...],
    engine: InferenceEngine,
    confirmed: Confirmed | None = None,
) -> Assessment:
    """The same of a submission that has been read. Raises as `what_if` does."""
    deadline = Deadline()
    rulebook, submission = under_its_year(received, books, confirmed)
    on = day_of(submission, days)
    as_though = _with(submission, facts, _Supposing(books.tables, rulebook, on))
    found = assess_submission(rulebook, as_though, days, engine, deadline=deadline)
    return with_digest(replace(found, hypothetical=facts))


def _with(submission: Submission, facts: tuple[str, ...], about: _Supposing) -> Submission:
    problems = []
    for fact in facts:
        try:
            submission = _fact(submission, fact, about)
        except ValueError as error:
            problems.append(Problem(quoted(fact), str(error).removesuffix(".") + _stop(error)))
    if problems:
        raise MistypedFact(problems)
    return submission


def _stop(error: ValueError) -> str:
    return "" if str(error).endswith("?") else "."


Fact = Callable[[Submission, list[str], str, _Supposing], Submission]


def _fact(submission: Submission, fact: str, about: _Supposing) -> Submission:
    left, is_one, value = fact.partition("=")
    kind, *names = (part.strip() for part in left.split("/"))
    if not is_one:
        raise ValueError(f"write it with “=”, as “{FORMS[0]}”")
    if kind in KINDS:
        wanted, read = KINDS[kind]
        if len(names) != wanted:
            example = next(form for form in FORMS if form.startswith(f"{kind}/"))
            raise ValueError(f"write it as “{example}”")
        return read(submission, names, value.strip(), about)
    if kind not in about.tables.registers:
        meant = did_you_mean(kind, (*about.tables.registers, *KINDS))
        raise ValueError(f"{quoted(kind)} is no register and none of {', '.join(KINDS)}.{meant}")
    if len(names) != 2:
        raise ValueError(f"write it as “{FORMS[0]}”, or as “{FORMS[1]}”")
    return _row(submission, kind, names, value.strip(), about)


def _row(
    submission: Submission, register: str, names: list[str], value: str, about: _Supposing
) -> Submission:
    reference, column = names
    pairs = [(column, value)]
    if reference == NEW:
        rest = [part.partition("=") for part in value.split(";")[1:]]
        first = value.partition(";")[0]
        pairs = [(column, first), *((name, cell) for name, _, cell in rest)]
    cells: dict[str, Cell] = {}
    for heading, written in pairs:
        cells[heading.strip()] = _cell(register, heading.strip(), written.strip(), about)
    return suppose.with_cells(submission, register, "" if reference == NEW else reference, cells)


def _cell(table: str, heading: str, written: str, about: _Supposing) -> Cell:
    columns = about.tables[table].columns
    if heading not in columns:
        meant = did_you_mean(heading, columns)
        raise ValueError(f"{quoted(heading)} is no column of {table}.{meant}")
    cell = columns[heading].type.read(written) if written else None
    if cell is None:
        raise ValueError(f"nothing stands behind “=” for {quoted(heading)}")
    if isinstance(cell, date) and heading not in MAY_LIE_AHEAD:
        _in_time(cell, about)
    return cell


def _in_time(day: date, about: _Supposing) -> date:
    if day_in(day) > about.on:
        raise ValueError(
            f"it happens after {about.on}, and facts count up to that day: name a later one with "
            "--on"
        )
    return day


def _register(
    submission: Submission, names: list[str], value: str, about: _Supposing
) -> Submission:
    register, says = names
    fields: Mapping[str, Callable[[str], Any]] = {
        "covers from": read_iso_day,
        "covers to": read_iso_day,
        "complete to": read_iso_day,
        "checked on": lambda text: _in_time(read_iso_day(text), about),
        "checked by": str,
        "nothing to report": read_yes_no,
    }
    _among(register, about.tables.registers)
    return suppose.with_register(submission, register, {says: _among(says, fields)(value)})


def _among(name: str, options: Mapping[str, Any]) -> Any:
    if name not in options:
        raise ValueError(f"{quoted(name)} is not known here.{did_you_mean(name, options)}")
    return options[name]


def _document(
    submission: Submission, names: list[str], value: str, about: _Supposing
) -> Submission:
    document, says = names
    _among(says, dict.fromkeys(OF_A_DOCUMENT))
    cell: Any = _cell("documents", says, value, about)
    return suppose.with_document(submission, document, {says: cell})


def _event(submission: Submission, names: list[str], value: str, about: _Supposing) -> Submission:
    document, act = names
    verb, by, body = act.partition(" by ")
    if not by:
        raise ValueError("write who acted: “received by LMNS”")
    on = _in_time(read_iso_day(value), about)
    return suppose.with_event(submission, document, verb.strip(), body.strip(), on)


def _content(submission: Submission, names: list[str], value: str, about: _Supposing) -> Submission:
    document, item = names
    _among(value, {"yes": 1, "no": 1, "nothing to report": 1})
    return suppose.with_content(submission, document, item, value, about.on)


def _statement(
    submission: Submission, names: list[str], value: str, about: _Supposing
) -> Submission:
    return suppose.with_statement(submission, names[0], read_answer(value), about.on)


def _judgement(
    submission: Submission, names: list[str], value: str, about: _Supposing
) -> Submission:
    rules = {rule.requirement.id: rule.requirement for rule in about.rulebook.rules}
    requirement = _among(names[0], rules)
    met = _among(value, {"met": True, "not met": False})
    role = supposed_role(requirement)
    return suppose.with_judgement(submission, names[0], met, role, about.on)


KINDS: Mapping[str, tuple[int, Fact]] = {
    "register list": (2, _register),
    "documents": (2, _document),
    "document events": (2, _event),
    "contents": (2, _content),
    "statements": (1, _statement),
    "judgements": (1, _judgement),
}
