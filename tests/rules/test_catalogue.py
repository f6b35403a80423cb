"""Nothing is lost between our catalogues of facts and the rulebook, and nothing is guessed.

The catalogues stand beside the repository, in ``../shared/domain``. What the rulebook
leaves out on purpose stands in docs/values-not-in-the-rulebook.md, each with its reason.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from mis_assessor.core.rules.quantities import Length, Quantity, Share, Times
from mis_assessor.core.rules.readings import names_used, texts
from mis_assessor.core.rules.requirement import Requirement
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.rules.values import Status, entries_in
from mis_assessor.rulebook.loaded import years_in
from rules.catalogue import FILES, FOLDER, TRUSTED, Row, marks, rows, values_in
from trust_year.forms import rulebook

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "values-not-in-the-rulebook.md"
WHOLE = "the whole requirement"
HERE = all((FOLDER / file).is_file() for file in FILES)
needs_catalogues = pytest.mark.skipif(
    not HERE, reason=f"The catalogues of facts are not here: {FOLDER} has no {', '.join(FILES)}."
)
WORDS_AS_LENGTHS = {
    "month": "1 months",
    "quarter": "3 months",
    "half-year": "6 months",
    "all of them": "100%",
}


@cache
def rules() -> dict[str, Rule]:
    """Every rule of every year that is loaded."""
    found = {}
    for year in years_in(ROOT / "rules"):
        for rule in rulebook(year).rules:
            found[rule.requirement.id] = rule
    return found


@cache
def catalogue() -> tuple[Row, ...]:
    """The rows of the catalogues whose years are loaded."""
    loaded = years_in(ROOT / "rules")
    return tuple(row for row in rows() if row.year in loaded)


def splits(name: str) -> tuple[Rule, ...]:
    """The rule of an id, or the rules it was split into."""
    pattern = re.compile(re.escape(name) + r"(-.+|(?<=[A-Z])\d.*)?")
    return tuple(rule for id_, rule in rules().items() if pattern.fullmatch(id_))


# --- what a rule holds ----------------------------------------------------------------------


def held(rule: Rule) -> set[str]:
    """Every date and number among the values of a rule, in the form of the catalogue."""
    requirement = rule.requirement
    names = {*names_used(requirement, rule.values), *requirement.values}
    found = set()
    for name in names:
        for entry in rule.values[name]:
            found |= {v for option in entry.options for v in _forms(option)}
            found |= {v for v, _ in values_in(entry.as_written)}
    return found | _said_otherwise(requirement)


def _forms(value: Quantity | None) -> Iterator[str]:
    match value:
        case None:
            return
        case Share():
            yield f"{_plain(Decimal(value.of_one.numerator * 100) / value.of_one.denominator)}%"
        case Length():
            yield f"{value.number} {value.unit}"
        case Times():
            yield str(value.number)
        case datetime():
            yield from (value.date().isoformat(), f"{value:%H:%M}")
        case date():
            yield value.isoformat()
        case tuple():
            yield str(len(value))
            yield from (v for name in value for v, _ in values_in(name))
        case _:
            yield from (v for v, _ in values_in(str(value)))


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def _said_otherwise(requirement: Requirement) -> set[str]:
    """Lengths said by a word, and how many bodies a question names."""
    said = {WORDS_AS_LENGTHS[text] for text in texts(requirement) if text in WORDS_AS_LENGTHS}
    for question in requirement.evidence.values():
        for name in type(question).model_fields:
            bodies = getattr(question, name)
            if isinstance(bodies, tuple) and bodies and all(isinstance(b, str) for b in bodies):
                said.add(str(len(bodies)))
    return said


def holds(found: set[str], value: str) -> bool:
    """Whether a value of the catalogue is there; a month or a year by a day within it.

    >>> holds({"2022-05-06", "4 months", "95%"}, "2022-05"), holds({"94%"}, "95%")
    (True, False)
    >>> holds({"4 months"}, "4"), holds({"2022-05-06"}, "2")
    (True, False)
    """
    within = re.fullmatch(r"\d{4}(-\d\d)?", value)
    if value in found or (within and any(day.startswith(value + "-") for day in found)):
        return True
    numbers = {m[1] for v in found if (m := re.match(r"(\d+(?:\.\d+)?)(?!\d*[-+:])", v))}
    return re.fullmatch(r"\d+(\.\d+)?", value) is not None and value in numbers


# --- what is left out on purpose ------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One line of the document."""

    name: str
    value: str
    reason: str


@cache
def left_out() -> tuple[LeftOut, ...]:
    """Every line of the document's tables."""
    lines = DOCUMENT.read_text("utf-8").splitlines()
    cells = [[c.strip() for c in x.strip("|").split("|")] for x in lines if x.startswith("| MIS-")]
    return tuple(LeftOut(*line) for line in cells)


def is_left_out(row: Row, value: str) -> bool:
    """Whether the document names this value of this row, or the whole row."""
    return any(
        entry.name in (row.name, *row.names)
        and (entry.value == WHOLE or value in {v for v, _ in values_in(entry.value)})
        for entry in left_out()
    )


def test_the_document_says_which_value_and_why() -> None:
    names = set(rules())
    for entry in left_out():
        assert entry.value == WHOLE or list(values_in(entry.value)), entry
        assert entry.reason.endswith("."), entry
        assert len(entry.reason.split()) >= 4, entry
        known = bool(splits(entry.name)) or entry.name in names or entry.value == WHOLE
        assert known or HERE, f"{entry.name} is no requirement"
    assert len({(e.name, e.value) for e in left_out()}) == len(left_out())


@needs_catalogues
def test_the_document_names_nothing_that_exists_nowhere() -> None:
    known = {name for row in rows() for name in (row.name, *row.names)}
    assert [e for e in left_out() if e.name not in known and not splits(e.name)] == []


@needs_catalogues
def test_the_document_names_nothing_that_the_rulebook_holds_after_all() -> None:
    missing = {(name, v) for row, v in _missing() for name in (row.name, *row.names)}
    for entry in left_out():
        if entry.value == WHOLE:
            assert not splits(entry.name), f"{entry.name} is in the rulebook"
            continue
        for value, _ in values_in(entry.value):
            if any(entry.name in (row.name, *row.names) for row in catalogue()):
                assert (entry.name, value) in missing, f"{entry.name}: {value} is there"


# --- nothing is lost ------------------------------------------------------------------------


@needs_catalogues
def test_every_requirement_of_the_catalogues_is_in_the_rulebook() -> None:
    gone = {e.name for e in left_out() if e.value == WHOLE}
    names = [name for row in catalogue() for name in row.names]
    assert [name for name in names if not splits(name) and name not in gone] == []


def _missing() -> Iterator[tuple[Row, str]]:
    for row in catalogue():
        found: set[str] = set()
        for name in row.names:
            for rule in splits(name):
                found |= held(rule)
        for cell in row.parameters:
            for value, stated in values_in(cell, row.marks):
                if stated & TRUSTED and found and not holds(found, value):
                    yield row, value


@needs_catalogues
def test_every_date_and_number_of_the_catalogues_is_among_the_values() -> None:
    lost = [f"{row.name}: {value}" for row, value in _missing() if not is_left_out(row, value)]
    assert sorted(set(lost)) == []


# --- nothing is guessed ---------------------------------------------------------------------


def test_what_is_hardly_known_is_never_enforced() -> None:
    for name, rule in rules().items():
        for entries in rule.values.values():
            for entry in entries:
                if entry.status is Status.RECALLED_LOW:
                    assert entry.not_loaded and entry.options == (None,), name


@needs_catalogues
def test_no_value_marked_recalled_low_stands_in_its_requirement() -> None:
    shipped = []
    for row in catalogue():
        own = {v for name in row.names for rule in splits(name) for v in _own(rule)}
        for cell in row.parameters:
            for value, stated in values_in(cell, row.marks):
                if stated == {"recalled-low"} and value in own:
                    shipped.append(f"{row.name}: {value}")
    assert shipped == []


def _own(rule: Rule) -> Iterator[str]:
    for entries in rule.requirement.values.values():
        for entry in entries:
            for option in entry.options:
                if not isinstance(option, tuple):
                    yield from _forms(option)


# What section 11A of the first catalogue calls each thing, and the requirement it is about.
ITEMS = {
    "Declaration deadline (noon)": "MIS-Y4-COND-2",
    "SA1 notification cohort start": "MIS-Y4-SA1-A-i-N",
    "SA1 review / draft / parents / quarterly start": "MIS-Y4-SA1-A-ii",
    "SA2 assessed month": "MIS-Y4-SA2-2",
    "SA2 digital strategy date": "MIS-Y4-SA2-1",
    "SA2 item 7 alternative": "MIS-Y4-SA2-7-ALT",
    "SA3-G plan sign-off": "MIS-Y4-SA3-G",
    "SA4-A2 obstetric position": "MIS-Y4-SA4-A2",
    "SA6 perinatal mortality year for FGR review": "MIS-Y4-SA6-E2-iv",
    "SA9-A/B dates": "MIS-Y4-SA9-A",
    "SA9-C continuity": "MIS-Y4-SA9-C",
    "SA10 end date": "MIS-Y4-SA10-A",
}
COLUMNS = {1: "2021-08", 2: "2021-10", 4: "2022-05", 5: "2022-10"}


def _unknown() -> Iterator[tuple[str, str]]:
    """Each thing of section 11A that is hardly known in an edition, and the edition."""
    text = (FOLDER / FILES[0]).read_text("utf-8")
    section = text.split("## 11A.")[1].split("\n## ")[0]
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 7 and cells[0] != "item":
            low = marks(cells[6]) == {"recalled-low"}
            yield from ((cells[0], e) for n, e in COLUMNS.items() if low or "?" in cells[n])


@needs_catalogues
def test_what_an_edition_of_year_4_leaves_unknown_is_not_loaded() -> None:
    guessed = []
    for item, edition in _unknown():
        found = [r for r in splits(ITEMS[item]) if edition in r.requirement.applies.editions]
        unknown = [
            entry
            for rule in found
            for name in names_used(rule.requirement, rule.values)
            for entry in entries_in(rule.values[name], edition)
            if entry.not_loaded
        ]
        if found and not unknown and not any(e.name == ITEMS[item] for e in left_out()):
            guessed.append(f"{item}, {edition}")
    assert guessed == []
