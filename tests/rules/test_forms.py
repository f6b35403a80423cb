"""What `mis new` hands out is what the rules read: no more is needed, and no less will do."""

import csv
import io
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

from mis_assessor.core.assessment.assess import assess
from mis_assessor.core.assessment.assessment import Assessment
from mis_assessor.core.deciding.position import decide_position
from mis_assessor.core.evidence.submission import Register, Submission
from mis_assessor.core.rules.registers import READ_BY_THE_PROGRAM, asked_by, compared_by, together
from mis_assessor.core.rules.rulebook import Rule
from mis_assessor.core.verdicts import Verdict
from mis_assessor.intake.read import read_submission
from mis_assessor.rulebook.loaded import frameworks_in, years_in
from mis_assessor.rulebook.read import read_framework
from mis_assessor.services.check_rules import tables_in
from mis_assessor.services.forms import new_submission, new_system
from trust_year.folder import as_files
from trust_year.forms import RULES, rulebook, tables
from trust_year.generator import invented
from trust_year.plans import as_asked
from trust_year.years import YEARS, SchemeYear

SEED, SIZE = 7, 0.2
BY_NUMBER = [pytest.param(year, id=f"year {year.number}") for year in YEARS]
FRAMEWORKS = frameworks_in(RULES)
PASSED_OVER = (Verdict.NOT_APPLICABLE, Verdict.PAUSED)


def headings_in(folder: Path) -> Mapping[str, set[str]]:
    """Every register of a folder, and of the trusts in it, with its columns."""
    names = {kind.stem.rpartition("/")[2]: name for name, kind in tables().registers.items()}
    found: dict[str, set[str]] = {}
    for file in folder.rglob("*.csv"):
        if file.stem in names:
            with file.open(encoding="utf-8", newline="") as text:
                found.setdefault(names[file.stem], set()).update(next(csv.reader(text)))
    return found


def read_by(rules: tuple[Rule, ...]) -> set[tuple[str, str]]:
    asked = asked_by(rules)
    return {(register, column) for register, columns in asked.items() for column in columns}


def on_paper(found: Mapping[str, set[str]]) -> set[tuple[str, str]]:
    return {(register, column) for register, columns in found.items() for column in columns}


@pytest.mark.parametrize("year", years_in(RULES))
def test_the_form_of_a_year_holds_every_column_its_rules_read(tmp_path: Path, year: int) -> None:
    new_submission(tmp_path / "blank", RULES, year, "RZ9", "Example")
    needed = read_by(rulebook(year).rules)
    assert needed
    assert needed - on_paper(headings_in(tmp_path / "blank")) == set()


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_the_forms_of_a_system_hold_every_column_a_framework_reads(
    tmp_path: Path, name: str
) -> None:
    new_system(tmp_path / "blank", RULES, "QXX", "Ours", ("RZ9",), 4)
    rules = read_framework(RULES, name).rules
    assert read_by(rules) - on_paper(headings_in(tmp_path / "blank")) == set()


@pytest.mark.parametrize("name", FRAMEWORKS)
def test_a_trust_may_have_a_form_with_what_a_framework_asks_of_it(
    tmp_path: Path, name: str
) -> None:
    new_submission(tmp_path / "blank", RULES, 4, "RZ9", "Example", (name,))
    rules = read_framework(RULES, name).rules
    of_trusts = tuple(r for r in rules if "trust" in r.requirement.duties)
    found = on_paper(headings_in(tmp_path / "blank"))
    assert read_by(of_trusts) - found == set()
    assert (tmp_path / "blank" / "posts.csv").is_file()


@pytest.mark.parametrize("year", BY_NUMBER)
def test_nothing_stands_on_a_form_that_nobody_reads(tmp_path: Path, year: SchemeYear) -> None:
    new_submission(tmp_path / "blank", RULES, year.number, "RZ9", "Example")
    book = rulebook(year.number)
    compared = compared_by(book.consistency, tables().headings())
    asked = read_by(book.rules) | {(r, c) for r, columns in compared.items() for c in columns}
    for register, column in on_paper(headings_in(tmp_path / "blank")) - asked:
        kind = tables()[register]
        of_the_program = column in READ_BY_THE_PROGRAM.get(register, ())
        assert of_the_program or column in kind.key or kind.columns[column].required


def test_what_is_only_compared_stands_on_the_form_and_is_never_missing(tmp_path: Path) -> None:
    new_submission(tmp_path / "blank", RULES, 4, "RZ9", "Example")
    found = headings_in(tmp_path / "blank")
    assert {"kind of death", "gestation at birth"} <= found["perinatal deaths"]
    assert found["outside totals"] == {"source", "subject", "from", "to", "count"}
    assert ("perinatal deaths", "kind of death") not in read_by(rulebook().rules)
    assert "locum placements" not in found
    page = (tmp_path / "blank" / "HOW-TO-FILL-IN.md").read_text(encoding="utf-8")
    (line,) = (line for line in page.splitlines() if line.startswith("| kind of death |"))
    assert "CON-" in line
    assert "MIS-" not in line


@cache
def whole(year: SchemeYear) -> Mapping[str, str]:
    """An invented trust's files, with every column it has something to say in."""
    return as_files(invented(SEED, size=SIZE, plan=as_asked(year)))


def filled_in(folder: Path, year: SchemeYear) -> Path:
    """The very form of a year, its registers filled in under their own headings."""
    new_submission(folder, RULES, year.number, "RZ9", "Example")
    for name, text in whole(year).items():
        file = folder / name
        if name.startswith("registers/") and file.is_file():
            text = under(file.read_text(encoding="utf-8"), text)
        elif name.startswith("registers/"):
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
    listed = folder / "registers.csv"
    listed.write_text(without(listed.read_text(encoding="utf-8"), "sha256"), encoding="utf-8")
    return folder


def under(form: str, text: str) -> str:
    """The rows of a table under the headings of a form."""
    headings = next(csv.reader(io.StringIO(form)))
    return written(headings, list(csv.DictReader(io.StringIO(text))))


def without(text: str, *columns: str) -> str:
    """A table without some of its columns."""
    rows = list(csv.DictReader(io.StringIO(text)))
    headings = next(csv.reader(io.StringIO(text)))
    return written([h for h in headings if h not in columns], rows)


def written(headings: list[str], rows: list[dict[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(headings)
    writer.writerows([row.get(heading, "") for heading in headings] for row in rows)
    return out.getvalue()


def assessed(year: SchemeYear, sent: Submission) -> Assessment:
    return assess(rulebook(year.number), sent, year.declaration_day, sent.known_on)


@pytest.mark.parametrize("year", BY_NUMBER)
def test_a_trust_that_fills_in_the_very_form_meets_all_ten(
    tmp_path: Path, year: SchemeYear
) -> None:
    found = assessed(year, read_submission(filled_in(tmp_path / "form", year), tables()))
    assert [f.sentence for f in found.findings if f.verdict is Verdict.NOT_MET] == []
    assert [f.id for f in found.findings if f.verdict is Verdict.EVIDENCE_MISSING] == []
    assert found.verdict is Verdict.MET


def test_a_trust_of_year_3_without_a_register_of_its_columns_is_never_not_met(
    tmp_path: Path,
) -> None:
    """Families told and candour, which the form of Year 3 once forgot: the fund hung on it."""
    (year,) = (year for year in YEARS if year.number == 3)
    folder = filled_in(tmp_path / "form", year)
    file = folder / "registers" / "qualifying-incidents.csv"
    forgotten = ("family told of both roles on", "duty of candour required")
    file.write_text(without(file.read_text(encoding="utf-8"), *forgotten), encoding="utf-8")
    (folder / "registers" / "elements-and-agreed-alternatives.csv").unlink()
    listed = folder / "registers.csv"
    kept = [
        line
        for line in listed.read_text(encoding="utf-8").splitlines()
        if not line.startswith("elements")
    ]
    listed.write_text("\n".join([*kept, ""]), encoding="utf-8")
    sent = read_submission(folder, tables())
    found = assess(rulebook(3), sent, year.declaration_day + timedelta(days=1))
    assert [f.id for f in found.findings if f.verdict is Verdict.NOT_MET] == []
    told = next(f for f in found.findings if f.id == "MIS-Y3-SA10-C-i")
    assert told.verdict is Verdict.EVIDENCE_MISSING
    assert told.sentence == (
        "The register of qualifying incidents has no column “family told of both roles on”. Add it "
        "to registers/qualifying-incidents.csv; a cell may be blank where the answer is not known."
    )


@pytest.mark.parametrize("year", BY_NUMBER)
def test_a_column_left_out_is_evidence_missing_wherever_it_is_read(year: SchemeYear) -> None:
    sent = invented(SEED, size=SIZE, plan=as_asked(year))
    rules = rulebook(year.number)
    after = year.declaration_day + timedelta(days=1)
    before = decide_position(rules, sent, after, sent.known_on).rolled.requirements
    asked = asked_by(rules.rules)
    for name, register in sent.registers.items():
        for column, ids in asked.get(name, {}).items():
            if tables()[name].columns[column].required or not register.rows:
                continue
            less = replace(register, columns=frozenset(tables()[name].columns) - {column})
            silent = replace(sent, registers={**sent.registers, name: less})
            readers = tuple(r for r in rules.rules if r.requirement.id in ids)
            alone = replace(rules, rules=readers)
            found = decide_position(alone, silent, after, sent.known_on).rolled.requirements
            for rule in readers:
                i = rule.requirement.id
                if before[i] in PASSED_OVER or has_another_way(rule):
                    assert found[i] in (before[i], Verdict.EVIDENCE_MISSING), (i, name, column)
                else:
                    assert found[i] is Verdict.EVIDENCE_MISSING, (i, name, column)


def has_another_way(rule: Rule) -> bool:
    """Whether it can be met without every piece of evidence it names."""
    condition = rule.requirement.met_when
    written = condition.model_dump_json() if condition else ""
    return rule.requirement.or_instead is not None or "any_of" in written


@pytest.mark.parametrize("year", BY_NUMBER)
def test_every_column_that_nobody_reads_may_be_left_out(year: SchemeYear) -> None:
    sent = invented(SEED, size=SIZE, plan=as_asked(year))
    book, headings = rulebook(year.number), tables().headings()
    read = together(asked_by(book.rules), compared_by(book.consistency, headings))
    registers = {
        name: only(register, {*read.get(name, {}), *tables()[name].key})
        for name, register in sent.registers.items()
    }
    found = assessed(year, replace(sent, registers=registers))
    assert found.verdict is Verdict.MET


def only(register: Register, columns: set[str]) -> Register:
    """A register with no other columns."""
    rows = tuple(
        replace(row, cells={h: c for h, c in row.cells.items() if h in columns})
        for row in register.rows
    )
    return replace(register, rows=rows, columns=frozenset(columns))


def test_a_column_that_no_rule_reads_is_never_demanded(tmp_path: Path) -> None:
    sample = RULES.parent / "evidence_samples" / "ten-of-ten"
    folder = shutil.copytree(sample, tmp_path / "sample")
    file = folder / "registers" / "perinatal-deaths.csv"
    file.write_text(
        without(file.read_text(encoding="utf-8"), "gestation at birth", "kind of death"),
        encoding="utf-8",
    )
    listed = folder / "registers.csv"
    listed.write_text(without(listed.read_text(encoding="utf-8"), "sha256"), encoding="utf-8")
    (year,) = (year for year in YEARS if year.number == 4)
    assert assessed(year, read_submission(folder, tables())).verdict is Verdict.MET


def test_a_year_has_its_form_as_soon_as_its_frame_is_loaded(tmp_path: Path) -> None:
    rules = shutil.copytree(RULES, tmp_path / "rules")
    shutil.rmtree(rules / "mis" / "year-8")
    shutil.copytree(rules / "mis" / "year-7", rules / "mis" / "year-8")
    for file in (rules / "mis" / "year-8").rglob("*.yaml"):
        text = file.read_text(encoding="utf-8").replace("MIS-Y7-", "MIS-Y8-")
        file.write_text(text.replace("\nyear: 7\n", "\nyear: 8\n"), encoding="utf-8")
    assert tables_in(rules).years == (3, 4, 5, 6, 7, 8)
    new_submission(tmp_path / "eight", rules, 8, "RZ9", "Example")
    new_submission(tmp_path / "seven", rules, 7, "RZ9", "Example")
    assert headings_in(tmp_path / "eight") == headings_in(tmp_path / "seven")
    read = read_submission(tmp_path / "eight", tables_in(rules))
    assert read.scheme_year == 8
    asked = (tmp_path / "eight" / "HOW-TO-FILL-IN.md").read_text(encoding="utf-8")
    assert "MIS-Y8-SA1-C2" in asked
